"""The fingerprint of an order: what a case asks for, whatever number its paper will have.

In: a Case, the event that it stands for. Out: a hexadecimal SHA-256. The same order gets the same number again, and is
never carried out twice.
"""

from __future__ import annotations

import hashlib
import json

from generator.model.case import Case


def order_fingerprint(case: Case, event: str, agreement: str | None = None) -> str:
    """Return the fingerprint of an order: the case without its number, the event, the agreement that it concerns."""
    content = case.model_dump(mode="json", exclude={"number"}, exclude_defaults=True)
    text = json.dumps([event, agreement, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
