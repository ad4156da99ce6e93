"""The tables of the terminal report."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from planner.model.plan import LeverPlan, Plan
from planner.report import labels, words
from planner.report.escape import clipped
from planner.report.rows import TreeRow, changed, ranked, spaced, steps, tree_rows
from planner.report.terminal_layout import Column, Line, Span, fits, headed, paragraph, table
from planner.text import folded
from planner.words.dates import short_day
from planner.words.figures import amount, exact, sessions, short, short_signed, signed, span

WIDE = 104
"""From this on the reasons stand beside a lever and not under it."""
MOST_LEAVES = 40
MOST_CHECKPOINTS = 14

_COLORS = {"start": "green", "more": "green", "less": "red", "stop": "red", "test first": "yellow"}
_RIGHT = Column(right=True)
_TREE_TITLES = ("", labels.NOW, labels.FORECAST, labels.TARGET, labels.PLAN, labels.LIKELY, labels.ROOM, labels.LEVER)
_TREE = (*[_RIGHT] * 4, Column(gap=1), _RIGHT, Column(least=8))
_LEVER_TITLES = (
    "", labels.LEVER, labels.NOW, "", labels.PLAN, "", labels.EXTRA, labels.LIKELY, labels.FURTHER, labels.WHY,
)  # fmt: skip
_LEVERS = (
    Column(), Column(least=12), _RIGHT, Column(gap=1), Column(right=True, gap=1), Column(least=5, gap=1),
    _RIGHT, Column(), Column(), Column(least=28, wrap=True),
)  # fmt: skip
WHOLE_NAME = 30
"""Cells of a lever's name that are not cut for the sake of finer figures."""


def tree_lines(plan: Plan, width: int) -> Iterator[Line]:
    """Every branch with what it brings now, would bring, has to bring, will bring and could bring."""
    rows = list(tree_rows(plan.tree, MOST_LEAVES))
    owners = {lever.name: lever.owner for lever in plan.levers} if width >= WIDE else {}
    columns = (Column(least=max(len(row.guides) for row in rows) + 8), *_TREE)
    table_rows = headed(_TREE_TITLES, [_tree_row(row, owners, narrow=False, wide=width >= WIDE) for row in rows])
    if not fits(table_rows, columns, width):
        table_rows = headed(_TREE_TITLES, [_tree_row(row, {}, narrow=True, wide=False) for row in rows])
    if not fits(table_rows, columns, width):
        table_rows = [[*row[:2], Span(""), *row[3:6], Span(""), row[7]] for row in table_rows]
    return table(table_rows, columns, width)


def _tree_row(row: TreeRow, owners: dict[str, str], *, narrow: bool, wide: bool) -> list[Span]:
    count, rough, extra = (short, short, short_signed) if narrow else (exact, sessions, signed)
    if row.kind == "unassigned":
        figures = ["", "", count(row.target), "", "", ""]
    else:
        likely = f"({span(*row.likely)})" if wide and row.likely else ""
        figures = [count(row.now), rough(row.forecast), count(row.target), rough(row.plan), likely, extra(row.room)]
    name = words.folded_row(row.count) if row.kind == "folded" else clipped(row.name, 200)
    style = {"branch": "bold", "unassigned": "yellow", "folded": "dim", "leaf": ""}[row.kind]
    who = "" if narrow else _who(row, owners)
    return [Span(row.guides + name, style), *(Span(figure, style) for figure in figures), Span(who, "dim")]


def _who(row: TreeRow, owners: dict[str, str]) -> str:
    """The lever that brings most of it, and how many others help; whose it is, where there is room."""
    if not row.levers:
        return labels.NO_LEVER if row.kind == "unassigned" or (row.kind == "leaf" and row.room <= 0) else ""
    first, *others = row.levers
    channel, _, rest = first.partition(": ")
    short_name = rest if rest and folded(channel) == folded(row.name) else first
    owner = f", {clipped(owners[first], 40)}" if owners.get(first) else ""
    return clipped(short_name, 60) + (f" +{len(others)}" if others else "") + owner


