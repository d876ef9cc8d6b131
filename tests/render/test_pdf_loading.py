"""The engine's start. Lost without these: the time that it saves, or a paper that isn't WeasyPrint's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.render.pdf import declared
from generator.render.pdf.declaring import declared_text

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.system

# Justified lines are ours, and not what is asked here.
PAGE = """<!doctype html><html lang=zh-CN><title>甲</title><style>
body { font: 16pt/1.5 "Noto Serif CJK SC"; letter-spacing: -0.2pt }
b { font-family: "Noto Sans CJK SC"; text-decoration: underline }
.even { text-align: justify }
@page { size: 90mm 60mm; margin: 10mm 20mm; @bottom-right { content: counter(page) } }
@page :left { @left-middle { content: "左"; padding: 5% } @top-left { content: "一" } @top-center { content: "二二" } }
@page :first { @top-right-corner { content: "角" } @right-top { content: "上" } @right-bottom { content: "下下" } }
</style>""" + "".join(
    f"<p{' class=even' if n % 2 else ''}>第<b>{n}</b>条　{'乙方应当按照约定，如实报送（含更正）数据；' * n}Abc def"
    for n in range(12)
)


def answer(program: str, *arguments: str) -> str:
    """Return what a program prints in a process of its own."""
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_the_tables_are_those_of_the_weasyprint_that_is_installed() -> None:
    """Run `python -m generator.render.pdf.declaring` after an update; else every start parses C again."""
    assert Path(declared.__file__).read_text(encoding="utf-8") == declared_text()


def test_neither_a_parser_of_c_nor_the_other_subsetter_is_loaded() -> None:
    program = (
        "import sys, generator.render.pdf.engine as engine; engine.write_pdf(sys.argv[1]); "
        "print([name for name in ('pycparser', 'fontTools.subset', 'fontTools.varLib') if name in sys.modules])"
    )
    assert answer(program, PAGE) == "[]"


def test_other_declarations_are_parsed_as_ever() -> None:
    """Else a WeasyPrint of the next day would be driven by the tables of the day before, and crash."""
    program = (
        "import sys; from generator.render.pdf import declared; declared.DIGEST = 'other'; "
        "from generator.render.pdf.engine import write_pdf; assert 'pycparser' in sys.modules; "
        "print(write_pdf(sys.argv[1])[:5])"
    )
    assert answer(program, PAGE) == "b'%PDF-'"


def test_what_was_not_loaded_is_loaded_when_it_is_called() -> None:
    """A variable font takes the instancer, a machine without harfbuzz-subset the subsetter."""
    program = (
        "import generator.render.pdf.engine, weasyprint.pdf.fonts as fonts; "
        "options = fonts.subset.Options(hinting=False); from fontTools.subset import Options; "
        "print(type(options) is Options, options.hinting)"
    )
    assert answer(program) == "True False"


def test_the_shortcuts_change_no_byte() -> None:
    plain = (
        "import hashlib, sys, weasyprint; from generator.render.pdf import justify; justify.install(); "
        "print(hashlib.sha256(weasyprint.HTML(string=sys.argv[1]).write_pdf()).hexdigest())"
    )
    ours = (
        "import hashlib, sys; from generator.render.pdf.engine import write_pdf; "
        "print(hashlib.sha256(write_pdf(sys.argv[1])).hexdigest())"
    )
    assert answer(ours, PAGE) == answer(plain, PAGE)
