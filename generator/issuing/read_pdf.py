"""Read the text of a PDF back, with another library than the one that wrote it.

In: a PDF's bytes. Out: its text, footers and watermark left out, pages joined, so that what the
Document prints is found in it once both are folded. A reader sees glyphs: where a font draws two
characters with one glyph, a PDF keeps the code of one of them; `fold` makes such twins equal and
changes nothing else but white space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pypdfium2
import pypdfium2.raw

from generator.errors import ReadBackError

# Footers stand below this height, the text above it (GB/T 9704-2012: the type area ends 35 mm above the
# edge, the page number stands 7 mm below its end).
_FOOTER_TOP = 31 / 25.4 * 72  # points

_PDFIUM: Any = pypdfium2  # it is untyped
_RAW: Any = pypdfium2.raw

# What fonts draw with the glyph of another character, and Unicode relates by compatibility alone:
# radicals and Latin ligatures. (Compatibility ideographs are canonical twins: NFC unites them.)
_LOOK_ALIKE_BLOCKS = (range(0x2E80, 0x2FE0), range(0xFB00, 0xFB07))

# Pairs that Unicode doesn't relate at all; the first becomes the second.
_TWINS = (
    # hyphens, dashes, dots, strokes
    "\u00ad-\u2011-\u2012\u2013\u2027\u00b7\u2022\u00b7\u30fb\u00b7\u2035\uff40\u2215／⋯…\u301c～⮕➡"
    "➀①➁②➂③➃④➄⑤➅⑥➆⑦➇⑧➈⑨➉⑩➊❶➋❷➌❸➍❹➎❺➏❻➐❼➑❽➒❾➓❿"
    "⺂乛⺃乚⺅亻⺉刂⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺲罒"
    "⺹耂⺺肀⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻅见⻆角⻈讠⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⼾户㬵胶"
)


def _twin_table() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for block in _LOOK_ALIKE_BLOCKS for code in block}
    return table | {ord(twin): _TWINS[place + 1] for place, twin in enumerate(_TWINS) if place % 2 == 0}


_TABLE = _twin_table()
_TWIN = re.compile(f"[{''.join(map(chr, _TABLE))}]")  # looking for one costs less than translating a text without any


def fold(text: str) -> str:
    """Return a text without white space, each character as the one that fonts draw in its place.

    Fold both what a PDF holds and what is looked for in it, the latter whole, never by the piece.
    """
    text = unicodedata.normalize("NFC", text)
    return "".join((text.translate(_TABLE) if _TWIN.search(text) else text).split())


def read_pdf_text(data: bytes) -> str:
    """Return the text of a PDF's pages in order, as it is written, footers and slanted text left out.

    A watermark is slanted, the text of a paper never. ReadBackError where the data is no PDF.
    """
    try:
        document = _PDFIUM.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadBackError(f"生成的 PDF 打不开（{error}）。") from error
    with document:
        return "\n".join(_page_text(page) for page in document)


def _page_text(page: Any) -> str:
    matrix = _RAW.FS_MATRIX()
    for place in reversed(range(_RAW.FPDFPage_CountObjects(page))):
        item = _RAW.FPDFPage_GetObject(page, place)
        if _RAW.FPDFPageObj_GetType(item) != _RAW.FPDF_PAGEOBJ_TEXT:
            continue
        _RAW.FPDFPageObj_GetMatrix(item, matrix)
        if matrix.b or matrix.f < _FOOTER_TOP:
            _RAW.FPDFPage_RemoveObject(page, item)
            _RAW.FPDFPageObj_Destroy(item)
    reader = page.get_textpage()
    text: str = reader.get_text_range()
    reader.close()
    page.close()
    return text
