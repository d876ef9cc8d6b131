"""Without this a form could be made twice or lost, or one bad row could hold back a hospital's people."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.nodes import Document
from generator.errors import UsageError
from generator.issuing.read_back import read_back
from generator.model.case import Case, Institution, Person
from generator.office.signing import Desk
from generator.office.staff import take_staff
from generator.renewal.run import RunSetup
from generator.renewal.staff import institution_in
from tests.renewal.run.outcomes import files_in
from tests.renewal.staff.conftest import PEOPLE
from tests.renewal.staff.people import CODE, ON, PROMISE, REGION, REGISTRATION, ROOT, identity, line, run

POINTS = 4
SEED = 2026


def numbers_of(desk: Desk) -> list[tuple[str, str]]:
    """Return each number of a form with what became of it, in order."""
    return [(one.number, one.state) for count in desk.register.counts() if count[0] != "agreement"
            for one in desk.register.accounts(*count)]  # fmt: skip


def entered_once(desk: Desk, event: str, people: int) -> None:
    """Check that the register is whole and that an event was entered once for each person, with a paper of its own."""
    assert desk.register.verify(files=desk.out) == ()
    records = list(desk.register.staff_many(institution=CODE))
    events = [[one for one in record.events if one.event == event] for record in records]
    assert [len(found) for found in events] == [1] * people
    papers = {found[0].paper for found in events}
    assert len(papers) == people
    assert papers <= {number for number, state in numbers_of(desk) if state == "issued"}
    assert "reserved" not in {state for _, state in numbers_of(desk)}
    assert list(desk.register.unplaced()) == []


@pytest.mark.system
@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_promises_then_registrations(desk_in: Callable[[str], Desk], tmp_path: Path, engine: str) -> None:
    """Every form is in its place and says who it is for, and the register knows the people."""
    desk = desk_in("one")
    setup = RunSetup(pdf=engine, workers=2)
    for kind, event in ((PROMISE, "promise"), (REGISTRATION, "register")):
        at = replace(desk, out=desk.out / kind)
        result = run(at, tmp_path, map(line, range(3)), kind, setup)
        assert (result.total, result.made, result.failures) == (3, 3, ())
        listed = json.loads((at.out / "manifest.json").read_text(encoding="utf-8"))
        assert [one["about"] for one in listed] == [f"示例{place} {identity(place)}" for place in range(3)]
        for place, one in enumerate(listed):
            (pdf,) = (file for file in one["files"] if file["format"] == "pdf")
            assert pdf["engine"].startswith(f"{engine} ")
            record = json.loads((at.out / one["files"][-1]["name"]).read_text(encoding="utf-8"))
            document = Document.model_validate_json(json.dumps(record["document"]))
            read_back(document, "pdf", (at.out / pdf["name"]).read_bytes())
            assert identity(place) in json.dumps(record["document"])
        found = desk.register.staff(identity(1))
        assert found is not None
        assert found.events[-1].event == event
    person = found.person if found else None
    assert person is not None
    assert person.technical_title == "主任医师"


def test_a_form_is_the_same_alone_and_in_bulk(desk_in: Callable[[str], Desk], tmp_path: Path) -> None:
    """Else what a physician signs would depend on how it was made."""
    many, alone = desk_in("many"), desk_in("alone")
    run(many, tmp_path, [line(1)])
    person = Person(name="示例1", identity_number=identity(1), code="D150102000001")
    case = Case(
        kind=PROMISE, region=REGION, date=ON, institution=Institution(name="示例医院", code=CODE), person=person
    )
    taken = take_staff(replace(alone, formats=("docx",)), "promise", case)
    assert taken.made is not None
    for path in (*taken.made.files, taken.made.record):
        assert path is not None
        assert (many.out / path.name).read_bytes() == path.read_bytes()
    one, other = (desk.register.staff(identity(1)) for desk in (many, alone))
    assert one is not None
    assert other is not None
    assert one.person == other.person
    assert [(event.event, event.on, event.facts) for event in one.events] == [
        (event.event, event.on, event.facts) for event in other.events
    ]


def test_the_same_roster_twice_changes_nothing(desk_in: Callable[[str], Desk], tmp_path: Path) -> None:
    """Else a second click would enter every promise again."""
    desk = desk_in("one")
    run(desk, tmp_path, map(line, range(5)))
    before, head = files_in(desk.out), desk.register.head()
    again = run(desk, tmp_path, map(line, range(5)))
    assert (again.made, again.before, again.failures) == (0, 5, ())
    assert (files_in(desk.out), desk.register.head()) == (before, head)


def test_a_longer_roster_makes_what_is_new(desk_in: Callable[[str], Desk], tmp_path: Path) -> None:
    """Else a hospital with three new people would have to send a roster of them alone."""
    desk = desk_in("one")
    run(desk, tmp_path, map(line, range(3)))
    result = run(desk, tmp_path, map(line, range(5)))
    assert (result.made, result.before, result.failures) == (2, 3, ())
    entered_once(desk, "promise", 5)


def test_bad_rows_take_no_number_and_stop_no_other(desk_in: Callable[[str], Desk], tmp_path: Path) -> None:
    """Else one wrong digit would leave a gap, or hold back the rest; mended, it is made by the next run."""
    desk = desk_in("one")
    rows = [line(0), line(1, 身份证件号码="110105198506050022"), line(2), line(3, 姓名=None), line(2)]
    result = run(desk, tmp_path, rows)
    assert (result.total, result.made) == (5, 1)
    reasons = {failure.row: " ".join(failure.reasons) for failure in result.failures}
    assert set(reasons) == {3, 4, 5, 6}
    assert "校验码" in reasons[3]
    assert "与第6行相同" in reasons[4]
    assert "姓名没有写" in reasons[5]
    assert "与第4行相同" in reasons[6]
    assert [state for _, state in numbers_of(desk)] == ["issued"]
    mended = run(desk, tmp_path, map(line, range(4)))
    assert (mended.made, mended.before, mended.failures) == (3, 1, ())
    entered_once(desk, "promise", 4)


def test_nobody_is_registered_without_a_promise(desk_in: Callable[[str], Desk], tmp_path: Path) -> None:
    """Else people who never promised serve the insured: nhsa-personnel-2024#21."""
    desk = desk_in("one")
    run(desk, tmp_path, [line(0)])
    result = run(desk, tmp_path, [line(0), line(1), line(2, 已签订承诺书="是")], REGISTRATION)
    assert result.made == 1
    assert [failure.row for failure in result.failures] == [3, 4]
    assert all("承诺" in " ".join(failure.reasons) for failure in result.failures)


