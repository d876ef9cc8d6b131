"""The system libraries that the PDF engine stands on: whether they are there, and which versions.

In: nothing. Out: versions, or a `MissingPartError` that names Debian's packages. The engine itself isn't loaded.
"""

from __future__ import annotations

import ctypes
from importlib.metadata import version

from generator.errors import MissingPartError

_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}


def require_libraries() -> None:
    """Raise MissingPartError, naming the Debian packages, where a library of the engine is missing.

    Without harfbuzz-subset the engine would still work, but take six seconds for every paper.
    """
    missing = []
    for library, package in _LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing:
        raise MissingPartError(f"系统缺少生成 PDF 所需的程序库，请安装软件包：{'、'.join(missing)}。")


def library_versions() -> dict[str, object]:
    """Return the versions of WeasyPrint and of the libraries that shape its lines."""
    return {
        "weasyprint": version("weasyprint"),
        "pango": _ask("libpango-1.0.so.0", "pango_version_string"),
        "harfbuzz": _ask("libharfbuzz.so.0", "hb_version_string"),
    }


def _ask(library: str, function: str) -> str:
    asked = ctypes.CDLL(library)[function]
    asked.restype = ctypes.c_char_p
    answer: bytes = asked()
    return answer.decode()
