"""`event`: every event takes place where it may, and is refused, with nothing changed, where it may not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.issuing.papers import Staged
from generator.office.books import RegisterBooks
from tests.cli.conftest import Ran, Xieyi, in_a_process
from tests.cli.lives import (
    CENTRE,
    CHANGE,
    EVENTS,
    HOSPITAL,
    QUICK,
    RESUME,
    SUPPLEMENT,
    SUSPEND,
    TERMINATE,
    sign_both,
    written,
)

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]


@pytest.fixture
def signed(xieyi: Xieyi, folder: Path) -> Path:
    """Return a folder; the register holds two agreements."""
    sign_both(xieyi)
    return folder


def take(xieyi: Xieyi, folder: Path, event: str, agreement: str = HOSPITAL, text: str | None = None, *more: str) -> Ran:
    """Let an event take place."""
    return xieyi("event", event, agreement, written(folder, text or EVENTS[event]), *QUICK, *more)


def shown(xieyi: Xieyi, agreement: str, on: str) -> dict[str, Any]:
    """Return what the register shows of an agreement on a day."""
    found: dict[str, Any] = json.loads(xieyi("register", "show", agreement, "--on", on, "--json").out)
    return found


def refused(ran: Ran) -> None:
    """Make sure that a run ended in a refusal."""
    assert ran.code == 3, ran.out
    assert "没有生成文书" in ran.err


def entries(xieyi: Xieyi) -> int:
    """Return how many entries the register has, none of them wrong."""
    found = json.loads(xieyi("register", "verify", "--json").out)
    assert found["ok"]
    return int(found["entries"])


@pytest.mark.parametrize(
    ("event", "kind", "on", "state"),
    [
        ("renew", "renewal", "2027-06-01", "in_force"),
        ("not-renew", "non-renewal-notice", "2026-12-01", "in_force"),
        ("supplement", "supplement-policy", "2026-08-01", "in_force"),
        ("change", "supplement-changes", "2026-08-01", "in_force"),
        ("suspend", "suspension-notice", "2026-05-01", "suspended"),
        ("rescind", "rescission-notice", "2026-10-01", "rescinded"),
        ("terminate", "termination-notice", "2027-02-01", "ended"),
    ],
)
def test_an_event_makes_its_paper_and_the_register_knows(
    xieyi: Xieyi, signed: Path, event: str, kind: str, on: str, state: str
) -> None:
    """Else a paper goes out of which the register knows nothing, or the state is not what the paper says."""
    more = ("--kind", "renewal") if event == "renew" else ()
    ran = take(xieyi, signed, event, HOSPITAL, None, *more)
    assert ran.code == 0, ran.err
    assert "已办理并登记：" in ran.out
    found = shown(xieyi, HOSPITAL, on)
    assert found["state"] == state
    assert [paper["kind"] for paper in found["papers"]] == ["agreement", kind]
    assert [one["event"] for one in found["events"]] == ["sign", event]
    assert all(Path(file).exists() for paper in found["papers"] for file in paper["files"])


def test_a_suspended_agreement_is_resumed(xieyi: Xieyi, signed: Path) -> None:
    """Else a hospital that has mended stays shut out."""
    assert take(xieyi, signed, "suspend").code == 0
    assert take(xieyi, signed, "resume").code == 0
    assert [shown(xieyi, HOSPITAL, on)["state"] for on in ("2026-05-01", "2026-08-01")] == ["suspended", "in_force"]


def test_a_notice_cites_that_agreement_as_it_was_numbered(xieyi: Xieyi, signed: Path) -> None:
    """Else a notice to a hospital without the optional articles cites another article than its own agreement's."""
    for agreement, article in ((HOSPITAL, "第六十五条第（二）项"), (CENTRE, "第六十二条第（二）项")):
        ran = take(xieyi, signed, "suspend", agreement, None, "--json")
        assert ran.code == 0, ran.err
        (paper,) = json.loads(ran.out)["files"]
        assert article in Path(paper).read_text(encoding="utf-8")


def test_a_renewal_in_full_text_is_a_new_agreement_with_what_the_case_says_anew(xieyi: Xieyi, signed: Path) -> None:
    """Else a hospital that rose a level is renewed at its old one, or the chain from agreement to agreement breaks."""
    example = (Path(__file__).parents[2] / "examples" / "hohhot-tertiary.yaml").read_text(encoding="utf-8")
    text = example.replace("date: 2026-01-01", f"date: 2026-12-10\nrenews: {HOSPITAL}").replace("三级甲等", "三级乙等")
    text = text.replace("start: 2026-01-01", "start: 2027-01-01").replace("end: 2026-12-31", "end: 2027-12-31")
    ran = xieyi("issue", written(signed, text), *QUICK, "--json")
    assert ran.code == 0, ran.err
    number = json.loads(ran.out)["number"]
    assert number == "内医保协〔2026〕0003号"
    assert shown(xieyi, number, "2027-06-01")["renews"] == HOSPITAL
    document = json.loads(xieyi("show", number, "--on", "2027-06-01", "--json").out)
    assert "三级乙等" in json.dumps(document["parties"], ensure_ascii=False)


