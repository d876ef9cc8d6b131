"""Copies of a text: an agreement as it stands on a day, for reading. They are marked as copies by their names.

In: a Document, the day, a folder. Out: the files, whole, or an error and none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.document.nodes import Document
from generator.issuing.names import file_stem, safe_name
from generator.issuing.place import Staging
from generator.issuing.press import LABELS, Press
from generator.issuing.read_back import read_back
from generator.model.library import Library
from generator.render.formats import file_format


def write_copy(
    library: Library,
    document: Document,
    on: date,
    out: Path,
    *,
    formats: tuple[str, ...],
    on_step: Callable[[str], None],
) -> tuple[Path, ...]:
    """Write the text of a day in some formats, read back; raise `WriteError`, `ReadBackError`."""
    with Press(formats) as press:
        press.begin(document, library.layout(document.layout), on_step)
        rendered = press.finish()
    stem = safe_name(f"{file_stem(document)}_{on.isoformat()}文本")
    with Staging(out) as staging:
        for name, data in rendered.items():
            ending = file_format(name)
            on_step(f"写入并回读{LABELS[ending]}")
            read_back(document, ending, staging.write(f"{stem}.{ending}", data))
        return staging.place()
