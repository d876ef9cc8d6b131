"""The handbook's chapter on renewals says what the program does."""

from __future__ import annotations

import re

from generator.renewal.plan.sheet import DECISIONS
from tests.conftest import ROOT

CHAPTER = (ROOT / "docs" / "handbook" / "10-renewal.md").read_text(encoding="utf-8")
SOURCE = ROOT / "generator" / "renewal" / "plan"


def column(title: str) -> list[str]:
    """Return the first column of the table that has a title."""
    rows = CHAPTER[CHAPTER.index(f"| {title} |") :].split("\n\n")[0].splitlines()[2:]
    return [row.split("|")[1].strip().strip("`") for row in rows]


def test_every_code_of_a_plan_is_told_and_no_other() -> None:
    """Else a code in the terminal isn't in the handbook."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("[a-z]*.py")))
    used = {code for text in texts for code in re.findall(r'"(plan_[a-z]+)"', text)}
    assert column("代码") == sorted(used)


def test_every_decision_is_told() -> None:
    """Else a decision in the drop-down isn't explained."""
    assert column("决定") == list(DECISIONS.values())
