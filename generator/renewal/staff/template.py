"""The template of a roster of people: drop-downs, notes, text columns for codes, as the institutions' has them.

In: a Library, a region. Out: the bytes of an .xlsx file, the same for the same library.
"""

from __future__ import annotations

from functools import partial

from generator.model.library import Library
from generator.renewal.roster.columns import read_columns
from generator.renewal.roster.template import choices_of, write_template
from generator.renewal.staff.reading import require_known
from generator.renewal.staff.shape import STAFF


def staff_template(library: Library, region: str | None = None) -> bytes:
    """Return the template; raise `UsageError` for an unknown region, `LibraryError`."""
    require_known(library, region)
    title = f"{library.regions[region].title if region else ''}定点医药机构相关人员名册"
    return write_template(library, STAFF, title, partial(choices_of, read_columns(library, STAFF)))
