"""One edited row of the workbook, against the row as it was made.

In: the cells under the plan's columns, the row that the hidden sheet holds. Out: the row as it now is, or problems with
their cells. What wasn't touched isn't read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from generator.model.case import Case, Waiver
from generator.model.library import Library
from generator.model.places import Places
from generator.model.region import Parameter
from generator.model.units import Unit, print_date
from generator.problems import Place, Problem, Severity, stand_in_the_way
from generator.reading.validation import validate
from generator.renewal.plan.checking import Checks
from generator.renewal.plan.renewing import FOLLOWING
from generator.renewal.plan.sheet import DECISIONS, Layout
from generator.renewal.plan.words import Decision, PlanRow, ValueChange
from generator.renewal.roster.cells import Setting, UnreadableCellError, read_cell
from generator.renewal.roster.columns import Column, Sort, fold_word

RENEWING = (Decision.RENEW, Decision.RENEW_CHANGED)
_MEANT = {fold_word(word): decision for decision, word in DECISIONS.items()}
_WAIVER = ("waiver.reason", "waiver.by")
_NOT_READ = ("reasons", "amount")
"""What is for reading and counting alone: nothing hangs on it."""

_DATES = ("term.start", "term.end")


@dataclass(frozen=True)
class Reading:
    """What reading every row depends on. `place(row, key)` makes the place of a column's cell."""

    library: Library
    layout: Layout
    checks: Checks
    epoch: datetime
    place: Callable[[int, str | None], Place]
    settings: dict[str, Setting] = field(default_factory=dict)

    def setting(self, name: str) -> Setting:
        """Return what reading an edited value or fact depends on."""
        if name not in self.settings:
            parameter = self.library.parameters.get(name)
            known = self.layout.roster.of(f"values.{name}" if parameter else name)
            label = self.layout.labels.get(name, name)
            column = known or Column(path=name, label=label, sort=_sort(name, parameter))
            self.settings[name] = Setting(column, label, self.epoch, self.layout.roster, parameter)
        return self.settings[name]


def _sort(name: str, parameter: Parameter | None) -> Sort:
    if parameter is not None:
        return "value"
    return "date" if name in _DATES else "text"


