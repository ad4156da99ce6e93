"""What sessions are worth in another measure, in a terminal."""

from collections.abc import Iterator

from rich.cells import cell_len

from planner.model.plan import Plan
from planner.model.quality import Quality
from planner.report import labels
from planner.report.escape import clipped
from planner.report.quality_rows import quality_rows, quality_sentences, rate_title
from planner.report.terminal_layout import Column, Line, Span, fits, headed, paragraph, table

MOST_BRANCHES = 14
WHOLE_NAME = 24
"""Cells of a branch's name that are not cut for the sake of more columns."""
_LEAST_NAME = 8
_RIGHT = Column(right=True)
_FIGURES = (_RIGHT, Column(gap=1), *[_RIGHT] * 3)
_FEWER = ((0, 1, 2, 3, 4, 5), (0, 1, 3, 4, 5), (0, 1, 4, 5), (0, 1, 5))
"""Columns, from the most to the fewest that say something."""


def quality_lines(plan: Plan, width: int) -> Iterator[Line]:
    """A table for every measure."""
    for n, quality in enumerate(plan.quality):
        if n:
            yield []
        yield from _table(plan, quality, width)
        for sentence in quality_sentences(plan, quality, MOST_BRANCHES):
            yield from paragraph(sentence, width)


def _table(plan: Plan, quality: Quality, width: int) -> Iterator[Line]:
    rows = list(quality_rows(quality, MOST_BRANCHES))
    title = rate_title(plan, quality)
    titles = (clipped(quality.measure, 24), title, labels.LIKELY(), labels.NOW(), labels.FORECAST(), labels.PLAN())
    cells = [
        [
            Span("  " * row.depth + clipped(row.name, 60), "" if row.depth else "bold"),
            *map(Span, (row.rate, f"({row.likely})", row.now, row.forecast, row.plan)),
        ]
        for row in rows
    ]
    indent = 2 * max(row.depth for row in rows)
    whole = indent + min(WHOLE_NAME, max(cell_len(row.name) for row in rows))
    every = headed(titles, cells)
    for shown in _FEWER:
        least = whole if shown is not _FEWER[-1] else indent + _LEAST_NAME
        some, columns = (
            [[row[n] for n in shown] for row in every],
            [Column(least=least), *(_FIGURES[n - 1] for n in shown[1:])],
        )
        if fits(some, columns, width):
            break
    return table(some, columns, width)
