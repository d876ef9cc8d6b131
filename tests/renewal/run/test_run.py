"""Without this a run could lose a renewal, make one twice, or let one bad row stop thousands."""

from __future__ import annotations

import csv
import json
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from os import kill
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.document.nodes import Document
from generator.errors import UsageError
from generator.issuing.read_back import read_back
from generator.model.library import Library
from generator.office.events import renew
from generator.office.signing import Desk
from generator.reading import read_case_text
from generator.renewal.run import RunSetup, State, run_plan, status_of
from generator.renewal.run.pool import ProcessPool
from tests.renewal.run.outcomes import files_in, numbers_of, renewed_once
from tests.renewal.run.plans import QUICK, plan_of, renewed


@pytest.mark.system
@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_a_whole_run(desk_in: Callable[[str], Desk], read: Library, engine: str) -> None:
    """Every paper is in its place, holds its agreement, and is known to the register with its engine and faces."""
    desk = desk_in("one")
    result = run_plan(desk, plan_of(map(renewed, range(3)), read), RunSetup(pdf=engine, workers=2))
    assert (result.total, result.made, result.failures) == (3, 3, ())
    renewed_once(desk, 3)
    listed = json.loads((desk.out / "manifest.json").read_text(encoding="utf-8"))
    assert [one["about"] for one in listed] == [f"内医保协〔2026〕{place:04}号" for place in (1, 2, 3)]
    for one in listed:
        assert one["pdf_engine"]["fonts"]
        (pdf,) = (file for file in one["files"] if file["format"] == "pdf")
        assert pdf["engine"].startswith(f"{engine} ")
        record = json.loads((desk.out / one["files"][-1]["name"]).read_text(encoding="utf-8"))
        document = Document.model_validate_json(json.dumps(record["document"]))
        assert document.number == one["number"]
        read_back(document, "pdf", (desk.out / pdf["name"]).read_bytes())


