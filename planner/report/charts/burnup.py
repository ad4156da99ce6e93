"""Where the total should stand as the period goes on, so that nobody learns on the last day that it does not."""

from collections.abc import Callable, Iterator
from datetime import date

from planner.model.page import Day, Page
from planner.model.plan import Checkpoint
from planner.report import labels
from planner.report.charts.scale import Scale, ticks
from planner.report.charts.svg import area, breadth, dot, drawing, line, path, tipped, words
from planner.report.effort_sentences import left_alone
from planner.words.dates import short_day
from planner.words.figures import exact, sessions
from planner.words.language import say
from planner.words.phrases import sentence

HIGH, TOP, BELOW = 270.0, 22.0, 24.0  # px


def burnup_chart(page: Page, *, ident: str, width: float) -> str:
    """The plan as a line in its 80 % range, left alone dotted, the checkpoints as marks, the target dashed."""
    plan = page.plan
    last = page.days[-1]
    high = max(last.high, plan.target, last.alone) * 1.04 or 1.0
    figures = ticks(0.0, high, 6)
    left = max(breadth(text) for text in figures.values()) + 8
    up = Scale(low=0.0, high=high, start=HIGH - BELOW, end=TOP)
    across = Scale(low=0.0, high=plan.period.days, start=left, end=width - 8)
    first = plan.period.start

    def at(day: date) -> float:
        return across.at((day - first).days + 1)

    start = (across.at(0), up.at(0.0))
    return drawing(
        ident,
        say("Where the total should stand, week by week"),
        sentence([_said(page, point) for point in plan.checkpoints]),
        width=width,
        height=HIGH,
        inside=(
            *_grid(figures, up, left, width),
            area(_band(page.days, start, at, up), shade="plan"),
            path((start, *((at(day.day), up.at(day.alone)) for day in page.days)), shade="muted", width=1.5, dashes="2 4"),
            path((start, *((at(day.day), up.at(day.expected)) for day in page.days)), shade="plan"),
            *_target(plan.target, up, left, width),
            *(tipped(_said(page, p), dot(at(p.day), up.at(p.expected), shade="plan")) for p in plan.checkpoints),
            *_days(page, at, width),
            _alone_named(left_alone(plan), max(up.at(last.alone), up.at(last.expected)), start, at(last.day)),
        ),
    )  # fmt: skip


def _alone_named(text: str, ends: float, start: tuple[float, float], right: float) -> str:
    """The name of what comes anyway, under the lines however steep they are. Args: ends: [px] the lower of them at the right."""
    left, floor = start
    falls = (floor - ends) / max(right - left, 1.0) * breadth(text)
    return words(right - 4, min(ends + 16 + falls, floor - 5), text, anchor="end")


def _said(page: Page, point: Checkpoint) -> str:
    return say(
        "{to} {day}: {on_plan} {expected}, {worry} {low}",
        to=labels.DAY(), day=short_day(point.day, page.plan.period), on_plan=labels.ON_PLAN(), expected=sessions(point.expected),
        worry=labels.WORRY(), low=sessions(point.worry),
    )  # fmt: skip


def _grid(figures: dict[float, str], up: Scale, left: float, width: float) -> Iterator[str]:
    for value, text in figures.items():
        y = up.at(value)
        yield line(left, y, width - 8, y, shade="rule")
        yield words(left - 6, y + 4, text, anchor="end")


def _band(
    days: tuple[Day, ...], start: tuple[float, float], at: Callable[[date], float], up: Scale
) -> Iterator[tuple[float, float]]:
    yield start
    yield from ((at(day.day), up.at(day.high)) for day in days)
    yield from ((at(day.day), up.at(day.low)) for day in reversed(days))


def _target(target: int, up: Scale, left: float, width: float) -> Iterator[str]:
    y = up.at(target)
    yield line(left, y, width - 8, y, shade="target", width=2, dashes="5 3")
    yield words(left + 4, y - 6, say("target {figure}", figure=exact(target)), shade="target", bold=True)


def _days(page: Page, at: Callable[[date], float], width: float) -> Iterator[str]:
    """The days of the checkpoints, the last one first; those that would touch another are left out."""
    taken: list[tuple[float, float]] = []
    for point in reversed(page.plan.checkpoints):
        text = short_day(point.day, page.plan.period)
        half = breadth(text) / 2
        x = min(at(point.day), width - half)
        if all(x + half + 6 < left or x - half - 6 > right for left, right in taken):
            taken.append((x - half, x + half))
            yield words(x, HIGH - BELOW + 17, text, anchor="middle")
