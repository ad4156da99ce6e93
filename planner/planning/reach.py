"""How far more of the resources goes: the frontier, and what it would take."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, takewhile

import numpy as np

from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import Prepared
from planner.allocation.scale import at_scale, largest_scale, least_scale
from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.plan import FrontierPoint, Needed, Odds
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.planning.aim import Aim
from planner.planning.gains import gains_at
from planner.planning.task import Question

SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
EVEN, LIKELY = 0.495, 0.795  # chances that are shown as 50 % and 80 %
GROWTH = 1.5  # from one scale beyond the frontier to the next that is looked at
PARTS = (0.1, 0.25, 0.5, 0.75, 1.0)  # where the goal sets no limits: of what the levers use where they bring most


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The plans at every scale that was looked at."""

    needed: Needed
    effort: Array
    """(n_levers,) [lever units] at `needed.scale`; where no scale reaches the target, the effort that brings most."""
    frontier: tuple[FrontierPoint, ...]


def reach_of(aim: Aim, asked: Question, prepared: Prepared, forecast: Forecast, table: GainTable) -> Reach:
    """The frontier, and the scales at which the target is met on average, at even odds and likely (80 %).

    Args: prepared: the question's task without what a session is worth, for here the target decides.
    """
    budget = asked.task.budget
    usual = forecast.draws[list(aim.leaves)].sum(axis=0)
    solved: dict[float, Scaled | None] = {}

    def at(scale: float) -> Scaled | None:
        if scale not in solved:
            solved[scale] = _scaled(scale, prepared, asked, table, usual)
        return solved[scale]

    def mean(scale: float) -> float:
        return float(found.draws.mean()) if (found := at(scale)) else -np.inf

    def chance(scale: float) -> float:
        return float((found.draws >= aim.target).mean()) if (found := at(scale)) else -np.inf

    def odds(wanted: float) -> Odds | None:
        scale = least_scale(chance, wanted, looks=looks)
        found = at(scale) if scale is not None else None
        return (
            Odds(scale=scale, uses=_named(asked, asked.task.uses @ found.effort))
            if scale is not None and found
            else None
        )

    points = SCALES if asked.limited else PARTS
    looks = _looks(points, max(largest_scale(asked.task.uses @ asked.best, budget), 1.0))
    scale = least_scale(mean, aim.target, looks=looks)
    enough = at(scale) if scale is not None else None
    effort = enough.effort if enough else asked.best
    most = float(usual.mean() + (asked.inside @ gains_at(table, asked.best)).mean())
    needed = Needed(
        scale=scale,
        resources=_named(asked, budget * scale if scale is not None else asked.task.uses @ asked.best),
        levers=tuple((o.lever.name, e) for o, e in zip(table.options, effort.tolist(), strict=True)),
        reachable=most,
        unassigned=0 if enough else max(aim.target - round(most), 0),
        even=odds(EVEN),
        likely=odds(LIKELY),
    )
    frontier = tuple(_point(scale, found, asked, aim) for scale in points if (found := at(scale)))
    return Reach(needed=needed, effort=effort, frontier=frontier)


def _looks(points: Sequence[float], largest: float) -> tuple[float, ...]:
    """Rising scales from none to the largest that changes anything, the frontier's among them."""
    further = (points[-1] * GROWTH**n for n in count(1))
    return (0.0, *(p for p in points if p < largest), *takewhile(lambda scale: scale < largest, further), largest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """The best plan with all resources scaled alike."""

    effort: Array
    """(n_levers,) [lever units]."""
    draws: Array
    """(n_draws,) [sessions] of the goal's branch."""


def _scaled(scale: float, prepared: Prepared, asked: Question, table: GainTable, usual: Array) -> Scaled | None:
    """None where the minimums leave nothing to choose at that scale."""
    try:
        found = at_scale(prepared, asked.task.budget, scale)
    except InfeasibleError:
        return None
    return Scaled(effort=found.effort, draws=usual + asked.inside @ gains_at(table, found.effort))


def _named(asked: Question, amounts: Array) -> tuple[tuple[str, float], ...]:
    return tuple(zip(asked.resources, amounts.tolist(), strict=True))


def _point(scale: float, found: Scaled, asked: Question, aim: Aim) -> FrontierPoint:
    seen = spread(found.draws)
    return FrontierPoint(
        scale=scale,
        resources=_named(asked, asked.task.budget * scale),
        mean=seen.mean,
        p10=seen.p10,
        p90=seen.p90,
        chance=float((found.draws >= aim.target).mean()),
    )
