"""Without this somebody with the database in hand could rewrite what was agreed, and nobody would see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError

from generator.register.chain import Link, export_head, forge, read_head
from tests.register.samples import WHO, happening, signing, want

if TYPE_CHECKING:
    from generator.register.register import Register


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with two agreements, one of them suspended, and a void number."""
    for case in ("one", "two"):
        number = register.reserve(want(case)).number
        register.enter(signing(number, f"H{case}"))
        register.placed([number], WHO)
    register.enter(happening(number, "suspend", 1, "中止1号"))
    register.void(register.reserve(want("three")).number, "错", WHO)
    assert register.verify(register.head()) == ()
    return register


def unfenced(register: Register, *statements: str) -> None:
    """Run statements as somebody would who has taken the fence away."""
    if register.store.vendor == "sqlite":
        drop = ["DROP TRIGGER register_entry_update", "DROP TRIGGER register_entry_delete"]
    else:
        drop = ["DROP TRIGGER register_entry_fixed ON register_entry"]
    for statement in (*drop, *statements):
        register.store.query(statement)


def told(register: Register, code: str) -> str:
    """Return what `verify` says, which must all be of one code."""
    problems = register.verify()
    assert {problem.code for problem in problems} == {code}
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE register_entry SET by = '别人' WHERE seq = 2", "DELETE FROM register_entry WHERE seq = 8"],
)
def test_the_database_itself_refuses_to_change_an_entry(filled: Register, statement: str) -> None:
    if filled.store.vendor == "postgresql":
        statement = statement.replace(" by ", ' "by" ')
    with pytest.raises(DatabaseError, match="never changed"):
        filled.store.query(statement)
    assert filled.verify() == ()


@pytest.mark.parametrize("field", ["at", "by", "sort", "body"])
def test_an_edited_entry_is_found(filled: Register, field: str) -> None:
    new = {"body": 'replace(body, \'"kind":"agreement"\', \'"kind":"renewal"\')', "sort": "'edited'"}
    value = new.get(field, "'2020'")
    unfenced(filled, f'UPDATE register_entry SET "{field}" = {value} WHERE seq = 2')  # noqa: S608
    assert any("第2条的内容被改过" in problem.message for problem in filled.verify())


def test_a_body_that_is_no_json_is_told(filled: Register) -> None:
    unfenced(filled, "UPDATE register_entry SET body = '{' WHERE seq = 2")
    assert any("第2条的内容被改过" in problem.message for problem in filled.verify())


def test_a_deleted_entry_is_found(filled: Register) -> None:
    unfenced(filled, "DELETE FROM register_entry WHERE seq = 3")
    assert any("第3条到第3条不见了" in problem.message for problem in filled.verify())


def test_entries_that_changed_places_are_found(filled: Register) -> None:
    swap = "UPDATE register_entry SET seq = {} WHERE seq = {}"
    unfenced(filled, swap.format(99, 3), swap.format(3, 6), swap.format(6, 99))
    messages = [problem.message for problem in filled.verify()]
    assert any("第3条没有接在第2条后面" in message for message in messages)


def test_a_chain_that_was_cut_off_is_found_by_the_exported_head(filled: Register) -> None:
    """Without the exported head a cut that is made with care can't be seen."""
    head = read_head(export_head(filled.head()))
    seq = head.seq - 1
    unfenced(
        filled,
        f"DELETE FROM register_entry WHERE seq = {head.seq}",  # noqa: S608
        f"UPDATE register_head SET seq = {seq}, digest = (SELECT digest FROM register_entry WHERE seq = {seq})",  # noqa: S608
        "UPDATE register_number SET state = 'reserved', reason = '' WHERE state = 'void'",
    )
    assert filled.verify() == ()
    (problem,) = filled.verify(head)
    assert (problem.code, f"以前导出时有{head.seq}条，现在只有{seq}条" in problem.message) == ("register_head", True)


def test_a_chain_that_was_written_anew_is_found_by_the_exported_head(filled: Register) -> None:
    head = filled.head()
    (last,) = filled.store.query('SELECT seq, at, "by", sort, previous FROM register_entry ORDER BY seq DESC LIMIT 1')
    before = type(head)(head.seq - 1, last[4])
    body = {"numbers": [], "papers": [], "event": [], "particulars": [], "agreements": [], "reason": ""}
    ((link, text, _),) = forge(before, [Link(0, last[1], last[2], last[3], body)])
    unfenced(
        filled,
        f"UPDATE register_entry SET body = '{text}', digest = '{link.digest}' WHERE seq = {head.seq}",  # noqa: S608
        f"UPDATE register_head SET digest = '{link.digest}'",  # noqa: S608
        "UPDATE register_number SET state = 'reserved', reason = '' WHERE state = 'void'",
    )
    assert filled.verify() == ()
    assert "被重写过" in "".join(problem.message for problem in filled.verify(head))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE register_agreement SET \"end\" = '2030-01-01'", "end"),
        ("UPDATE register_number SET state = 'reserved' WHERE serial = 3", "state"),
        ("UPDATE register_event SET \"on\" = '2026-04-02' WHERE event = 'suspend'", "on"),
        ("UPDATE register_particulars SET body = '{}'", "body"),
        ("UPDATE register_person SET seq = 9", "seq"),
        ("UPDATE register_paper SET full_fingerprint = '0' WHERE kind = 'suspension-notice'", "full_fingerprint"),
        ("DELETE FROM register_event WHERE event = 'suspend'", "不见了"),
        ("DELETE FROM register_agreement", "不见了"),
        ("INSERT INTO register_person (name, seq) VALUES ('无名', 1)", "后来加上的"),
    ],
)
def test_a_table_that_says_something_else_is_found(filled: Register, statement: str, message: str) -> None:
    filled.store.query(statement)
    assert message in "\n".join(str(problem) for problem in filled.verify() if problem.code == "register_table")


def test_a_changed_part_is_found_with_its_papers(filled: Register) -> None:
    """Else a clause could be exchanged under an agreement that was signed."""
    one, two, *_ = filled.store.query("SELECT digest, data FROM register_part ORDER BY length(data) DESC LIMIT 2")
    filled.store.query("UPDATE register_part SET data = %s WHERE digest = %s", [bytes(one[1]), two[0]])
    codes = {problem.code for problem in filled.verify()}
    assert codes == {"register_part", "register_document"}
    filled.store.query("UPDATE register_part SET data = %s WHERE digest = %s", [b"torn", two[0]])
    assert "register_part" in {problem.code for problem in filled.verify()}
    filled.store.query("DELETE FROM register_part WHERE digest = %s", [two[0]])
    assert "文书的内容不全" in told(filled, "register_document")


def test_files_are_compared_with_what_was_entered(filled: Register, tmp_path: Path) -> None:
    names = [file.name for row in filled.agreements() for paper in filled.papers(row.number) for file in paper.files]
    for name in names:
        (tmp_path / name).write_bytes(name.removesuffix(".docx").encode())
    assert filled.verify(files=tmp_path) == ()
    (tmp_path / names[0]).write_bytes("另一份".encode())
    (tmp_path / names[1]).unlink()
    first, second = filled.verify(files=tmp_path)
    assert ("签发后被改过" in first.message, "不在或读不了" in second.message) == (True, True)
    assert (first.where.file, second.where.file) == (str(tmp_path / names[0]), str(tmp_path / names[1]))
