"""A small plot of a lever's curve in braille characters: the mean as a line between the dotted ends of its 80 % range."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from rich.cells import cell_len

from planner.model.lever_curve import LeverCurve
from planner.report.charts.scale import ticks
from planner.report.terminal_layout import Line, Span, clip

TALL, LOW = 9, 6
"""Rows of a plot, and of one in a narrow terminal."""
NARROW = 40
"""Cells below which a plot is low."""
FEWEST = 16
"""Cells below which a curve cannot be told from a straight line."""
APART = 2
"""Blanks between two labels on one line."""

_ACROSS, _UP = 2, 4  # dots in a cell
_BITS = ((0x40, 0x80), (0x04, 0x20), (0x02, 0x10), (0x01, 0x08))  # of a braille character: left and right, from below
_BLANK = 0x2800  # the braille character without dots
_EVERY = 3  # dots from one dot of the range's ends to the next

Cell = tuple[int, int]
"""Counted from the left and from below."""


class Mark(NamedTuple):
    """An effort worth pointing at."""

    effort: float
    label: str
    sign: str = ""
    """Drawn on the curve; empty: the axis alone shows it."""
    style: str = ""


class _Scale(NamedTuple):
    """How efforts and sessions become dots, counted from the left and from below."""

    cells: int
    rows: int
    most: float
    low: float
    high: float

    def effort(self, across: int) -> float:
        return self.most * across / (self.cells * _ACROSS - 1)

    def across(self, effort: float) -> int:
        return round(min(effort / self.most, 1.0) * (self.cells * _ACROSS - 1))

    def up(self, sessions: float) -> int:
        return round((sessions - self.low) / (self.high - self.low) * (self.rows * _UP - 1))


def plot(curve: LeverCurve, marks: Sequence[Mark], *, metric: str, width: int) -> list[Line]:
    """The curve over its axes, in lines of at most `width` cells; none where there is nothing to see, or no room for it.

    Args: metric: what is counted; it is harmless to a terminal, as are the labels of the marks.
    """
    low = min(0.0, *(min(spread.p10, spread.mean) for spread in curve.sessions))
    high = max(max(spread.p90, spread.mean) for spread in curve.sessions)
    if curve.efforts[-1] <= 0 or high <= low:
        return []
    figures = ticks(low, high)
    side = max(len(text) for text in figures.values())
    cells = width - side - 2
    if cells < FEWEST:
        return []
    scale = _Scale(cells, TALL if width >= NARROW else LOW, curve.efforts[-1], low, high)
    texts = {scale.up(value) // _UP: text for value, text in figures.items() if value != low}
    drawn = _drawn(curve, marks, scale)
    lines: list[Line] = [[Span(clip(metric, width), "dim")]]
    for row in reversed(range(scale.rows)):
        text = texts.get(row, "")
        cells_of_row = [drawn.get((at, row), Span(" ")) for at in range(cells)]
        lines.append([Span(f"{text:>{side}} {'┤' if text else '│'}", "dim"), *_joined(cells_of_row)])
    return [*lines, _axis(marks, scale, f"{figures.get(low, ''):>{side}} └"), *_labels(marks, scale, side + 2)]


def _drawn(curve: LeverCurve, marks: Sequence[Mark], scale: _Scale) -> dict[Cell, Span]:
    """What is seen of the curve, by cell; what is left out is blank."""
    heights = _heights(curve, "mean", scale)
    ends, line = dict[Cell, int](), dict[Cell, int]()
    for field in ("p10", "p90"):
        for across, up in list(enumerate(_heights(curve, field, scale)))[::_EVERY]:
            _dot(ends, across, up)
    for across, (before, up) in enumerate(pairwise([heights[0], *heights])):
        for between in range(min(before + 1, up), max(before, up + 1)):
            _dot(line, across, between)
    drawn = {cell: Span(chr(_BLANK | bits), "dim") for cell, bits in ends.items()}
    drawn |= {cell: Span(chr(_BLANK | bits | ends.get(cell, 0))) for cell, bits in line.items()}
    for mark in marks:
        if mark.sign:
            across = scale.across(mark.effort)
            drawn[across // _ACROSS, heights[across] // _UP] = Span(mark.sign, mark.style)
    return drawn


def _heights(curve: LeverCurve, field: str, scale: _Scale) -> list[int]:
    """The dot that the field of the spread reaches, for each dot across."""
    values = [getattr(spread, field) for spread in curve.sessions]
    return [scale.up(_read(curve.efforts, values, scale.effort(across))) for across in range(scale.cells * _ACROSS)]


def _read(efforts: Sequence[float], values: Sequence[float], effort: float) -> float:
    """The value at an effort, linear between those that are known."""
    right = bisect_left(efforts, effort)
    if right in (0, len(efforts)):
        return values[min(right, len(efforts) - 1)]
    part = (effort - efforts[right - 1]) / (efforts[right] - efforts[right - 1])
    return values[right - 1] + part * (values[right] - values[right - 1])


def _dot(dots: dict[Cell, int], across: int, up: int) -> None:
    cell = across // _ACROSS, up // _UP
    dots[cell] = dots.get(cell, 0) | _BITS[up % _UP][across % _ACROSS]


def _joined(cells: Sequence[Span]) -> Iterator[Span]:
    """Neighbours of one style as one span."""
    for style, group in groupby(cells, key=lambda span: span.style):
        yield Span("".join(span.text for span in group), style)


def _axis(marks: Sequence[Mark], scale: _Scale, corner: str) -> Line:
    styles = {scale.across(mark.effort) // _ACROSS: mark.style for mark in marks}
    cells = [Span("┴", styles[at]) if at in styles else Span("─", "dim") for at in range(scale.cells)]
    return [Span(corner, "dim"), *_joined(cells)]


def _labels(marks: Sequence[Mark], scale: _Scale, left: int) -> Iterator[Line]:
    """The labels below the axis, each under its place; those that would touch stand one below the other."""
    width = left + scale.cells
    lines: list[list[tuple[int, int, Span]]] = []  # start, end
    for mark in marks:
        text = clip(mark.label, width)
        size = cell_len(text)
        start = max(0, min(left + scale.across(mark.effort) // _ACROSS - size // 2, width - size))
        label = (start, start + size, Span(text, mark.style))
        for line in lines:
            if all(start >= end + APART or other >= start + size + APART for other, end, _ in line):
                line.append(label)
                break
        else:
            lines.append([label])
    for line in lines:
        at, spans = 0, list[Span]()
        for start, end, span in sorted(line):
            spans += [Span(" " * (start - at)), span]
            at = end
        yield spans
