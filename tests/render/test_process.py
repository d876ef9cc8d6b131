"""A worker started beforehand. Lost without these: the time it saves, or processes that outlive the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document.nodes import Paragraph
from generator.errors import LayoutError, XieyiError
from generator.render import process
from generator.render.bounded import Renderer
from generator.render.json import render_json
from generator.render.process import start_beforehand, stop_beforehand, take_process
from tests.documents import every_node
from tests.render.docx.frames import LAYOUT

ROOT = Path(__file__).parents[2]

# From Python 3.12 on, forking beside the test runner's threads is warned of; the program itself has none yet.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    stop_beforehand()


def waiting() -> list[int]:
    return [one.id for _, one in process._beforehand]


@pytest.mark.parametrize("loaded", [("json",), ()])
def test_a_renderer_takes_the_worker_that_loads_its_formats_or_waits_for_any(loaded: tuple[str, ...]) -> None:
    start_beforehand(("docx",), loaded)
    _, early = waiting()
    with Renderer(preload=("json",)) as renderer:
        assert renderer.process_id == early
        assert renderer.render("json", every_node(), LAYOUT) == render_json(every_node(), LAYOUT)
        assert renderer.process_id == early
    assert len(waiting()) == 1


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
    start_beforehand(("json",), ())
    early = waiting()
    stop_beforehand()
    for process_id in early:
        with pytest.raises(ProcessLookupError):
            os.kill(process_id, 0)


def test_a_forked_worker_that_fails_says_why_and_is_replaced() -> None:
    """It must end as a worker does: not go on with what its caller was doing."""
    strange = Paragraph.model_construct(address=None, inlines=(), items=(), stranger=1)
    start_beforehand(("json",))
    with Renderer(preload=("json",)) as renderer:
        broken = every_node().model_copy(update={"preamble": (strange,), "kind": 1})
        told = pytest.raises(XieyiError, match=r"：.*\S")
        with pytest.warns(UserWarning, match="serialized value"), told as caught:
            renderer.render("json", broken, LAYOUT)
        assert not isinstance(caught.value, LayoutError)
        assert renderer.render("json", every_node(), LAYOUT)


def test_a_forked_worker_killed_while_idle_costs_no_paper() -> None:
    start_beforehand(())
    with Renderer(preload=("json",)) as renderer:
        assert renderer.process_id is not None
        os.kill(renderer.process_id, signal.SIGKILL)
        os.waitid(os.P_PID, renderer.process_id, os.WEXITED | os.WNOWAIT)
        assert renderer.render("json", every_node(), LAYOUT)


def test_workers_end_when_their_caller_is_killed() -> None:
    """Each holds copies of what was open when it was forked: one would keep the other alive for ever."""
    program = (
        "import os, signal; from generator.render import process; process.start_beforehand(('json',), ()); "
        "print(*(one.id for _, one in process._beforehand), flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    deadline = time.monotonic() + 20
    left = [int(one) for one in ran.stdout.split()]
    assert len(left) == 2
    while left and time.monotonic() < deadline:
        left = [one for one in left if _runs(one)]
        time.sleep(0.05)
    assert left == []


def _runs(process_id: int) -> bool:
    """Tell whether a process runs; one that has ended and that nobody has asked about yet doesn't."""
    try:
        return ") Z " not in Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
