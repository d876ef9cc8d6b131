"""A process that signs one agreement when a file appears: `issuing_one.py <folder> <register> <code> <signal>`."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path


def main() -> None:
    folder, where, code, signal = Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])
    from generator.office.signing import sign
    from generator.reading.library import load_library
    from tests.office.desks import desk_at, ready

    library = load_library()
    while not signal.exists():
        time.sleep(0.01)
    desk = replace(desk_at(library, folder, where=where), formats=("json",))
    print(sign(desk, ready(code)).document.number)


if __name__ == "__main__":
    main()
