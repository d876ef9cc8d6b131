"""Without this a power cut at night could lose a renewal, make it twice, or skip a number."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from generator.office.signing import Desk
from tests.renewal.run.conftest import AGREEMENTS
from tests.renewal.run.outcomes import files_in, numbers_of, renewed_once
from tests.renewal.run.plans import ROOT

POINTS = 8
WORKERS = 2
SEED = 2027


def drive(folder: Path, step: int, *, worker: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the plan in a process of its own, which is killed before a step, or one of its workers is."""
    command = [sys.executable, "-m", "tests.renewal.run.driver", str(folder), str(AGREEMENTS), str(step)]
    command += ["worker"] if worker else []
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_killed_and_run_again_it_is_as_if_nothing_had_happened(
    desk_in: Callable[[str], Desk], whole: dict[str, str], tmp_path: Path
) -> None:
    """Killed before any write, once or twice over, the next run ends with the same bytes and each number once."""
    counting = desk_in("counting")
    steps = int(drive(tmp_path / "counting", 0).stdout.split()[0])
    assert files_in(counting.out) == whole
    for point in random.Random(SEED).sample(range(1, steps), POINTS):  # noqa: S311 - which points isn't a secret
        name = f"killed-{point}"
        desk = desk_in(name)
        for step in (point, point // 3 + 1):
            died = drive(tmp_path / name, step)
            assert died.returncode in (-signal.SIGKILL, 0), died.stderr
        ended = drive(tmp_path / name, 0)
        assert ended.returncode == 0, ended.stderr
        assert files_in(desk.out) == whole, f"killed before step {point}"
        assert numbers_of(desk) == numbers_of(counting)
        renewed_once(desk, AGREEMENTS)


def test_a_worker_killed_at_any_step_costs_nothing_but_time(
    desk_in: Callable[[str], Desk], whole: dict[str, str], tmp_path: Path
) -> None:
    """Else one paper too large for the memory would lose others, or leave them out of the run."""
    steps = 0
    for point in (0, *range(3, 3 + WORKERS)):
        name = f"worker-{point}"
        desk = desk_in(name)
        step = steps * (point - 2) // (WORKERS + 1)  # spread over the run
        ended = drive(tmp_path / name, step, worker=bool(point))
        assert ended.returncode == 0, ended.stderr
        steps = steps or int(ended.stdout.split()[0])
        assert files_in(desk.out) == whole, f"killed before step {step}"
        renewed_once(desk, AGREEMENTS)
