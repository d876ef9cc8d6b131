"""What a comparison found: a figure, the bound that it is held to, and what it was worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One bound: `figure` and `bound` are in `unit`, 倍 or 秒.

    `measured` says what was timed, by name; `spread` is the least and the most of the single rounds.
    """

    name: str
    what: str
    figure: float
    bound: float
    unit: str
    measured: Mapping[str, str]
    spread: tuple[float, float]
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Say whether the bound is kept."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound

    def line(self) -> str:
        """Return the finding as one line."""
        word = "达到" if self.met else "未达到"
        limit = ("不低于" if self.at_least else "不超过") + f" {self.bound:g} {self.unit}"
        rounds = f"各轮 {self.spread[0]:.2f}–{self.spread[1]:.2f}"
        timed = [f"{side} {value}" for side, value in self.measured.items()]
        figure = f"{self.figure:.2f} {self.unit}"
        return f"{word}  {self.name}  {self.what}：{figure}，界限{limit}（{'，'.join([rounds, *timed])}）"

    def row(self) -> str:
        """Return the finding as a row of a Markdown table."""
        sign, unit = ("≥" if self.at_least else "≤"), (" s" if self.unit == "秒" else " ×")
        least, most = self.spread
        timed = "，".join(f"{side} {value}" for side, value in self.measured.items())
        return (
            f"| `{self.name}` | {sign} {self.bound:g}{unit} | {self.figure:.2f}{unit} "
            f"| {least:.2f} – {most:.2f} | {timed} | {'达到' if self.met else '未达到'} |"
        )

    def data(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        return {
            "name": self.name, "what": self.what, "met": self.met, "figure": self.figure, "unit": self.unit,
            "bound": self.bound, "at_least": self.at_least, "spread": self.spread, "measured": dict(self.measured),
        }  # fmt: skip


def ratio(above: Sequence[float], below: Sequence[float]) -> tuple[float, tuple[float, float]]:
    """Return the ratio of the medians, and the least and the most ratio of the single rounds."""
    rounds = [one / other for one, other in zip(above, below, strict=True)]
    return median(above) / median(below), (min(rounds), max(rounds))


def milliseconds(seconds: Sequence[float]) -> str:
    """Return the median as text."""
    return f"{median(seconds) * 1000:.1f} 毫秒"
