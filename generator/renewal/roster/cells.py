"""A cell → what it says, by its column's sort.

In: openpyxl's cell (text, number, date, truth or error) and the column. Out: text as a case has it, a date, an amount
or a truth; raises `UnreadableCellError` with the reason and the mend. What Excel has lost is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from generator.model.region import Parameter
from generator.model.units import Unit
from generator.renewal.roster.columns import TRUTH, Column, Columns, fold_word
from generator.renewal.roster.dates import date_of_serial, read_date, read_month

MOST_DIGITS = 15
"""How many digits of a number Excel keeps (IEEE 754)."""

HALF_WIDTH = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20, 0xA0: 0x20, 0xFFE5: 0xA5}
"""Full-width forms of ASCII, and the spaces that aren't spaces."""

_EDGES = " \t\r\n\v\f\u3000\xa0\u200b\ufeff"
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")
_SCIENTIFIC = re.compile(r"[0-9]\.[0-9]+E\+?[0-9]+", re.IGNORECASE)
_PERCENT_FORMAT = re.compile(r"(?<![\\\"])%")
_SCALES = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "千元": Decimal(1000), "元": Decimal(1)}
_MONEY = re.compile(r"\xa5?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(亿元|万元|千元|亿|万|元)?")
_SEPARATED = re.compile(r"[、，,;；/\s]+")
_TEXT_FORMAT = "请把这一列设为文本格式，再对照证照重新填写"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DASHES = ("-", "—", "——", "/", "／", "无数据")


class UnreadableCellError(ValueError):
    """A cell can't be read; the message is Chinese, `mend` says what to do, `code` which sort of problem it is."""

    def __init__(self, message: str, mend: str, code: str = "roster_cell") -> None:
        super().__init__(message)
        self.mend = mend
        self.code = code


@dataclass(frozen=True)
class Setting:
    """What reading a cell depends on beside the cell: the column, its heading as written, the workbook's day zero."""

    column: Column
    heading: str
    epoch: datetime
    columns: Columns
    parameter: Parameter | None = None


def read_cell(cell: Any, setting: Setting) -> Any:
    """Return what a cell says, None where it is empty; raise `UnreadableCellError`."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        raise UnreadableCellError(f"单元格是错误值“{value}”", "请改正公式或直接填写")
    if isinstance(value, str):
        value = _plain(value)
        if value in ("", *_DASHES):
            return None
    return _READERS[setting.column.sort](cell, value, setting)


def _plain(text: str) -> str:
    """Return text without the spaces and line ends around it; raise where something invisible is inside."""
    for code in _ESCAPED.findall(text) if "_x" in text else ():
        if code == "000D":
            text = text.replace("_x000D_", "\n")
        elif int(code, 16) < 0x20 or code in ("FFFE", "FFFF"):
            raise UnreadableCellError(f"有不可见的控制字符（U+{code}）", "请删去这个字符")
    text = text.strip(_EDGES)
    if "\n" in text or "\r" in text:
        raise UnreadableCellError(f"单元格里有换行：“{' '.join(text.split())[:40]}”", "请改成一行")
    return text


def _text(cell: Any, value: Any, setting: Setting) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | datetime | date | time):
        raise UnreadableCellError(f"{setting.column.label}应是文字", "请把单元格设为文本格式后重新填写")
    return _digits(cell, value)


def _code(cell: Any, value: Any, setting: Setting) -> str:
    label = setting.column.label
    if isinstance(value, str):
        plain = "".join(value.translate(HALF_WIDTH).split())
        if _SCIENTIFIC.fullmatch(plain):
            message = f"{label}“{value}”是科学记数，后面的数字已经丢了"
            raise UnreadableCellError(message, _TEXT_FORMAT, "roster_digits")
        return plain.removeprefix("'")
    if isinstance(value, bool | datetime | date | time):
        raise UnreadableCellError(f"{label}被当成了日期或真假值", _TEXT_FORMAT, "roster_digits")
    written = _digits(cell, value)
    if len(written.lstrip("-")) > MOST_DIGITS:
        message = f"{label}被 Excel 当成了数字（{written}）：Excel 只保留{MOST_DIGITS}位，后面的数字已经丢了"
        raise UnreadableCellError(message, _TEXT_FORMAT, "roster_digits")
    if setting.column.path.endswith("postcode") and len(written) < 6:
        raise UnreadableCellError(f"{label}写成了数字{written}，前面的0可能丢了", _TEXT_FORMAT, "roster_digits")
    return written


def _phone(cell: Any, value: Any, setting: Setting) -> str:
    if isinstance(value, str):
        return value.translate(HALF_WIDTH)
    written = _text(cell, value, setting)
    mobile = len(written) == 11 and written.startswith("1")
    if len(written) > 8 and not mobile and not written.startswith(("0", "400", "800")):
        message = f"{setting.column.label}写成了数字{written}，区号前的0可能丢了"
        raise UnreadableCellError(message, "请写成“0471-1234567”的样子", "roster_digits")
    return written


def _digits(cell: Any, value: float) -> str:
    """Return a number as it was shown: whole, with the zeros that its format (000000) puts in front."""
    number = _exact(value)
    if number != number.to_integral_value():
        return f"{number:f}"
    written = f"{number.to_integral_value():f}"
    shape = _shape(cell)
    return written.zfill(len(shape)) if shape.strip("0") == "" else written


def _shape(cell: Any) -> str:
    """Return a cell's number format; raise where the workbook has lost it: 0.05 may then be 5%."""
    try:
        return str(cell.number_format or "")
    except IndexError:
        raise UnreadableCellError("单元格的数字格式已损坏，读不出它显示成什么", "请重新填写，或另存一次") from None


