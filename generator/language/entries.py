"""The lists that a text may loop over, and what their entries hold.

In: the name of a fill. Out: whether its text has several paragraphs. The attributes of each list's entries, by the
list's path, are for checking names when the library is loaded; an entry that is a word by itself has none.
"""

from __future__ import annotations

import re

from generator.model.case import Amendment, Finding
from generator.model.template import Path

ENTRIES: dict[Path, tuple[str, ...]] = {
    ("services",): (),
    ("findings",): tuple(Finding.model_fields),
    ("amendments",): tuple(Amendment.model_fields),
}
"""What `{% for … in … %}` may go through."""

_ENTRY = re.compile(r"(?P<list>[a-z_.]+)\[(?P<place>[0-9]+)\](?:\.(?P<key>[a-z_.]+))?")
_OF_MANY_LINES = frozenset({("amendments", "before"), ("amendments", "after")})


def entry_name(name: str) -> tuple[str, int, str] | None:
    """Return list, place (from 1) and attribute of a name such as findings[2].address, None for any other."""
    match = _ENTRY.fullmatch(name)
    return (match["list"], int(match["place"]), match["key"] or "") if match else None


def has_many_lines(name: str) -> bool:
    """Say whether the text of a name may have several paragraphs."""
    entry = entry_name(name)
    return entry is not None and (entry[0], entry[2]) in _OF_MANY_LINES
