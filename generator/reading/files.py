"""Files → text: UTF-8, bounded in size, with line ends unified."""

from __future__ import annotations

from pathlib import Path

from generator.problems import Place, Problem

LARGEST = 2_000_000
"""The largest text file that is read, in bytes."""


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    PermissionError: "没有读取的权限",
    IsADirectoryError: "这是文件夹",
}
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""What files of Word and Excel begin with, new and old, and PDFs."""


class UnreadableFileError(Exception):
    """A file can't be read as text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_text(path: Path, shown: str) -> str:
    """Return a file's text; raise `UnreadableFileError` for what isn't UTF-8 text of sensible size."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFileError(_problem(shown, f"文件超过{LARGEST // 1_000_000}MB", "请确认选对了文件"))
        data = path.read_bytes()
    except OSError as error:
        why = next((words for sort, words in _REASONS.items() if isinstance(error, sort)), str(error.strerror))
        raise UnreadableFileError(_problem(shown, f"文件读不出来（{why}）", "请检查路径和权限")) from None
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Return UTF-8 bytes as text without byte-order mark; raise `UnreadableFileError`."""
    if data.startswith(_OFFICE):
        raise UnreadableFileError(_problem(shown, "这是 Word、Excel 或 PDF 文件，不是文本文件", "请确认选对了文件"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = _problem(shown, "文件不是 UTF-8 编码", "请另存为 UTF-8 编码后重试", line)
        raise UnreadableFileError(problem) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(file: str, message: str, mend: str, line: int | None = None) -> Problem:
    return Problem(code="file", message=message, where=Place(file=file, line=line), mend=mend)
