"""Take the text layers of the five statutes down to plain characters, part by part.

In: a folder with the public text layers, as they were found. Out: `source/<id>.txt` beside this file, one
line a part: its label as the source prints it (第一条, 第5条, 第一章, 附件1) or a name of ours (序言), a tab,
and its characters without white space, page numbers and mark-up, full-width forms made half-width (NFKC).

It knows nothing of `regions/`, so that the statutes there are compared with something that they did not make.
Run it as `python tests/law/statutes/take_source.py FOLDER`; the tests read only what it wrote.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

LAYERS = {
    "nhsa-order-2": "000_d845480fd5362fdc.txt",
    "neimenggu-model": "001_21d5922c06bd2efb.txt",
    "foshan-2021-93": "002_6a6577b947f29d9a.txt",
    "nhsa-personnel-2024": "003_28208067ad115ac6.txt",
    "jiangsu-2023-3": "004_2b5a4cf9d6a9a96c.txt",
}

# Parts that no number announces: (label, how the first line of the part reads), in the order of the source.
UNNUMBERED = {
    "nhsa-order-2": [("局令", "医疗机构医疗保障"), ("标题", "医疗机构医疗保障")],
    "neimenggu-model": [("序言", "为加强"), ("签署页", "甲方(公章)"), ("附件1", "承诺书")],
    "foshan-2021-93": [("印发通知", "佛山市医疗保障局文件"), ("标题", "佛山市医疗机构"), ("版记", "抄送:")],
    "nhsa-personnel-2024": [
        ("印发通知", "国家医疗保障局办公室关于"),
        ("标题", "医疗保障定点医药机构"),
        ("附件目录", "附件:1."),
    ],
    "jiangsu-2023-3": [
        ("转发通知", "南通市医疗保障局文件"),
        ("印发通知", "江苏省医疗保障局文件"),
        ("标题", "江苏省医疗机构"),
        ("版记", "抄送:"),
    ],
}

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number from 1 to 99 in Chinese."""
    tens, units = divmod(number, 10)
    if not tens:
        return DIGITS[units]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[units] if units else "")


def clean_lines(text: str) -> Iterator[str]:
    """Yield the lines that hold text, without white space, mark-up, page numbers and bookmarks."""
    text = text.replace("[bookmark: _GoBack]", "").replace("\ue010", ".")
    text = re.sub(r"(附件\d定点)", r"\n\1", text)  # a form may begin in the line where the last one ends
    for raw in text.splitlines():
        line = re.sub(r"^\s*(?:#+|-)\s", "", raw).replace("**", "")
        line = re.sub(r"\s", "", unicodedata.normalize("NFKC", line))
        if line and not re.fullmatch(r"\d+|-+", line):
            yield line


def split_parts(lines: Iterator[str], unnumbered: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Split the lines of one text layer into (label, characters), in their order."""
    parts: list[tuple[str, str]] = []
    waiting = list(unnumbered)
    article = 0
    for line in lines:
        following = rf"第(?:{chinese(article + 1)}|{article + 1})条"
        if found := re.match(following, line):  # only the next number opens an article: others are references
            article += 1
            parts.append((found[0], line[found.end() :]))
        elif found := re.match(r"(第[一二三四五六七八九十]+[章节]|附件\d(?=定点))(?=[^。]*$)", line):
            parts.append((found[0], line[found.end() :]))
        elif waiting and line.startswith(waiting[0][1]):
            parts.append((waiting.pop(0)[0], line))
        else:
            label, before = parts[-1]
            parts[-1] = (label, before + line)
    if waiting:
        raise SystemExit(f"not found: {waiting}")
    return parts


def main(folder: Path) -> None:
    """Write the sources of all statutes from the text layers in a folder."""
    target = Path(__file__).parent / "source"
    target.mkdir(exist_ok=True)
    for statute, layer in LAYERS.items():
        lines = clean_lines((folder / layer).read_text(encoding="utf-8"))
        parts = split_parts(lines, UNNUMBERED[statute])
        written = "".join(f"{label}\t{text}\n" for label, text in parts)
        (target / f"{statute}.txt").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
