"""Identity numbers as lists and messages show them.

In: an identity number. Out: a text without the birthday. The register holds the whole number, and so do the forms.
"""

from __future__ import annotations

_SHOWN_FIRST, _SHOWN_LAST = 6, 4


def mask(identity: str) -> str:
    """Return an identity number with all hidden but its first six and last four characters."""
    hidden = len(identity) - _SHOWN_FIRST - _SHOWN_LAST
    if hidden <= 0:
        return "*" * len(identity)
    return f"{identity[:_SHOWN_FIRST]}{'*' * hidden}{identity[-_SHOWN_LAST:]}"
