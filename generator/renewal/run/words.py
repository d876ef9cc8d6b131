"""The words of a run: what workers are given and give back, what became of a row, how far the run has come.

In: nothing. Out: frozen dataclasses, all of which can be sent to another process.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from generator.document.fingerprint import Fingerprints
from generator.issuing.papers import Staged, StagedFile
from generator.model.case import Case
from generator.problems import Problem
from generator.register.parts import Parted
from generator.register.words import Confirmation


class State(StrEnum):
    """What became of a row."""

    DONE = "done"  # entered and in its place
    FAILED = "failed"
    WAITING = "waiting"  # to be made
    ASIDE = "aside"  # nothing is to be made: held, not renewed, not due


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of a batch: the order of one paper. `about` is what it concerns: an agreement's number, a person.

    `row` is its place in the workbook, `fingerprint` that of the order; without a `case` there is nothing to make from.
    """

    row: int
    about: str
    institution: str
    name: str
    fingerprint: str
    case: Case | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers that are made in one run. `subject` is what the rows' `about` is called: 原协议, 人员."""

    fingerprint: str
    title: str
    subject: str
    library: str  # the digest of the library that it was drawn up with
    rows: tuple[BatchRow, ...]


Judge = Callable[[BatchRow, Case], tuple[Case, Callable[[Staged], Confirmation]]]
"""Judges a row: returns its paper's case and what is entered with the paper, or raises `InputError`."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What workers make papers with. `formats` are renderers' names, `staging` a folder that all machines share."""

    root: Path
    digest: str  # of the library that the coordinator has
    formats: tuple[str, ...]
    staging: Path


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to be examined or made. `place` is its row's place in the batch.

    `sample`: it is read back by the general reader too. `notes` is what examining it found.
    """

    place: int
    case: Case
    sample: bool = False
    notes: tuple[Problem, ...] | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What `check` says of a case."""

    place: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper that was made, read back and brought to the disk, in a folder of its chunk.

    `sample`: what the worker made of its case is to be compared with what this process makes of it.
    """

    place: int
    case: Case
    folder: Path
    files: tuple[StagedFile, ...]
    document: Parted
    fingerprints: Fingerprints
    problems: tuple[Problem, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A paper that can't be made, and why."""

    place: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run has come: papers done in this run and in earlier ones, failed, still to be made."""

    total: int
    before: int
    done: int
    failed: int
    elapsed: timedelta

    @property
    def rate(self) -> float:
        """Papers a second, of this run."""
        seconds = self.elapsed.total_seconds()
        return self.done / seconds if seconds else 0.0

    @property
    def left(self) -> timedelta | None:
        """The time that is left at this rate; None while it isn't known."""
        waiting = self.total - self.before - self.done - self.failed
        return timedelta(seconds=waiting / self.rate) if self.rate else None


def _silent(_: Standing) -> None:
    return


@dataclass(frozen=True)
class RunSetup:
    """How a run is to be made: formats, the PDF's engine, who works for it, and who is told of its progress.

    `executor` makes the workers (None: a pool of this machine's processes). `chunk` is how many papers a worker takes
    at a time, `ahead` how many chunks wait for each worker.
    """

    formats: tuple[str, ...] = ("docx", "pdf")
    pdf: str | None = None  # None: each region's own choice
    workers: int = 1
    executor: Callable[[], Executor] | None = None
    chunk: int = 8
    ahead: int = 2
    on_progress: Callable[[Standing], None] = _silent


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that came to nothing, and why: lines in Chinese."""

    row: int
    about: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did: papers of the batch, made now and before, failures, and the reports."""

    total: int
    made: int
    before: int
    failures: tuple[Failure, ...]
    reports: tuple[Path, ...] = ()
    settled: tuple[str, ...] = field(default=())
