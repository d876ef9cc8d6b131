"""Lost without these: half a paper on the disk, a paper over another one, a hospital's name that breaks out."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.document.nodes import Document
from generator.document.walk import document_lines
from generator.errors import InputError, ReadBackError, WriteError
from generator.issuing import issue, make_draft
from generator.issuing.names import safe_name
from generator.issuing.read_back import find_document, squeeze
from generator.model.library import Library
from generator.problems import stand_in_the_way
from generator.reading import read_case_text
from tests.documents import HOSTILE, every_node
from tests.issuing.cases import READY

FAST = ("docx", "html", "json")


def test_an_issued_paper_has_a_record_that_proves_its_files(library: Library, tmp_path: Path) -> None:
    case = read_case_text(READY, "case.yaml")
    made = issue(library, case, out=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [path.name for path in made.files] + [made.record.name if made.record else ""]
    )
    record = json.loads((made.record or Path()).read_bytes())
    assert {file["format"] for file in record["files"]} == {"docx", "pdf", "html", "json"}
    for file in record["files"]:
        assert hashlib.sha256((tmp_path / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    assert Document.model_validate(record["document"]) == made.document
    assert record["pdf_engine"]["fonts"]


def test_the_same_case_gives_the_same_bytes(library: Library, tmp_path: Path) -> None:
    case = read_case_text(READY, "case.yaml")
    one = issue(library, case, out=tmp_path / "one")
    two = issue(library, case, out=tmp_path / "two")
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
    assert (one.record or Path()).read_bytes() == (two.record or Path()).read_bytes()


def test_what_is_not_ready_is_refused_and_leaves_nothing(library: Library, tmp_path: Path) -> None:
    case = read_case_text(READY.replace("quality_deposit_rate: 4%", "quality_deposit_rate: 6%"), "case.yaml")
    assert stand_in_the_way(check(library, case))
    with pytest.raises(InputError, match="5%"):
        issue(library, case, out=tmp_path / "out", formats=FAST)
    assert not (tmp_path / "out").exists()


def test_a_draft_is_made_with_blanks_and_marked(library: Library, tmp_path: Path) -> None:
    case = read_case_text("kind: agreement\nregion: neimenggu\ndate: 2026-01-01\n", "case.yaml")
    made = make_draft(library, case, out=tmp_path, formats=FAST)
    assert made.record is None
    assert made.document.draft
    assert stand_in_the_way(made.problems)
    assert all("草案" in path.name for path in made.files)
    assert "草案" in made.files[1].read_text(encoding="utf-8")


def test_another_paper_of_the_same_number_is_never_written_over(library: Library, tmp_path: Path) -> None:
    issue(library, read_case_text(READY, "case.yaml"), out=tmp_path, formats=FAST)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    other = read_case_text(READY.replace("quality_deposit_rate: 4%", "quality_deposit_rate: 3%"), "case.yaml")
    with pytest.raises(InputError, match="内容不同"):
        issue(library, other, out=tmp_path, formats=FAST)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "name", [HOSTILE.replace("䶮㙍", "䶮"), "../../etc/passwd", "示例" * 100, "a/b\\c:d", "$(reboot) `id` ; rm", "CON"]
)
def test_a_hostile_name_comes_out_as_it_went_in(library: Library, tmp_path: Path, name: str) -> None:
    text = READY.replace("  name: 示例医院", f"  name: {json.dumps(name, ensure_ascii=False)}")
    made = issue(library, read_case_text(text, "case.yaml"), out=tmp_path / "out", formats=FAST)
    assert all(path.parent == tmp_path / "out" and len(path.name.encode()) < 255 for path in made.files)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    fills = [row.value[0] for party in made.document.parties for row in party.rows]
    assert name in [getattr(fill, "text", "") for fill in fills]


@pytest.mark.parametrize("name", ["示例\u0000医院", "示例\u202e医院", "示例\n医院", "示例\ue000医院"])
def test_a_name_that_can_not_be_printed_is_refused_with_its_place(library: Library, tmp_path: Path, name: str) -> None:
    text = READY.replace("  name: 示例医院", f"  name: {json.dumps(name)}")
    with pytest.raises(InputError) as caught:
        issue(library, read_case_text(text, "case.yaml"), out=tmp_path / "out", formats=FAST)
    assert all(problem.where.line for problem in caught.value.problems)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("typed", "stem"),
    [("a/b", "a／b"), (".. /x", "／x"), ("CON", "_CON"), ("con.txt", "_con.txt"), ("\u202eabc", "_abc"), ("", "文书")],
)
def test_file_names_are_safe_everywhere(typed: str, stem: str) -> None:
    assert safe_name(typed) == stem
    assert len(safe_name("字" * 300).encode()) <= 180
    assert safe_name("字" * 300 + "一") != safe_name("字" * 300 + "二")


def test_a_lost_sentence_is_found(library: Library) -> None:
    document = assemble(library, read_case_text(READY, "case.yaml"))
    whole = "\n".join(document_lines(document))
    find_document(document, whole, "文件", squeeze)
    with pytest.raises(ReadBackError, match="第三十三条"):
        find_document(document, whole.replace("（不超过5%）", "（不超过6%）"), "文件", squeeze)
    with pytest.raises(ReadBackError, match="承诺书"):
        find_document(document, whole.replace("特此声明", ""), "文件", squeeze)
    with pytest.raises(ReadBackError, match="H15010200001"):
        find_document(document, whole.replace("H15010200001", "H15010200002"), "文件", squeeze)
    blank = every_node(name="示例医院")
    with pytest.raises(ReadBackError, match="空白"):
        find_document(blank, "\n".join(document_lines(blank)), "文件", squeeze)


_SCRIPT = """
import os, resource, signal, sys
from pathlib import Path
from generator.reading import load_library, read_case_text
from generator.issuing import issue
from tests.issuing.cases import READY
mode, out = sys.argv[1], Path(sys.argv[2])
library = load_library(Path({root!r}))
if mode == "full":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))
def on_step(step):
    if mode == "kill" and step.startswith("写入"):
        on_step.seen += 1
        if on_step.seen == 2:
            os.kill(os.getpid(), signal.SIGKILL)
on_step.seen = 0
issue(library, read_case_text(READY, "case.yaml"), out=out, formats=("docx", "html", "json"), on_step=on_step)
"""


def run(mode: str, out: Path) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(root=root), mode, str(out)],
        capture_output=True, text=True, check=False, cwd=root, env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip


def test_a_full_disk_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    found = run("full", tmp_path)
    assert found.returncode != 0
    assert WriteError.__name__ in found.stderr
    assert "没有写成" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_leaves_no_paper_and_the_next_one_clears_up(library: Library, tmp_path: Path) -> None:
    found = run("kill", tmp_path)
    assert found.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".xieyi-")] == []
    assert len(list(tmp_path.iterdir())) == 1
    made = issue(library, read_case_text(READY, "case.yaml"), out=tmp_path, formats=FAST)
    assert sorted(tmp_path.iterdir()) == sorted([*made.files, made.record or Path()])
