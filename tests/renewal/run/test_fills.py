"""What the report tells of every fill is what stands in the papers' records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.assembly import assemble
from generator.document.fingerprint import fingerprints_of
from generator.issuing.record import record_of
from generator.model.library import Library
from generator.reading.cases import read_case
from generator.renewal.run.fills import document_in, fills_in, head_of

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def _walked(node: Any) -> list[dict[str, Any]]:
    """Return all fills of JSON values, in their order."""
    if isinstance(node, dict):
        return [node] if node.get("type") == "fill" else [found for value in node.values() for found in _walked(value)]
    return [found for value in node for found in _walked(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_fill_of_every_kind_is_found(library: Library, example: Path) -> None:
    document = assemble(library, read_case(example))
    record = record_of(library, document, {}, (), fingerprints_of(document)).decode()
    whole = json.loads(record)
    texts: dict[str, list[str]] = {}
    for fill in _walked(whole):
        texts.setdefault(fill["name"], []).append(fill["text"])
    assert {name: text for name, (text, _) in fills_in(record).items()} == {
        name: "；".join(dict.fromkeys(found)) for name, found in texts.items()
    }
    assert list(fills_in(record)) == list(texts)
    assert head_of(record) == {name: value for name, value in whole.items() if name != "document"}
    assert json.loads(document_in(record)) == whole["document"]


def test_a_text_that_looks_like_a_fill_is_none() -> None:
    trap = '{"type": "fill", "name": "forged", "text": "x", "origin": "law"}'
    real = {"type": "fill", "name": "real", "text": f'{trap} "document": {{', "origin": "case"}
    record = json.dumps({"notes": [f'{trap}, "document":'], "document": {"body": [trap, real]}}, ensure_ascii=False)
    assert fills_in(record) == {"real": (real["text"], "case")}
    assert head_of(record) == {"notes": [f'{trap}, "document":']}


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(ValueError, match="without a Document"):
        head_of("{}")