def test_json_names_the_paper_and_the_periods_that_begin(xieyi: Xieyi, signed: Path) -> None:
    """Else another program has to read the screen."""
    found = json.loads(take(xieyi, signed, "suspend", HOSPITAL, None, "--json").out)
    assert found["number"] == "内医保通〔2026〕1号"
    assert found["record"].endswith(".record.json")
    ends = {one["deadline"]: one["day"] for one in found["deadlines"]}
    assert ends["suspension-end"] == "2026-07-14"
    refusal = json.loads(take(xieyi, signed, "suspend", HOSPITAL, SUSPEND.replace("04-15", "05-15"), "--json").out)
    assert refusal["ok"] is False
    assert refusal["problems"][0]["code"] == "event_forbidden"


def test_a_draft_is_made_and_nothing_is_entered(xieyi: Xieyi, signed: Path) -> None:
    """Else looking at a notice suspends a hospital."""
    before = entries(xieyi)
    ran = take(xieyi, signed, "suspend", HOSPITAL, None, "--draft")
    assert ran.code == 0, ran.err
    assert "草案：" in ran.out
    assert "编号" not in ran.err  # the register will give it, nobody has to see to it
    assert entries(xieyi) == before
    assert shown(xieyi, HOSPITAL, "2026-05-01")["state"] == "in_force"


def test_an_event_ordered_twice_happens_once(xieyi: Xieyi, signed: Path) -> None:
    """Else a second key stroke suspends twice, and the second suspension is a ground of rescission."""
    first, before = take(xieyi, signed, "suspend"), entries(xieyi)
    again = take(xieyi, signed, "suspend")
    assert (first.code, again.code) == (0, 0)
    assert "没有重复办理" in again.err
    assert entries(xieyi) == before


STATE = [
    ("resume", HOSPITAL, RESUME, "履行中，不能办理恢复履行", "现在可以办理：", "第四十二条"),
    ("terminate", HOSPITAL, TERMINATE.replace("2027-01-01", "2026-12-01"), "还没有满", "2027-01-01", ""),
]


@pytest.mark.parametrize(("event", "agreement", "text", "message", "mend", "article"), STATE)
def test_what_the_state_forbids_is_refused_with_what_may_be_done(
    xieyi: Xieyi, signed: Path, event: str, agreement: str, text: str, message: str, mend: str, article: str
) -> None:
    """Else somebody resumes what was never suspended, or isn't told what to do instead."""
    before = entries(xieyi)
    ran = take(xieyi, signed, event, agreement, text)
    refused(ran)
    assert message in ran.err
    assert mend in ran.err
    assert article in ran.err
    assert entries(xieyi) == before
    assert shown(xieyi, agreement, "2026-10-01")["state"] == "in_force"


def test_nothing_happens_to_an_agreement_that_is_closed(xieyi: Xieyi, signed: Path) -> None:
    """Else a rescinded agreement is supplemented."""
    assert take(xieyi, signed, "rescind").code == 0
    text = SUPPLEMENT.replace("2026-07-01", "2026-10-01").replace("2026-07-15", "2026-10-15")
    ran = take(xieyi, signed, "supplement", HOSPITAL, text)
    refused(ran)
    assert "已解除" in ran.err
    assert "不再存续" in ran.err


@pytest.mark.usefixtures("signed")
def test_check_names_the_event_of_a_paper_that_belongs_to_an_agreement(xieyi: Xieyi) -> None:
    """Else check says yes and issue refuses, and nobody says how it is done."""
    example = Path(__file__).parents[2] / "examples" / "suspension-notice.yaml"
    ran = xieyi("check", example)
    assert ran.code == 0
    assert "xieyi event suspend 协议编号" in ran.out
    assert json.loads(xieyi("check", example, "--json").out)["event"] == "suspend"
    ran = xieyi("issue", example, *QUICK)
    refused(ran)
    assert "xieyi event suspend" in ran.err


PINNED = """
from datetime import date
from generator.cli import app, desk
desk.day_of = lambda _: date(2026, 11, 22)
app.main()
"""


def test_of_two_people_at_once_the_second_is_told(
    xieyi: Xieyi, signed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two papers change one agreement, each as if the other weren't there."""
    other = written(signed, CHANGE, "other.yaml")
    real = RegisterBooks.enter

    def enter(books: RegisterBooks, staged: Staged) -> None:
        arguments = ("event", "change", HOSPITAL, other, *QUICK, "-o", signed / "other")
        with in_a_process(*arguments, state=tmp_path / "state", code=PINNED) as quicker:
            said = quicker.communicate(timeout=120)
        assert quicker.returncode == 0, said
        real(books, staged)

    monkeypatch.setattr(RegisterBooks, "enter", enter)
    ran = take(xieyi, signed, "suspend")
    assert ran.code == 3
    assert HOSPITAL in ran.err
    found = shown(xieyi, HOSPITAL, "2026-12-01")
    assert [one["event"] for one in found["events"]] == ["sign", "change"]
    assert found["state"] == "in_force"
    assert not list((signed / "output").glob("内医保通*"))
    entries(xieyi)
