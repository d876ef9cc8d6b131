"""A worker started beforehand. Lost without these: the second it saves, or processes that outlive the program."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from generator.render import process
from generator.render.bounded import Renderer
from generator.render.process import start_beforehand, stop_beforehand, take_process
from tests.documents import every_node
from tests.render.docx.frames import LAYOUT


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    stop_beforehand()


def waiting() -> list[int]:
    return [one.id for one in process._beforehand.values()]


def test_a_renderer_takes_the_worker_that_loads_its_formats() -> None:
    start_beforehand(("json",))
    (early,) = waiting()
    with Renderer(preload=("json",)) as renderer:
        assert renderer.process_id == early
        assert renderer.render("json", every_node(), LAYOUT)
    assert waiting() == []


@pytest.mark.parametrize("other", [{"preload": ("docx",)}, {"seconds": 1.5}, {"memory": 512 * 1024**2}])
def test_who_asks_for_something_else_gets_a_worker_of_their_own(other: dict[str, object]) -> None:
    """A worker with another limit would run for longer than its caller allows."""
    start_beforehand(("json",))
    (early,) = waiting()
    asked = {"seconds": process.SECONDS, "memory": process.MEMORY, "preload": ("json",), **other}
    own = take_process(**asked)  # type: ignore[arg-type]
    assert own.id != early
    own.stop()
    assert waiting() == [early]


def test_a_worker_that_nobody_took_is_stopped() -> None:
    start_beforehand(("json",))
    (early,) = waiting()
    stop_beforehand()
    with pytest.raises(ProcessLookupError):
        os.kill(early, 0)
