"""The figures of several plans side by side, with what tells each from the first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planner.model.comparison import Compared
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan, ResourcePlan
from planner.report import labels
from planner.report.escape import clipped
from planner.report.rows import changed, ranked
from planner.report.sentences import WIDEST_NAME as SENTENCE_NAME
from planner.text import folded
from planner.words.figures import (
    amount,
    exact,
    others,
    percent,
    percents,
    plain,
    sessions,
    short,
    short_percent,
    short_signed,
    signed,
    times,
)
from planner.words.language import say
from planner.words.phrases import clauses, listed

NONE = "–"
AS_IT_STANDS = "as it stands"
"""Name of the goal without changes."""
WIDEST_NAME = 40
WIDEST_LEGEND = 400
MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell: what a plan says, and how much more or less than the first one that is."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of every plan."""

    label: str
    figures: tuple[Figure, ...]
    under: bool = False
    """Whether it says more of the row before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows that belong together."""

    heading: str
    rows: tuple[Row, ...]


Shown = Callable[[float], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How figures are written."""

    known: Shown
    rough: Shown
    more: Shown
    effort: Shown
    chance: Shown
    brief: bool = False
    """Whether words too give way."""


WHOLE = Style(known=exact, rough=sessions, more=signed, effort=amount, chance=percent)
SHORT = Style(known=short, rough=short, more=short_signed, effort=short, chance=short_percent, brief=True)


def sections(compared: Sequence[Compared], style: Style) -> tuple[Section, ...]:
    """All that is compared, the answer first."""
    plans = [each.plan for each in compared]
    found = (
        Section(heading="", rows=tuple(_answer(plans, style))),
        Section(heading=labels.RESOURCES(), rows=tuple(_resources(plans, style))),
        Section(heading=say("Effort, and what its change adds"), rows=tuple(_levers(plans, style))),
    )
    return tuple(section for section in found if section.rows)


def legend(compared: Sequence[Compared]) -> Iterator[tuple[str, str]]:
    """Every scenario with its changes as they were said, and how its target is read where that is not the first plan's way."""
    first, *rest = compared
    for each in rest:
        said = clauses(
            [f"{key}={value}" if value else say("no {key}", key=key) for key, value in each.scenario.changes]
        )
        if each.plan.reading != first.plan.reading:
            said = say("{changes}: {reading}", changes=said, reading=each.plan.reading)
        yield scenario_name(each), clipped(said, WIDEST_LEGEND)


def scenario_name(each: Compared, most: int = SENTENCE_NAME) -> str:
    """The user's name of a scenario; of the goal without changes, ours."""
    ours = each.scenario.name == AS_IT_STANDS and not each.scenario.changes
    return say("as it stands") if ours else clipped(each.scenario.name, most)


def summary(compared: Sequence[Compared]) -> str:
    """Which of the plans is most likely to reach its target."""
    first, *rest = compared
    best = max(rest, key=lambda each: each.plan.chance)
    now, likely = percent(first.plan.chance), percent(best.plan.chance)
    if round(best.plan.chance, 2) <= round(first.plan.chance, 2):
        return say(
            "The chance of reaching the target is {chance} {scenario}; no scenario makes it likelier.",
            chance=now,
            scenario=scenario_name(first),
        )
    if len(rest) > 1:
        return say(
            "The chance of reaching the target is {chance} {scenario}, and {better} with {other}, the most of these.",
            chance=now,
            scenario=scenario_name(first),
            better=likely,
            other=scenario_name(best),
        )
    return say(
        "The chance of reaching the target is {chance} {scenario}, and {better} with {other}.",
        chance=now,
        scenario=scenario_name(first),
        better=likely,
        other=scenario_name(best),
    )


def new_warnings(compared: Sequence[Compared]) -> Iterator[tuple[str, str]]:
    """(scenarios, warning) for what the first plan does not warn of."""
    first, *rest = compared
    for warning in dict.fromkeys(warning for each in rest for warning in each.plan.warnings):
        if warning not in first.plan.warnings:
            names = [scenario_name(each) for each in rest if warning in each.plan.warnings]
            more = len(names) - MOST_NAMED
            yield listed([*names[:MOST_NAMED], *([others(more)] if more > 0 else [])]), warning


def _answer(plans: Sequence[Plan], style: Style) -> Iterator[Row]:
    rough = style.rough, style.more
    yield _row(labels.TARGET(), [plan.target for plan in plans], style.known, lambda each: _signed(each, style.known))
    yield _row(say("left alone"), [plan.forecast.mean for plan in plans], *rough)
    yield _row(say("best plan"), [plan.outcome.mean for plan in plans], *rough)
    yield _row(say("80 % from"), [plan.outcome.p10 for plan in plans], *rough, under=True)
    yield _row(say("to", about="the high end"), [plan.outcome.p90 for plan in plans], *rough, under=True)
    found = [{each.measure: each.outcome.mean for each in plan.quality} for plan in plans]
    for measure in dict.fromkeys(each for of_plan in found for each in of_plan):
        yield _row(clipped(measure, WIDEST_NAME), [of_plan.get(measure) for of_plan in found], *rough)
    yield _row(labels.CHANCE(), [plan.chance for plan in plans], style.chance, _points)
    if any(plan.goal.resources is not None for plan in plans):
        scales = [plan.needed.scale if plan.goal.resources is not None else None for plan in plans]
        yield _row(
            say("target takes"),
            scales,
            lambda each: say("{scale} x", scale=times(each)),
            lambda each: _signed(each, lambda it: plain(it, 2)),
            texts=[NONE if style.brief else _no_scale(plan) for plan in plans],
        )
    yield _row(say("most possible"), [plan.needed.reachable for plan in plans], *rough)


def _no_scale(plan: Plan) -> str:
    """Why a plan has no multiple of its resources that reaches the target."""
    return say("no limits") if plan.goal.resources is None else say("no amount")


def _resources(plans: Sequence[Plan], style: Style) -> Iterator[Row]:
    found = [{folded(each.name): each for each in plan.resources} for plan in plans]
    for key in dict.fromkeys(key for each in found for key in each):
        these = [each.get(key) for each in found]
        shown = clipped(next(each.name for each in these if each), WIDEST_NAME)
        yield _row(shown, [each.used if each else None for each in these], style.effort, _effort_change(style))
        left = [_left(each) for each in these]
        if any(each is not None and style.effort(each) != "0" for each in left):
            yield _row(labels.LEFT(), left, style.effort, _effort_change(style), under=True)


def _left(resource: ResourcePlan | None) -> float | None:
    return None if resource is None or resource.amount is None else resource.left


def _levers(plans: Sequence[Plan], style: Style) -> Iterator[Row]:
    found = [{folded(each.name): each for each in ranked(plan.levers)} for plan in plans]
    for key in dict.fromkeys(key for each in found for key in each):
        these = [each.get(key) for each in found]
        one = next(each for each in these if each)
        label = clipped(one.name, WIDEST_NAME)
        if not style.brief and folded(one.unit) not in ("unit", key):
            label = say("{lever}, {unit}", lever=label, unit=clipped(one.unit, 20))
        yield _row(label, [each.planned if each else None for each in these], style.effort, _effort_change(style))
        if any(each and changed(each) for each in these):
            yield _row(say("adds"), [_extra(each) for each in these], style.more, style.more, under=True)


def _extra(lever: LeverPlan | None) -> float | None:
    return None if lever is None else lever.extra.mean if changed(lever) else 0.0


def _row(
    label: str,
    values: Sequence[float | None],
    shown: Shown,
    change: Shown,
    *,
    under: bool = False,
    texts: Sequence[str] = (),
) -> Row:
    """A figure of every plan; `texts` stand where there is none."""
    first = values[0]
    figures = []
    for n, value in enumerate(values):
        if value is None:
            figures.append(Figure(text=texts[n] if texts else NONE))
            continue
        more = change(value - first) if n and first is not None else ""
        figures.append(Figure(text=shown(value), change="" if more == "0" else more))
    return Row(label=label, figures=tuple(figures), under=under)


def _signed(value: float, shown: Shown) -> str:
    text = shown(value)
    return text if text == "0" or text.startswith("-") else f"+{text}"


def _effort_change(style: Style) -> Shown:
    return lambda value: _signed(value, style.effort)


def _points(part: float) -> str:
    whole = percents(part)
    return say("{points} pt", points=f"{whole:+d}") if whole else "0"
