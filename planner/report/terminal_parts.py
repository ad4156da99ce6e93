"""The tables of the terminal report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from rich.cells import cell_len

from planner.model.lever_plan import LeverPlan
from planner.model.period import Period
from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.escape import clipped
from planner.report.rows import TreeRow, changed, ranked, spaced, steps, tree_rows
from planner.report.terminal_layout import Column, Line, Span, fits, headed, paragraph, table
from planner.text import folded
from planner.words.dates import short_day
from planner.words.figures import amount, exact, sessions, short, short_signed, signed, span
from planner.words.language import say
from planner.words.phrases import clauses

WIDE = 104
"""From this on the reasons stand beside a lever and not under it."""
MOST_LEAVES = 40
MOST_CHECKPOINTS = 14

Layout = Literal["wide", "whole", "short", "least"]
"""wide: everything on one line. whole: reasons below. short: 31.2k for 31,180. least: only the figures that matter most."""
Rows = list[Sequence[Span]]

_COLORS = {"start": "green", "more": "green", "less": "red", "stop": "red", "test first": "yellow"}
_RIGHT = Column(right=True)
_TREE = (*[_RIGHT] * 4, Column(gap=1), _RIGHT, Column(least=8))
WHOLE_NAME = 30
"""Cells of a lever's name that are not cut for the sake of finer figures."""
WHOLE_UNIT = 24


def _fitting(tables: Iterable[tuple[Layout, Rows, Sequence[Column]]], width: int) -> tuple[Layout, Iterator[Line]]:
    """The first table that fits; the last where none does."""
    for found in tables:
        if fits(found[1], found[2], width):
            break
    layout, rows, columns = found
    return layout, table(rows, columns, width)


def _layouts(width: int) -> tuple[Layout, ...]:
    """From the roomiest on."""
    return ("wide", "whole", "short", "least") if width >= WIDE else ("whole", "short", "least")


def tree_lines(plan: Plan, width: int) -> Iterator[Line]:
    """Every branch with what it brings now, would bring, has to bring, will bring and could bring."""
    rows = list(tree_rows(plan.tree, MOST_LEAVES))
    owners = {lever.name: lever.owner for lever in plan.levers}
    columns = (Column(least=max(len(row.guides) for row in rows) + 8), *_TREE)
    figures = labels.NOW(), labels.FORECAST(), labels.TARGET(), labels.PLAN(), labels.LIKELY(), labels.ROOM()
    titles = ("", *figures, labels.LEVER())
    tables = (
        (layout, headed(titles, [_tree_row(row, owners, layout) for row in rows]), columns)
        for layout in _layouts(width)
    )
    return _fitting(tables, width)[1]


def _tree_row(row: TreeRow, owners: dict[str, str], layout: Layout) -> list[Span]:
    roomy = layout in ("wide", "whole")
    count, rough, extra = (exact, sessions, signed) if roomy else (short, short, short_signed)
    if row.kind == "unassigned":
        figures = ["", "", count(row.target), "", "", ""]
    else:
        likely = f"({span(*row.likely)})" if layout == "wide" and row.likely else ""
        forecast, room = ("", "") if layout == "least" else (rough(row.forecast), extra(row.room))
        figures = [count(row.now), forecast, count(row.target), rough(row.plan), likely, room]
    name = sentences.folded_row(row.count) if row.kind == "folded" else clipped(row.name, 200)
    style = {"branch": "bold", "unassigned": "yellow", "folded": "dim", "leaf": ""}[row.kind]
    who = _who(row, owners if layout == "wide" else {}) if roomy else ""
    return [Span(row.guides + name, style), *(Span(figure, style) for figure in figures), Span(who, "dim")]


def _who(row: TreeRow, owners: dict[str, str]) -> str:
    """The lever that brings most of it, and how many others help; whose it is, where there is room."""
    if not row.levers:
        return labels.NO_LEVER() if row.kind == "unassigned" or (row.kind == "leaf" and row.room <= 0) else ""
    first, *others = row.levers
    channel, _, rest = first.partition(say(": "))
    short_name = rest if rest and folded(channel) == folded(row.name) else first
    text = clipped(short_name, 60)
    if others:
        text = say("{lever} +{count}", lever=text, count=len(others))
    return say("{lever}, {owner}", lever=text, owner=clipped(owners[first], 40)) if owners.get(first) else text


def lever_lines(plan: Plan, width: int) -> Iterator[Line]:
    """What to do with each lever and what it brings, best first; in a wide terminal one line each, else the reasons below."""
    levers = ranked(plan.levers)
    if not levers:
        yield from paragraph(sentences.no_levers(plan), width)
        return
    now = labels.now(plan.start)
    tables = ((layout, _lever_table(levers, layout, now), _lever_columns(levers, layout)) for layout in _layouts(width))
    layout, lines = _fitting(tables, width)
    if layout == "wide":
        yield from lines
        return
    under = max(cell_len(labels.verdict(lever.verdict)) for lever in levers) + 4 if layout == "whole" else 4
    for line, lever in zip(lines, (None, *levers), strict=True):
        yield line
        if lever:
            yield from paragraph(_under(lever, layout, plan.metric), width, style="dim", indent=under)


