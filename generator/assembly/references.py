"""References as a drafter writes them: 本条 for one's own article, and what a list repeats said once.

In: a clause's stream of text and nodes, the printed address of its article. Out: the stream, its references
shortened: 第六十二条第（一）项、第六十二条第（二）项 becomes 第六十二条第（一）项、第（二）项, and inside article 62
本条第（一）项、第（二）项.
"""

from __future__ import annotations

import re

from generator.document.nodes import Reference
from generator.language import Evaluation

_ITEM = re.compile(r"(?P<above>.*)(?P<item>第（[一二三四五六七八九十]+）项)")
_JOINTS = frozenset({"、", "和", "或", "或者", "以及"})


def shorten(stream: Evaluation, own: str) -> Evaluation:
    """Return a stream with its references shortened; their targets stay."""
    found: Evaluation = []
    said = ""  # what the reference before, in the same list, was above its item
    for part in stream:
        if isinstance(part, Reference):
            match = _ITEM.fullmatch(part.text)
            above = match["above"] if match else ""
            found.append(_shorter(part, match, above == said, own))
            said = above
        else:
            found.append(part)
            said = said if isinstance(part, str) and part in _JOINTS else ""
    return found


def _shorter(reference: Reference, match: re.Match[str] | None, repeated: bool, own: str) -> Reference:
    if match is None:
        return reference
    if repeated and match["above"]:
        return reference.model_copy(update={"text": match["item"]})
    if match["above"].startswith(own):
        above = "本条" + match["above"].removeprefix(own)
        return reference.model_copy(update={"text": above + match["item"]})
    return reference
