"""How far more or less of the resources goes, row by row and in sentences, for every renderer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.model.plan import Plan
from planner.model.reach import Alone, FrontierPoint, Odds
from planner.report import labels
from planner.report.sentences import name
from planner.words.figures import amount, percent, percentage, sessions, share, span, times
from planner.words.language import say
from planner.words.phrases import either, listed_clauses, sentence

NONE = 0.005
"""Of what there is: less is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierRow:
    """The best plan at one scale."""

    scale: str
    resources: tuple[str, ...]
    """How much of each there is at that scale."""
    mean: float
    likely: str
    """Its 80 % range."""
    chance: str
    alone: tuple[tuple[str, str], ...]
    """(what it brings, chance) with each resource alone at that scale."""
    usual: bool
    """Whether this is what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The best plans at several scales, as far as they differ."""

    scale: str
    """What stands above the scales."""
    resources: tuple[str, ...]
    alone: tuple[str, ...]
    """Resources that make a difference by themselves."""
    rows: tuple[FrontierRow, ...]
    """Empty where all of them would read the same."""


def frontier_of(plan: Plan) -> Frontier:
    """The frontier without what says nothing: resources that change nothing alone, and larger scales that bring the same."""
    some = _some(plan)
    given = [one for one in plan.alone if one.resource in some and len(set(map(_figures, one.points))) > 1]
    able = given if len(some) > 1 else []  # one by itself is all of them
    kept = [replace(point, resources=_given(plan, point)) for point in _differing(plan, able)]
    return Frontier(
        scale=labels.SCALE() if _limited(plan) else labels.PART(),
        resources=tuple(what for what, _ in kept[0].resources) if kept else (),
        alone=tuple(one.resource for one in able),
        rows=tuple(_row(plan, point, able) for point in kept),
    )


def frontier_sentences(plan: Plan) -> tuple[str, ...]:
    """What the table leaves out, what the target takes of all resources and of each alone, and what the table's plans are."""
    if not plan.levers or (_limited(plan) and not _some(plan)):
        return ()
    return tuple(filter(None, (_beyond(plan), _odds(plan), _alone(plan), _aim(plan))))


def _limited(plan: Plan) -> bool:
    return plan.goal.resources is not None


def _some(plan: Plan) -> list[str]:
    """Resources that the goal gives some of; of nothing, more is nothing."""
    return [resource.name for resource in plan.goal.resources or () if resource.amount > 0]


def _given(plan: Plan, point: FrontierPoint) -> tuple[tuple[str, float], ...]:
    some = _some(plan)
    return tuple((what, each) for what, each in point.resources if what in some or not _limited(plan))


def _row(plan: Plan, point: FrontierPoint, able: Sequence[Alone]) -> FrontierRow:
    return FrontierRow(
        scale=times(point.scale) if _limited(plan) else share(point.scale, 1.0),
        resources=tuple(amount(each) for _, each in point.resources),
        mean=point.mean,
        likely=span(point.p10, point.p90),
        chance=percent(point.chance),
        alone=tuple(next(map(_figures, _at(point.scale, one)), ("", "")) for one in able),
        usual=point.scale == 1 and _limited(plan),
    )


def _figures(point: FrontierPoint) -> tuple[str, str]:
    return sessions(point.mean), percent(point.chance)


def _at(scale: float, one: Alone) -> list[FrontierPoint]:
    return [point for point in one.points if point.scale == scale]


def _differing(plan: Plan, able: Sequence[Alone]) -> tuple[FrontierPoint, ...]:
    """The points up to the first of those that all read the same, and what there is; none where nothing differs."""
    points = plan.frontier if plan.levers else ()
    shown = [(_figures(point), *(_figures(each) for one in able for each in _at(point.scale, one))) for point in points]
    changes = [n for n, (one, other) in enumerate(pairwise(shown), start=1) if one != other]
    return tuple(point for n, point in enumerate(points) if n <= changes[-1] or point.scale <= 1) if changes else ()


