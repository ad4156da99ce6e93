"""Which of the logged work paid, in a terminal."""

from collections.abc import Iterator, Sequence

from planner.model.review import ByWeek, Review
from planner.report.escape import clipped
from planner.report.review_rows import DO, RANKED, SERVED, ReviewRow, rankings, week_heading, week_table
from planner.report.review_sentences import aside_sentences, basis, heading, sentences, served_sentences
from planner.report.terminal_layout import Column, Line, Span, fits, headed, painted, paragraph, table

NARROWEST = 40
LEAST_NAME = 12
_COLUMNS = (Column(), Column(least=LEAST_NAME), *[Column(right=True)] * 6)
_FEWER = (tuple(range(8)), (0, 1, 2, 3, 4, 6, 7), (0, 1, 2, 4, 6, 7), (0, 1, 6, 7), (0, 1, 6))


def render_review(review: Review, *, width: int, color: bool) -> str:
    """The review in lines of at most `width` cells; colour only repeats what the words say."""
    width = max(width, NARROWEST)
    return painted(_lines(review, width), width, color=color)


def _lines(review: Review, width: int) -> Iterator[Line]:
    yield from paragraph(heading(review), width, style="bold", indent=0)
    yield from paragraph(basis(review), width, indent=0)
    if review.standings:
        yield from ([], *paragraph(RANKED(), width, style="bold", indent=0))
        yield from _rankings(review, width)
    if said := (*sentences(review), *aside_sentences(review)):
        yield from ([], *paragraph(DO(), width, style="bold", indent=0))
        for text in said:
            yield from paragraph(text, width)
    if served := served_sentences(review):
        yield from ([], *paragraph(SERVED(), width, style="bold", indent=0))
        for text in served:
            yield from paragraph(text, width)
    for weeks in review.weeks:
        yield from ([], *paragraph(week_heading(weeks), width, style="bold", indent=0))
        yield from _weeks(weeks, width)
    if review.left_out:
        yield []
        for text in review.left_out:
            yield from paragraph(text, width, style="dim", indent=0)


def _rankings(review: Review, width: int) -> Iterator[Line]:
    for n, (_, ranking) in enumerate(rankings(review)):
        if n:
            yield []
        yield from _table(ranking.titles, ranking.rows, width)


def _table(titles: ReviewRow, rows: Sequence[ReviewRow], width: int) -> Iterator[Line]:
    """The rows in as many columns as there is room for."""
    for shown in _FEWER:
        columns = [_COLUMNS[n] for n in shown]
        cells = headed([titles[n] for n in shown], [[_span(row, n) for n in shown] for row in rows])
        if fits(cells, columns, width):
            break
    return table(cells, columns, width)


def _span(row: ReviewRow, n: int) -> Span:
    return Span(clipped(row[n], 48), "bold" if n == 0 else "")


def _weeks(weeks: ByWeek, width: int) -> Iterator[Line]:
    found = week_table(weeks)
    columns = [Column(), *[Column(right=True, least=6)] * (len(found.titles) - 1)]
    cells = headed(found.titles, [[Span(text) for text in row] for row in found.rows])
    return table(cells, columns, width)
