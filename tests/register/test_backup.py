"""Without this a register would be gone with its disk, or come back other than it was."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.errors import UsageError
from generator.register import open_register, restore
from tests.register.samples import REGION, WHO, document, happening, signing, want

if TYPE_CHECKING:
    from generator.register.register import Register


def fill(register: Register) -> str:
    """Enter something of every sort and return the agreement's number."""
    number = register.reserve(want("one")).number
    register.enter(signing(number))
    register.placed([number], WHO)
    for place in range(2):
        register.enter(happening(number, "suspend", 1 + 2 * place, f"中止{place}号"))
        register.void(f"中止{place}号", "错", WHO)
    register.reserve(want("two"))
    return number


def test_a_restored_register_is_the_same_on_either_database(
    register: Register, other_place: str, tmp_path: Path
) -> None:
    number = fill(register)
    head = register.backup(tmp_path / "a.zip")
    with restore(tmp_path / "a.zip", other_place) as other:
        assert other.head() == head == register.head()
        assert other.verify(head) == ()
        mine, found = register.agreement(number), other.agreement(number)
        assert mine is not None
        assert found is not None
        assert (found.row, found.events) == (mine.row, mine.events)
        assert found.papers[0].document() == document(number)
        assert [one.state for one in other.accounts("agreement", REGION, 2026)] == ["issued", "reserved"]
        assert [one.serial for one in other.reserve_many([want("two"), want("three")])] == [2, 3]
        assert other.backup(tmp_path / "b.zip") == other.head()


def test_nothing_is_written_over(register: Register, place: str, tmp_path: Path) -> None:
    fill(register)
    register.backup(tmp_path / "a.zip")
    before = (tmp_path / "a.zip").read_bytes()
    with pytest.raises(UsageError, match="已存在"):
        register.backup(tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == before
    head = register.head()
    with pytest.raises(UsageError, match="已有登记"):
        restore(tmp_path / "a.zip", place)
    assert register.head() == head
    assert register.verify(head) == ()


def damaged(source: Path, target: Path, damage: str) -> None:
    """Copy a backup with some damage."""
    shutil.copy(source, target)
    if damage == "half":
        target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        return
    with zipfile.ZipFile(source) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    lines = content["entries.jsonl"].splitlines(keepends=True)
    match damage:
        case "edited":
            lines[2] = lines[2].replace("张三".encode(), "李四".encode())
        case "swapped":
            lines[2], lines[3] = lines[3], lines[2]
        case "cut off":
            del lines[-1]
        case "parts torn":
            content["parts.bin"] = content["parts.bin"][:-3]
        case "newer":
            content["register.json"] = json.dumps(json.loads(content["register.json"]) | {"format": 2}).encode()
    content["entries.jsonl"] = b"".join(lines)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("damage", ["half", "edited", "swapped", "cut off", "parts torn", "newer"])
def test_a_damaged_backup_is_refused_whole(register: Register, other_place: str, tmp_path: Path, damage: str) -> None:
    """Else half a register would be taken for a whole one."""
    fill(register)
    register.backup(tmp_path / "a.zip")
    damaged(tmp_path / "a.zip", tmp_path / "b.zip", damage)
    with pytest.raises(UsageError, match="备份"):
        restore(tmp_path / "b.zip", other_place)
    with open_register(other_place) as other:
        assert other.head().seq == 0
        assert list(other.agreements()) == []


def test_what_is_no_backup_is_refused(place: str, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("没有")
    with pytest.raises(UsageError, match="不是登记簿的备份"):
        restore(tmp_path / "a.zip", place)
    with pytest.raises(UsageError, match="没有备份文件"):
        restore(tmp_path / "b.zip", place)
