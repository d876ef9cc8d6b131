"""The Document: the tree that every format draws, and nothing else.

In: nothing. Out: the node types. A Document is immutable; its numbers, references and values
are settled when it is assembled (step 3), so that a renderer (step 4) only draws what it says.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Node(BaseModel):
    """What every node is: frozen, with no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(StrEnum):
    """Where a fill's text came from."""

    CASE = "case"  # stated for this document
    REGION = "region"  # what the region sets where the case is silent
    LAW = "law"  # a limit of the law, printed as such
    TERM = "term"  # the region's term of art
    STRUCK = "struck"  # a blank that doesn't apply, struck with ／


class Text(Node):
    """Fixed text of a clause."""

    type: Literal["text"] = "text"
    text: str


class Fill(Node):
    """A value that stands where the clause has a blank. `name` is a parameter or the path of a fact."""

    type: Literal["fill"] = "fill"
    name: str
    text: str
    origin: Origin


class Blank(Node):
    """A value that someone must still give, in its printed shape (`____%`). Never in an issued document."""

    type: Literal["blank"] = "blank"
    name: str
    shape: str


class HandFilled(Node):
    """A place meant for the pen: signatures, seals, dates of signing."""

    type: Literal["hand"] = "hand"
    name: str
    shape: str


class Reference(Node):
    """A reference to an article, item or attachment. `target` is its bookmark."""

    type: Literal["reference"] = "reference"
    target: str
    text: str


class CheckBox(Node):
    """A box of a form, ticked or not by the facts. `name` is the fact that it tells of.

    A box that the pen ticks is a `HandFilled` of the shape □.
    """

    type: Literal["box"] = "box"
    name: str
    checked: bool


Inline = Annotated[Text | Fill | Blank | HandFilled | Reference | CheckBox, Field(discriminator="type")]


class Item(Node):
    """项: `label` is printed before the text, （一） at the first level, 1. at the second."""

    id: str | None = None
    label: str
    address: str  # 第七条第（九）项
    bookmark: str | None = None  # only where the item has an id
    inlines: tuple[Inline, ...]
    items: "tuple[Item, ...]" = ()


class Paragraph(Node):
    """款: a paragraph and the items that hang on it. In an article, counted from 1 though not numbered."""

    type: Literal["paragraph"] = "paragraph"
    address: str | None = None  # 第四十三条第二款; 第四十三条 where it is the only one
    inlines: tuple[Inline, ...]
    items: tuple[Item, ...] = ()


class Cell(Node):
    """A cell of a table: its lines, how many columns and rows it spans, and whether it names what stands beside it."""

    lines: tuple[tuple[Inline, ...], ...]
    columns: int = 1
    rows: int = 1
    head: bool = False


class Table(Node):
    """A table: `widths` are its columns' shares of the line; a cell that is spanned from above isn't listed again."""

    type: Literal["table"] = "table"
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Annotated[Paragraph | Table, Field(discriminator="type")]


class Article(Node):
    """条: `label` (第四十三条) is printed before the first paragraph; `title` is for contents, never printed.

    In a letter (Form.LETTER) a clause is a plain passage: its label is empty.
    """

    clause: str
    number: int
    label: str
    title: str
    bookmark: str
    added_by: str | None = None  # a negotiated term: who put it in
    paragraphs: tuple[Paragraph, ...]


class Chapter(Node):
    """章: `label` is 第一章. A paper without chapters has one whose label and title are empty and not printed."""

    id: str
    number: int
    label: str
    title: str
    articles: tuple[Article, ...]


class Row(Node):
    """A labelled value: 名称, 地址 … on the cover and among the particulars."""

    label: str
    value: tuple[Inline, ...]


class Party(Node):
    """A party and its particulars, as the agreement prints them."""

    role: str  # 甲方
    rows: tuple[Row, ...]


class Signature(Node):
    """One party's place on the signing page: lines from top to bottom."""

    lines: tuple[tuple[Inline, ...], ...]


class Attachment(Node):
    """A paper that goes with the agreement, on a page of its own."""

    id: str
    title: str
    bookmark: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...] = ()


class Basis(Node):
    """What bounds a fill: shown beside it in the preview."""

    name: str  # the fill's name
    label: str  # 质量保证金比例
    statement: str  # 不超过5%
    citation: str  # 《…》第三十三条
    quote: str  # the words it stands on
    text: str = ""  # the whole of the cited place


class Cover(Node):
    """The first page: number, parties, date of signing."""

    rows: tuple[Row, ...]


class Form(StrEnum):
    """The form of a paper.

    `agreement`: a book with a cover, contents, chapters and a signing page. `deed`: a short agreement of a few
    articles, title and parties on its first page. `letter`: 公文: title, number, addressee, passages, and the agency's
    name and date on the right. `sheet`: a form of tables.
    """

    AGREEMENT = "agreement"
    DEED = "deed"
    LETTER = "letter"
    SHEET = "sheet"


class Document(Node):
    """A whole paper. `date` is the day as of which the law was read."""

    kind: str
    form: Form = Form.AGREEMENT
    region: str
    title: str
    date: date
    number: str | None
    addressee: tuple[Inline, ...] = ()  # 主送机关, of a letter
    draft: bool
    layout: str  # the folder under templates/ that draws it
    cover: Cover
    parties: tuple[Party, ...]
    preamble: tuple[Paragraph, ...]
    chapters: tuple[Chapter, ...]
    blocks: tuple[Block, ...] = ()  # the tables of a sheet, after the chapters
    signatures: tuple[Signature, ...]
    attachments: tuple[Attachment, ...] = ()
    bases: tuple[Basis, ...] = ()
    remarks: tuple[str, ...] = ()  # what the reader must be told: recorded conflicts, lapsed law
