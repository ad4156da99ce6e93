"""The summary of many goals in a terminal: what they come to, the neediest, and what is wrong with those that have no plan."""

import posixpath
from collections.abc import Iterator, Sequence

from planner.model.outcome import Division, Outcome, Totals
from planner.report.portfolio_rows import division_sentences, more_problems, more_rows, sentences, shown, titles
from planner.report.terminal_layout import Column, Line, Span, fits, headed, painted, paragraph, table
from planner.text import visible
from planner.words.language import say

_COLUMNS = (
    Column(least=12), *(Column(right=True) for _ in range(6)), Column(least=16), Column(right=True),
)  # fmt: skip
_OPTIONAL = (8, 4, 2, 6, 7)
"""Columns that go, one after the other, where a terminal is narrow: warnings, range, forecast, scale, lever."""


def render_portfolio(
    totals: Totals, neediest: Sequence[Outcome], bad: Sequence[Outcome], *, width: int, color: bool, division: Division | None = None
) -> str:  # fmt: skip
    """The report in lines of at most `width` cells. Args: neediest, bad: as many as are to be shown; division: of what the goals have together."""
    return painted(_lines(totals, neediest, bad, width, division), width, color=color)


def _lines(
    totals: Totals, neediest: Sequence[Outcome], bad: Sequence[Outcome], width: int, division: Division | None
) -> Iterator[Line]:
    first, *rest = sentences(totals)
    yield from paragraph(first, width, style="bold", indent=0)
    for text in rest:
        yield from paragraph(text, width)
    if division is not None:
        yield []
        yield from paragraph(say("Shared resources"), width, style="bold", indent=0)
        for text in division_sentences(division):
            yield from paragraph(text, width)
    if neediest:
        yield []
        yield from paragraph(say("Goals, the least likely first"), width, style="bold", indent=0)
        yield from _table(neediest, width)
        if (more := totals.planned - len(neediest)) > 0:
            yield from paragraph(more_rows(more), width, style="dim")
    if bad:
        yield []
        yield from paragraph(say("Goals without a plan"), width, style="bold", indent=0)
        for row in bad:
            yield from _complaint(row.problem, width)
        if (more := totals.problems - len(bad)) > 0:
            yield from paragraph(more_problems(more), width, style="dim")


def _complaint(problem: str, width: int) -> Iterator[Line]:
    """The lines of a complaint: words are wrapped, a line of a file and the caret below it stay as they are."""
    for line in problem.split("\n"):
        text = visible(line)
        if text.startswith("  | "):
            yield [Span("  " + text)]
        else:
            yield from paragraph(text.strip(), width, indent=4 if text.startswith(" ") else 2)


def _table(rows: Sequence[Outcome], width: int) -> Iterator[Line]:
    names = _short([row.plan for row in rows])
    cells = [[Span(visible(cell)) for cell in (name, *shown(row)[1:])] for name, row in zip(names, rows, strict=True)]
    whole = headed(titles(), cells)
    kept = list(range(len(_COLUMNS)))
    for gone in (None, *_OPTIONAL):
        kept = [n for n in kept if n != gone]
        some, columns = [[row[n] for n in kept] for row in whole], [_COLUMNS[n] for n in kept]
        if fits(some, columns, width):
            break
    yield from table(some, columns, width)


def _short(names: Sequence[str]) -> list[str]:
    """The names of plans without the folders and the ending that all of them have."""
    folder = posixpath.commonpath([posixpath.dirname(name) for name in names])
    plain = [name.removeprefix(f"{folder}/" if folder else "").removesuffix(".json") for name in names]
    endings = {posixpath.splitext(name)[1] for name in plain}
    return [posixpath.splitext(name)[0] for name in plain] if len(endings) == 1 else plain
