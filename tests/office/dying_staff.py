"""A process that issues a notice of points and dies at a write: `dying_staff.py <folder> <step>`; step 0 lives."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.office.dying import Steps


def main() -> None:
    folder, last = Path(sys.argv[1]), int(sys.argv[2])
    from generator.office.staff import take_staff
    from generator.reading.library import load_library
    from tests.office.desks import desk_at
    from tests.office.staff_cases import suspension

    desk = desk_at(load_library(), folder)
    steps = Steps(last)
    from django.db.backends.utils import CursorWrapper

    for name in ("fsync", "rename", "replace", "unlink", "mkdir"):
        setattr(os, name, steps.before(getattr(os, name)))
    shutil.rmtree = steps.before(shutil.rmtree)  # type: ignore[assignment]
    for name in ("execute", "executemany"):
        setattr(CursorWrapper, name, steps.before(getattr(CursorWrapper, name)))
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    print(steps.count)


if __name__ == "__main__":
    main()
