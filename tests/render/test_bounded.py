"""What is lost if these fail: one broken layout takes the workbench, or the night's whole run, down."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document.nodes import Document, Paragraph
from generator.errors import LayoutError, UsageError, XieyiError
from generator.render.bounded import Renderer
from generator.render.docx import render_docx
from generator.render.json import render_json
from generator.render.process import SECONDS
from tests.documents import every_node
from tests.render.docx.frames import LAYOUT


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """Return a layout that is never read to its end."""
    os.mkfifo(tmp_path / "frame.docx")
    return tmp_path


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with Renderer(seconds=1.5) as one:
        yield one


def test_it_gives_what_the_renderer_gives() -> None:
    with Renderer(preload=("docx",)) as renderer:
        assert renderer.render("docx", every_node(), LAYOUT) == render_docx(every_node(), LAYOUT)
        worker = renderer.process_id
        assert renderer.render("json", every_node(), LAYOUT) == render_json(every_node(), LAYOUT)
        assert renderer.process_id == worker  # kept warm
    assert renderer.process_id is None


def test_a_layout_that_hangs_is_stopped_and_the_next_job_succeeds(renderer: Renderer, hanging: Path) -> None:
    renderer.render("docx", every_node(), LAYOUT)
    start = time.monotonic()
    with pytest.raises(LayoutError, match="秒还没有画完") as caught:
        renderer.render("docx", every_node(), hanging)
    assert time.monotonic() - start < 4
    assert str(hanging) in str(caught.value)
    assert renderer.render("docx", every_node(), LAYOUT)


def test_the_default_limit_leaves_a_hanging_layout_less_than_ten_seconds() -> None:
    assert SECONDS < 9


def test_a_layout_that_asks_for_all_memory_is_stopped_and_the_next_job_succeeds(tmp_path: Path) -> None:
    (tmp_path / "frame.docx").symlink_to("/dev/zero")
    with Renderer(seconds=60, memory=512 * 1024**2) as renderer:
        with pytest.raises(LayoutError, match="内存超过 512 MB"):
            renderer.render("docx", every_node(), tmp_path)
        assert renderer.render("docx", every_node(), LAYOUT)


def test_a_worker_killed_at_work_is_told_and_replaced(renderer: Renderer, hanging: Path) -> None:
    renderer.render("docx", every_node(), LAYOUT)
    worker = renderer.process_id
    assert worker is not None
    timer = threading.Timer(0.3, os.kill, (worker, signal.SIGKILL))
    timer.start()
    with pytest.raises(LayoutError, match="SIGKILL"):
        renderer.render("docx", every_node(), hanging)
    timer.join()
    assert renderer.render("docx", every_node(), LAYOUT)


def test_a_worker_killed_while_idle_costs_no_paper(renderer: Renderer) -> None:
    renderer.render("docx", every_node(), LAYOUT)
    worker = renderer.process_id
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
    assert renderer.render("docx", every_node(), LAYOUT)


def test_an_error_of_the_layout_comes_across_with_its_message(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="读不到 Word 版式"):
        renderer.render("docx", every_node(), tmp_path)


def test_a_fault_of_the_program_is_not_blamed_on_the_layout(renderer: Renderer) -> None:
    """A document that the worker can't read ends it; the user is told, and the next job succeeds."""
    strange = Paragraph.model_construct(address=None, inlines=(), items=(), stranger=1)
    document: Document = every_node().model_copy(update={"preamble": (strange,), "kind": 1})
    with pytest.warns(UserWarning, match="serialized value"), pytest.raises(XieyiError) as caught:
        renderer.render("docx", document, LAYOUT)
    assert not isinstance(caught.value, LayoutError)
    assert renderer.render("docx", every_node(), LAYOUT)


def test_an_unknown_format_is_the_callers_mistake(renderer: Renderer) -> None:
    with pytest.raises(UsageError, match="docx、html、pdf、json"):
        renderer.render("odt", every_node(), LAYOUT)


def test_the_current_folder_can_lend_the_worker_no_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A json.py that lies beside a case file must not run."""
    (tmp_path / "json.py").write_text("raise SystemExit('ran what lay about')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Renderer() as renderer:
        assert renderer.render("json", every_node(), LAYOUT)