def test_a_renewal_is_the_same_alone_and_in_a_run(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else what a director signs would depend on how it was made."""
    many, alone = desk_in("many"), desk_in("alone")
    run_plan(many, plan_of([renewed(0)], read), QUICK)
    made = renew(replace(alone, formats=("docx",)), renewed(0))
    for path in (*made.files, made.record):
        assert path is not None
        assert (many.out / path.name).read_bytes() == path.read_bytes()
    one, other = (desk.register.agreement(made.document.number or "") for desk in (many, alone))
    assert one is not None
    assert other is not None
    assert one.row == other.row
    assert [(event.event, event.on, event.facts, event.term) for event in one.events] == [
        (event.event, event.on, event.facts, event.term) for event in other.events
    ]
    assert one.papers[0].case() == other.papers[0].case()


def test_the_same_plan_twice_changes_nothing(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else a second click would issue a second set of agreements."""
    desk = desk_in("one")
    plan = plan_of(map(renewed, range(5)), read)
    run_plan(desk, plan, QUICK)
    before, head = files_in(desk.out), desk.register.head()
    again = run_plan(desk, plan, QUICK)
    assert (again.made, again.before, again.failures) == (0, 5, ())
    assert (files_in(desk.out), desk.register.head()) == (before, head)


def test_numbers_follow_the_plan_and_bad_rows_take_none(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else a refused hospital would leave a gap that somebody must account for."""
    desk = desk_in("one")
    other = renewed(2).model_copy(update={"commitment_materials": "另一份材料"})
    assert renew(replace(desk, formats=("docx",)), other).document.number == "内医保协〔2026〕0013号"
    cases = [renewed(place) for place in range(8)]
    cases[1] = cases[1].model_copy(update={"values": {**cases[1].values, "quality_deposit_rate": "9%"}})
    cases[4] = cases[4].model_copy(update={"renews": "内医保协〔2026〕0999号"})
    cases[6] = cases[5]
    result = run_plan(desk, plan_of([*cases, None], read), QUICK)
    assert (result.total, result.made) == (8, 4)
    reasons = {failure.row - 3: " ".join(failure.reasons) for failure in result.failures}
    assert set(reasons) == {1, 2, 4, 6}
    assert "9%" in reasons[1]
    assert "续签" in reasons[2]
    assert "0999号" in reasons[4]
    assert "不止一行" in reasons[6]
    listed = json.loads((desk.out / "manifest.json").read_text(encoding="utf-8"))
    assert [one["institution"] for one in listed] == [f"H1501020{place:04}" for place in (0, 3, 5, 7)]
    assert [one["number"] for one in listed] == [f"内医保协〔2026〕{place:04}号" for place in (14, 15, 16, 17)]
    renewed_once(desk, 5)


def test_a_mended_row_is_made_by_the_next_run(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else one late correction would mean to begin again."""
    desk = desk_in("one")
    cases = [renewed(place) for place in range(3)]
    bad = cases[1].model_copy(update={"values": {**cases[1].values, "quality_deposit_rate": "9%"}})
    run_plan(desk, plan_of([cases[0], bad, cases[2]], read), QUICK)
    result = run_plan(desk, plan_of(cases, read), QUICK)
    assert (result.made, result.before, result.failures) == (1, 2, ())
    renewed_once(desk, 3)


def test_status(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else nobody could tell what a run that was stopped has left to do."""
    desk = desk_in("one")
    plan = plan_of([renewed(0), renewed(1), None], read)
    assert [row.state for row in status_of(desk, plan)] == [State.WAITING, State.WAITING, State.ASIDE]
    run_plan(desk, plan_of([renewed(0)], read), QUICK)
    (first, *_) = rows = list(status_of(desk, plan))
    assert [row.state for row in rows] == [State.DONE, State.WAITING, State.ASIDE]
    paper = desk.register.paper(first.number or "")
    assert paper is not None
    Path(paper.files[0].final).unlink()
    lost = next(status_of(desk, plan))
    assert (lost.state, lost.lost) == (State.WAITING, True)


def test_two_runs_of_a_plan_at_once(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else they would make every paper twice, and one of them for nothing."""
    desk = desk_in("one")
    plan = plan_of(map(renewed, range(3)), read)
    told: list[str] = []

    def second(_: object) -> None:
        if not told:
            with pytest.raises(UsageError) as refused:
                run_plan(desk, plan, QUICK)
            told.append(str(refused.value))

    run_plan(desk, plan, replace(QUICK, on_progress=second))
    assert "正在" in told[0]
    renewed_once(desk, 3)


def test_the_report_proves_that_the_texts_are_one(desk_in: Callable[[str], Desk], read: Library) -> None:
    """Else a director would have to read 3,000 agreements to sign them."""
    desk = desk_in("one")
    cases = [renewed(place) for place in range(5)]
    parted = cases[3].model_copy(update={"services": ("outpatient",)})
    addition = read_case_text(
        "kind: agreement\nregion: neimenggu\ndate: 2026-12-20\n"
        "additions: [{after: dispute, text: 双方另行商定的一句话。, by: 双方协商}]",
        "case.yaml",
    ).additions
    cases[3] = parted.model_copy(update={"services": cases[3].services, "additions": addition})
    run_plan(desk, plan_of(cases, read), QUICK)
    book = load_workbook(desk.out / "report.xlsx")
    groups = list(book["一致性"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in groups] == [4, 1]
    apart = [" ".join(map(str, row)) for row in book["条款差异"].iter_rows(min_row=2, values_only=True)]
    assert any("双方另行商定的一句话。" in row for row in apart)
    assert not any("质量保证金" in row and "第一条" in row for row in apart)
    rows = list(book["填写内容"].iter_rows(values_only=True))
    labels, names, origins, *filled = rows
    assert len(filled) == 5
    column = names.index("institution.name")
    assert (labels[column], origins[column]) == (read.kinds["agreement"].facts["institution.name"].label, "案卷")
    assert [row[column] for row in filled] == [f"示例第{place}医院" for place in range(5)]
    assert labels[names.index("quality_deposit_rate.max")] == f"{read.parameters['quality_deposit_rate'].label}（上限）"
    assert {labels[place] for place, name in enumerate(names) if str(name).startswith("terms.")} == {"地区用语"}
    sheet = book["填写内容"]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$3", "$A:$C")
    assert sheet.column_dimensions["C"].width >= len("示例第0医院") * 2
    differences = book["条款差异"]
    assert differences["F2"].alignment.wrap_text
    assert differences.row_dimensions[2].height > 15
    records = sorted(desk.out.glob("*.record.json"))
    fills = fills_of(records[0])
    assert {name for name in names if name and name not in ("名称",)} >= set(fills)
    assert all(text in filled[0] for text in fills.values())
    page = (desk.out / "report.html").read_text(encoding="utf-8")
    assert "分为 2 组" in page
    assert "双方另行商定的一句话。" in page
    with (desk.out / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 5 * 2


def fills_of(record: Path) -> dict[str, str]:
    """Return the fills of a record's Document, by another way than the report's."""
    from generator.document.nodes import Fill
    from generator.document.walk import inlines

    content = json.loads(record.read_text(encoding="utf-8"))["document"]
    document = Document.model_validate_json(json.dumps(content))
    return {inline.name: inline.text for inline in inlines(document) if isinstance(inline, Fill)}


class Meddling(Executor):
    """A pool of processes that does something else for some of the rows."""

    def __init__(self, instead: Callable[..., Any], place: int) -> None:
        self.pool = ProcessPool(2)
        self.instead, self.place = instead, place

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        bad = fn.__name__ == "make" and any(job.place == self.place for job in args[1])
        return self.pool.submit(self.instead if bad else fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.pool.shutdown(wait, cancel_futures=cancel_futures)


def die(*_: object) -> None:
    """Be killed, as by the system when memory is short."""
    import os

    os.kill(os.getpid(), signal.SIGKILL)


def stumble(*_: object) -> None:
    """Be at fault."""
    raise ZeroDivisionError("a fault of the program")


@pytest.mark.parametrize(("instead", "said"), [(die, "意外终止"), (stumble, "ZeroDivisionError")])
def test_a_row_that_kills_twice_is_told_and_stops_no_other(
    desk_in: Callable[[str], Desk], read: Library, instead: Callable[..., Any], said: str
) -> None:
    """Else one hospital's paper could keep thousands from being made."""
    desk = desk_in("one")
    plan = plan_of(map(renewed, range(6)), read)
    result = run_plan(desk, plan, replace(QUICK, executor=lambda: Meddling(instead, 2)))
    assert result.made == 5
    (failure,) = result.failures
    assert failure.about == "内医保协〔2026〕0003号"
    assert said in failure.reasons[0]
    assert "0015号" in failure.reasons[1]
    assert ("内医保协〔2026〕0015号", "reserved") in numbers_of(desk)
    assert run_plan(desk, plan, QUICK).made == 1
    renewed_once(desk, 6)
    assert [number for number, _ in numbers_of(desk)] == [f"内医保协〔2026〕{place:04}号" for place in range(1, 19)]


def test_a_killed_worker_costs_a_retry_and_nothing_else(
    desk_in: Callable[[str], Desk], read: Library, whole: dict[str, str]
) -> None:
    """Else a machine short of memory would leave the batch unfinished."""
    desk = desk_in("one")
    pool = ProcessPool(2)
    killed: list[int] = []

    def strike(_: object) -> None:
        if len(killed) < 2 and pool.process_ids:
            killed.append(pool.process_ids[0])
            kill(pool.process_ids[0], signal.SIGKILL)
            time.sleep(0.05)

    plan = plan_of(map(renewed, range(12)), read)
    result = run_plan(desk, plan, replace(QUICK, executor=lambda: pool, on_progress=strike))
    assert killed
    assert result.failures == ()
    assert files_in(desk.out) == whole
    renewed_once(desk, 12)
