"""A workbook → bytes, the same for the same workbook.

In: openpyxl's workbook. Out: the bytes of an .xlsx file. openpyxl writes the time of day into the file and into its
ZIP entries; both are set to one fixed day, for the same input gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

_DAY = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_STAMP = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
_PROPERTIES = "docProps/core.xml"


def workbook_bytes(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    written = BytesIO()
    book.save(written)
    packed = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == _PROPERTIES:
                data = steady(data)
            entry = zipfile.ZipInfo(member.filename, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return packed.getvalue()


def steady(properties: bytes) -> bytes:
    """Return a workbook's properties with the times in them set to one fixed day."""
    return _MODIFIED.sub(_STAMP, properties)
