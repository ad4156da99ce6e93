"""How far more of the resources goes: the frontier, and what it would take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

import numpy as np

from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import Prepared
from planner.allocation.scale import at_budget, largest_scale, least_scale
from planner.model.arrays import Array, Bools
from planner.model.forecast import Forecast
from planner.model.reach import Alone, FrontierPoint, Needed, Odds
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.planning.aim import Aim
from planner.planning.gains import gains_at
from planner.planning.task import Question

SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
EVEN, LIKELY, SURE = 0.495, 0.795, 0.895  # chances that are shown as 50 %, 80 % and 90 %
GROWTH = 1.5  # from one scale beyond the frontier to the next that is looked at
PARTS = (0.1, 0.25, 0.5, 0.75, 1.0)  # where the goal sets no limits: of what the levers use where they bring most


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The plans at every scale that was looked at."""

    needed: Needed
    effort: Array
    """(n_levers,) [lever units] at `needed.scale`; where no scale reaches the target, the effort that brings most."""
    frontier: tuple[FrontierPoint, ...]
    alone: tuple[Alone, ...]


def reach_of(aim: Aim, asked: Question, prepared: Prepared, forecast: Forecast, table: GainTable) -> Reach:
    """The frontier, and the scales at which the target is met on average, at even odds, likely (80 %) and all but sure (90 %).

    Args: prepared: the question's task without what a session is worth, for here the target decides.
    """
    usual = forecast.draws[list(aim.leaves)].sum(axis=0)
    every = np.ones(len(asked.task.budget), dtype=np.bool_)
    solved: _Solved = {}
    together = _Scales(prepared, asked, table, usual, every, solved)
    points = SCALES if asked.limited else PARTS
    scale = together.least(lambda draws: float(draws.mean()), aim.target, points)
    enough = together.at(scale) if scale is not None else None
    effort = enough.effort if enough else asked.best
    most = float(usual.mean() + (asked.inside @ gains_at(table, asked.best)).mean())

    def odds(wanted: float) -> Odds | None:
        scale = together.least(lambda draws: float((draws >= aim.target).mean()), wanted, points)
        found = together.at(scale) if scale is not None else None
        return (
            None
            if scale is None or found is None
            else Odds(scale=scale, uses=_named(asked, asked.task.uses @ found.effort))
        )

    needed = Needed(
        scale=scale,
        resources=_named(asked, asked.task.budget * scale if scale is not None else asked.task.uses @ asked.best),
        levers=tuple((o.lever.name, e) for o, e in zip(table.options, effort.tolist(), strict=True)),
        reachable=most,
        unassigned=0 if enough else max(aim.target - round(most), 0),
        even=odds(EVEN),
        likely=odds(LIKELY),
        sure=odds(SURE),
    )
    single = [_Scales(prepared, asked, table, usual, np.arange(len(every)) == n, solved) for n in range(len(every))]
    return Reach(
        needed=needed,
        effort=effort,
        frontier=_points(together, points, asked, aim),
        alone=tuple(_alone(name, one, asked, aim) for name, one in zip(asked.resources, single, strict=True))
        if asked.limited and len(single) > 1
        else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """The best plan at one scale."""

    effort: Array
    """(n_levers,) [lever units]."""
    draws: Array
    """(n_draws,) [sessions] of the goal's branch."""


_Solved = dict[tuple[float, ...], Scaled | None]
"""The best plan by its budget; None where the minimums leave nothing to choose."""


class _Scales:
    """The best plans with some resources scaled alike and the others as they are, each solved once."""

    def __init__(
        self, prepared: Prepared, asked: Question, table: GainTable, usual: Array, scaled: Bools, solved: _Solved
    ) -> None:
        """Args: solved: of the same task, whatever is scaled; what is found is added."""
        self._prepared, self._asked, self._table, self._usual = prepared, asked, table, usual
        self._scaled, self._solved = scaled, solved

    def budget(self, scale: float) -> Array:
        """(n_resources,) at that scale."""
        return np.where(self._scaled, scale, 1.0) * self._asked.task.budget

    def at(self, scale: float) -> Scaled | None:
        """None where the minimums leave nothing to choose at that scale."""
        budget = self.budget(scale)
        if (key := tuple(budget.tolist())) not in self._solved:
            self._solved[key] = self._found(budget)
        return self._solved[key]

    def least(self, figure: Callable[[Array], float], wanted: float, points: Sequence[float]) -> float | None:
        """The smallest scale at which a figure of the draws is reached; None where none does."""

        def reached(scale: float) -> float:
            return figure(found.draws) if (found := self.at(scale)) else -np.inf

        asked = self._asked
        largest = largest_scale((asked.task.uses @ asked.best)[self._scaled], asked.task.budget[self._scaled])
        return least_scale(reached, wanted, looks=_looks(points, max(largest, 1.0)))

    def _found(self, budget: Array) -> Scaled | None:
        try:
            found = at_budget(self._prepared, budget)
        except InfeasibleError:
            return None
        draws = self._usual + self._asked.inside @ gains_at(self._table, found.effort)
        return Scaled(effort=found.effort, draws=draws)


def _alone(name: str, scales: _Scales, asked: Question, aim: Aim) -> Alone:
    return Alone(
        resource=name,
        points=_points(scales, SCALES, asked, aim),
        scale=scales.least(lambda draws: float(draws.mean()), aim.target, SCALES),
    )


def _points(scales: _Scales, points: Sequence[float], asked: Question, aim: Aim) -> tuple[FrontierPoint, ...]:
    found = []
    for scale in points:
        if one := scales.at(scale):
            seen = spread(one.draws)
            found.append(
                FrontierPoint(
                    scale=scale,
                    resources=_named(asked, scales.budget(scale)),
                    mean=seen.mean,
                    p10=seen.p10,
                    p90=seen.p90,
                    chance=float((one.draws >= aim.target).mean()),
                )
            )
    return tuple(found)


def _looks(points: Sequence[float], largest: float) -> tuple[float, ...]:
    """Rising scales from none to the largest that changes anything, the frontier's among them."""
    further = (points[-1] * GROWTH**n for n in count(1))
    return (0.0, *(p for p in points if p < largest), *takewhile(lambda scale: scale < largest, further), largest)


def _named(asked: Question, amounts: Array) -> tuple[tuple[str, float], ...]:
    return tuple(zip(asked.resources, amounts.tolist(), strict=True))
