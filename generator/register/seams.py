"""The places between two writes, by name.

A test replaces `step` to end the process there, and so proves that nothing is lost; otherwise nothing happens.
"""

from __future__ import annotations


def step(name: str) -> None:
    """Stand between two writes."""
