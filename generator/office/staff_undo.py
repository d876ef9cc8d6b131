"""Take a person's last entry back: a restoration, a cancelling, a repair … that was entered by mistake.

In: a desk, a person, the event, why. Out: one more entry, by which the one before it counts no more; ledger and state
are as they were. What has a paper of its own is voided with that paper.
"""

from __future__ import annotations

from generator.errors import InputError, UsageError
from generator.lifecycle.personnel.ledger import NOTE
from generator.lifecycle.personnel.restrictions import HANDLE
from generator.model.library import Library
from generator.office.signing import Desk
from generator.office.staff_filling import particulars_of
from generator.office.staff_lives import UNDO, UNDONE, find_staff, in_effect, labels_of, undone_by
from generator.office.staff_points import events_of_staff
from generator.office.staff_work import DECIDED
from generator.problems import Place, Problem
from generator.register.words import Confirmation, StaffEntry, StaffEventRecord, StaffRecord

NOT_UNDONE = "staff_undo"

REASON = "reason"


def undo(desk: Desk, person: str, event: str, reason: str) -> StaffEventRecord:
    """Take the last entry of a person back, which is the event that is named; return it. Raise `InputError`."""
    labels = labels_of(desk.library)
    if event not in labels:
        known = "、".join(name for name in labels if _alone(desk.library, name))
        raise UsageError(f"没有“{event}”这种事项。可以撤销的：{known}")
    if not reason.strip():
        raise UsageError("撤销要写明原因。请用 --reason 写")
    record = find_staff(desk.register, person)
    last = in_effect(record.events)[-1:]
    if not last or last[0].event != event or not _alone(desk.library, event):
        raise InputError((_refused(desk.library, record, event),))
    entry = StaffEntry(
        identity=record.identity, expected=record.version, event=UNDO, institution=last[0].institution,
        on=desk.today, recorded_on=desk.today, region=record.region,
        person=particulars_of(record.person, record.identity),
        facts={UNDONE: undone_by(last[0]), REASON: reason.strip()},
    )  # fmt: skip
    desk.register.enter(Confirmation(by=desk.by, staff=(entry,)))
    return last[0]


def _alone(library: Library, event: str) -> bool:
    """Say whether an event makes no paper that could be voided."""
    law = events_of_staff(library).get(event)
    return event in (HANDLE, NOTE, *DECIDED) or (law is not None and not law.kinds)


def _refused(library: Library, record: StaffRecord, event: str) -> Problem:
    """Return the problem of an entry that isn't the last, or that has a paper."""
    labels, who = labels_of(library), record.person.name or "这名人员"
    last = next(iter(in_effect(record.events)[-1:]), None)
    if last is None:
        message, mend = f"{who}没有可以撤销的登记", "请核对人员"
    else:
        label = labels.get(last.event, last.event)
        paper = f"，{last.paper}" if last.paper else ""
        message = f"{who}最后登记的是{label}（{last.on.isoformat()}{paper}）"
        message += "" if last.event == event else f"，不是{labels[event]}"
        mend = (
            f"这一件用 xieyi staff undo 人员 {last.event} 撤销；更早的，先撤销后面的"
            if _alone(library, last.event)
            else f"有文书的，作废文书：xieyi register void {last.paper}"
        )
    return Problem(code=NOT_UNDONE, message=message, where=Place(key="EVENT"), mend=mend)
