"""How far more or less of the resources goes, in a terminal: a row and a bar for each scale."""

from collections.abc import Iterator, Sequence

from planner.model.plan import Plan
from planner.report import labels
from planner.report.effort_sentences import left_alone
from planner.report.escape import clipped
from planner.report.frontier_rows import Frontier, frontier_of, frontier_sentences
from planner.report.terminal_layout import Column, Line, Span, headed, paragraph, spare, table
from planner.words.figures import exact, sessions
from planner.words.language import say
from planner.words.phrases import clauses

MOST_BARS = 40
LEAST_BARS = 8
WIDEST_NAME = 16
MARK = "┊"
_RIGHT = Column(right=True)


def frontier_lines(plan: Plan, width: int) -> Iterator[Line]:
    """The table with as much of each resource as there is room for, then what the target takes."""
    found = frontier_of(plan)
    if found.rows:
        yield from _table(plan, found, width)
    for sentence in frontier_sentences(plan):
        yield from paragraph(sentence, width)


def _table(plan: Plan, found: Frontier, width: int) -> Iterator[Line]:
    for rows in _choices(plan, found):
        columns = [_RIGHT] * len(rows[0])
        bars = min(MOST_BARS, spare(rows, columns, width) - 2)
        if bars >= LEAST_BARS:
            break
    if bars >= LEAST_BARS:
        drawn, legend = _bars(plan, found, bars)
        yield from paragraph(legend, width)
        rows, columns = [[*row, bar] for row, bar in zip(rows, [Span(""), *drawn], strict=True)], [*columns, Column()]
    yield from table(rows, columns, width)


def _choices(plan: Plan, found: Frontier) -> Iterator[list[Sequence[Span]]]:
    """The table without its bars, from the most columns to the fewest."""
    if plan.goal.resources is None or len(found.resources) == 1:
        for count in range(len(found.resources), -1, -1):
            yield _rows(found, resources=count)
        return
    for count, chances in ((len(found.alone), True), *((n, False) for n in range(len(found.alone), -1, -1))):
        yield _rows(found, alone=count, chances=chances)


def _rows(found: Frontier, *, resources: int = 0, alone: int = 0, chances: bool = False) -> list[Sequence[Span]]:
    per = 1 + chances
    titles = [found.scale, *(clipped(what, WIDEST_NAME) for what in found.resources[:resources])]
    titles += [labels.MEAN(), labels.CHANCE()]
    for what in found.alone[:alone]:
        titles += [labels.alone(clipped(what, WIDEST_NAME)), labels.CHANCE()][:per]
    cells = [
        [
            row.scale, *row.resources[:resources], sessions(row.mean), row.chance,
            *(figure for figures in row.alone[:alone] for figure in figures[:per]),
        ]
        for row in found.rows
    ]  # fmt: skip
    return headed(titles, [[Span(text) for text in row] for row in cells])


def _bars(plan: Plan, found: Frontier, cells: int) -> tuple[list[Span], str]:
    """What each scale brings beyond the least of them, or beyond the forecast where that is less, with a mark where it is short of
    the target; and what they mean."""
    usual, target = plan.forecast.mean, plan.target
    means = [row.mean for row in found.rows]
    low = min(usual, *means)
    per_cell = cells / max(max(target, usual, *means) - low, 1e-9)
    mark = min(max(round((target - low) * per_cell), 0), cells - 1)
    drawn, short = [], False
    for row in found.rows:
        length = round((row.mean - low) * per_cell)
        bar = "█" * length + " " * (cells - length)
        if row.mean < target:
            short, bar = True, f"{bar[:mark]}{MARK}{bar[mark + 1 :]}"
        drawn.append(Span(bar, "cyan" if row.usual else ""))
    start = (
        say("bars: from {count}, {alone}", count=sessions(low), alone=left_alone(plan))
        if low == usual
        else say("bars: from {count}", count=sessions(low))
    )
    return drawn, clauses(
        [start, say("{mark} {target}, the target", mark=MARK, target=exact(target))]
    ) if short else start
