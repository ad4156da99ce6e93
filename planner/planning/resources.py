"""What the plan uses of every resource, and why some of it may be left."""

import numpy as np

from planner.model.allocation import Allocation
from planner.model.goal import Goal
from planner.model.plan import ResourcePlan
from planner.model.response import GainTable
from planner.planning.task import Question

SPARE = 0.005  # of a resource: less than this left is none


def resource_plans(goal: Goal, asked: Question, table: GainTable, found: Allocation) -> tuple[ResourcePlan, ...]:
    """Every resource of the goal; of the levers, where the goal sets no limits."""
    now = asked.task.uses @ asked.now
    used = asked.task.uses @ found.effort
    return tuple(
        ResourcePlan(
            name=name,
            amount=float(asked.task.budget[n]) if asked.limited else None,
            now=float(now[n]),
            used=float(used[n]),
            left=max(float(found.left[n]), 0.0) if asked.limited else 0.0,
            next_unit=float(found.shadow_prices[n]),
            reason=_reason(goal, asked, table, found, n) if asked.limited else "",
        )
        for n, name in enumerate(asked.resources)
    )


def _reason(goal: Goal, asked: Question, table: GainTable, found: Allocation, n: int) -> str:
    """Why some of resource `n` is left; nothing where it is all used."""
    left, budget = float(found.left[n]), float(asked.task.budget[n])
    if left <= SPARE * budget or budget == 0:
        return ""
    takers = asked.task.uses[n] > 0
    if not takers.any():
        return "no lever uses it"
    open_ = takers & (found.effort < asked.best * (1 - SPARE))
    if not open_.any():
        return "every lever that could use it is at its limit"
    steps = np.array([option.lever.step or 0.0 for option in table.options]) * asked.task.uses[n]
    if bool((steps[open_] > left).all()):
        return "less than one more step of any lever takes"
    short = [name for m, name in enumerate(asked.resources) if m != n and found.left[m] <= SPARE * asked.task.budget[m]]
    if short and bool((asked.task.uses[:, open_].sum(axis=0) > asked.task.uses[n, open_]).all()):
        return f"levers that use it need more {' and '.join(short)} too"
    return "nothing left that brings what `worth` asks for" if goal.worth else "no further step fits"
