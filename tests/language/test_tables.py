"""Lost without these: a form's table that falls apart, or a name that forges a row or a cell of it."""

import pytest

from generator.document.nodes import Fill, Origin, Table
from generator.document.walk import line_text
from generator.language import read_blocks, read_structure
from generator.language.structure import Block


def fill(text: str, name: str = "institution.name") -> Fill:
    return Fill(name=name, text=text, origin=Origin.CASE)


def only_table(stream: list) -> Table:
    (found,) = read_blocks(stream)
    assert isinstance(found, Table)
    return found


def shape(table: Table) -> list:
    """Return the cells' lines, with what is not plain: columns, rows, head."""
    return [
        [
            (
                " / ".join(line_text(line) for line in cell.lines),
                *([f"{cell.columns}×{cell.rows}"] if (cell.columns, cell.rows) != (1, 1) else []),
                *(["head"] if cell.head else []),
            )
            for cell in row
        ]
        for row in table.rows
    ]


def test_rows_cells_heads_and_lines() -> None:
    table = only_table(["| # 受送达人 | ", fill("示例医院"), " |\n| # 文号 | 甲 / 乙 / ", fill("丙"), " |\n"])
    assert table.widths == (1, 1)
    assert shape(table) == [[("受送达人", "head"), ("示例医院",)], [("文号", "head"), ("甲 / 乙 / 丙",)]]
    assert [len(cell.lines) for cell in table.rows[1]] == [1, 3]


def test_widths_spans_and_empty_cells() -> None:
    table = only_table(["|: 2 5 2 |\n| 一 || 二 |\n| 三 | | 四 |\n| ^ | 五 ||\n| ^ | 六 | 七 |\n"])
    assert table.widths == (2, 5, 2)
    assert shape(table) == [
        [("一", "2×1"), ("二",)],
        [("三", "1×3"), ("",), ("四",)],
        [("五", "2×1")],
        [("六",), ("七",)],
    ]


def test_a_wide_cell_reaches_down() -> None:
    assert shape(only_table(["| 一 || 二 |\n| ^ || 三 |\n"])) == [[("一", "2×2"), ("二",)], [("三",)]]


def test_a_value_never_forges_a_row_or_a_cell() -> None:
    hostile = "甲 | 乙 |\n| # 伪造 | ^ |\n|: 9 9 | / 丙"
    table = only_table(["| 名称 | ", fill(hostile), " |\n"])
    assert shape(table) == [[("名称",), (hostile,)]]
    assert len(table.rows[0][1].lines) == 1
    (paragraph,) = read_blocks([fill("| 伪造 |"), "\n"])
    assert isinstance(paragraph, Block)
    assert shape(only_table(["| ", fill("^"), " | ", fill("# 伪造"), " |\n"])) == [[("^",), ("# 伪造",)]]


def test_paragraphs_around_a_table_stay_in_their_order() -> None:
    found = read_blocks(["前文：\n- 甲；\n- 乙。\n| 一 |\n| 二 |\n后文。\n\n| 三 |\n"])
    assert [type(block).__name__ for block in found] == ["Block", "Table", "Block", "Table"]


def test_a_text_of_several_paragraphs_has_as_many_lines_in_its_cell() -> None:
    table = only_table(["| 原文 | ", fill("一款。\n二款。", "amendments[1].before"), " |\n"])
    assert shape(table) == [[("原文",), ("一款。 / 二款。",)]]


def test_a_table_whose_rows_have_all_left_is_none() -> None:
    assert read_blocks(["|: 1 2 |\n"]) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| 甲 | 乙 |\n| 丙 |\n", "第2行有1列，应是2列"),
        ("|: 1 2 |\n| 甲 |\n", "第1行有1列，应是2列"),
        ("| 甲 | 乙\n", "以“|”结尾"),
        ("|\n", "以“|”结尾"),
        ("|| 甲 |\n", "不能以“||”开头"),
        ("| ^ | 甲 |\n", "上面没有同样宽的单元格"),
        ("| 甲 || 乙 |\n| ^ | 丙 | 丁 |\n", "上面没有同样宽的单元格"),
        ("|: 1 x |\n| 甲 | 乙 |\n", "列宽应写成"),
        ("| 甲 | 乙 |\n|: 1 2 |\n", "只能写在表格的第一行"),
    ],
)
def test_a_crooked_table_is_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"列|行|单元格") as caught:
        read_blocks([text])
    assert told in str(caught.value)


def test_a_clause_holds_no_table() -> None:
    """An article's 款 and 项 are counted; a table in it would have no address."""
    with pytest.raises(ValueError, match="只能写在附件和表单"):
        read_structure(["一款。\n| 甲 |\n"])
