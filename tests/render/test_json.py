"""What is lost if these fail: the record of a paper can't be read again, or differs without a difference."""

from __future__ import annotations

from pathlib import Path

from generator.document.nodes import Document
from generator.render.json import render_json
from tests.documents import HOSTILE, every_node


def test_the_document_comes_back_whole() -> None:
    written = render_json(every_node(), Path())
    assert Document.model_validate_json(written) == every_node()
    assert written.endswith(b"}\n")


def test_chinese_stands_as_it_is() -> None:
    text = render_json(every_node(name="㙍𠮷"), Path()).decode()
    assert "㙍𠮷" in text
    assert "\\u" not in render_json(every_node(name=HOSTILE), Path()).decode()
