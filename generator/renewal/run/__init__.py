"""3 · The run: a batch of orders → papers in place, the register knowing of each, a manifest and a report.

One coordinator reserves the numbers in the batch's order and writes the register; workers, here or on other machines,
make and read the papers and know no register. What is done is known by the register and the disk alone: a run that was
stopped, however it was, goes on where it stopped when it is started again.
"""

from generator.renewal.run.renewals import run_plan, status_of
from generator.renewal.run.run import run_batch
from generator.renewal.run.words import Batch, BatchRow, RunResult, RunSetup, Standing, State

__all__ = ["Batch", "BatchRow", "RunResult", "RunSetup", "Standing", "State", "run_batch", "run_plan", "status_of"]
