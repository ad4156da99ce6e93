"""The chance as dots that can be counted: equally likely totals, those that reach the target full, the others hollow."""

import math
from collections.abc import Sequence

from planner.model.page import Page
from planner.report.charts.palette import colour
from planner.report.charts.scale import Scale, scale_of, ticks
from planner.report.charts.svg import breadth, dot, drawing, line, tag, tipped, words
from planner.words.dates import within
from planner.words.figures import exact, percent, sessions
from planner.words.language import say

HIGH = 118.0  # px, of the dots
LARGEST, SMALLEST = 15.0, 3.0  # px, of a dot with the gap around it
COLUMNS = 15  # of dots, where there is room for them
TOP, SIDE, BELOW = 22.0, 8.0, 22.0  # px


def chance_chart(page: Page, *, name: str, width: float) -> str:
    """Each dot is one of equally likely totals. (Quantile dot plot: Kay, Kola, Hullman and Munson 2016, When ish is my bus?)"""
    plan = page.plan
    scale = scale_of((*page.outcome, plan.target), start=SIDE + LARGEST / 2, end=width - SIDE - LARGEST / 2, pad=0.02)
    size, columns = _columns(page.outcome, scale, plan.target)
    floor = TOP + max(max(map(len, columns.values())) * size, 40.0) + 4
    at = scale.at(plan.target)
    return drawing(
        name,
        say("Chance of {target}: {chance}", target=exact(plan.target), chance=percent(plan.chance)),
        reached(page),
        width=width,
        height=floor + BELOW,
        inside=(
            *_axis(scale, floor, width),
            *_dots(columns, size, floor, scale.at(plan.target), plan.target),
            line(at, TOP - 4, at, floor, shade="target", width=2, dashes="5 3"),
            *_target(plan.target, at, width),
        ),
    )


def reached(page: Page) -> str:
    """What the dots are, and how many reach the target."""
    enough = sum(total >= page.plan.target for total in page.outcome)
    what = within(page.plan.period)
    if enough == 0:
        return say(
            "Of {all} equally likely outcomes {when}, none reaches the target.", all=len(page.outcome), when=what
        )
    if enough == 1:
        return say("Of {all} equally likely outcomes {when}, one reaches the target.", all=len(page.outcome), when=what)
    return say(
        "Of {all} equally likely outcomes {when}, {count} reach the target.", all=len(page.outcome), when=what, count=enough
    )  # fmt: skip


def _columns(totals: Sequence[float], scale: Scale, target: int) -> tuple[float, dict[int, list[float]]]:
    """How large a dot is [px], and which totals stand in which column, counted from the target, so that it runs between two columns."""
    span = scale.at(totals[-1]) - scale.at(totals[0])
    size = min(LARGEST, max(SMALLEST, span / COLUMNS))
    while True:
        columns: dict[int, list[float]] = {}
        for total in totals:
            columns.setdefault(math.floor((scale.at(total) - scale.at(target)) / size), []).append(total)
        if size <= SMALLEST or max(map(len, columns.values())) * size <= HIGH:
            return size, columns
        size *= 0.95


def _dots(columns: dict[int, list[float]], size: float, floor: float, middle: float, target: int) -> list[str]:
    radius = size * 0.42
    found = []
    for column, totals in columns.items():
        for row, total in enumerate(totals):
            enough = total >= target
            mark = dot(
                middle + (column + 0.5) * size, floor - size * (row + 0.5) - 1, shade="plan" if enough else "alone", hollow=not enough,
                radius=radius if enough else max(radius - 1, 0.8),
            )  # fmt: skip
            found.append(tipped(sessions(total), mark))
    return found


def _axis(scale: Scale, floor: float, width: float) -> list[str]:
    found = [line(SIDE, floor, width - SIDE, floor, shade="rule")]
    for value, text in ticks(scale.low, scale.high, 4 if width < 480 else 7).items():
        x = scale.at(value)
        half = breadth(text) / 2
        found.append(line(x, floor, x, floor + 4, shade="rule"))
        found.append(words(min(max(x, half), width - half), floor + 17, text, anchor="middle"))
    return found


def _target(target: int, at: float, width: float) -> list[str]:
    text = say("target {figure}", figure=exact(target))
    room = breadth(text, bold=True) / 2
    x = min(max(at, room), width - room)
    mark = tag("path", d=f"M{at - 4:.1f} {TOP - 7:.1f}h8l-4 5z", fill=colour("target"))
    return [mark, words(x, 11, text, anchor="middle", shade="target", bold=True)]
