"""Several plans side by side in a terminal, as many columns at once as there is room for."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from planner.model.comparison import Compared
from planner.report import labels
from planner.report.compared_rows import (
    SHORT,
    WHOLE,
    Row,
    Section,
    legend,
    new_warnings,
    scenario_name,
    sections,
    summary,
)
from planner.report.escape import clipped
from planner.report.headline import title
from planner.report.terminal_layout import Column, Line, Span, clip, fits, painted, paragraph, table, wrapped
from planner.words.language import say

NARROWEST = 40
MOST_LINES = 4
"""Of a scenario's name above its column."""
LEAST_NAME = 12
"""Cells that a scenario's name may take above narrower figures."""
LEAST_LABEL = {WHOLE: 20, SHORT: 14}
MOST_WARNINGS = 8
_LEGEND = (Column(least=12, wrap=True), Column(least=16, wrap=True))
_BULLET = (Column(), Column(least=10, wrap=True, gap=1))


def render_comparison(compared: Sequence[Compared], *, width: int, color: bool) -> str:
    """The comparison in lines of at most `width` cells; differences to the first plan stand beside each figure."""
    width = max(width, NARROWEST)
    return painted(_lines(compared, width), width, color=color)


def _lines(compared: Sequence[Compared], width: int) -> Iterator[Line]:
    yield from paragraph(title(compared[0].plan), width, style="bold", indent=0)
    yield from paragraph(summary(compared), width, indent=0)
    yield []
    yield from table([(Span(scenario, "bold"), Span(said)) for scenario, said in legend(compared)], _LEGEND, width)
    for block in _blocks(compared, width):
        yield []
        for line, heading in zip(table(block.rows, block.columns, width), block.headings, strict=True):
            if heading:
                yield from ([], *paragraph(heading, width, style="bold"))
            yield line
    warnings = [
        say("{scenarios}: {warning}", scenarios=names, warning=clipped(text, 300))
        for names, text in new_warnings(compared)
    ]
    if warnings:
        yield from ([], *paragraph(labels.WARNINGS(), width, style="bold", indent=0))
        if (more := len(warnings) - MOST_WARNINGS) > 0:
            warnings[MOST_WARNINGS:] = [say("{count} more", count=more)]
        yield from table([[Span("-"), Span(text)] for text in warnings], _BULLET, width)


class _Block(NamedTuple):
    """A table of the first plan and some others."""

    rows: list[list[Span]]
    columns: list[Column]
    headings: list[str]
    """What stands above each row, if anything."""


def _blocks(compared: Sequence[Compared], width: int) -> list[_Block]:
    """The table in as few pieces as the width allows; each has the first plan. Rather short figures than a torn table."""
    others = len(compared) - 1
    for style in (WHOLE, SHORT):
        found = sections(compared, style)
        for pieces in range(1, others + 1):
            count = -(-others // pieces)
            if style is WHOLE and count == 1 < others:
                break
            begins = range(1, others + 1, count)
            shown = [(0, *range(n, min(n + count, others + 1))) for n in begins]
            blocks = [_block(compared, found, each, LEAST_LABEL[style]) for each in shown]
            if all(fits(block.rows, block.columns, width) for block in blocks):
                return blocks
    return blocks


def _block(compared: Sequence[Compared], found: Sequence[Section], shown: Sequence[int], least: int) -> _Block:
    """Some of the plans under their names."""
    rows = [row for section in found for row in section.rows]
    cells = [_cells(rows, n) for n in shown]
    heads = [
        _head(scenario_name(compared[n]), max(LEAST_NAME if n else 0, *map(cell_len, each)))
        for n, each in zip(shown, cells, strict=True)
    ]
    names = [[Span(text, "bold") for text in ("", *row)] for row in zip_longest(*heads, fillvalue="")]
    marked = [("  " if row.under else "") + row.label for row in rows]
    return _Block(
        rows=[*names, *([Span(text) for text in each] for each in zip(marked, *cells, strict=True))],
        columns=[Column(least=min(least, max(map(cell_len, marked)))), *[Column()] * len(shown)],
        headings=[""] * len(names) + [h for s in found for h in (s.heading, *[""] * (len(s.rows) - 1))],
    )


def _cells(rows: Sequence[Row], n: int) -> list[str]:
    """The figures of a plan and their changes, in two columns of one, both ending in line."""
    figures = [row.figures[n] for row in rows]
    texts = max(cell_len(each.text) for each in figures)
    changes = max(cell_len(each.change) for each in figures)
    return [f"{_right(each.text, texts)} {_right(each.change, changes)}".rstrip() for each in figures]


def _right(text: str, size: int) -> str:
    """The text at the end of so many cells."""
    return " " * (size - cell_len(text)) + text


def _head(text: str, size: int) -> list[str]:
    lines = wrapped(text, size)
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], clip(f"{lines[MOST_LINES - 1]}…", size)]
