"""The entry point. For a command that will draw a PDF, the engine starts to load before the command does.

In: the command line. Out: the program's exit code. Loading the engine takes as long as all that the program does
before it has something to draw, so both are done at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress

_OBJECTS = 1_000_000  # about a hundred megabytes; a run of one command makes a fifth of them


def main() -> None:
    """Run the command line and end the program with its exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else every installed package is asked for some
    gc.set_threshold(_OBJECTS)  # collecting again and again among what is only being loaded costs a sixth
    with ExitStack() as ending:
        ending.callback(gc.freeze)  # or the interpreter would look through all there is once more before it ends
        if will_draw_pdf(sys.argv[1:]):
            from generator.render.process import start_beforehand, stop_beforehand

            ending.callback(stop_beforehand)
            with suppress(OSError):  # the command meets it again, and tells it
                engine = "pdf:typst" if "typst" in sys.argv else "pdf"
                start_beforehand((engine,), ())  # for the PDF, and for all other formats
        from generator.cli.app import main as run

        run()


def will_draw_pdf(arguments: Sequence[str]) -> bool:
    """Guess whether a PDF will be drawn. A wrong guess costs a process, or the time that it would have saved."""
    if not {"draft", "issue", "event"} & set(arguments) or "--help" in arguments:
        return False
    _, given, formats = " ".join(arguments).partition("--format")
    return not given or "pdf" in formats.lower()
