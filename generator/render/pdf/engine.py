"""Set an HTML page with WeasyPrint.

In: a self-contained page. Out: PDF bytes without dates or chance identifiers. Nothing is fetched:
what a page asks for beyond `data:` stops the setting.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from generator.errors import LayoutError, MissingPartError
from generator.render.pdf.loading import load_weasyprint
from generator.render.pdf.system import require_libraries

require_libraries()

weasyprint = load_weasyprint()

from weasyprint.text import fonts  # noqa: E402 - the package's own error wouldn't name the library that is missing
from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: E402

from generator.render.pdf import justify, shortcuts  # noqa: E402

justify.install()
shortcuts.install()

_HTML: Any = weasyprint.HTML  # they are untyped
_FONT_CONFIGURATION: Any = fonts.FontConfiguration


class _Refusal(URLFetcher):
    """A fetcher that fetches nothing."""

    def fetch(self, url: str, _headers: object = None) -> NoReturn:
        raise ValueError(url[:200])


_REFUSAL = _Refusal(fail_on_errors=True)  # type: ignore[no-untyped-call]


class _Complaints(logging.Handler):
    """The engine's complaints of one thread, one rendering."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.records.append(record)


@contextmanager
def _heard() -> Iterator[None]:
    """Raise what the engine only logs, where it means that a part of the paper is missing.

    Styles that it doesn't know are left to the log: a browser may know them.
    """
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    for record in complaints.records:
        message = record.getMessage()
        if ".notdef" in message:
            character, code = record.args if isinstance(record.args, tuple) else ("", 0)
            raise MissingPartError(
                f"没有字体能印出“{character}”（U+{code:04X}）。请安装含有此字的字体，或改用其他写法。"
            )
        if record.levelno >= logging.ERROR:
            raise LayoutError(f"版式印不完整：{message}")


def write_pdf(page: str) -> bytes:
    """Return the page set as PDF.

    LayoutError where it asks for anything outside itself or a link leads nowhere; MissingPartError
    where no font of the machine holds one of its characters.
    """
    try:
        with _heard():
            data: bytes = _HTML(string=page, url_fetcher=_REFUSAL).write_pdf(font_config=_FONT_CONFIGURATION())
    except FatalURLFetchingError as error:
        raise LayoutError(f"版式引用了文件以外的内容（{error.__cause__}），已拒绝读取。") from error
    return data
