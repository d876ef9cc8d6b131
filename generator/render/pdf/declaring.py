"""Write `declared.py`: `python -m generator.render.pdf.declaring`, after an update of WeasyPrint or cffi.

In: the WeasyPrint and the cffi that are installed. Out: WeasyPrint's C declarations as the tables that cffi makes of
them, in its "out-of-line ABI mode", as data.
"""

from __future__ import annotations

import ast
import tempfile
from importlib import import_module
from pathlib import Path

import cffi  # type: ignore[import-untyped]

from generator.render.pdf.loading import digest

_HEAD = '''"""WeasyPrint's C declarations as cffi's tables: written by `declaring.py`, not by hand."""
# ruff: noqa
# fmt: off
from typing import Any
'''


def declared_text() -> str:
    """Return the text of `declared.py`."""
    declarations = _declarations()
    parser = cffi.FFI()
    parser.set_source("declared", None)
    parser.cdef(declarations)
    with tempfile.TemporaryDirectory() as folder:
        emitted = Path(folder) / "declared.py"
        parser.emit_python_code(str(emitted))
        (call,) = (node for node in ast.walk(ast.parse(emitted.read_bytes())) if isinstance(node, ast.Call))
    tables = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    lines = [f"    {name!r}: {value!r}," for name, value in tables.items()]
    return "\n".join([_HEAD, f"DIGEST = {digest(declarations)!r}", "TABLES: dict[str, Any] = {", *lines, "}", ""])


def _declarations() -> str:
    """Return the declarations that WeasyPrint hands to cffi, read from its source."""
    source = Path(import_module("weasyprint.text.ffi").__file__ or "").read_bytes()
    (text,) = (
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "ffi.cdef"
        and isinstance(node.args[0], ast.Constant)
    )
    return str(text)


if __name__ == "__main__":
    Path(__file__).with_name("declared.py").write_text(declared_text(), encoding="utf-8")
