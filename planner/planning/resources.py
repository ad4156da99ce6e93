"""What the plan uses of every resource, and why some of it may be left."""

from typing import NamedTuple

import numpy as np

from planner.allocation.prepared import Prepared
from planner.allocation.scale import at_scale
from planner.allocation.table import gain_at
from planner.model.allocation import Allocation
from planner.model.arrays import Array, Bools
from planner.model.plan import ResourcePlan
from planner.model.response import GainTable
from planner.planning.task import SPARE, Question, all_used
from planner.words.language import say
from planner.words.phrases import together

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
    left = [_why_left(asked, table, found, n) for n in range(len(asked.resources))]
    return tuple(
        ResourcePlan(
            name=name,
            amount=float(asked.task.budget[n]) if asked.limited else None,
            now=float(now[n]),
            used=float(used[n]),
            left=max(float(found.left[n]), 0.0) if asked.limited else 0.0,
            next_unit=float(more[n]),
            reason=left[n].text,
            in_steps=left[n].in_steps,
        )
        for n, name in enumerate(asked.resources)
    )


class _Reason(NamedTuple):
    """Why some of a resource is left."""

    text: str = ""
    in_steps: bool = False
    """Whether since levers come in steps."""


def _why_left(asked: Question, table: GainTable, found: Allocation, n: int) -> _Reason:
    """Why some of resource `n` is left; nothing where it is all used."""
    if not asked.limited or all_used(asked, found)[n]:
        return _Reason()
    takers = asked.task.uses[n] > 0
    if not takers.any():
        return _Reason(say("no lever uses it"))
    open_ = takers & (found.effort < asked.best * (1 - SPARE))
    if not open_.any():
        return _Reason(say("every lever that could use it is at its limit"))
    steps = np.array([option.lever.step or 0.0 for option in table.options]) * asked.task.uses[n]
    if bool((steps[open_] > found.left[n]).all()):
        return _Reason(say("less than one more step of any lever takes"), in_steps=True)
    return _held_back(asked, found, n, open_, stepped=bool((steps[open_] > 0).all()))


def _held_back(asked: Question, found: Allocation, n: int, open_: Bools, *, stepped: bool) -> _Reason:
    """Why some is left though levers could use it. Args: open_ (n_levers,) those that could; stepped: whether all of them come in steps."""
    used_up = all_used(asked, found)
    short = [name for m, name in enumerate(asked.resources) if m != n and used_up[m]]
    if short and bool((asked.task.uses[:, open_].sum(axis=0) > asked.task.uses[n, open_]).all()):
        return _Reason(say("levers that use it need more {resources} too", resources=together(short)))
    if bool((asked.task.cost[open_] > 0).all()):
        return _Reason(say("nothing left that brings what `worth` asks for"))
    if stepped:
        return _Reason(say("no further step fits"), in_steps=True)
    return _Reason(say("what more of it would bring is next to nothing"))
