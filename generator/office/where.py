"""Where the register is: what is named, else the folder of the library in use, else the user's own folder.

In: the library's root, the environment. Out: a path of an SQLite file, or the address of a PostgreSQL database.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "XIEYI_REGISTER"
"""The environment variable that names the register's file."""

FOLDER, FILE = "register", "register.sqlite3"


def find_register(root: Path, named: str | None = None) -> str:
    """Return where the register is: `named`, XIEYI_REGISTER, DATABASE_URL, or a file beside the library.

    A library that is packed in the program can hold no data, and shares the user's own folder.
    """
    for found in (named, os.environ.get(VARIABLE), os.environ.get("DATABASE_URL")):
        if found:
            return found
    if root.name == "packed" and root.parent.name == "generator":
        import platformdirs

        return str(platformdirs.user_data_path("xieyi") / FOLDER / FILE)
    return str(root / FOLDER / FILE)
