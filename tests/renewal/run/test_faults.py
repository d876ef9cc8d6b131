"""Without this a full disk, or a folder that somebody removed, could leave the register and the papers apart."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.errors import WriteError
from generator.model.library import Library
from generator.office.signing import Desk
from generator.renewal.run import RunSetup, disk, run_plan
from generator.renewal.run.disk import bring_to_disk
from generator.renewal.run.words import Standing
from tests.renewal.run.outcomes import files_in, renewed_once
from tests.renewal.run.plans import QUICK, plan_of, renewed

HERE = replace(QUICK, executor=lambda: ThreadPoolExecutor(1))
"""Workers in this process, where the disk can be made to fail."""


class Full:
    """A disk on which there is room for some writes."""

    def __init__(self, write: Callable[..., Any], room: int) -> None:
        self.write, self.room = write, room

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.write(*arguments, **named)


@pytest.mark.parametrize(
    ("owner", "name", "room"),
    [(Path, "write_bytes", 9), (Path, "replace", 5), (os, "fsync", 3), (disk, "_opened", 2)],
)
def test_a_full_disk_ends_the_run_and_the_next_goes_on(
    desk_in: Callable[[str], Desk],
    read: Library,
    whole: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
    room: int,
) -> None:
    """With room again, the result is that of a run that nothing disturbed."""
    desk = desk_in("one")
    plan = plan_of(map(renewed, range(12)), read)
    with monkeypatch.context() as patch:
        full = Full(getattr(owner, name), room)
        patch.setattr(owner, name, lambda *given, **named: full(*given, **named))
        with pytest.raises(WriteError) as told:
            run_plan(desk, plan, HERE)
    assert "磁盘已满" in str(told.value)
    assert run_plan(desk, plan, HERE).failures == ()
    assert files_in(desk.out) == whole
    renewed_once(desk, 12)


@pytest.mark.parametrize("when", [1, 3, 6])
def test_the_folder_is_taken_away(
    desk_in: Callable[[str], Desk], read: Library, whole: dict[str, str], when: int
) -> None:
    """What had been placed in it is made again, to the byte, under the same numbers."""
    desk = desk_in("one")
    plan = plan_of(map(renewed, range(12)), read)
    calls: list[Standing] = []

    def remove(standing: Standing) -> None:
        calls.append(standing)
        if len(calls) == when:
            desk.out.rename(desk.out.with_name("elsewhere"))

    with pytest.raises(WriteError):
        run_plan(desk, plan, replace(HERE, on_progress=remove))
    again = run_plan(desk, plan, HERE)
    assert again.failures == ()
    assert files_in(desk.out) == whole
    renewed_once(desk, 12)


def test_lost_files_are_made_again_to_the_byte(
    desk_in: Callable[[str], Desk], read: Library, whole: dict[str, str]
) -> None:
    """Else a paper that was deleted by mistake could only be found in a backup."""
    desk = desk_in("one")
    plan = plan_of(map(renewed, range(12)), read)
    run_plan(desk, plan, QUICK)
    head = desk.register.head()
    for path in sorted(desk.out.glob("*.docx"))[3:6]:
        path.unlink()
    assert run_plan(desk, plan, QUICK).made == 3
    assert files_in(desk.out) == whole
    assert desk.register.head() == head


def test_what_cannot_be_made_again_to_the_byte_is_not_put_in_its_place(
    desk_in: Callable[[str], Desk], read: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a signed paper could be replaced by one that says the same in another look."""
    from generator.renewal.run import making

    desk = desk_in("one")
    plan = plan_of([renewed(0)], read)
    run_plan(desk, plan, HERE)
    (lost,) = desk.out.glob("*.docx")
    lost.unlink()
    draw = making.render_document
    monkeypatch.setattr(making, "render_document", lambda *given: draw(*given) + b"\0")
    (failure,) = run_plan(desk, plan, HERE).failures
    assert "备份" in failure.reasons[0]
    assert not lost.exists()


class Usage(NamedTuple):
    """What a disk has."""

    total: int
    used: int
    free: int


def test_room_is_asked_for_before_anything_is_done(
    desk_in: Callable[[str], Desk], read: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a night's run would end in the middle, with the disk full for everybody else too."""
    desk = desk_in("one")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**30, 2**30 - 2**26, 2**26))
    head = desk.register.head()
    with pytest.raises(WriteError, match="放不下"):
        run_plan(desk, plan_of(map(renewed, range(12)), read), RunSetup(workers=1))
    assert desk.register.head() == head


def test_without_the_call_for_a_whole_file_system_each_file_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else on another system a paper might be entered that is nowhere after a power cut."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.docx").write_bytes(b"a")
    synced: list[str] = []
    monkeypatch.setattr(disk, "_syncfs", lambda: None)
    monkeypatch.setattr(disk, "_opened", lambda path, _: synced.append(path.name))
    bring_to_disk(tmp_path, [tmp_path / "one"])
    assert synced == ["a.docx", "one", tmp_path.name]
