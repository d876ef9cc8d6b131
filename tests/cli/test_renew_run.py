"""`renew run` and `renew status`: a plan carried out from its workbook, told, and carried out once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from generator.register.setup import open_register
from tests.cli.conftest import Xieyi
from tests.cli.test_renew_plan import books, plan

__all__ = ["books"]

RUN = ("--pdf", "typst", "--workers", "1")


def test_a_plan_is_carried_out_once_and_its_state_is_told(xieyi: Xieyi, books: Path) -> None:
    """Else staff don't know what is signed, or sign it twice."""
    path, out = plan(xieyi, books), books / "out"
    before = json.loads(xieyi("renew", "status", path, "-o", out, "--json").out)
    ran = xieyi("renew", "run", path, "-o", out, *RUN)
    assert ran.code == 0, ran.err
    kept = {file.name: file.read_bytes() for file in out.iterdir() if file.is_file()}
    assert sum(name.endswith(".pdf") for name in kept) == 2
    again = xieyi("renew", "run", path, "-o", out, *RUN)
    assert again.code == 0, again.err
    assert {file.name: file.read_bytes() for file in out.iterdir() if file.is_file()} == kept
    after = json.loads(xieyi("renew", "status", path, "-o", out, "--json").out)
    assert before != after
    with open_register(books / "register.sqlite3") as register:
        assert len(list(register.agreements())) == 4
        assert register.verify(files=out) == ()


def test_what_staff_decide_in_the_workbook_is_what_happens(xieyi: Xieyi, books: Path) -> None:
    """Else an agreement is renewed that somebody held back, or a new number isn't in the paper."""
    path, out = plan(xieyi, books), books / "out"
    book = load_workbook(path)
    sheet: Any = book["续签方案"]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    sheet[f"{columns['决定']}2"].value = "待人工决定"
    sheet[f"{columns['质量保证金比例（新）']}3"].value = "3%"
    book.save(path)
    ran = xieyi("renew", "run", path, "-o", out, *RUN, "--format", "docx,pdf,json")
    assert ran.code == 0, ran.err
    (made,) = (file for file in out.glob("内医保协*.json") if not file.name.endswith(".record.json"))
    assert '"3%"' in made.read_text(encoding="utf-8")


def test_a_plan_with_mistakes_is_not_carried_out(xieyi: Xieyi, books: Path) -> None:
    """Else the law is broken because nobody ran the check first."""
    path, out = plan(xieyi, books), books / "out"
    book = load_workbook(path)
    sheet: Any = book["续签方案"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "质量保证金比例（新）")
    sheet[f"{column}2"].value = "6%"
    book.save(path)
    ran = xieyi("renew", "run", path, "-o", out, *RUN)
    assert ran.code == 3
    assert "不超过5%" in ran.err
    assert not list(out.glob("*.pdf"))
