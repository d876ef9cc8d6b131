"""Year end: roster → plan → run."""
