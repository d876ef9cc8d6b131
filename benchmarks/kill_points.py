"""Kill the coordinator of a run, or a worker, at many random points; see that it all ends as if nothing had happened.

Usage: python -m benchmarks.kill_points [--points 50] [--seed N]. Exit code 1 where one of them leaves another result.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.reading.library import load_library
from tests.renewal.run.conftest import AGREEMENTS
from tests.renewal.run.outcomes import files_in, numbers_of, renewed_once
from tests.renewal.run.plans import ROOT, desk_at, take_in_many
from tests.renewal.run.test_killed import drive


def main() -> int:
    """Kill, run again, compare."""
    parser = argparse.ArgumentParser(description="在随机的时刻终止批量续签，再运行一次，与未受干扰的结果逐字节比较")
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    library = load_library(ROOT)
    with TemporaryDirectory() as name:
        folder = Path(name)
        with (desk := desk_at(library, folder / "whole")).register:
            take_in_many(desk, AGREEMENTS)
        shutil.copytree(folder / "whole" / "register", folder / "register")
        steps = int(drive(folder / "whole", 0).stdout.split()[0])
        with (whole := desk_at(library, folder / "whole")).register:
            files, numbers = files_in(whole.out), numbers_of(whole)
        points = random.Random(arguments.seed).choices(range(1, steps), k=arguments.points)  # noqa: S311
        for place, point in enumerate(points):
            worker = place % 3 == 2  # a third of them hits a worker
            shutil.rmtree(folder / "killed", ignore_errors=True)
            shutil.copytree(folder / "register", folder / "killed" / "register")
            drive(folder / "killed", point, worker=worker)
            drive(folder / "killed", 0)
            with (desk := desk_at(library, folder / "killed")).register:
                same = files_in(desk.out) == files and numbers_of(desk) == numbers
                if same:
                    renewed_once(desk, AGREEMENTS)
            who, found = ("一个生成文书的进程" if worker else "总进程"), ("一致" if same else "不一致")
            print(f"{who}，第{point}步（共{steps}步）：{found}", flush=True)
            if not same:
                return 1
    print(f"{arguments.points} 个终止点，结果都与未受干扰的逐字节相同，编号各一次。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
