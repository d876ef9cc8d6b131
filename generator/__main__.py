"""`python -m generator` is `xieyi`."""

from __future__ import annotations

from generator.cli.start import main

if __name__ == "__main__":
    main()
