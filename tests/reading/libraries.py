"""Copies of the library of this checkout, to be broken on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from generator.reading.yaml_tree import read_yaml

ROOT = Path(__file__).resolve().parent.parent.parent


def copy_library(folder: Path) -> Path:
    """Copy clauses, regions and templates into a new folder and return it."""
    root = folder / "library"
    for name in ("clauses", "regions", "templates"):
        shutil.copytree(ROOT / name, root / name)
    return root


def patch(path: Path, old: str, new: str) -> int:
    """Replace text that stands once in a file; return the line (from 1) where it stood."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path}: {old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def break_library(root: Path, patches: Path) -> dict[str, int]:
    """Apply a patches.yaml: a list of {file, old, new} or {file, text}, saved in another `encoding` if one is given.

    Return the line where each changed file was first changed; 0 for a file that is written anew.
    """
    lines: dict[str, int] = {}
    listed: Any = read_yaml(patches.read_text(encoding="utf-8"), str(patches))[0]
    for change in listed:
        path = root / change["file"]
        if "text" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change["text"] or "", encoding="utf-8")
            lines.setdefault(change["file"], 0)
        else:
            lines.setdefault(change["file"], patch(path, change["old"], change["new"] or ""))
        if "encoding" in change:
            path.write_bytes(path.read_text(encoding="utf-8").encode(change["encoding"]))
    return lines
