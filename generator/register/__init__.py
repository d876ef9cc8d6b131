"""The register 登记簿: institutions, agreements, every paper that was issued, and a chain of entries over all.

In: words (`words.py`). Out: words. Django is loaded by `open_register` alone; only modules in this package know it.
"""

from __future__ import annotations

from generator.register.setup import open_register, restore

__all__ = ["open_register", "restore"]
