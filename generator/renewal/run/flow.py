"""A run under way: rows on their way through judging, examining, numbering, making and entering.

In: rows in the batch's order, an executor. Out: rows done or failed. A row that fails, or of which workers die, stops
no other; what no other row can mend (the disk, the library) is raised.
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import XieyiError
from generator.render.formats import choose_engine
from generator.renewal.run import making
from generator.renewal.run.disk import SIZES, require_room
from generator.renewal.run.entering import enter, place_again
from generator.renewal.run.pool import WorkerDiedError, WorkerFaultError
from generator.renewal.run.rows import Row, Rows, Stage
from generator.renewal.run.words import Examined, Job, Ready, Refused, RunSetup, Standing, Workshop
from generator.selection import engine_for

if TYPE_CHECKING:
    from generator.office.signing import Desk

DEATHS = 2
"""How many workers may die while they have a row alone in hand before it is given up."""

_TOGETHER = 64  # papers that are entered at once
_EXAMINED = 4  # chunks that are examined at once, which takes a tenth of their making, and get their numbers together
_SAMPLED = 50  # of so many papers, one is read back by the general reader too, which takes ten times as long
_PATIENCE = 2.0  # seconds that a finished paper waits for others


@dataclass
class _Task:
    """Rows at a worker."""

    rows: list[Row]
    what: str  # examine or make


class Flow:
    """One run under way."""

    def __init__(self, desk: Desk, rows: Rows, setup: RunSetup, workshop: Workshop) -> None:
        self.desk, self.rows, self.setup, self.workshop = desk, rows, setup, workshop
        self.coming = iter(rows)
        self.more = True
        self.examining: deque[Row] = deque()  # in the batch's order
        self.numbered: deque[Row] = deque()
        self.alone: deque[_Task] = deque()  # rows whose worker died, each by itself
        self.running: dict[Future[Any], _Task] = {}
        self.made: list[tuple[Row, Ready]] = []
        self.entered_at = self.began = time.monotonic()
        self.done = self.in_hand = 0
        self.sizes: list[int] = []
        self.others = _records_in(desk.out)

    def run(self, pool: Executor) -> None:
        """Go through all rows; whatever stops it leaves no job behind that hasn't begun."""
        if self.rows.left:
            require_room(self.desk.out, self.rows.left, sum(SIZES[name] for name in (*self.setup.formats, "record")))
        try:
            self._feed(pool)
            while self.running:
                finished, _ = wait(self.running, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
                for future in finished:
                    self._take(self.running.pop(future), future)
                self._number()
                self._feed(pool)
                self._enter(last=not self.running)
                self._tell()
        finally:
            for future in self.running:
                future.cancel()

    def _feed(self, pool: Executor) -> None:
        """Keep each worker in work, papers to be made before cases to be examined."""
        chunk, room = self.setup.chunk, self.setup.workers * self.setup.ahead
        while len(self.running) < 2 * room:
            if self.alone:
                self._submit(pool, self.alone.popleft())
            elif len(self.numbered) >= chunk or (self.numbered and not self.more and not self._examines()):
                self._submit_numbered(pool)
            elif self.more and self.in_hand < 2 * _EXAMINED * room * chunk:
                self._judge(pool)
            elif self.numbered:
                self._submit_numbered(pool)
            else:
                return

    def _examines(self) -> bool:
        return any(task.what == "examine" for task in self.running.values())

    def _judge(self, pool: Executor) -> None:
        """Judge the next rows, and have them examined."""
        rows: list[Row] = []
        for row in self.coming:
            self.in_hand += 1
            (self.numbered if row.entered else rows).append(row)
            if len(rows) >= _EXAMINED * self.setup.chunk:
                break
        else:
            self.more = False
        self.examining.extend(rows)
        if rows:
            self._submit(pool, _Task(rows, "examine"))

    def _submit_numbered(self, pool: Executor) -> None:
        rows = [self.numbered.popleft()]
        formats = self._formats(rows[0])
        while self.numbered and len(rows) < self.setup.chunk and self._formats(self.numbered[0]) == formats:
            rows.append(self.numbered.popleft())
        self._submit(pool, _Task(rows, "make"))

    def _submit(self, pool: Executor, task: _Task) -> None:
        if task.what == "examine":
            jobs = [Job(row.place, self.rows.numbered(row.case)) for row in task.rows]
            future: Future[Any] = pool.submit(making.examine, self.workshop, jobs)
        else:
            workshop = replace(self.workshop, formats=self._formats(task.rows[0]))
            jobs = [Job(row.place, row.case, row.place % _SAMPLED == 0, row.notes) for row in task.rows]
            future = pool.submit(making.make, workshop, jobs)
        self.running[future] = task

    def _formats(self, row: Row) -> tuple[str, ...]:
        """Return the renderers of a row's paper: its region's engine writes the PDF; what is made again, as it was."""
        if row.entered is None:
            engine = self.setup.pdf or engine_for(self.desk.library, row.case.region)
            return tuple(choose_engine(name, engine) for name in self.setup.formats)
        return tuple(
            choose_engine(file.format, file.engine.partition(" ")[0]) if file.format == "pdf" else file.format
            for file in row.entered.files if file.format != "record"
        )  # fmt: skip

    def _take(self, task: _Task, future: Future[Any]) -> None:
        """Take what a worker sends; raise what no other row can mend."""
        error = future.exception()
        if error is None:
            by_place = {row.place: row for row in task.rows}
            for found in future.result():
                self._took(by_place[found.place], found)
        elif _of_the_row(error):
            self._lost(task, error)
        else:
            raise error

    def _lost(self, task: _Task, error: BaseException) -> None:
        """Give each row of a task that came to nothing another try, by itself; give it up after the second."""
        for row in task.rows:
            row.deaths += len(task.rows) == 1  # of several rows it isn't known which one it was
            if row.deaths >= DEATHS:
                self._fail(row, (f"两次都没有做成：{error}",))
            else:
                self.alone.append(_Task([row], task.what))

    def _took(self, row: Row, found: Examined | Ready | Refused) -> None:
        match found:
            case Refused():
                self._fail(row, tuple(problem.sentence for problem in found.problems))
            case Examined():
                row.notes, row.stage = found.problems, Stage.EXAMINED
            case Ready() if row.entered is not None:
                self._finish(row, place_again(self.desk, row, found))
            case Ready():
                self._measure(found)
                self.made.append((row, found))

    def _number(self) -> None:
        """Give the rows numbers that are next in the batch's order and have been examined."""
        ready: list[Row] = []
        while self.examining and self.examining[0].stage is not Stage.JUDGED:
            row = self.examining.popleft()
            if row.stage is Stage.EXAMINED:
                ready.append(row)
        if not ready:
            return
        kept = self.desk.register.reserve_many([self.rows.want(row) for row in ready])
        for row, reserved in zip(ready, kept, strict=True):
            row.case = row.case.model_copy(update={"number": reserved.number})
            row.stage = Stage.NUMBERED
            if reserved.number in self.others:
                other = self.others[reserved.number]
                self._fail(row, (f"{self.desk.out} 里已有编号相同的文书：{other}。请用 -o 换一个文件夹",))
            else:
                self.numbered.append(row)

    def _measure(self, ready: Ready) -> None:
        """Judge the room on the disk by the first papers."""
        if len(self.sizes) < self.setup.chunk:
            self.sizes.append(sum(file.size for file in ready.files))
            if len(self.sizes) == self.setup.chunk:
                left = self.rows.left - self.done - len(self.rows.failures)
                require_room(self.desk.out, left, sum(self.sizes) / len(self.sizes))

    def _enter(self, *, last: bool) -> None:
        waited = time.monotonic() - self.entered_at
        if not self.made or not (last or len(self.made) >= _TOGETHER or waited > _PATIENCE):
            return
        made, self.made = sorted(self.made, key=lambda one: one[0].place), []
        refused = enter(self.desk, made)
        for row, _ in made:
            self._finish(row, refused.get(row.place))
        self.entered_at = time.monotonic()

    def _finish(self, row: Row, refusal: str | None) -> None:
        if refusal is not None:
            self._fail(row, (refusal,))
            return
        self.in_hand -= 1
        self.done += 1

    def _fail(self, row: Row, reasons: tuple[str, ...]) -> None:
        if row.stage is Stage.NUMBERED and row.entered is None:
            reasons = (*reasons, f"编号 {row.case.number} 为它保留着：改好后再运行一次，或用 xieyi register void 作废")
        row.stage = Stage.FAILED
        self.in_hand -= 1
        self.rows.fail(row.place, reasons)

    def _tell(self) -> None:
        elapsed = timedelta(seconds=time.monotonic() - self.began)
        rows = self.rows
        self.setup.on_progress(Standing(len(rows.rows), rows.before, self.done, len(rows.failures), elapsed))


def _of_the_row(error: BaseException) -> bool:
    """Say whether an error is of the rows that a worker had in hand, not of the disk, the library or the machine."""
    return isinstance(error, WorkerDiedError | WorkerFaultError) or not isinstance(error, XieyiError)


def _records_in(out: Path) -> dict[str, str]:
    """Return the records that lie in a folder, by the number with which their names begin."""
    return {path.name.partition("_")[0]: path.name for path in out.glob("*.record.json")}