def test_a_hospital_that_the_register_doesnt_know_is_refused(desk_in: Callable[[str], Desk]) -> None:
    """Else a mistyped code gives three thousand people to another hospital."""
    with pytest.raises(UsageError, match="H15010299999"):
        institution_in(desk_in("one"), "H15010299999", ON)


def drive(folder: Path, step: int) -> subprocess.CompletedProcess[str]:
    """Make the promises in a process of its own, which is killed before a step."""
    command = [sys.executable, "-m", "tests.renewal.staff.driver", str(folder), str(PEOPLE), str(step)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_killed_and_run_again_it_is_as_if_nothing_had_happened(
    desk_in: Callable[[str], Desk], whole: dict[str, str], tmp_path: Path
) -> None:
    """Killed before any write, the next run ends with the same bytes, each number and each person once."""
    counting = desk_in("counting")
    counted = drive(tmp_path / "counting", 0)
    assert counted.returncode == 0, counted.stderr
    assert files_in(counting.out) == whole
    for point in random.Random(SEED).sample(range(1, int(counted.stdout.split()[0])), POINTS):  # noqa: S311 - no secret
        name = f"killed-{point}"
        desk = desk_in(name)
        died = drive(tmp_path / name, point)
        assert died.returncode in (-signal.SIGKILL, 0), died.stderr
        ended = drive(tmp_path / name, 0)
        assert ended.returncode == 0, ended.stderr
        assert files_in(desk.out) == whole, f"killed before step {point}"
        assert numbers_of(desk) == numbers_of(counting)
        entered_once(desk, "promise", PEOPLE)
