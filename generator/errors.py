"""The exceptions of xieyi, each with the exit code that the command line ends in.

XieyiError
├── UsageError            2  wrong usage: an unknown file, an impossible combination
├── InputError            3  problems in what the user gave; carries them
├── ChangedMeanwhileError 3  somebody else changed the agreement since the writer looked (`generator.register.refusals`)
├── NumberTakenError      3  a number from outside is already another paper's (there too)
├── OutOfTurnError        3  an order's number isn't the one that its paper would get (there too)
├── UnknownNumberError    3  the register doesn't know a number, or not in that state (there too)
├── LibraryError          4  clauses or regions are at fault; carries problems
├── LayoutError           4  a layout (Word frame, HTML, CSS) is at fault
├── MissingPartError      5  a font or a library of the system is missing
├── WriteError            1  a file could not be written whole
├── WorkerDiedError       1  a process of a run ended before its work was done (`generator.renewal.run.pool`)
├── WorkerFaultError      1  a fault of the program's own in such a process (there too)
└── ReadBackError         4  a written file doesn't hold what it should: its layout hides a part
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from generator.problems import Problem


class XieyiError(Exception):
    """What every error of this program is; its text is a Chinese message for the user."""

    exit_code: ClassVar[int] = 1


class UsageError(XieyiError):
    """The caller asked for something that can't be."""

    exit_code = 2


class _ProblemsError(XieyiError):
    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class InputError(_ProblemsError):
    """What the user gave has problems; all of them are in `problems`."""

    exit_code = 3


class LibraryError(_ProblemsError):
    """The library has problems; all of them are in `problems`."""

    exit_code = 4


class LayoutError(XieyiError):
    """A layout can't be drawn."""

    exit_code = 4


class MissingPartError(XieyiError):
    """A needed part of the system is missing; the message names it and the package that holds it."""

    exit_code = 5


class WriteError(XieyiError):
    """A file could not be written whole; nothing of it is left."""


class ReadBackError(XieyiError):
    """A written file doesn't hold the text that it should.

    What was drawn went to the disk and came back, so it is the layout that hides a part of it.
    """

    exit_code = 4
