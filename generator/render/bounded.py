"""Step 4 · a rendering in a process of its own, that can be killed.

In: a format's name, a Document, a layout folder. Out: the file's bytes. Anyone may edit a layout, so
it may run for ever, or ask for all memory: its time is limited here, its memory in the worker, and
neither it nor what it loads can take the caller down. One worker is kept warm for job after job; one
that was stopped is replaced at the next job.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from generator.document.nodes import Document
from generator.errors import LayoutError, MissingPartError, UsageError, XieyiError
from generator.render.formats import require_format
from generator.render.process import MEMORY, SECONDS, take_process
from generator.render.worker import HEADER, OUT_OF_MEMORY, READY, RESULT, message

_SECONDS_TO_START = 60.0  # to load a format's libraries from a cold disk; no layout runs in that time
_LARGEST = 256 * 1024**2  # bytes of a result


class Renderer:
    """Renders Documents in one warm worker process; a context manager, for one thread.

    `seconds` limits the wall time of one rendering, `memory` the worker's address space in bytes.
    The formats in `preload` are loaded at once, while the caller still does something else.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, preload: tuple[str, ...] = ()) -> None:
        self._seconds = seconds
        self._memory = memory
        self._preload = preload
        self._worker: _Worker | None = _Worker(seconds, memory, preload)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the worker."""
        if self._worker is not None:
            self._worker.process.stop()
            self._worker = None

    @property
    def process_id(self) -> int | None:
        """The worker's process id; None when none is running."""
        return None if self._worker is None else self._worker.process.id

    def render(self, name: str, document: Document, layout: Path) -> bytes:
        """Return `document` in the format `name`.

        Raises LayoutError where the layout is broken, takes too long or too much memory, or takes the
        worker down; UsageError for an unknown format; what else of XieyiError the renderer raises.
        """
        require_format(name)
        if self._worker is not None and self._worker.process.gone:
            self.close()  # killed while it was idle: no job's fault
        if self._worker is None:
            self._worker = _Worker(self._seconds, self._memory, self._preload)
        try:
            kind, payload = self._worker.run(name, document, layout)
        except _NoAnswer as reason:
            self.close()
            raise reason.as_error(name, layout) from reason
        except BaseException:  # an interrupt: the answer to this job must not be taken for the next one's
            self.close()
            raise
        if kind == RESULT:
            return payload
        if kind == OUT_OF_MEMORY:
            self.close()
            megabytes = self._memory >> 20
            raise _NoAnswer(f"要用的内存超过 {megabytes} MB").as_error(name, layout)
        raise _read_error(payload)


class _NoAnswer(Exception):  # noqa: N818 - never leaves this module
    """The worker gave no answer; the text, in Chinese, says why."""

    def __init__(self, reason: str, *, by_layout: bool = True) -> None:
        super().__init__(reason)
        self._by_layout = by_layout

    def as_error(self, name: str, layout: Path) -> XieyiError:
        """Return the error for the user."""
        if self._by_layout:
            mend = "请检查最近对它的修改" + ("；几百行以上的表请用 --pdf typst" if name == "pdf" else "")
            return LayoutError(f"{layout}：{name} 版式{self}，已停止。{mend}。")
        return XieyiError(f"写 {name} 时出错：{self}")


class _Worker:
    """One process, and what is said to it and by it."""

    def __init__(self, seconds: float, memory: int, preload: tuple[str, ...]) -> None:
        self._seconds = seconds
        self._listens = False
        self.process = take_process(seconds=seconds, memory=memory, preload=preload)

    def run(self, name: str, document: Document, layout: Path) -> tuple[int, bytes]:
        """Return the kind and the content of the worker's answer. Raises _NoAnswer."""
        if not self._listens:
            self._read(_SECONDS_TO_START)
            self._listens = True
        job = json.dumps({"format": name, "layout": str(layout)}).encode()
        try:
            self.process.jobs.write(message(READY, job) + message(READY, document.model_dump_json().encode()))
            self.process.jobs.flush()
        except BrokenPipeError as error:
            raise self._explain_death() from error
        self._read(_SECONDS_TO_START)
        return self._read(self._seconds)

    def _read(self, seconds: float) -> tuple[int, bytes]:
        """Return the worker's next message, which must be whole within `seconds`."""
        deadline = time.monotonic() + seconds
        kind, length = HEADER.unpack(self._read_bytes(HEADER.size, deadline, seconds))
        if length > _LARGEST:
            raise _NoAnswer(f"画出的文件超过 {_LARGEST >> 20} MB")
        return kind, self._read_bytes(length, deadline, seconds)

    def _read_bytes(self, length: int, deadline: float, seconds: float) -> bytes:
        received = bytearray()
        answers = self.process.answers
        while len(received) < length:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([answers], [], [], left)[0]:
                raise _NoAnswer(f"画了 {seconds:g} 秒还没有画完")
            chunk = os.read(answers, min(length - len(received), 1 << 20))
            if not chunk:
                raise self._explain_death()
            received += chunk
        return bytes(received)

    def _explain_death(self) -> _NoAnswer:
        code = self.process.wait()
        if code < 0:
            return _NoAnswer(f"使渲染进程意外终止（{signal.Signals(-code).name}），可能是内存不足")
        self.process.complaints.seek(0)
        lines = self.process.complaints.read().decode(errors="replace").split("\n")
        return _NoAnswer(next((line for line in reversed(lines) if line.strip()), ""), by_layout=False)


def _read_error(payload: bytes) -> XieyiError:
    """Return the error that the worker met; only our own kinds are made, whatever it says."""
    described = json.loads(payload)
    kinds = {kind.__name__: kind for kind in (LayoutError, MissingPartError, UsageError)}
    return kinds.get(described["kind"], XieyiError)(described["message"])
