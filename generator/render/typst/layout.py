"""Read a Typst layout: its own files and those that all layouts share.

In: the folder `templates/<layout>`, beside `templates/shared`. Out: the sources by the path that the engine knows them
by, `layout/…`, `shared/…`, and the program's own, `main.typ` and `program/lines.typ`. Office staff edit these files, so
a mistake in them is a LayoutError. The engine sees nothing but these, so nothing in them can reach another file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.errors import LayoutError

FRAME = "page.typ"

_PACKAGE = re.compile(r"""["']@\w+/[^"'\n]*""")
_OWN = Path(__file__).parent


def read_sources(folder: Path) -> dict[str, bytes]:
    """Return the sources of a layout. LayoutError where one is missing, is no text or asks for a package."""
    if not (folder / FRAME).is_file():
        raise LayoutError(f"{folder / FRAME}：没有这种版式的 Typst 版面。请补上它，或用 WeasyPrint 出这种 PDF。")
    paths = {
        f"{name}/{path.relative_to(root).as_posix()}": path
        for name, root in (("layout", folder), ("shared", folder.parent / "shared"))
        for path in sorted(root.rglob("*.typ"))
    }
    return {name: _read(path) for name, path in paths.items()} | _own_sources()


def _read(path: Path) -> bytes:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path}：读不到版式文件（{error}）。") from error
    if found := _PACKAGE.search(content):
        line = content.count("\n", 0, found.start()) + 1
        raise LayoutError(f"{path}:{line}：{found.group()} 是要下载的程序包，已拒绝。请把所需的写法放进版式文件夹。")
    return content.encode()


@cache
def _own_sources() -> dict[str, bytes]:
    return {"main.typ": (_OWN / "main.typ").read_bytes(), "program/lines.typ": (_OWN / "lines.typ").read_bytes()}
