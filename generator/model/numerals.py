"""Chinese numerals, as chapters, articles and items are numbered."""

from functools import cache


@cache
def numeral(number: int) -> str:
    """Return a number from 1 to 9999 in Chinese numerals, as articles are numbered: 十二, 一百零一."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no numeral for {number}")
    digits, written = "零一二三四五六七八九", ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += digits[digit] + unit
        elif written and number % power and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if written.startswith("一十") else written
