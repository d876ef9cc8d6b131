"""3 · The run: a plan of renewals → papers in place, the register knowing of each, a manifest and a report.

One coordinator reserves the numbers in the plan's order and writes the register; workers, here or on other machines,
make and read the papers and know no register. What is done is known by the register and the disk alone: a run that was
stopped, however it was, goes on where it stopped when it is started again.
"""

from generator.renewal.run.run import run_plan
from generator.renewal.run.status import status_of
from generator.renewal.run.words import RunResult, RunSetup, Standing, State

__all__ = ["RunResult", "RunSetup", "Standing", "State", "run_plan", "status_of"]
