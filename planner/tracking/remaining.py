"""What is left of a goal: days, resources, limits and sub-targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import AtLeast, Floor, Goal, Lever, Resource
from planner.model.made import MadePlan
from planner.model.period import Period
from planner.response.kinds import resource_kind
from planner.tracking.standing import Standing
from planner.tracking.stretch import goal_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """One resource."""

    name: str
    amount: float
    gone: float
    """What was not used and cannot be used later."""


def resources_left(stand: Standing, left: Period, said: Mapping[str, float]) -> tuple[Remaining, ...]:
    """What is left of every resource: money that was not spent is still there, hours that were not worked are gone.

    Args: said: amounts that somebody knows better, by name.
    """
    made = stand.made
    used = used_by(made, stand.spent.tolist())
    before = used_by(made, [made.done(lever.name) for lever in made.levers])
    found = []
    for name, amount in made.resources or ():
        rest = max(amount - used.get(name, 0.0), 0.0)
        ahead = amount - before.get(name, 0.0)
        fair = ahead * left.days / made.ahead.days if resource_kind(name) == "hours" else rest
        given = said.get(name, max(min(rest, fair), 0.0))
        found.append(Remaining(name=name, amount=given, gone=max(rest - given, 0.0) if name not in said else 0.0))
    return tuple(found)


def used_by(made: MadePlan, efforts: Sequence[float]) -> dict[str, float]:
    """What some effort of every lever of a plan takes of each resource. Args: efforts (n_levers,) [lever units]."""
    used: dict[str, float] = {}
    for lever, effort in zip(made.levers, efforts, strict=True):
        for name, each in lever.uses:
            used[name] = used.get(name, 0.0) + each * effort
    return used


def goal_left(
    stand: Standing, levers: tuple[Lever, ...], left: Period, resources: tuple[Remaining, ...], *, target: float
) -> Goal:
    """The goal for the days that are left. Args: levers, over those days; target [sessions] in them."""
    goal, come = stand.goal, stand.seen.sessions
    bounds = [
        AtLeast(where=each.where, sessions=each.sessions - float(come[list(stand.history.matching(each.where))].sum()))
        for each in goal.at_least
    ]
    return replace(
        goal_over(goal, stand.made, left, levers, target=target),
        as_of=stand.seen.over.end,
        resources=None
        if stand.made.resources is None
        else tuple(Resource(name=each.name, amount=each.amount) for each in resources),
        at_least=tuple(each for each in bounds if each.sessions > 0),
        floors=_floors(stand),
    )


def _floors(stand: Standing) -> tuple[Floor, ...]:
    """What is still missing of the least totals of other measures."""
    begin = (stand.made.period.start - stand.history.first).days
    come = {each.name: float(np.nansum(each.amounts[:, begin:])) for each in stand.history.measures}
    rest = [
        Floor(measure=each.measure, at_least=each.at_least - come.get(each.measure, 0.0)) for each in stand.goal.floors
    ]
    return tuple(each for each in rest if each.at_least > 0)


def fixed(lever: Lever) -> Lever:
    """The lever with no more effort than it must have."""
    return replace(lever, most=lever.least)


def in_time(later: Array) -> Array:
    """(n_levers,) [-] share of the effect that comes within the period. Args: later [-] sessions after it for each one in it."""
    share: Array = 1 / (1 + later)
    return share
