"""What the plan uses of every resource, and why some of it may be left."""

import numpy as np

from planner.allocation.prepared import Prepared
from planner.allocation.scale import at_scale
from planner.allocation.table import gain_at
from planner.model.allocation import Allocation
from planner.model.arrays import Array
from planner.model.plan import ResourcePlan
from planner.model.response import GainTable
from planner.planning.task import SPARE, Question, all_used

LITTLE = 0.02  # of a budget: what "more of it" is tried with


def marginal(asked: Question, prepared: Prepared, found: Allocation) -> Array:
    """What one more unit of each resource would really bring: a little more of it is tried, since steps and S-shapes make prices jump.

    Both sides are plans before anything is rounded to very fine steps or left as a trifle, so that only the resource differs.

    Returns: (n_resources,) [sessions/resource] >= 0; 0 where the goal sets no limits.
    """
    budget = asked.task.budget
    brings = np.zeros(len(budget))
    if not asked.limited:
        return brings
    as_given = _sessions(asked, at_scale(prepared, budget, 1.0))
    for n in range(len(budget)):
        little = LITTLE * budget[n] if budget[n] > 0 else 1.0
        more = budget + little * (np.arange(len(budget)) == n)
        brings[n] = max(_sessions(asked, at_scale(prepared, more, 1.0)) - as_given, 0.0) / little
    return np.where(all_used(asked, found), brings, 0.0)


def _sessions(asked: Question, found: Allocation) -> float:
    """[sessions] of the goal's branch that an allocation adds, whatever it was chosen for."""
    task = asked.task
    return float(asked.inside @ gain_at(task.effort, task.gain, found.effort))


def resource_plans(asked: Question, table: GainTable, found: Allocation, more: Array) -> tuple[ResourcePlan, ...]:
    """Every resource of the goal; of the levers, where the goal sets no limits. Args: more: from `marginal`."""
    now = asked.task.uses @ asked.now
    used = asked.task.uses @ found.effort
    return tuple(
        ResourcePlan(
            name=name,
            amount=float(asked.task.budget[n]) if asked.limited else None,
            now=float(now[n]),
            used=float(used[n]),
            left=max(float(found.left[n]), 0.0) if asked.limited else 0.0,
            next_unit=float(more[n]),
            reason=_reason(asked, table, found, n) if asked.limited else "",
        )
        for n, name in enumerate(asked.resources)
    )


def _reason(asked: Question, table: GainTable, found: Allocation, n: int) -> str:  # noqa: PLR0911 - one reason a line
    """Why some of resource `n` is left; nothing where it is all used."""
    used_up = all_used(asked, found)
    if used_up[n]:
        return ""
    takers = asked.task.uses[n] > 0
    if not takers.any():
        return "no lever uses it"
    open_ = takers & (found.effort < asked.best * (1 - SPARE))
    if not open_.any():
        return "every lever that could use it is at its limit"
    steps = np.array([option.lever.step or 0.0 for option in table.options]) * asked.task.uses[n]
    if bool((steps[open_] > found.left[n]).all()):
        return "less than one more step of any lever takes"
    short = [name for m, name in enumerate(asked.resources) if m != n and used_up[m]]
    if short and bool((asked.task.uses[:, open_].sum(axis=0) > asked.task.uses[n, open_]).all()):
        return f"levers that use it need more {' and '.join(short)} too"
    if bool((asked.task.cost[open_] > 0).all()):
        return "nothing left that brings what `worth` asks for"
    return (
        "no further step fits" if bool((steps[open_] > 0).all()) else "what more of it would bring is next to nothing"
    )
