"""The wheel: what is in it, and that it works far from the checkout."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.project.tree import files_under

PACKED = ("clauses", "regions", "templates", "examples")
EXAMPLE = "community-centre.yaml"


@pytest.fixture(scope="module")
def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", PACKED)
def test_the_wheel_holds_every_file_that_legal_staff_edit(members: set[str], folder: str) -> None:
    """Else an installed xieyi lacks a clause, a statute, a layout or an example."""
    here = files_under(folder)
    packed = {name.removeprefix("generator/packed/") for name in members}
    assert here
    assert {name for name in packed if name.startswith(f"{folder}/")} == here


def test_the_wheel_holds_the_program_and_nothing_else(members: set[str]) -> None:
    """Else a module is missing, or tests, papers and caches are shipped to hospitals."""
    ours = files_under("generator")
    others = {name for name in members if not name.startswith("generator/packed/")} - ours
    assert ours <= members
    assert {re.sub(r"^xieyi-[^/]+\.dist-info/", "", name) for name in others} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a new environment; return the environment's folder of programs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*install, "--no-index", "--no-deps", str(wheel)], check=True, stdin=subprocess.DEVNULL)
    # What xieyi stands on is lent by the running Python, last on the path, so that no network is needed.
    lent = sysconfig.get_path("purelib")
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return python.parent


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """Run an installed program in `folder`, with a home of its own; return what it prints."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XIEYI_"))
    }
    home = folder.parent / "home"
    environment |= {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    command = [str(installed / arguments[0]), *arguments[1:]]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.system
def test_the_wheel_drafts_an_agreement_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    """Else xieyi works for those who cloned it and for nobody else."""
    folder = tmp_path / "协议 文书"
    folder.mkdir()
    where = run(installed, folder, "python", "-c", "import generator; print(generator.__file__)")
    assert Path(where.strip()).is_relative_to(installed.parent)
    run(installed, folder, "xieyi", "init", ".")
    assert {path.name for path in folder.iterdir()} >= set(PACKED)
    run(installed, folder, "xieyi", "draft", f"examples/{EXAMPLE}", "-o", "output", "--format", "docx,pdf")
    written = {path.suffix: path for path in (folder / "output").rglob("*") if path.is_file()}
    assert written[".pdf"].read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(written[".docx"]) as word:
        text = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    assert "质量保证金" in text
