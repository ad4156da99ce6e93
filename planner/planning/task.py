"""The goal as a question to the allocation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from planner.allocation.allocate import allocate
from planner.allocation.infeasible import InfeasibleError
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, Bools, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Goal, Lever
from planner.model.history import History
from planner.model.response import GainTable
from planner.planning.aim import Aim
from planner.planning.quality import Rates, of_name, per_session
from planner.text import folded

SPARE = 0.005  # of a budget: less than this left is none
BESIDE = 1e-6  # what a session outside the goal's branch counts for: it decides only where the branch does not care


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A task with the names behind its rows."""

    task: Task
    resources: tuple[str, ...]
    """Names of the rows of `uses` and `budget`."""
    limited: bool
    """Whether the goal sets the budgets; else they are what all levers use where they bring most."""
    now: Array
    """(n_levers,) [lever units] effort as it is."""
    most: Array
    """(n_levers,) [lever units] effort at which each lever brings most; the least, where a resource that it takes is not there."""
    best: Array
    """The same for levers that serve the goal's branch; the others no further than today."""
    inside: Array
    """(n_levers,) share of each lever's gain that falls into the goal's branch."""


def question(
    goal: Goal, history: History, aim: Aim, forecast: Forecast, table: GainTable, rates: Sequence[Rates] = ()
) -> Question:
    """What to ask the allocation: most sessions in the goal's branch, or of what `value` names, within the goal's resources,
    sub-targets and floors.

    A lever that brings nothing to that branch, nor to a sub-target's, is never raised for it.
    """
    levers = [option.lever for option in table.options]
    names = _resource_names(goal, table)
    limits = {resource.name: resource.amount for resource in goal.resources or ()}
    uses = _rows([[dict(lever.uses).get(name, 0.0) for lever in levers] for name in names], len(levers))
    now = np.array([option.now for option in table.options])
    inside = table.leaf_shares[:, list(aim.leaves)].sum(axis=1)
    share, need = _minimums(goal, history, forecast, table, rates)
    means = table.gain.mean(axis=1)
    effort, gain = _no_further(table.effort, means, now, aimless=(inside == 0) & (share.sum(axis=0) == 0))
    unpaid = (uses[[limits.get(name, 1.0) == 0 for name in names]] > 0).any(axis=0)
    most = np.where(unpaid, table.effort[:, 0], _where_best(table.effort, means))
    best = np.where(unpaid, table.effort[:, 0], _where_best(effort, gain))
    task = Task(
        effort=frozen(effort),
        gain=frozen(gain),
        weight=frozen(weights(of_name(rates, goal.value) if goal.value else None, aim, table)),
        cost=frozen(_cost(goal, levers)),
        stepped=table.stepped,
        uses=frozen(uses),
        budget=frozen([limits[name] for name in names] if goal.resources is not None else uses @ best),
        share=frozen(share),
        need=frozen(need),
        base=float(forecast.draws.mean(axis=1)[list(aim.leaves)].sum()),
        excludes=_pairs(goal, "excludes"),
        needs=_pairs(goal, "needs"),
    )
    if task.excludes or task.needs:
        most, best = (_together(task, each) for each in (most, best))
        if goal.resources is None:
            task = replace(task, budget=frozen(uses @ best))
    return Question(
        task=task,
        resources=names,
        limited=goal.resources is not None,
        now=frozen(now),
        most=frozen(most),
        best=frozen(best),
        inside=frozen(inside),
    )


def weights(value: Rates | None, aim: Aim, table: GainTable) -> Array:
    """(n_levers,) what a session of each lever counts: 1 within the goal's branch, or where `value` names a measure, as many of the
    site's usual sessions as bring as much of it."""
    inside = table.leaf_shares[:, list(aim.leaves)].sum(axis=1)
    counts = per_session(value, table, aim.leaves) / value.site if value and value.site > 0 else inside
    found: Array = counts + BESIDE * (1 - inside)
    return found


def _minimums(
    goal: Goal, history: History, forecast: Forecast, table: GainTable, rates: Sequence[Rates]
) -> tuple[Array, Array]:
    """What every sub-target needs beyond the forecast, and every floor on another measure over the whole site: (n_minimums, n_levers) of each
    lever's gain that counts, and (n_minimums,)."""
    means = forecast.draws.mean(axis=1)
    shares, need = [], []
    for bound in goal.at_least:
        at = list(history.matching(bound.where))
        shares.append(table.leaf_shares[:, at].sum(axis=1))
        need.append(bound.sessions - float(means[at].sum()))
    for floor in goal.floors:
        if (one := of_name(rates, floor.measure)) is not None:
            shares.append(per_session(one, table, range(len(means))))
            need.append(floor.at_least - float((forecast.draws * one.draws).sum(axis=0).mean()))
    return _rows(shares, len(table.options)), np.array(need)


def _rows(rows: Sequence[ArrayLike], length: int) -> Array:
    """An array of rows of that length, of none too."""
    return np.array(rows, dtype=np.float64).reshape(len(rows), length)


def _cost(goal: Goal, levers: Sequence[Lever]) -> Array:
    """(n_levers,) [sessions/unit] what a unit of each has to bring to be worth it, by the resource that asks for most."""
    if not goal.worth or not levers:
        return np.zeros(len(levers))
    worth = np.array([[dict(lever.uses).get(name, 0.0) / price for name, price in goal.worth] for lever in levers])
    most: Array = worth.max(axis=1)
    return most


def all_used(asked: Question, found: Allocation) -> Bools:
    """(n_resources,) whether an allocation leaves next to nothing of each resource."""
    return found.left <= SPARE * asked.task.budget


def _pairs(goal: Goal, key: Literal["excludes", "needs"]) -> tuple[tuple[int, int], ...]:
    """(lever, other) for every other that a lever names."""
    at = {folded(lever.name): n for n, lever in enumerate(goal.levers)}
    return tuple((n, at[folded(other)]) for n, lever in enumerate(goal.levers) for other in getattr(lever, key))


def _together(task: Task, most: Array) -> Array:
    """(n_levers,) the efforts that bring most where some levers exclude or need each other, each no further than `most`."""
    ample = replace(task, budget=frozen(task.uses @ task.effort[:, -1] + 1.0), cost=np.zeros_like(task.cost))
    try:
        return np.minimum(allocate(ample).effort, most)
    except InfeasibleError:  # told by whoever asks for the allocation itself
        return most


def _resource_names(goal: Goal, table: GainTable) -> tuple[str, ...]:
    if goal.resources is not None:
        return tuple(resource.name for resource in goal.resources)
    return tuple(dict.fromkeys(name for option in table.options for name, _ in option.lever.uses))


def _where_best(effort: Array, gain: Array) -> Array:
    """(n_levers,) the effort at which each row of a table is highest."""
    return effort[np.arange(len(effort)), gain.argmax(axis=1)] if len(effort) else np.zeros(0)


def _no_further(effort: Array, gain: Array, now: Array, aimless: Bools) -> tuple[Array, Array]:
    """Effort and mean gain of a table, where those rows end at today's effort."""
    points = effort.shape[1]
    last = np.maximum((effort <= now[:, None] * (1 + 1e-9)).sum(axis=1) - 1, 0)
    last = np.where(aimless, last, points - 1)
    at = np.minimum(np.arange(points), last[:, None])
    rows = np.arange(len(now))[:, None]
    return effort[rows, at], gain[rows, at]
