"""Step 4 · the process that renders for `bounded`: jobs in by one pipe, answers out by another.

In: for each job a JSON header (format, layout) and the Document as JSON. Out: READY once it listens,
and for each job READY once the format's libraries are loaded, then the answer. It limits its own
memory and files, and dies by itself where a job lasts too long, should its parent be gone.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import struct
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from generator.document.nodes import Document
from generator.errors import LayoutError, MissingPartError, XieyiError
from generator.render.formats import RenderFunction, load_format

READY, RESULT, ERROR, OUT_OF_MEMORY = range(4)
HEADER = struct.Struct(">BQ")  # what it is, the bytes that follow
_LARGEST_FILE = 256 * 1024**2  # bytes; a layout is not to fill the disk


def message(kind: int, payload: bytes = b"") -> bytes:
    """Return a message: its kind, its length, its content."""
    return HEADER.pack(kind, len(payload)) + payload


def main(arguments: list[str]) -> None:
    """Answer jobs until the pipe closes. Arguments: limits as JSON, the pipes of jobs and of answers."""
    limits = json.loads(arguments[0])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a job's boxes are thousands and all live until it ends: collecting among them costs a fifth
    for name in limits["preload"]:
        with suppress(MissingPartError):  # the job that needs it will say so
            load_format(name)
    with os.fdopen(int(arguments[1]), "rb") as jobs, os.fdopen(int(arguments[2]), "wb") as answers:
        _send(answers, READY)
        while (header := _receive(jobs)) is not None:
            job = json.loads(header)
            document = Document.model_validate_json(_receive(jobs) or b"")
            try:
                renderer = load_format(job["format"])
            except XieyiError as error:
                _send(answers, READY)
                _send(answers, ERROR, _describe(error))
                continue
            _send(answers, READY)
            signal.setitimer(signal.ITIMER_REAL, limits["seconds"] + 1)
            answer = _render(renderer, document, Path(job["layout"]))
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(answers, *answer)
            del document, answer
            gc.collect()


def _render(renderer: RenderFunction, document: Document, layout: Path) -> tuple[int, bytes]:
    """Return the answer. A fault of the program is left to end the process, its traceback on stderr."""
    try:
        return RESULT, renderer(document, layout)
    except XieyiError as error:
        return ERROR, _describe(error)
    except RecursionError:
        return ERROR, _describe(LayoutError(f"{layout}：版式套得太深，画不出来。请改简单些。"))
    except MemoryError:
        return OUT_OF_MEMORY, b""


def _describe(error: XieyiError) -> bytes:
    return json.dumps({"kind": type(error).__name__, "message": str(error)}).encode()


def _send(answers: BinaryIO, kind: int, payload: bytes = b"") -> None:
    answers.write(message(kind, payload))
    answers.flush()


def _receive(jobs: BinaryIO) -> bytes | None:
    """Return the next message's content, or None where the pipe has been closed."""
    header = jobs.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    return jobs.read(HEADER.unpack(header)[1])
