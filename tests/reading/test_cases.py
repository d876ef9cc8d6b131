"""Reading a case: what is in the file is what comes out, and what can't be a case is refused at the door."""

from pathlib import Path

import pytest

from generator.errors import InputError, UsageError
from generator.model.case import Case
from generator.reading import read_case, read_case_text
from generator.reading.files import LARGEST

HEAD = "kind: agreement\nregion: neimenggu\ndate: 2026-01-01\n"
HOSTILE = """& < > " ' {{ x }} {% if %} ＆ 䶮㙍𠮷 #{} - ../../etc/passwd"""


def only_problem(path: Path) -> str:
    """Return the one problem that a file is refused with."""
    with pytest.raises(InputError) as caught:
        read_case(path)
    (problem,) = caught.value.problems
    assert caught.value.exit_code == 3
    return str(problem)


def named(name: str) -> Case:
    """Read a case whose institution has a name, in single quotes."""
    quoted = name.replace("'", "''")
    return read_case_text(f"{HEAD}institution: {{name: '{quoted}'}}\n", "case.yaml")


@pytest.mark.parametrize("name", [HOSTILE, "长" * 200, "示例：医院", "{{ agency.name }}", "%&*!", "null"])
def test_names_come_through_unchanged(name: str) -> None:
    """A hospital's name is printed as it is, whatever it looks like."""
    assert named(name).institution.name == name


def test_values_stay_as_they_were_written() -> None:
    """YAML would read 010000 as octal, 5% as text, 1.50 as 1.5 and no as false."""
    case = read_case_text(
        f"{HEAD}agency: {{postcode: 010000, phone: 1e3}}\nvalues: {{a: 1.50, b: no, c: 2026-01-01}}\n", "case.yaml"
    )
    assert (case.agency.postcode, case.agency.phone) == ("010000", "1e3")
    assert case.values == {"a": "1.50", "b": "no", "c": "2026-01-01"}


def test_an_empty_key_says_nothing() -> None:
    """A template with keys left open must read like one without them."""
    case = read_case_text(f"{HEAD}number:\ninstitution:\n  name:\n  beds: ~\nvalues:\n", "case.yaml")
    assert case.model_dump() == read_case_text(HEAD, "case.yaml").model_dump()


def test_keys_know_their_lines() -> None:
    """A problem found later must still name the line."""
    added = "additions:\n  - after: dispute\n    text: 甲\n    by: 乙\n"
    case = read_case_text(f"{HEAD}institution:\n  # 名称\n  name: 示例\n{added}", "case.yaml")
    lines = [case.places.of(key).line for key in ("date", "institution.name", "institution.beds", "additions.0.text")]
    assert lines == [3, 6, 4, 9]
    assert case.places.of("number").line is None


@pytest.mark.parametrize("text", ["\ufeff" + HEAD, HEAD.replace("\n", "\r\n"), HEAD.replace("\n", "\r")])
def test_windows_files_are_read(tmp_path: Path, text: str) -> None:
    """Office staff save with a byte-order mark and other line ends; that is no mistake of theirs."""
    path = tmp_path / "case.yaml"
    path.write_bytes(text.encode())
    case = read_case(path)
    assert (case.kind, case.places.of("date").line) == ("agreement", 3)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A gigabyte by mistake must not fill the memory."""
    path = tmp_path / "case.yaml"
    path.write_bytes(b"#" * (LARGEST + 1))
    assert only_problem(path) == f"{path} 文件超过2MB。请确认选对了文件。"


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (b"PK\x03\x04\x14", "这是 Word、Excel 或 PDF 文件，不是文本文件"),
        (b"\xd0\xcf\x11\xe0", "这是 Word、Excel 或 PDF 文件，不是文本文件"),
        (b"%PDF-1.7", "这是 Word、Excel 或 PDF 文件，不是文本文件"),
        ("\ufeffkind".encode("utf-16-le"), "不是 UTF-8 编码"),
        ("kind: 协议".encode("gb18030"), "不是 UTF-8 编码"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, begins: bytes, said: str) -> None:
    """A Word file given for a case gets a plain word: who saves it anew as UTF-8, as she was told, gets no further."""
    path = tmp_path / "case.yaml"
    path.write_bytes(begins + b"\x00\x08\xff\xfe")
    assert said in only_problem(path)


@pytest.mark.parametrize("space", ["\u3000", "\u00a0"])
def test_an_indentation_of_wide_spaces_is_told(tmp_path: Path, space: str) -> None:
    """They look like spaces: told of a colon, nobody would find them."""
    path = tmp_path / "case.yaml"
    path.write_text(f"{HEAD}institution:\n{space * 2}name: 示例医院\n  beds: 8\n", encoding="utf-8")
    assert only_problem(path) == f"{path}:5 缩进用了全角空格或不换行空格。请改为英文半角空格。"


def test_a_paragraph_that_begins_with_wide_spaces_is_no_mistake(tmp_path: Path) -> None:
    """It is how paragraphs are written; blamed for another line's mistake, it would be unmade for nothing."""
    path = tmp_path / "case.yaml"
    path.write_text(f"{HEAD}additions:\n  - text: |\n      　　甲。\n    by 乙\n", encoding="utf-8")
    assert only_problem(path).startswith(f"{path}:8 键后面缺冒号")


@pytest.mark.parametrize("above", ["", "# 一份案卷\n\n"])
def test_a_wide_colon_in_the_first_line_is_told(tmp_path: Path, above: str) -> None:
    """An input method writes ： where YAML wants a colon; the parser's own English words would be of no help."""
    path = tmp_path / "case.yaml"
    path.write_text(above + HEAD.replace(": ", "：", 1), encoding="utf-8")
    line = above.count("\n") + 1
    assert only_problem(path) == f"{path}:{line} 键后面的冒号是中文的“：”。请改为英文冒号，后面加空格。"


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    """Ten thousand brackets must not exhaust the stack."""
    path = tmp_path / "case.yaml"
    path.write_text(f"{HEAD}values: {'[' * 10_000}{']' * 10_000}\n", encoding="utf-8")
    assert only_problem(path) == f"{path} 嵌套超过20层。请检查缩进和括号。"


def test_aliases_cannot_multiply(tmp_path: Path) -> None:
    """Nine lines of aliases could ask for a gigabyte."""
    path = tmp_path / "case.yaml"
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    path.write_text(HEAD + bomb, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_case(path)
    assert "不能使用 YAML 锚点" in str(caught.value)


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x85, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFF])
def test_control_characters_are_refused_with_their_place(code: int) -> None:
    """They would vanish in print, turn text around, or break the Word file."""
    written = f'{HEAD}institution:\n  name: "示例\\u{code:04X}医院"\n'
    with pytest.raises(InputError) as caught:
        read_case_text(written, "case.yaml")
    message = str(caught.value)
    assert message.startswith("case.yaml:5 institution.name 第3个字是不可见的控制字符"), message
    assert f"U+{code:04X}" in message


@pytest.mark.parametrize("name", ["missing.yaml", "folder"])
def test_no_file_is_wrong_usage(tmp_path: Path, name: str) -> None:
    """A wrong path is the caller's mistake (exit code 2), not the case's."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=name) as caught:
        read_case(tmp_path / name)
    assert caught.value.exit_code == 2
