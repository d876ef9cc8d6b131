"""What the handbook shows is so: whole files load, excerpts are the library's, commands print what is printed here.

Each chapter has a copy of the library of its own, in which its files are laid and its commands are run.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from generator.checks import check
from generator.cli.app import run
from generator.cli.making import of_the_case
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Problem, stand_in_the_way
from generator.reading.assembled import read_library
from generator.reading.cases import read_case_text
from generator.reading.yaml_tree import read_yaml
from tests.conftest import ROOT
from tests.docs.handbook import Block, blocks, chapters
from tests.docs.overlay import EXAMPLE, laid_over

PARTS = ("clauses", "regions", "templates", "examples")
FIRST = "1-quick-start.md"
"""The chapter that makes its copy of the library by a command of its own."""


def copy_of_library(folder: Path) -> Path:
    """Return a copy of the library that the commands take for their own."""
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name)
    (folder / "xieyi-library").write_text("", encoding="utf-8")
    return folder


def in_the_way(library: Library, case: Case) -> tuple[Problem, ...]:
    """Return what keeps a case from being issued; its number is the register's."""
    return stand_in_the_way(of_the_case(check(library, case)))


def of_chapter(chapter: str) -> list[Block]:
    return [block for block in blocks() if block.chapter == chapter]


def with_word(name: str) -> list[Block]:
    return [block for block in blocks() if block.word(name)]


def lay(block: Block, root: Path) -> None:
    """Write a whole file of the library, or make the edit that a diff shows."""
    path = root / str(block.word("file"))
    if block.language != "diff":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        return
    old, new = ("\n".join(line[1:] for line in block.text.splitlines() if line[0] == sign) for sign in "-+")
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{path}: {old}"
    path.write_text(before.replace(old, new), encoding="utf-8")


def test_every_block_is_tested_or_plain() -> None:
    """Else an example is written in a way that no test looks at."""
    plain = {("", ())}
    known = {"case", "part=case"}
    for block in blocks():
        marked = known & set(block.words) or block.word("file") or block.word("from") or block.language == "console"
        assert marked or (block.language, block.words) in plain, str(block)


def chapters_with_files() -> list[str]:
    return sorted({block.chapter for block in with_word("file") if block.chapter != FIRST})


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Library]:
    """Return the library with a chapter's files laid in, read once a chapter."""
    read: dict[str, Library] = {}

    def library(chapter: str) -> Library:
        if chapter not in read:
            root = copy_of_library(tmp_path_factory.mktemp("library"))
            for block in of_chapter(chapter):
                if block.word("file") and block.language != "diff":
                    lay(block, root)
            read[chapter] = read_library(root, chapter)
        return read[chapter]

    return library


@pytest.mark.parametrize("chapter", chapters_with_files())
def test_the_files_of_a_chapter_load(chapter: str, extended: Callable[[str], Library]) -> None:
    """Else who copies the handbook's files gets a library that is refused."""
    assert extended(chapter).regions


@pytest.mark.parametrize("block", [block for block in blocks() if "case" in block.words], ids=str)
def test_a_whole_case_may_be_issued(block: Block, extended: Callable[[str], Library]) -> None:
    """Else who copies the handbook's case is refused."""
    case = read_case_text(block.text, "case.yaml")
    assert [str(found) for found in in_the_way(extended(block.chapter), case)] == []


@pytest.mark.parametrize("block", [block for block in blocks() if block.word("part")], ids=str)
def test_a_part_of_a_case_is_without_errors(block: Block, library: Library) -> None:
    """Else the handbook shows keys or values that are refused."""
    data, _ = read_yaml(block.text, "part")
    case = read_case_text(laid_over(data), "case.yaml")
    assert [str(found) for found in in_the_way(library, case)] == []


@pytest.mark.parametrize("block", with_word("from"), ids=str)
def test_an_excerpt_stands_in_its_file(block: Block) -> None:
    """Else the handbook shows the library as it no longer is."""
    assert block.text in (ROOT / str(block.word("from"))).read_text(encoding="utf-8") + "\n"


def test_the_whole_case_shows_no_key_that_is_unknown() -> None:
    """Else the example of the second chapter teaches something else than its tables."""
    (block,) = [block for block in of_chapter("2-case.md") if "case" in block.words]
    assert set(YAML(typ="safe").load(block.text)) <= set(Case.model_fields)


def pattern_of(expected: str) -> str:
    """Return a pattern for what is shown: `…` is anything, and a typed answer isn't printed."""
    shown = re.sub(r"^> (?!Ctrl-D).*\n", "> ", expected, flags=re.MULTILINE).replace("> Ctrl-D\n", "> \n")
    return re.escape(shown).replace("…", "(?s:.*)")


def run_block(block: Block, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands of a block in the current folder and compare what they print."""
    for command in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, expected = command.partition("\n")
        program, *words = [word.strip('"') for word in line.split()]
        if program == "cd":
            monkeypatch.chdir(words[0])
        elif program == "cp":
            shutil.copy(*words)
        else:
            assert program == "xieyi", line
            answers = [answer for answer in re.findall("^> (.*)$", expected, re.MULTILINE) if answer != "Ctrl-D"]
            monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{answer}\n" for answer in answers)))
            capsys.readouterr()
            run(words)
            printed = "".join(capsys.readouterr())
            assert re.fullmatch(pattern_of(expected), printed), f"$ {line}\n{printed}"


@pytest.mark.usefixtures("fixed_day")
@pytest.mark.parametrize("chapter", sorted({block.chapter for block in blocks() if block.language == "console"}))
def test_the_commands_of_a_chapter_print_what_is_shown(
    chapter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a reader types what the handbook says and sees something else."""
    root = tmp_path if chapter == FIRST else copy_of_library(tmp_path / "library")
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "100")  # tables are as wide as the terminal
    for block in of_chapter(chapter):
        if block.word("file"):
            lay(block, Path.cwd())
        elif block.language == "console":
            run_block(block, capsys, monkeypatch)


def test_the_chapters_are_the_index_and_those_that_it_lists() -> None:
    """Else a chapter can't be found."""
    index, *others = chapters()
    assert set(re.findall(r"\]\(handbook/([^)#]+)\)", index.read_text(encoding="utf-8"))) == {
        one.name for one in others
    }


def test_the_example_that_parts_are_laid_over_may_be_issued(library: Library) -> None:
    """Else every part above is tested on sand."""
    assert not in_the_way(library, read_case_text(EXAMPLE, "case.yaml"))
