"""What a run of many papers did, told to the terminal or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.cli.printing import out, out_json

if TYPE_CHECKING:
    from generator.renewal.run import RunResult

SHOWN = 20
"""How many failures are printed; all of them are in the report."""


def tell_result(
    result: RunResult, head: str, *, hide: Callable[[str], str] = str, hints: Sequence[str] = ()
) -> None:  # fmt: skip
    """Print a run's result: `head` says of how many, `hide` makes a text fit to be read over the shoulder."""
    for line in result.settled[:SHOWN]:
        out(line)
    before = f"，以前已做好 {result.before} 份" if result.before else ""
    out(f"{head}：这次做好 {result.made} 份{before}，没有做成 {len(result.failures)} 份。")
    for failure in result.failures[:SHOWN]:
        out(f"  第{failure.row}行 {hide(failure.about)} {hide(failure.name)}".rstrip(), "red")
        for reason in failure.reasons:
            out(f"    {hide(reason)}")
    if len(result.failures) > SHOWN:
        out(f"  ……以上是前 {SHOWN} 份，全部在报告里。")
    for hint in hints:
        out(hint)
    for path in result.reports:
        out(f"  {path}")


def tell_result_json(result: RunResult, failures: Sequence[Mapping[str, Any]]) -> None:
    """Print a run's result as JSON, with its failures as the command calls them."""
    out_json(
        {"ok": not failures, "total": result.total, "made": result.made, "before": result.before,
         "failures": list(failures), "reports": [str(path) for path in result.reports]}
    )  # fmt: skip