def _lever_table(levers: list[LeverPlan], layout: Layout, now: str) -> Rows:
    figures = labels.PLAN(), "", labels.EXTRA(), labels.LIKELY(), labels.MORE_TAKES()
    titles = ("", labels.LEVER(), now, "", *figures, labels.WHY())
    return headed(titles, [_lever_row(lever, layout) for lever in levers])


def _lever_columns(levers: list[LeverPlan], layout: Layout) -> tuple[Column, ...]:
    """Names and units are never cut for the sake of figures or reasons; a layout with fewer of those takes over."""
    name = min(WHOLE_NAME, max(cell_len(lever.name) for lever in levers))
    return (
        Column(), Column(least=min(name, 12) if layout == "least" else name), _RIGHT, Column(gap=1), Column(right=True, gap=1),
        Column(gap=1), _RIGHT, Column(), Column(), Column(least=20, wrap=True),
    )  # fmt: skip


def _lever_row(lever: LeverPlan, layout: Layout) -> list[Span]:
    roomy = layout in ("wide", "whole")
    moves = changed(lever)
    effort = ("", "", "", "") if layout == "least" else _effort(lever, amount if roomy else short)
    likely = f"({span(lever.extra.p10, lever.extra.p90)})" if moves and roomy else ""
    texts = [
        *effort,
        (signed if roomy else short_signed)(lever.extra.mean) if moves else "",
        likely,
        (labels.FULL() if sentences.full(lever) else sentences.price(lever, named=False)) if layout == "wide" else "",
        sentences.about(lever) if layout == "wide" else "",
    ]
    verdict = Span(labels.verdict(lever.verdict), _COLORS.get(lever.verdict, ""))
    return [verdict, Span(clipped(lever.name, 60), "bold"), *map(Span, texts)]


def _effort(lever: LeverPlan, figure: Callable[[float], str]) -> tuple[str, str, str, str]:
    """3,000 → 7,912 money; no arrow where nothing changes, but 0 → 0 where nothing is done at all."""
    arrow = changed(lever) or bool(sentences.unused(lever))
    to = ("→", figure(lever.planned)) if arrow else ("", "")
    return figure(lever.now), *to, clipped(sentences.unit(lever.unit), WHOLE_UNIT)


def _under(lever: LeverPlan, layout: Layout, metric: str) -> str:
    """What does not fit beside a lever."""
    parts = [sentences.unused(lever), sentences.further(lever, metric), sentences.reasons(lever)]
    if layout != "whole":
        likely = span(lever.extra.p10, lever.extra.p90)
        parts[1:1] = [clipped(lever.drives, 60), say("80 % range {range}", range=likely) if changed(lever) else ""]
    if layout == "least":
        parts[1:1] = [" ".join(filter(None, _effort(lever, amount)))]
    return clauses([part for part in parts if part])


def step_lines(plan: Plan, width: int) -> Iterator[Line]:
    """Who does what, from when."""
    todo = steps(plan)
    if not plan.levers:
        return iter(())
    if not todo:
        return iter(paragraph(labels.NO_STEPS(), width))
    rows = [
        (short_day(step.day, plan.period), clipped(step.lever.owner, 20) or labels.NOBODY, sentences.task(step.lever))
        for step in todo
    ]
    columns = (Column(), Column(least=8), Column(least=20, wrap=True))
    return table(
        headed((labels.WHEN(), labels.WHO(), labels.WHAT()), [list(map(Span, row)) for row in rows]), columns, width
    )


def resource_lines(plan: Plan, width: int) -> Iterator[Line]:
    """What there is of each resource, what the plan uses of it, what is left and why, and what more would bring."""
    rows = []
    for resource in plan.resources:
        limit = labels.NO_LIMIT() if resource.amount is None else amount(resource.amount)
        left = "" if resource.amount is None else amount(resource.left)
        figures = (amount(resource.now), amount(resource.used), limit, left)
        rows.append([Span(clipped(resource.name, 60)), *map(Span, figures)])
    if rows:
        titles = ("", labels.now(plan.start), labels.PLAN(), labels.LIMIT(), labels.LEFT())
        yield from table(headed(titles, rows), (Column(least=12), *[_RIGHT] * 4), width)
    for resource in plan.resources:
        for sentence in filter(None, (sentences.left_over(resource), sentences.more_of(resource))):
            yield from paragraph(sentence, width)


def _until(day: date, period: Period) -> str:
    return say("to {day}", day=short_day(day, period))


def checkpoint_lines(plan: Plan, width: int) -> Iterator[Line]:
    """Where the total should stand, so that nobody learns on the last day that it does not."""
    points = spaced(plan.checkpoints, MOST_CHECKPOINTS)
    cells = [
        [Span(text) for text in (_until(p.day, plan.period), sessions(p.expected), sessions(p.worry))] for p in points
    ]
    names = [Span(""), Span(labels.ON_PLAN()), Span(labels.WORRY())]
    widest = max((cell_len(span.text) for column in cells for span in column), default=0)
    room = width - 2 - cell_len(labels.WORRY())
    gap = 3 if len(cells) * (widest + 3) <= room else 2
    beside = max(1, room // (widest + gap))
    for at in range(0, len(cells), beside):
        part = cells[at : at + beside]
        rows = list(zip(names, *part, strict=True))
        yield from table(rows, (Column(), *[Column(right=True, gap=gap, width=widest)] * len(part)), width)