def lever_lines(plan: Plan, width: int) -> Iterator[Line]:
    """What to do with each lever and what it brings, best first; in a wide terminal one line each, else the reasons below."""
    levers = ranked(plan.levers)
    if not levers:
        yield from paragraph(labels.NO_LEVERS, width)
        return
    name = min(WHOLE_NAME, max(cell_len(lever.name) for lever in levers))
    columns: Sequence[Column] = (_LEVERS[0], Column(least=name), *_LEVERS[2:])
    wide = width >= WIDE and fits(_lever_table(levers, narrow=False, wide=True), columns, width)
    narrow = not wide and not fits(_lever_table(levers, narrow=False, wide=False), columns, width)
    rows = _lever_table(levers, narrow=narrow, wide=wide)
    lines = table(rows, columns if fits(rows, columns, width) else _LEVERS, width)
    if wide:
        yield from lines
        return
    under = 4 if narrow else max(cell_len(row[0].text) for row in rows) + 4
    for line, lever in zip(lines, (None, *levers), strict=True):
        yield line
        if lever:
            yield from paragraph(_under(lever, narrow=narrow), width, style="dim", indent=under)


def _lever_table(levers: list[LeverPlan], *, narrow: bool, wide: bool) -> list[Sequence[Span]]:
    return headed(_LEVER_TITLES, [_lever_row(lever, narrow=narrow, wide=wide) for lever in levers])


def _lever_row(lever: LeverPlan, *, narrow: bool, wide: bool) -> list[Span]:
    effort = short if narrow else amount
    moves = changed(lever)
    texts = [
        effort(lever.now),
        "→" if moves else "",
        effort(lever.planned) if moves else "",
        clipped(lever.unit, 24),
        (short_signed if narrow else signed)(lever.extra.mean) if moves else "",
        f"({span(lever.extra.p10, lever.extra.p90)})" if moves and not narrow else "",
        (labels.FULL if words.full(lever) else words.price(lever)) if wide else "",
        words.reasons(lever) if wide else "",
    ]
    verdict = Span(lever.verdict, _COLORS.get(lever.verdict, ""))
    return [verdict, Span(clipped(lever.name, 60), "bold"), *map(Span, texts)]


def _under(lever: LeverPlan, *, narrow: bool) -> str:
    """What does not fit beside a lever."""
    parts = [words.further(lever), words.reasons(lever)]
    if narrow:
        likely = f"{labels.RANGE} {span(lever.extra.p10, lever.extra.p90)}" if changed(lever) else ""
        parts = [clipped(lever.drives, 60), likely, *parts]
    return "; ".join(filter(None, parts))


def step_lines(plan: Plan, width: int) -> Iterator[Line]:
    """Who does what, from when."""
    todo = steps(plan)
    if not plan.levers:
        return iter(())
    if not todo:
        return iter(paragraph(labels.NO_STEPS, width))
    rows = [
        (short_day(step.day, plan.period), clipped(step.lever.owner, 20) or labels.NOBODY, words.task(step.lever))
        for step in todo
    ]
    columns = (Column(), Column(least=8), Column(least=20, wrap=True))
    return table(headed((labels.WHEN, labels.WHO, labels.WHAT), [list(map(Span, row)) for row in rows]), columns, width)


def resource_lines(plan: Plan, width: int) -> Iterator[Line]:
    """What there is of each resource, what the plan uses of it, what is left and why, and what more would bring."""
    rows = []
    for resource in plan.resources:
        limit = labels.NO_LIMIT if resource.amount is None else amount(resource.amount)
        left = "" if resource.amount is None else amount(resource.left)
        figures = (amount(resource.now), amount(resource.used), limit, left)
        rows.append([Span(clipped(resource.name, 60)), *map(Span, figures)])
    if rows:
        titles = ("", labels.NOW, labels.PLAN, labels.LIMIT, labels.LEFT)
        yield from table(headed(titles, rows), (Column(least=12), *[_RIGHT] * 4), width)
    for resource in plan.resources:
        for sentence in filter(None, (words.left_over(resource), words.more_of(resource))):
            yield from paragraph(sentence, width)


def checkpoint_lines(plan: Plan, width: int) -> Iterator[Line]:
    """Where the total should stand, so that nobody learns on the last day that it does not."""
    points = spaced(plan.checkpoints, MOST_CHECKPOINTS)
    cells = [
        [Span(t) for t in (f"{labels.DAY} {short_day(p.day, plan.period)}", sessions(p.expected), sessions(p.worry))]
        for p in points
    ]
    names = [Span(""), Span(labels.ON_PLAN), Span(labels.WORRY)]
    widest = max((cell_len(span.text) for column in cells for span in column), default=0)
    room = width - 2 - cell_len(labels.WORRY)
    gap = 3 if len(cells) * (widest + 3) <= room else 2
    beside = max(1, room // (widest + gap))
    for at in range(0, len(cells), beside):
        part = cells[at : at + beside]
        rows = list(zip(names, *part, strict=True))
        yield from table(rows, (Column(), *[Column(right=True, gap=gap, width=widest)] * len(part)), width)
