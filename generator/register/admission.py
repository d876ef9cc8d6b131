"""Whether a confirmation may be entered, by what the register holds at that moment.

In: confirmations, with the register locked. Out: for each nothing, or where it is entered already, or what stands in
its way. One that is let in counts for those after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.errors import UsageError, XieyiError
from generator.register.chain import canonical
from generator.register.models import Agreement, Entry, Number, Paper, Particulars
from generator.register.numbers import LONGEST
from generator.register.refusals import ChangedMeanwhileError, NumberTakenError, UnknownNumberError
from generator.register.staff import StaffAdmission
from generator.register.store import Store
from generator.register.tables import chunks, plain
from generator.register.words import AgreementEntry, Confirmation, Entered, ParticularsEntry

_SAME = ("kind", "region", "agreement", "full_fingerprint", "document", "case", "record")
"""What makes two papers of one number the same."""


class Admission:
    """What the register holds of everything that some confirmations name."""

    def __init__(self, store: Store, confirmations: Sequence[Confirmation]) -> None:
        self._store = store
        papers = [paper for confirmation in confirmations for paper in confirmation.papers]
        changed = [agreement for confirmation in confirmations for agreement in confirmation.agreements]
        self._states = dict(self._rows(Number, "number", [paper.number for paper in papers], "number", "state"))
        names = {paper.agreement for paper in papers if paper.agreement} | {agreement.number for agreement in changed}
        self._agreements: dict[str, dict[str, Any]] = {}
        for chunk in chunks(sorted(names)):
            for row in Agreement.objects.using(store.alias).filter(number__in=chunk).values():
                self._agreements[row["number"]] = plain(Agreement, row)
        self._owned: dict[tuple[str, str], set[str]] = {}
        for region, code in {(one.region, one.institution) for one in changed if one.among is not None}:
            rows = Agreement.objects.using(store.alias).filter(region=region, institution=code, void=False)
            self._owned[region, code] = set(rows.values_list("number", flat=True))
        self._particulars = self._held(entry for confirmation in confirmations for entry in confirmation.particulars)
        self.staff = StaffAdmission(store, confirmations)

    def judge(
        self, confirmation: Confirmation, seq: int, papers: Sequence[Mapping[str, Any]]
    ) -> Entered | XieyiError | None:
        """Return None where the confirmation may be entered under `seq`; it counts as entered from then on."""
        try:
            already = self._already(papers)
            if already is not None:
                return already
            self._check_names(confirmation)
            self._check_numbers(confirmation)
            self._check_agreements(confirmation)
            self.staff.check(confirmation)
        except XieyiError as error:
            return error
        self._replaced = {one.number: self._agreements.get(one.number) for one in confirmation.agreements}
        for paper in confirmation.papers:
            self._states[paper.number] = "issued"
        for agreement in confirmation.agreements:
            self._agreements[agreement.number] = _as_row(agreement, seq)
            self._owned.get((agreement.region, agreement.institution), set()).add(agreement.number)
        self.staff.take(confirmation, seq)
        return None

    def replaced(self, agreement: AgreementEntry) -> dict[str, Any] | None:
        """Return what the agreement was before the confirmation that was judged last."""
        return self._replaced[agreement.number]

    def changes(self, entry: ParticularsEntry) -> bool:
        """Tell whether particulars say anything new."""
        code = entry.institution.code or ""
        held = self._particulars.get(code)
        text = canonical(entry.institution.model_dump(mode="json", exclude_defaults=True))
        day = entry.since.isoformat()
        if held is not None and held[0] <= day and held[1] == text:
            return False
        if held is None or held[0] <= day:
            self._particulars[code] = (day, text)
        return True

    def _rows(self, model: Any, key: str, wanted: Iterable[str], *fields: str) -> Iterable[tuple[Any, ...]]:
        for chunk in chunks(sorted(set(wanted))):
            rows = model.objects.using(self._store.alias).filter(**{f"{key}__in": chunk})
            yield from rows.values_list(*fields)

    def _held(self, entries: Iterable[ParticularsEntry]) -> dict[str, tuple[str, str]]:
        """Return the last particulars that are held, with their day, by code."""
        held: dict[str, tuple[str, str]] = {}
        codes = {entry.institution.code or "" for entry in entries}
        for chunk in chunks(sorted(codes)):
            rows = Particulars.objects.using(self._store.alias).filter(code__in=chunk, void=False)
            for row in rows.order_by("since", "seq"):
                held[row.code] = (row.since.isoformat(), row.body)
        return held

    def _already(self, papers: Sequence[Mapping[str, Any]]) -> Entered | None:
        """Return the entry that holds the very same papers, None where there are none or others."""
        if not papers or any(self._states.get(paper["number"]) != "issued" for paper in papers):
            return None
        seqs = set()
        for paper in papers:
            row = Paper.objects.using(self._store.alias).filter(number=paper["number"]).first()
            if row is None or any(getattr(row, name) != paper[name] for name in _SAME):
                return None
            seqs.add(row.seq)
        entry = Entry.objects.using(self._store.alias).get(seq=max(seqs))
        return Entered(entry.seq, entry.digest, already=True)

    @staticmethod
    def _check_names(confirmation: Confirmation) -> None:
        """Refuse what would not stand together, or what one of the databases couldn't hold."""
        own = {agreement.number for agreement in confirmation.agreements}
        stray = next((event.agreement for event in confirmation.events if event.agreement not in own), None)
        if stray is not None:
            raise UsageError(f"登记协议 {stray} 的事件时，没有一并给出协议本身和它的版本。请一并给出")
        if any(not entry.institution.code for entry in confirmation.particulars):
            raise UsageError("登记医疗机构信息时没有机构代码。请补上 institution.code")
        for text in (confirmation.by, *own, *(paper.number for paper in confirmation.papers)):
            if not 0 < len(text) <= LONGEST:
                raise UsageError(f"编号和经办人要有，且最多{LONGEST}字：“{text[:40]}”。请改短或补上")

    def _check_numbers(self, confirmation: Confirmation) -> None:
        for paper in confirmation.papers:
            state = self._states.get(paper.number)
            if paper.outside and state is not None:
                raise NumberTakenError(f"编号 {paper.number} 在登记簿里已有（{_STATES[state]}）。请核对编号")
            if paper.outside or state == "reserved":
                continue
            if state == "issued":
                raise ChangedMeanwhileError(f"编号 {paper.number} 已签发过另一份文书。已签发的文书不能覆盖：请重新取号")
            if state == "void":
                raise ChangedMeanwhileError(f"编号 {paper.number} 已作废。请重新取号")
            raise UnknownNumberError(f"编号 {paper.number} 没有预留过。请先取号，或作为既有编号登记")

    def _check_agreements(self, confirmation: Confirmation) -> None:
        own = {agreement.number for agreement in confirmation.agreements}
        for agreement in confirmation.agreements:
            found = self._agreements.get(agreement.number)
            if found is None and agreement.expected:
                raise UnknownNumberError(f"登记簿里没有协议 {agreement.number}。请核对编号")
            if found is not None and found["version"] != agreement.expected:
                raise ChangedMeanwhileError(self._who(agreement.number, found["touched"]))
            self._check_alone(agreement)
        for paper in confirmation.papers:
            if paper.agreement and paper.agreement not in own and paper.agreement not in self._agreements:
                raise UnknownNumberError(f"文书 {paper.number} 所属的协议 {paper.agreement} 不在登记簿里。请核对编号")

    def _check_alone(self, agreement: AgreementEntry) -> None:
        """Refuse an agreement of an institution that has got another one since its writer looked."""
        if agreement.among is None:
            return
        unseen = self._owned[agreement.region, agreement.institution] - agreement.among - {agreement.number}
        if unseen:
            other = min(unseen)
            raise ChangedMeanwhileError(f"{agreement.name}刚刚已另签协议 {other}。请先查看那一份，再决定是否继续")

    def _who(self, number: str, seq: int) -> str:
        """Say who changed an agreement, when, and what."""
        entry = Entry.objects.using(self._store.alias).filter(seq=seq).first()
        if entry is None:  # one of those that are being entered now
            return f"协议 {number} 在同一批里已改过一次。请分开办理"
        body = json.loads(entry.body)
        events = [event["event"] for event in body.get("events", ()) if event["agreement"] == number]
        papers = [paper["number"] for paper in body.get("papers", ()) if isinstance(paper, dict)]
        what = "、".join([*events, *papers]) or ("作废" if entry.sort == "void" else "更正")
        return f"协议 {number} 已由{entry.by}于{entry.at[:19]}（UTC）改动：{what}。请重新查看这份协议，再决定是否继续"


_STATES = {"reserved": "已预留", "issued": "已签发", "void": "已作废"}


def _as_row(agreement: AgreementEntry, seq: int) -> dict[str, Any]:
    return {
        "version": agreement.expected + 1,
        "kind": agreement.kind,
        "region": agreement.region,
        "institution": agreement.institution,
        "name": agreement.name,
        "signed_on": agreement.signed_on.isoformat(),
        "start": agreement.start.isoformat(),
        "end": agreement.end and agreement.end.isoformat(),
        "renews": agreement.renews,
        "void": False,
        "changed": seq,
        "touched": seq,
    }
