"""What more or less of the resources would bring, with the target and the chance of it."""

from collections.abc import Iterator
from dataclasses import replace

from planner.model.plan import Plan
from planner.model.reach import Alone, FrontierPoint
from planner.report import labels
from planner.report.charts.scale import Scale, scale_of, ticks
from planner.report.charts.svg import area, breadth, dot, drawing, fitted, line, path, tipped, words
from planner.report.frontier_rows import frontier_of
from planner.report.sentences import name
from planner.words.figures import exact, percent, sessions, share, short_percent, span, times
from planner.words.language import say
from planner.words.phrases import listed, sentence

HIGH, TOP, BELOW = 250.0, 22.0, 46.0  # px
DASHES = ("7 3", "2 3", "9 3 2 3")
"""Of the lines of single resources; there are no more lines than these, so that they can be told apart."""
KEY, SAMPLE = 18.0, 30.0  # px: the height of a row of their names, and the length of a sample


def frontier_points(plan: Plan) -> tuple[FrontierPoint, ...]:
    """The points that the report shows; none where all of them read the same."""
    return plan.frontier[: len(frontier_of(plan).rows)]


def frontier_singles(plan: Plan) -> tuple[Alone, ...]:
    """Resources that make a difference by themselves, those that bring the most first, at the scales that the report shows."""
    shown = {point.scale for point in frontier_points(plan)}
    able = frontier_of(plan).alone
    kept = (
        replace(one, points=tuple(point for point in one.points if point.scale in shown))
        for one in plan.alone
        if one.resource in able
    )
    return tuple(sorted(kept, key=lambda one: -max(point.mean for point in one.points)))[: len(DASHES)]


def frontier_chart(plan: Plan, *, ident: str, width: float) -> str:
    """The mean as a line in its 80 % range, the chance under each scale, the target dashed."""
    points = frontier_points(plan)
    singles = frontier_singles(plan)
    ends = [end for point in points for end in (point.p10, point.p90)]
    ends += [point.mean for one in singles for point in one.points]
    heights = scale_of((*ends, plan.target), start=HIGH - BELOW, end=TOP, pad=0.04)
    figures = ticks(heights.low, heights.high, 7)
    left = max(breadth(text) for text in figures.values()) + 8
    across = scale_of((point.scale for point in points), start=left + 18, end=width - 22)
    keys = list(_keys(singles, width))
    return drawing(
        ident,
        say("What more or less of the resources would bring"),
        sentence([*(_said(plan, point) for point in points), *(_said_alone(plan, one) for one in singles)]),
        width=width,
        height=max([HIGH, *(bottom for _, bottom in keys)]),
        inside=(
            *_grid(figures, heights, left, width),
            area(_band(points, across, heights), shade="plan"),
            *_target(plan.target, points, heights, left, width),
            *_alone(singles, across, heights),
            path(((across.at(p.scale), heights.at(p.mean)) for p in points), shade="plan"),
            *(part for point in points for part in _point(plan, point, across, heights)),
            *_chances(plan, points, across),
            *(mark for mark, _ in keys),
        ),
    )


def _limited(plan: Plan) -> bool:
    return plan.goal.resources is not None


def _scale(plan: Plan, point: FrontierPoint) -> str:
    return say("{scale} ×", scale=times(point.scale)) if _limited(plan) else share(point.scale, 1.0)


def _said(plan: Plan, point: FrontierPoint) -> str:
    return say(
        "{scale}: {mean} (80 %: {likely}), chance {chance}",
        scale=_scale(plan, point), mean=sessions(point.mean), likely=span(point.p10, point.p90), chance=percent(point.chance),
    )  # fmt: skip


def _said_alone(plan: Plan, one: Alone) -> str:
    means = [
        say("{what}: {text}", what=_scale(plan, point), text=sessions(point.mean)) for point in one.points
    ]  # fmt: skip
    return say("{what}: {text}", what=labels.alone(name(one.resource)), text=listed(means))