def _beyond(plan: Plan) -> str:
    """What is left out because it reads the same."""
    shown = len(frontier_of(plan).rows)
    left = plan.frontier[shown:]
    if shown and left:
        return say("More, up to {scale}, brings no more.", scale=_part(plan, left[-1].scale))
    if len(left) > 1:
        return say(
            "With anything from {least} to {most}, the best plan brings the same {count}.",
            least=_part(plan, left[0].scale),
            most=_whole(plan, left[-1].scale),
            count=sessions(left[0].mean),
        )
    return ""


def _odds(plan: Plan) -> str:
    """The scales at which the target is reached on average, and 50, 80 and 90 % likely."""
    found = (("50", plan.needed.even), ("80", plan.needed.likely), ("90", plan.needed.sure))
    odds = [(percentage(chance), one) for chance, one in found]
    mean = plan.needed.scale
    named = mean is not None and mean >= NONE
    parts = [*_free(plan, odds)]
    if mean is not None and named:
        parts.append(say("on average the target takes {scale}", scale=_whole(plan, mean)))
    if takes := [(chance, one.scale) for chance, one in odds if one and one.scale >= NONE]:
        (chance, scale), *others = takes
        first = say("{chance} odds take {scale}", chance=chance, scale=(_part if named else _whole)(plan, scale))
        more = [say("{chance} odds {scale}", chance=chance, scale=_part(plan, scale)) for chance, scale in others]
        parts.append(listed_clauses([first, *more]))
    if parts and (never := [chance for chance, one in odds if one is None]):
        parts.append(say("no amount makes it {chance} likely", chance=never[0]))
    return sentence(parts)


def _free(plan: Plan, odds: Sequence[tuple[str, Odds | None]]) -> Iterator[str]:
    """The best that comes without any effort."""
    if free := [chance for chance, one in odds if one and one.scale < NONE]:
        yield say(
            "even without {resources} the target is reached with {chance} odds", resources=_them(plan), chance=free[-1]
        )
    elif plan.needed.scale is not None and plan.needed.scale < NONE:
        yield say("even without {resources} the target is reached on average", resources=_them(plan))


def _alone(plan: Plan) -> str:
    """Each resource scaled alone, the others as they are; nothing where all of them together do not do, or none is needed."""
    some = _some(plan)
    scales = [(name(one.resource), one.scale) for one in plan.alone if one.resource in some]
    if plan.needed.scale is None or plan.needed.scale < NONE or len(scales) < 2:
        return ""
    enough = [_times_of(plan, scale, what) for what, scale in scales if scale is not None and scale >= NONE]
    free = [say("no {resource}", resource=what) for what, scale in scales if scale is not None and scale < NONE]
    never = [what for what, scale in scales if scale is None]
    parts = [say("{amounts} is enough on average", amounts=either(enough))] if enough else []
    if free:
        takes = say("the target takes {nothing}", nothing=either(free))
        parts.append(takes if enough else say("the target takes {nothing} on average", nothing=either(free)))
    if never:
        none = say("no amount of {resources} is", resources=either(never))
        parts.append(none if parts else say("no amount of {resources} is enough", resources=either(never)))
    if not parts:
        return ""
    return sentence([say("with all else as it is, {clause}", clause=parts[0]), *parts[1:]])


def _times_of(plan: Plan, scale: float, what: str) -> str:
    return say("{scale} the {resource}", scale=_part(plan, scale), resource=what)


def _aim(plan: Plan) -> str:
    """Where the plan at the scale of 1 is not the plan of this report."""
    if plan.risk is not None and plan.risk.chosen > plan.risk.expected:
        return say("These figures are of the plans with the highest mean.")
    return say("What a session is worth does not limit these plans.") if plan.goal.worth else ""


def _part(plan: Plan, scale: float) -> str:
    """A scale inside a sentence."""
    return say("{scale} x", scale=times(scale)) if _limited(plan) else share(scale, 1.0)


def _whole(plan: Plan, scale: float) -> str:
    """The same, and what it is of."""
    part = _part(plan, scale)
    return say("{scale} as much", scale=part) if _limited(plan) else say("{scale} of the limits", scale=part)


def _them(plan: Plan) -> str:
    if not _limited(plan):
        return say("any effort")
    some = _some(plan)
    return say("any {resource}", resource=name(some[0])) if len(some) == 1 else say("any of these resources")
