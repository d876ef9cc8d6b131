"""Charts: stacked bars, one a line, as SVG that stands in a page by itself; or a bar alone, for a line of a table.

In: lines with the parts of each, the parts' colours. Out: SVG text, as wide as the page lets it be. Numbers stand in
the bars where there is room; the tables beside the charts hold all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, LINE, BAR = 400, 28, 17
STRIP, STRIP_HEIGHT = 600, 8
_LABEL, _TOTAL, _GAP = 92, 118, 8
_PER_CHARACTER = 8.5
_INK = "#222"


@dataclass(frozen=True)
class Bar:
    """A line of a chart: its parts' sizes by name; `shown` is what stands behind it."""

    label: str
    parts: Mapping[str, float]
    shown: str


def stacked(bars: Sequence[Bar], colours: Mapping[str, str], title: str) -> Markup:
    """Return a chart; the longest line is as long as there is room."""
    longest = max((sum(bar.parts.values()) for bar in bars), default=0) or 1
    height = LINE * len(bars) + 4
    drawn = Markup("").join(
        _line(bar, index * LINE, (WIDTH - _LABEL - _TOTAL) / longest, colours) for index, bar in enumerate(bars)
    )
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}</svg>'
    ).format(WIDTH, height, title, drawn)


def strip(bar: Bar, longest: float, colours: Mapping[str, str]) -> Markup:
    """Return one line of a chart alone, without words, as wide as its place; one of `longest` would fill it."""
    left, pieces = 0.0, []
    for name, size in bar.parts.items():
        width = STRIP * size / (longest or 1)
        pieces.append(_rect((left, 0), (max(width, 1.5), STRIP_HEIGHT), colours[name], f"{name}：{size:,.0f}"))
        left += width
    return Markup(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}" '
        'xmlns="http://www.w3.org/2000/svg">{}</svg>'
    ).format(STRIP, STRIP_HEIGHT, f"{bar.label} {bar.shown}", Markup("").join(pieces))


def _rect(corner: tuple[float, float], size: tuple[float, float], fill: str, tip: str) -> Markup:
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" fill="{}"><title>{}</title></rect>').format(
        *corner, *size, fill, tip
    )


def _line(bar: Bar, top: float, scale: float, colours: Mapping[str, str]) -> Markup:
    middle = top + LINE / 2 + 5
    pieces = [_text(_LABEL - _GAP, middle, bar.label, "end")]
    left = float(_LABEL)
    for name, size in bar.parts.items():
        width = size * scale
        if width <= 0:
            continue
        tip = f"{bar.label} {name}：{size:,.0f}"
        pieces.append(_rect((left, top + (LINE - BAR) / 2), (max(width, 1.5), BAR), colours[name], tip))
        number = f"{size:,.0f}"
        if width > _PER_CHARACTER * len(number) + 6 and len(bar.parts) > 1:
            pieces.append(_text(left + width / 2, middle, number, "middle"))
        left += width
    pieces.append(_text(left + _GAP, middle, bar.shown, "start"))
    return Markup("").join(pieces)


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}" font-size="14">{}</text>').format(
        x, y, anchor, _INK, escape(text)
    )