class RowEdits:
    """Reads one row's cells; `problems` are those found in it."""

    def __init__(self, reading: Reading, made: PlanRow, number: int) -> None:
        self.reading = reading
        self.made = made
        self.number = number
        self.problems: list[Problem] = []
        self.case = made.case
        self.touched: dict[str, str] = {}

    def read(self, cells: Mapping[str, Any]) -> PlanRow | None:
        """Return the row as edited, None where something is wrong with it; `cells` are by the columns' keys."""
        expected = dict(zip((c.key for c in self.reading.layout.columns), self._expected(), strict=True))
        changed = {
            key: cell for key, cell in cells.items() if key not in _NOT_READ and _text(cell) != expected[key].strip()
        }
        decision = self._decision(changed.pop("decision", None))
        remark = self._remark(changed)
        self._waivers({key: changed.pop(key) for key in _WAIVER if key in changed}, expected)
        for column in self.reading.layout.columns:
            if column.key in changed:
                self._value(column.key, column.heading, changed[column.key], editable=column.editable)
        row = replace(self.made, row=self.number, remark=remark, case=self.case)
        if self.problems:
            return None
        return self._decided(row, decision)

    def _expected(self) -> list[str]:
        return self.reading.layout.texts(self.made)

    def _decision(self, cell: Any) -> Decision:
        if cell is None:
            return self.made.decision
        written = _text(cell)
        found = _MEANT.get(fold_word(written))
        if found is None:
            mend = f"可选：{'、'.join(DECISIONS.values())}"  # the nearest word may say the opposite
            self._tell("plan_decision", "decision", f"没有“{written}”这种决定", mend)
            return self.made.decision
        why = "；".join(reason.text for reason in self.made.reasons)
        if self.made.decision is Decision.NOT_DUE and found is not Decision.NOT_DUE:
            self._tell("plan_decision", "decision", f"这份协议{why}，不能改为“{DECISIONS[found]}”", "请改回“未到期”")
        elif found is Decision.NOT_DUE and self.made.decision is not Decision.NOT_DUE:
            mend = "不续签的选“不续签”，还没有决定的选“待人工决定”"
            self._tell("plan_decision", "decision", "这份协议到期，不能改为“未到期”", mend)
        elif found in RENEWING and self.made.case is None:
            self._tell(
                "plan_decision", "decision", f"没有可以续签的案卷：{why}", "请另写案卷，用 xieyi event renew 办理"
            )
        return found

    def _remark(self, changed: dict[str, Any]) -> str:
        return _text(changed.pop("remark")) if "remark" in changed else self.made.remark

    def _waivers(self, changed: dict[str, Any], expected: dict[str, str]) -> None:
        """Take the reason and who gave it; which problems they answer is found when the case is held to the rules."""
        written = {key: _text(changed[key]) if key in changed else expected[key] for key in _WAIVER}
        reason, by = (written[key] for key in _WAIVER)
        if bool(reason) != bool(by):
            key = "waiver.by" if reason else "waiver.reason"
            self._tell("plan_cell", key, "例外理由和批准人要一起写", "请补上另一列，或都删去")
        elif self.case is not None:
            kept = () if changed else self.case.waivers
            self.case = self.case.model_copy(update={"waivers": kept})
            found = [one for one in self.reading.checks.problems(self.case) if one.severity is Severity.REASON]
            if reason and changed:
                waivers = [Waiver(problem=f"{one.code}:{one.where.key}", reason=reason, by=by) for one in found]
                self.case = self.case.model_copy(update={"waivers": tuple(waivers)})

    def _value(self, key: str, heading: str, cell: Any, *, editable: bool) -> None:
        """Take an edited value or fact into the case."""
        name = key.partition(":")[2]
        if not editable:
            self._tell("plan_cell", key, f"“{heading}”这一列不能改", "请改回原来的内容；要改的写在“（新）”列")
            return
        if self.case is None:
            self._tell("plan_cell", key, "这一行没有要续签的案卷，不能填写", "请清空")
            return
        try:
            said = read_cell(cell, self.reading.setting(name))
        except UnreadableCellError as error:
            self._tell("plan_cell", key, str(error), error.mend)
            return
        if said is None:
            self._tell("plan_cell", key, f"“{heading}”被清空了", "请填写；不改的照“（现）”列抄写")
            return
        self.touched[name] = key
        if name == "term.start":
            self._joined(key, said)
        self.case = self._with(self.case, name, said)

    def _joined(self, key: str, said: date) -> None:
        """Tell of a first day that leaves a gap: what comes after one is a new agreement and no renewal."""
        start = self.made.case.term.start if self.made.case else None
        ended = {change.name: change.before for change in self.made.changes}.get("term.end")
        if ended and start is not None and said != start:
            message = f"续签的期限自{print_date(said)}起，与原期限（至{ended}）不相接"
            mend = f"请写{print_date(start)}；要隔开的，这一行选“不续签”，到时另签新协议"
            self._tell("term_gap", key, message, mend)

    def _with(self, case: Case, name: str, said: Any) -> Case:
        if name in self.reading.library.parameters:
            by_level, level = case.values.get(name), case.institution.level or ""
            written = {**by_level, level: str(said)} if isinstance(by_level, dict) else str(said)
            return case.model_copy(update={"values": {**case.values, name: written}})
        data = case.model_dump(mode="json", exclude_defaults=True)
        *above, last = name.split(".")
        here = data
        for step in above:
            here = here.setdefault(step, {})
        here[last] = said.isoformat() if isinstance(said, date) else said
        found, problems = validate(Case, data, Places())
        for problem in problems:
            self._tell("plan_cell", f"after:{name}", problem.message, problem.mend)
        return found or case

    def _decided(self, row: PlanRow, decision: Decision) -> PlanRow | None:
        """Hold a renewal to the law, and call it by what it has become."""
        if row.case is None or decision not in RENEWING:
            return replace(row, decision=decision)
        for problem in self.reading.checks.problems(row.case):
            key = self._key(problem.where.key or "")
            if problem.severity is not Severity.NOTE or key in self.touched.values():
                place = self.reading.place(self.number, key)
                self.problems.append(problem.model_copy(update={"where": place}))
        if stand_in_the_way(self.problems):
            return None
        changes = self._changes(row, row.case) if self.touched else row.changes
        own = [one for one in changes if one.name not in FOLLOWING and not self._follows(one.name)]
        made = self.made.decision if not self.touched else None
        settled = made if made in RENEWING else Decision.RENEW_CHANGED if own else Decision.RENEW
        level = row.case.institution.level or ""
        return replace(row, decision=settled, changes=changes, level=level, name=row.case.institution.name or row.name)

    def _follows(self, name: str) -> bool:
        parameter = self.reading.library.parameters.get(name)
        return parameter is not None and parameter.unit is Unit.YEAR

    def _changes(self, row: PlanRow, case: Case) -> tuple[ValueChange, ...]:
        """Return the changes with what was edited in place of what was proposed."""
        layout, before = self.reading.layout, {change.name: change.before for change in row.changes}
        names = dict.fromkeys([*before, *self.touched])
        found = []
        for name in names:
            was = before.get(name, layout.after(self.made.case or case, name))
            now = layout.after(case, name)
            if was != now:
                found.append(ValueChange(name, layout.labels.get(name, name), was, now))
        return tuple(found)

    def _key(self, path: str) -> str | None:
        """Return the column of a problem's key: a value's or fact's, else that of the decision."""
        name = path.removeprefix("values.")
        names = self.reading.layout.names
        fitting = next((one for one in names if name == one or name.startswith(f"{one}.")), None)
        return f"after:{fitting}" if fitting else "decision"

    def _tell(self, code: str, key: str, message: str, mend: str) -> None:
        place = self.reading.place(self.number, key)
        self.problems.append(Problem(code=code, message=message, where=place, mend=mend))


def _text(cell: Any) -> str:
    """Return what a cell shows, as the plan wrote it."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else str(value)
