"""How far more or less of the resources goes, row by row and in sentences, for every renderer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.model.plan import Plan
from planner.model.reach import Alone, FrontierPoint
from planner.report import labels
from planner.report.sentences import name, sentence
from planner.words.figures import amount, listed, percent, sessions, share, span, times

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
        scale=labels.SCALE if _limited(plan) else labels.PART,
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
        return f"More, up to {_part(plan, left[-1].scale)}, brings no more."
    if len(left) > 1:
        ends = f"{_part(plan, left[0].scale)} to {_whole(plan, left[-1].scale)}"
        return f"With anything from {ends}, the best plan brings the same {sessions(left[0].mean)}."
    return ""


def _odds(plan: Plan) -> str:
    """The scales at which the target is reached on average, and 50, 80 and 90 % likely."""
    mean = plan.needed.scale
    odds = (("50 %", plan.needed.even), ("80 %", plan.needed.likely), ("90 %", plan.needed.sure))
    takes = [(chance, one.scale) for chance, one in odds if one and one.scale >= NONE]
    free = ["on average"] if mean is not None and mean < NONE else []
    free += [f"with {chance} odds" for chance, one in odds if one and one.scale < NONE]
    parts = [f"even without {_them(plan)} the target is reached {free[-1]}"] if free else []
    named = mean is not None and mean >= NONE
    if mean is not None and named:
        parts.append(f"on average the target takes {_whole(plan, mean)}")
    if takes:
        (chance, scale), *others = takes
        first = f"{chance} odds take {(_part if named else _whole)(plan, scale)}"
        parts.append(listed([first, *(f"{chance} odds {_part(plan, scale)}" for chance, scale in others)]))
    if parts and (never := [chance for chance, one in odds if one is None]):
        parts.append(f"no amount makes it {never[0]} likely")
    return sentence(parts)


def _alone(plan: Plan) -> str:
    """Each resource scaled alone, the others as they are; nothing where all of them together do not do, or none is needed."""
    some = _some(plan)
    scales = [(name(one.resource), one.scale) for one in plan.alone if one.resource in some]
    if plan.needed.scale is None or plan.needed.scale < NONE or len(scales) < 2:
        return ""
    enough = [f"{_part(plan, scale)} the {what}" for what, scale in scales if scale is not None and scale >= NONE]
    free = [f"no {what}" for what, scale in scales if scale is not None and scale < NONE]
    never = [what for what, scale in scales if scale is None]
    parts = [f"{_either(enough)} is enough on average"] if enough else []
    parts += [f"the target takes {_either(free)}{'' if enough else ' on average'}"] if free else []
    parts += [f"no amount of {_either(never)} is{'' if parts else ' enough'}"] if never else []
    return sentence(["with all else as it is, " + parts[0], *parts[1:]]) if parts else ""


def _either(words: Sequence[str]) -> str:
    """A, b or c."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _aim(plan: Plan) -> str:
    """Where the plan at the scale of 1 is not the plan of this report."""
    if plan.risk is not None and plan.risk.chosen > plan.risk.expected:
        return "These figures are of the plans with the highest mean."
    return "What a session is worth does not limit these plans." if plan.goal.worth else ""


def _part(plan: Plan, scale: float) -> str:
    """A scale inside a sentence."""
    return f"{times(scale)} x" if _limited(plan) else share(scale, 1.0)


def _whole(plan: Plan, scale: float) -> str:
    """The same, and what it is of."""
    return f"{_part(plan, scale)} {'as much' if _limited(plan) else 'of the limits'}"


def _them(plan: Plan) -> str:
    if not _limited(plan):
        return "any effort"
    some = _some(plan)
    return f"any {name(some[0])}" if len(some) == 1 else "any of these resources"