def _exact(value: float) -> Decimal:
    """Return what Excel shows of a number: 15 digits, without the dust of binary fractions."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{MOST_DIGITS}g}")


def _count(_: Any, value: Any, setting: Setting) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _exact(value)
        return f"{number.to_integral_value():f}" if number == number.to_integral_value() else f"{number:f}"
    if isinstance(value, str):
        plain = value.translate(HALF_WIDTH).replace(" ", "").replace(",", "").removesuffix("张")
        if re.fullmatch("[0-9]+", plain):
            return plain
    raise UnreadableCellError(f"{setting.column.label}“{value}”不是整数", "请用阿拉伯数字写整数，不带单位")


def _money(_: Any, value: Any, setting: Setting) -> Decimal:
    """Return an amount in yuan; a unit in the cell goes before the heading's."""
    unit = next((found for found in _SCALES if found in setting.heading), "元")
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _exact(value)
    else:
        match = _MONEY.fullmatch(str(value).translate(HALF_WIDTH).replace(" ", ""))
        if match is None:
            raise UnreadableCellError(f"{setting.column.label}“{value}”不是金额", "请写成 86000000 或 8600万元 的样子")
        number, unit = Decimal(match[1].replace(",", "")), match[2] or unit
    if number < 0:
        raise UnreadableCellError(f"{setting.column.label}是负数", "请核对")
    return (number * _SCALES[unit.removesuffix("元") + "元"]).quantize(Decimal("0.01"))


def _date(_: Any, value: Any, setting: Setting) -> date:
    label, mend = setting.column.label, "日期写成“2027-12-31”或“2027年12月31日”"
    found: date | None = None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = date_of_serial(value, setting.epoch)
    elif isinstance(value, str):
        found = read_date(value.translate(HALF_WIDTH))
    if found is None:
        raise UnreadableCellError(f"{label}“{value}”不是日期", mend)
    if not 1949 <= found.year <= 2199:
        raise UnreadableCellError(f"{label}“{value}”的年份是{found.year}年", mend)
    return found


def _month(_: Any, value: Any, setting: Setting) -> str:
    """Return a month as forms print it: 1985年6月."""
    found: date | None = None
    if isinstance(value, date):
        found = value
    elif isinstance(value, str):
        found = read_month(value.translate(HALF_WIDTH))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number = _exact(value)  # 1985.1 may have been 1985.10
        if number == number.to_integral_value():
            found = read_month(f"{number:f}") or date_of_serial(value, setting.epoch)
    if found is None:
        raise UnreadableCellError(f"{setting.column.label}“{value}”不是年月", "请写成“1985年6月”或“1985-06”")
    return f"{found.year}年{found.month}月"


def _truth(_: Any, value: Any, setting: Setting) -> bool:
    if isinstance(value, bool):
        return value
    found = setting.columns.words[TRUTH].get(fold_word(str(value)))
    if found is None:
        raise UnreadableCellError(f"{setting.column.label}“{value}”看不出是“是”还是“否”", "请写“是”或“否”")
    return found == "true"


def _word(cell: Any, value: Any, setting: Setting) -> str:
    """Return the word meant; one that isn't known stays as it is, for the rules to tell with what is near."""
    written = _text(cell, value, setting)
    return setting.columns.words.get(setting.column.path, {}).get(fold_word(written), written)


def _several(cell: Any, value: Any, setting: Setting) -> list[str]:
    words = setting.columns.words[setting.column.path]
    whole = words.get(fold_word(_text(cell, value, setting)))
    parts = [whole] if whole else [part for part in _SEPARATED.split(_text(cell, value, setting)) if part]
    found = []
    for part in parts:
        word = part if part == whole else words.get(fold_word(part))
        if word is None:
            mend = f"可选：{'、'.join(setting.columns.choices(setting.column.path))}，几项用顿号隔开"
            raise UnreadableCellError(f"{setting.column.label}里没有“{part}”", mend)
        found.append(word)
    return list(dict.fromkeys(found))


def _value(cell: Any, value: Any, setting: Setting) -> str:
    """Return a parameter's value as a case writes it: with its unit. 5% that Excel keeps as 0.05 is 5%."""
    if isinstance(value, datetime | date):
        return _date(cell, value, setting).isoformat()
    if isinstance(value, bool | time):
        raise UnreadableCellError(f"{setting.column.label}“{value}”不是值", "请照样子填写")
    headed = _headed_percent(setting)
    if isinstance(value, str):
        written = value.translate(HALF_WIDTH).replace(" ", "")
        return _percent(Decimal(written), setting) if headed and _NUMBER.fullmatch(written) else written
    number, percent = _exact(value), setting.parameter is not None and setting.parameter.unit is Unit.PERCENT
    if percent and _PERCENT_FORMAT.search(_shape(cell)):
        return f"{(number * 100).normalize():f}%"
    return _percent(number, setting) if headed else f"{number.normalize():f}"


def _percent(number: Decimal, setting: Setting) -> str:
    """Return a number under a heading that says %; one below 1 may be a share, and is refused."""
    here, there = (f"{found.normalize():f}%" for found in (number, number * 100))
    if 0 < number < 1:
        message = f"{setting.column.label}写的是{number:f}，不清楚是{here}还是{there}"
        raise UnreadableCellError(message, "请连百分号一起写")
    return here


def _headed_percent(setting: Setting) -> bool:
    percent = setting.parameter is not None and setting.parameter.unit is Unit.PERCENT
    return percent and ("%" in setting.heading or "％" in setting.heading)


_READERS: dict[str, Callable[[Any, Any, Setting], Any]] = {
    "text": _text,
    "code": _code,
    "phone": _phone,
    "count": _count,
    "money": _money,
    "date": _date,
    "month": _month,
    "truth": _truth,
    "word": _word,
    "words": _several,
    "value": _value,
}
