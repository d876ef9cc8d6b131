"""What fontconfig answered, kept until a font or its configuration changes.

In: a question's name and what asks it. Out: the answer, asked anew only where a folder of fonts or of fontconfig's
configuration has changed since. Asking takes a tenth of a second, and every check of a case asks.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from generator.shelf import keep, take

T = TypeVar("T")

_SHELF = "fonts"
_VARIABLES = (
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
    "XDG_DATA_HOME",
    "XDG_DATA_DIRS",
    "XDG_CONFIG_HOME",
)


def recall(question: str, ask: Callable[[], T]) -> T:
    """Return the answer to a question about the machine's fonts."""
    answers = _answers()
    if question not in answers:
        answers[question] = ask()
        keep(_SHELF, _stamp(), answers)
    found: T = answers[question]  # type: ignore[assignment]
    return found


def forget() -> None:
    """Look at the folders anew at the next question, as a new process would."""
    _answers.cache_clear()
    _stamp.cache_clear()


@cache
def _answers() -> dict[str, object]:
    found = take(_SHELF, _stamp())
    return found if isinstance(found, dict) else {}


@cache
def _stamp() -> bytes:
    """Return what changes with any folder of fonts or of their configuration."""
    digest = hashlib.sha256("\n".join(f"{name}={os.environ.get(name)}" for name in _VARIABLES).encode())
    for root in _roots():
        for where, _, _ in os.walk(root):
            digest.update(f"{where} {os.stat(where).st_mtime_ns}\n".encode())  # noqa: PTH116 - speed
    return digest.digest()


def _roots() -> list[Path]:
    home = Path.home()
    data = [Path(found) for found in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":") if found]
    own = Path(os.environ.get("XDG_DATA_HOME", home / ".local/share"))
    config = Path(os.environ.get("XDG_CONFIG_HOME", home / ".config"))
    return [
        *(found / "fonts" for found in data),
        own / "fonts",
        home / ".fonts",
        config / "fontconfig",
        Path("/etc/fonts"),
    ]
