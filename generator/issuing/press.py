"""Draw a Document in several formats at once, in processes that can be killed.

In: a Document and its layout. Out: bytes by format. The PDF takes longer than all other formats together, so it has a
process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from generator.document.nodes import Document
from generator.render.bounded import Renderer
from generator.render.formats import file_format

LABELS = {"docx": "Word 文件", "pdf": "PDF 文件", "html": "网页预览", "json": "JSON 数据"}
"""What each format is called."""


class Press:
    """The processes that draw one case's formats; a context manager.

    That of the PDF loads as soon as the press is made. The other formats are done long before it even if theirs
    starts when there is something to draw, and so doesn't take from the processor what the PDF's needs.
    """

    def __init__(self, formats: tuple[str, ...]) -> None:
        self._formats = formats
        self._stack = ExitStack()
        slow = tuple(name for name in formats if file_format(name) == "pdf")
        quick = tuple(name for name in formats if name not in slow)
        self._shares = [share for share in (slow, quick) if share]
        self._jobs: list[Future[dict[str, bytes]]] = []
        self._first = self._stack.enter_context(Renderer(preload=self._shares[0]))

    def __enter__(self) -> Press:
        """Return the press itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the processes."""
        self._stack.close()

    def begin(self, document: Document, layout: Path, on_step: Callable[[str], None]) -> None:
        """Let the formats be drawn, and return at once. A press draws one Document."""
        on_step(f"生成{'、'.join(LABELS[file_format(name)] for name in self._formats)}")
        renderers = [self._first, *(self._stack.enter_context(Renderer(preload=share)) for share in self._shares[1:])]
        pool = self._stack.enter_context(ThreadPoolExecutor(max_workers=len(renderers)))
        self._jobs = [
            pool.submit(_draw, renderer, share, document, layout)
            for renderer, share in zip(renderers, self._shares, strict=True)
        ]

    def finish(self) -> dict[str, bytes]:
        """Return the bytes of each format, in the order in which they were asked for; raise what a renderer raises."""
        drawn = {name: data for job in self._jobs for name, data in job.result().items()}
        return {name: drawn[name] for name in self._formats}


def _draw(renderer: Renderer, share: tuple[str, ...], document: Document, layout: Path) -> dict[str, bytes]:
    return {name: renderer.render(name, document, layout) for name in share}
