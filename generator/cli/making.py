"""What `draft` and `issue` have in common: reading the case, showing progress, telling what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.printing import out, out_json, problems_json
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.issuing import Made

ALL_FORMATS = "docx,pdf,html,json"
OUT = Path("output")


def read_formats(written: str) -> tuple[str, ...]:
    """Return the formats of a comma-separated list, each once; raise `UsageError`."""
    from generator.issuing import FORMATS

    wanted = [part.strip().lower() for part in written.replace("，", ",").split(",") if part.strip()]
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        what = f"没有“{'、'.join(unknown)}”这种格式" if unknown else "没有写格式"
        raise UsageError(f"{what}。--format 可用：{','.join(FORMATS)}，用逗号隔开。")
    return tuple(dict.fromkeys(wanted))


def tell_made(made: Made, title: str, *, machine: bool) -> None:
    """Print the files that were written."""
    record = str(made.record) if made.record else None
    if machine:
        files = [str(path) for path in made.files]
        out_json({"ok": True, "files": files, "record": record, "problems": problems_json(made.problems)})
        return
    out(title, "green")
    for path in made.files:
        out(f"  {path}")
    if record:
        out(f"  {record}（签发记录）")