def _alone(singles: tuple[Alone, ...], across: Scale, heights: Scale) -> Iterator[str]:
    for one, dashes in zip(singles, DASHES, strict=False):
        points = [(across.at(point.scale), heights.at(point.mean)) for point in one.points]
        yield path(points, shade="ink", width=1.5, dashes=dashes)


def _keys(singles: tuple[Alone, ...], width: float) -> Iterator[tuple[str, float]]:
    """Samples of the lines of single resources with their names, in as many rows as they take, each with where it ends [px]."""
    x, y = 0.0, HIGH + KEY / 2
    for one, dashes in zip(singles, DASHES, strict=False):
        text = fitted(labels.alone(name(one.resource)), width - SAMPLE - 8)
        wide = SAMPLE + 6 + breadth(text)
        if x and x + wide > width:
            x, y = 0.0, y + KEY
        yield path(((x, y), (x + SAMPLE, y)), shade="ink", width=1.5, dashes=dashes), y + KEY / 2
        yield words(x + SAMPLE + 6, y + 4, text, shade="ink"), y + KEY / 2
        x += wide + 14


def _grid(figures: dict[float, str], heights: Scale, left: float, width: float) -> Iterator[str]:
    for value, text in figures.items():
        y = heights.at(value)
        yield line(left, y, width, y, shade="rule")
        yield words(left - 6, y + 4, text, anchor="end")


def _band(points: tuple[FrontierPoint, ...], across: Scale, heights: Scale) -> Iterator[tuple[float, float]]:
    yield from ((across.at(point.scale), heights.at(point.p90)) for point in points)
    yield from ((across.at(point.scale), heights.at(point.p10)) for point in reversed(points))


def _target(target: int, points: tuple[FrontierPoint, ...], heights: Scale, left: float, width: float) -> Iterator[str]:
    """The target, named at the end that lies further from the mean, and on the other side of the line."""
    y = heights.at(target)
    yield line(left, y, width, y, shade="target", width=2, dashes="5 3")
    first, last = (point.mean - target for point in (points[0], points[-1]))
    text = say("target {figure}", figure=exact(target))
    begins = abs(first) >= abs(last)
    under = (first if begins else last) > 0 and y + 18 < HIGH - BELOW
    x = left + 4 if begins else width
    yield words(x, y + (15 if under else -6), text, anchor="start" if begins else "end", shade="target", bold=True)


def _point(plan: Plan, point: FrontierPoint, across: Scale, heights: Scale) -> Iterator[str]:
    usual = point.scale == 1 and _limited(plan)
    x, y = across.at(point.scale), heights.at(point.mean)
    yield tipped(_said(plan, point), dot(x, y, shade="plan", hollow=not usual, radius=6 if usual else 4))
    if usual:
        under = y > heights.at(plan.target) - 10  # above the line its own name stands
        yield words(x, y + (20 if under else -11), sessions(point.mean), anchor="middle", shade="ink", bold=True)


def _chances(plan: Plan, points: tuple[FrontierPoint, ...], across: Scale) -> Iterator[str]:
    """Under every scale its chance; what would touch the one before is left out, what there is never."""
    usual = next((point for point in points if point.scale == 1), points[-1])
    kept: list[tuple[float, float]] = []
    for point in (usual, *(each for each in points if each is not usual)):
        top, below = _scale(plan, point), short_percent(point.chance)
        x, half = across.at(point.scale), max(breadth(top), breadth(below)) / 2 + 3
        if any(x - half < right and x + half > left for left, right in kept):
            continue
        kept.append((x - half, x + half))
        bold = point is usual and _limited(plan)
        yield words(x, HIGH - BELOW + 18, top, anchor="middle", shade="ink" if bold else "muted", bold=bold)
        yield words(x, HIGH - BELOW + 35, below, anchor="middle", shade="plan", bold=bold)
