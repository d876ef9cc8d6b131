"""The entry point: what is started before the command line is read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.cli.start import will_draw_pdf
from tests.cli.conftest import ROOT, TERTIARY


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("draft case.yaml", True),
        ("--library here issue case.yaml -o out", True),
        ("draft case.yaml --format docx,PDF", True),
        ("draft case.yaml --format=pdf", True),
        ("draft case.yaml --format docx,html", False),
        ("check case.yaml", False),
        ("draft --help", False),
        ("", False),
    ],
)
def test_the_engine_is_loaded_beforehand_only_where_a_pdf_will_be_drawn(line: str, drawn: bool) -> None:
    """Else `check` pays for an engine, or `draft` waits for it."""
    assert will_draw_pdf(line.split()) is drawn


def test_the_entry_point_loads_nothing_but_the_standard_library() -> None:
    """Whatever it loaded first, the engine would wait for."""
    program = (
        "import sys, generator.cli.start; print(sorted({'pydantic', 'typer', 'rich', 'jinja2'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(("arguments", "code"), [(["draft", "no-such-case.yaml"], 2), (["draft"], 2)])
def test_a_worker_that_was_not_needed_ends_with_the_program(arguments: list[str], code: int) -> None:
    """Else a wrong file name leaves a process behind, which the caller's pipe would wait for."""
    command = [sys.executable, "-m", "generator", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20)
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr


def test_python_m_makes_a_draft(tmp_path: object) -> None:
    """Else what is started beforehand and what the command draws with don't fit."""
    command = [sys.executable, "-m", "generator", "draft", str(TERTIARY), "--format", "pdf", "-o", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
