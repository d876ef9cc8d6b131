"""作废: a number that came to nothing, or a spoilt paper with what was entered together with it.

In: a number and a reason. Out: an entry; nothing is taken out. Voiding a paper puts back the agreements and
persons that its entry changed, and so it can only be done while nothing was built on that entry.
"""

from __future__ import annotations

import json
from typing import Any

import generator.register.seams as seams
from generator.errors import UsageError
from generator.register.chain import Link
from generator.register.models import Agreement, Entry, Event, Number, Paper, Particulars, Staff, StaffEvent
from generator.register.numbers import left_alone, release
from generator.register.projection import staff_row
from generator.register.refusals import ChangedMeanwhileError, UnknownNumberError
from generator.register.store import Store
from generator.register.tables import append, lock


def void(store: Store, number: str, reason: str, by: str, *, only_abandoned: bool = False) -> tuple[str, ...]:
    """Void a number, reserved or issued, and return all numbers that are void by it.

    A paper takes those with it that were entered together. With `only_abandoned` a number that is no longer a
    reservation, or that somebody living is at work on, is left as it is and nothing returned: what the pass at
    start-up needs. Raises `UnknownNumberError`, and `ChangedMeanwhileError` where a later entry builds on the paper.
    """
    if not reason.strip():
        raise UsageError(f"作废编号 {number} 要写明原因。请补上")
    with store.writing():
        head = lock(store)
        row = Number.objects.using(store.alias).filter(number=number).first()
        if only_abandoned and (row is None or row.state != "reserved" or not left_alone(store, [number])):
            return ()
        if row is None:
            raise UnknownNumberError(f"登记簿里没有编号 {number}。请核对编号")
        if row.state == "void":
            return ()
        body = _reservation(number) if row.state == "reserved" else _paper(store, number)
        append(store, head, [Link(0, store.clock().isoformat(), by, "void", {**body, "reason": reason})])
        release(store, body["numbers"])
    seams.step("voided")
    return tuple(body["numbers"])


def _reservation(number: str) -> dict[str, Any]:
    return {"numbers": [number], "papers": [], "event": [], "particulars": [], "agreements": []}


def _paper(store: Store, number: str) -> dict[str, Any]:
    """Return what a paper's voiding does: all of its entry, taken back."""
    seq = Paper.objects.using(store.alias).get(number=number).seq
    entered = json.loads(Entry.objects.using(store.alias).get(seq=seq).body)
    numbers = [paper["number"] for paper in entered["papers"]]
    body = {
        "numbers": numbers,
        "papers": numbers,
        "event": _keys(Event, store, seq),
        "particulars": _keys(Particulars, store, seq),
        "agreements": [_put_back(store, number, seq, agreement) for agreement in entered["agreements"]],
    }
    if entered.get("staff"):
        persons = {entry["identity"]: entry for entry in entered["staff"]}
        body["staffevent"] = _keys(StaffEvent, store, seq)
        body["staff"] = [_person_back(store, number, seq, entry) for entry in persons.values()]
    return body


def _keys(model: Any, store: Store, seq: int) -> list[str]:
    return sorted(model.objects.using(store.alias).filter(seq=seq).values_list("id", flat=True))


def _put_back(store: Store, number: str, seq: int, agreement: dict[str, Any]) -> dict[str, Any]:
    """Return an agreement as it was before an entry; refuse where a later one changed it."""
    row = Agreement.objects.using(store.alias).get(number=agreement["number"])
    if row.changed != seq:
        raise ChangedMeanwhileError(
            f"文书 {number} 不能作废：协议 {row.number} 后来又有登记（第{row.changed}条）。请先作废后面的文书，"
            "或另办一份更正的文书"
        )
    before = agreement["before"]
    if before is None:
        before = {name: value for name, value in agreement.items() if name not in ("number", "before")}
        before |= {"void": True, "changed": seq}
    return {**before, "number": row.number, "version": row.version + 1}


def _person_back(store: Store, number: str, seq: int, entry: dict[str, Any]) -> dict[str, Any]:
    """Return a person as they were before an entry; refuse where a later one changed them, points built on points."""
    row = Staff.objects.using(store.alias).get(identity=entry["identity"])
    if row.changed != seq:
        raise ChangedMeanwhileError(
            f"文书 {number} 不能作废：{entry['person'].get('name', '这名相关人员')}后来又有登记（第{row.changed}条）。"
            "请先作废后面的文书，或另办更正"
        )
    before = entry["before"] or {**staff_row(entry, seq), "void": True}
    return {**before, "identity": row.identity, "version": row.version + 1}
