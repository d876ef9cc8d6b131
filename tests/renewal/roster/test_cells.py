"""Cells as people write them: what each is read as, and what is refused."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.model.library import Library
from tests.renewal.roster.books import GOOD, book_of, read, told

CELLS: list[tuple[str, Any, str | None, str | None]] = [
    # heading, value, number format, code of the problem or None
    ("统一社会信用代码", 121501024600001231, None, "roster_digits"),
    ("统一社会信用代码", "1.21501E+17", None, "roster_digits"),
    ("统一社会信用代码", "１２１５０１０２４６００００１２３１", None, None),
    ("统一社会信用代码", "1215 0102 4600 0012 31", None, None),
    ("统一社会信用代码", "121501024600001232", None, "uscc"),
    ("医保定点机构代码", "H1501020000", None, "institution_code"),
    ("邮政编码", 10000, None, "roster_digits"),
    ("邮政编码", 10000, "000000", None),
    ("邮政编码", "010000", None, None),
    ("联系电话", 4711234567, None, "roster_digits"),
    ("联系电话", 13800000000, None, None),
    ("银行账号", 6222020000000000000, None, "roster_digits"),
    ("床位数", "８００张", None, None),
    ("床位数", 80.5, None, "roster_cell"),
    ("床位数", "八百", None, "roster_cell"),
    ("床位数", -1, None, "roster_cell"),
    ("等级", "三级", None, "institution_vocabulary"),
    ("所有制性质", "混合", None, "roster_cell"),
    ("医疗服务范围", "门诊；住院", None, None),
    ("医疗服务范围", "门诊、美容", None, "roster_cell"),
    ("质量保证金比例", 0.05, "0%", None),
    ("质量保证金比例", "５％", None, None),
    ("质量保证金比例", "5", None, "value_unreadable"),
    ("质量保证金比例", 0.05, None, "value_unreadable"),
    ("质量保证金比例", 5, "0%", "value_unreadable"),
    ("质量保证金比例", "百分之五", None, "value_unreadable"),
    ("质量保证金比例", 0.06, "0.00%", "limit_exceeded"),
    ("质量保证金比例（%）", 5, None, None),
    ("质量保证金比例（%）", 0.05, None, "roster_cell"),
    ("质量保证金比例（%）", "0.05", None, "roster_cell"),
    ("三项目录外费用占比", "18%", None, "limit_exceeded"),
    ("高值医用耗材网采率", "79%", None, "limit_exceeded"),
    ("执业许可证有效期止", "2027年2月", None, "roster_cell"),
    ("执业许可证有效期止", "2027-02-30", None, "roster_cell"),
    ("执业许可证有效期止", "27.12.31", None, "roster_cell"),
    ("年度考核结果", "优", None, "roster_cell"),
    ("是否申请续签", "待定", None, "roster_cell"),
    ("年度医保基金支付金额（元）", "约三千万", None, "roster_cell"),
    ("年度医保基金支付金额（元）", -1, None, "roster_cell"),
    ("机构名称", "𠮷祥医院", None, None),
    ("机构名称", "示例\n医院", None, "roster_cell"),
    ("机构名称", "示例_x0007_医院", None, "roster_cell"),
    ("机构名称", "示例\u202e医院", None, "roster_cell"),
    ("机构名称", "  示例医院\n", None, None),
    ("机构名称", datetime.datetime(2026, 1, 1), None, "roster_cell"),  # noqa: DTZ001 - Excel has no time zones
    ("机构名称", "　", None, "roster_row"),
]


@pytest.mark.parametrize(("heading", "value", "shape", "code"), CELLS)
def test_a_cell_is_read_or_refused(
    tmp_path: Path, library: Library, heading: str, value: Any, shape: str | None, code: str | None
) -> None:
    """Else a digit that Excel has lost, or a tenth of what was meant, is printed in an agreement."""
    book = book_of([{**GOOD, heading: value}])
    sheet: Any = book.active
    (cell,) = [cell for cell in sheet[2] if sheet.cell(1, cell.column).value == heading]
    if shape:
        cell.number_format = shape
    found = [one for one in told(read(book, tmp_path, library)) if one[0] != "note"]
    assert found == ([("error", code, cell.coordinate)] if code else [])


@pytest.mark.parametrize(
    ("heading", "value", "shape", "read_as"),
    [
        ("质量保证金比例", 0.045, "0.0%", "4.5%"),
        ("质量保证金比例", 0.07 - 0.02, "0%", "5%"),
        ("质量保证金比例（％）", 4, None, "4%"),
        ("质量保证金比例", " 4 ％ ", None, "4%"),
    ],
)
def test_a_percentage_is_what_excel_shows(
    tmp_path: Path, library: Library, heading: str, value: Any, shape: str | None, read_as: str
) -> None:
    """Else 0.05 shown as 5% becomes 0.05%, or the dust of a binary fraction is printed."""
    book = book_of([{**GOOD, heading: value}])
    sheet: Any = book.active
    if shape:
        sheet["J2"].number_format = shape
    (row,) = read(book, tmp_path, library).rows
    assert row.case.values == {"quality_deposit_rate": read_as}


@pytest.mark.parametrize(
    "written",
    ["2027-12-31", "2027/12/31", "2027.12.31", "20271231", "２０２７年１２月３１日", "二〇二七年十二月三十一日", 46752,
     20271231, datetime.date(2027, 12, 31)],
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(tmp_path: Path, library: Library, written: Any) -> None:
    """Else a licence that ends within the term is overlooked."""
    (row,) = read(book_of([{**GOOD, "执业许可证有效期止": written}]), tmp_path, library).rows
    assert row.licence_until == datetime.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("heading", "written", "yuan"),
    [
        ("年度金额", "1,200.5万元", "12005000.00"),
        ("年度金额（万元）", 8600, "86000000.00"),
        ("年度金额（万元）", "￥8,600", "86000000.00"),
        ("年度金额（万元）", "86000000元", "86000000.00"),
        ("年度金额", "1.2亿", "120000000.00"),
        ("年度金额", 0.1 + 0.2, "0.30"),
    ],
)
def test_an_amount_is_in_yuan(tmp_path: Path, library: Library, heading: str, written: Any, yuan: str) -> None:
    """Else the sums at stake are wrong by ten thousand times."""
    (row,) = read(book_of([{**GOOD, heading: written}]), tmp_path, library).rows
    assert row.yearly_amount == Decimal(yuan)
