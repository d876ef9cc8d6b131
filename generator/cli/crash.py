"""What happens where something fails that nobody foresaw: a short word to the user, the rest into a log file."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from generator.cli.printing import err


def tell_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Stand in for `sys.excepthook`: log the traceback in the user's state folder and say where it is."""
    if issubclass(kind, KeyboardInterrupt):
        err("已中断。")
        return
    text = "".join(traceback.format_exception(kind, error, trace))
    log = _log(f"{datetime.now(UTC).isoformat()}\n{sys.version}\n{sys.argv}\n\n{text}")
    if log is None:
        err(f"出了意料之外的错（{kind.__name__}），而且日志写不进用户文件夹。", "red")
    else:
        err(f"出了意料之外的错（{kind.__name__}）。详情已记入 {log} ，请把这个文件交给维护人员。", "red")


def _log(text: str) -> Path | None:
    from platformdirs import user_state_path

    folder = user_state_path("xieyi") / "errors"
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, path = tempfile.mkstemp(prefix=name, suffix=".log", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return None
    return Path(path)
