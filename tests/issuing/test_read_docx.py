"""What is lost if these fail: a paper that lacks a sentence would be called issued."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.document.nodes import Fill
from generator.document.walk import article_lines, articles, inlines
from generator.errors import ReadBackError
from generator.issuing.read_docx import read_docx_text
from generator.render.docx import render_docx
from tests.documents import every_node
from tests.render.docx.frames import LAYOUT

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word_file(body: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
    return target.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_article_and_every_fill_of_our_own_file_is_found() -> None:
    document = every_node()
    text = squeezed(read_docx_text(render_docx(document, LAYOUT)))
    for article in articles(document):
        assert squeezed("".join(article_lines(article))) in text
    for inline in inlines(document):
        if isinstance(inline, Fill):
            assert squeezed(inline.text) in text


def test_a_changed_number_is_seen() -> None:
    document = every_node()
    other = render_docx(every_node(name="另一家医院"), LAYOUT)
    third = list(articles(document))[2]
    assert squeezed("".join(article_lines(third))) not in squeezed(read_docx_text(other))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('甲')}{run('乙')}</w:p><w:p>{run('丙')}</w:p>", "甲乙\n丙"),
        (f"<w:p><w:ins>{run('增')}</w:ins>{run('存')}</w:p>", "增存"),
        ("<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", ""),
        (f"<w:p><w:moveFrom>{run('移')}</w:moveFrom><w:moveTo>{run('移')}</w:moveTo></w:p>", "移"),
        (f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>", "控件"),
        (f"<w:p><w:hyperlink>{run('第二条')}</w:hyperlink></w:p>", "第二条"),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('格')}</w:p></w:tc></w:tr></w:tbl>", "格"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", "甲\t乙"),
        (
            f"<w:p>{run('外')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent>"
            f"</mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "外\n框",
        ),
    ],
)
def test_it_reads_what_a_reader_sees(body: str, text: str) -> None:
    assert read_docx_text(word_file(body)) == text


@pytest.mark.parametrize("data", [b"", b"not a zip", word_file("<w:p>")[:-30], word_file("<w:p>")])
def test_a_damaged_file_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadBackError):
        read_docx_text(data)


def test_a_file_whose_bytes_were_changed_is_an_error() -> None:
    data = render_docx(every_node(), LAYOUT)
    middle = data.index(b"word/document.xml") + 200  # in the text; zipfile minds no local header
    with pytest.raises(ReadBackError):
        read_docx_text(data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :])


def test_entities_are_not_expanded() -> None:
    target = io.BytesIO()
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "秘密">]>'
        + f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>甲&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    assert "秘密" not in read_docx_text(target.getvalue())
