"""From a relaxed solution to a choice that is allowed."""

from dataclasses import dataclass

import numpy as np

from planner.allocation.prepared import Prepared, least
from planner.allocation.table import gain_at, snapped_down
from planner.model.allocation import Task
from planner.model.arrays import Array

_FITS = 5e-10  # of a budget or minimum: steps that fill it exactly must not fail on rounding
_BETTER = 1e-12  # of the largest gain: smaller improvements are rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Effort for every lever, allowed but perhaps short of a branch minimum."""

    effort: Array
    """(n_levers,) [lever units]."""
    value: float
    """[sessions] by the tables."""
    shortage: float
    """Sum of the parts of the branch minimums that are not met; 0 if the choice keeps all limits."""


def settled(prepared: Prepared, budget: Array, effort: Array, *, enough: float = np.inf) -> Choice:
    """Bring a relaxed solution into the tables and the budgets, then improve it lever by lever while that helps.

    Args: budget (n_resources,) [resource]; effort (n_levers,) [lever units], that keeps the pairs; enough [sessions]: a choice that brings so much
        need not be improved.
    Source: the greedy fill is the classic lower bound of the multiple-choice knapsack (Sinha and Zoltners 1979)."""
    rules, first = prepared.rules, least(prepared.task)
    if rules is not None:
        first = np.maximum(first, rules.first(effort))
    chosen = _within(prepared, budget, effort, first)
    if rules is not None:
        chosen = np.where(chosen > rules.nothing, chosen, first)
    for _ in range(50 + 4 * chosen.size):
        found = _choice(prepared, chosen)
        if found.shortage == 0 and found.value >= enough:
            return found
        better = _best_move(prepared, budget, chosen)
        if better is None:
            return found
        lever, there = better
        chosen[lever] = there
    return _choice(prepared, chosen)


def _choice(prepared: Prepared, effort: Array) -> Choice:
    task = prepared.task
    gain = gain_at(task.effort, task.gain, effort)
    return Choice(
        effort=effort.copy(),  # it may be improved further
        value=float(task.weight @ gain - task.cost @ effort),
        shortage=float(_shortage(prepared, (task.share @ gain)[:, None]).item()),
    )


def _within(prepared: Prepared, budget: Array, effort: Array, first: Array) -> Array:
    """(n_levers,) steps rounded down; the rest scaled down towards the first efforts where that is needed."""
    task = prepared.task
    steps = task.stepped > 0
    fixed = np.where(steps, snapped_down(task.effort, effort), first) if steps.any() else first
    if (task.uses @ fixed > budget * (1 + _FITS)).any():
        fixed = first
    extra = np.where(steps, 0.0, np.clip(effort - first, 0.0, None))
    wanted, there = task.uses @ extra, np.maximum(budget - task.uses @ fixed, 0.0)
    over = wanted > there
    scale = float((there[over] / wanted[over]).min(initial=1.0))
    return np.asarray(fixed + scale * extra)


def _best_move(prepared: Prepared, budget: Array, effort: Array) -> tuple[int, float] | None:
    """The one change of one lever that lessens the shortage most, or where there is none adds most value."""
    task = prepared.task
    if not effort.size:
        return None
    gain = gain_at(task.effort, task.gain, effort)
    value = task.weight * gain - task.cost * effort
    used = task.uses @ effort
    room, stretched = _room(task, budget - used), _room(task, budget * (1 + _FITS) - used)
    # Everything in the table within reach, and as far as the resources go where the lever may stop between points.
    most = np.where(task.stepped > 0, effort, np.minimum(effort + room, task.effort[:, -1]))
    most_gain = gain_at(task.effort, task.gain, most)
    there = np.column_stack([task.effort, most])
    more = np.column_stack([prepared.value, task.weight * most_gain - task.cost * most]) - value[:, None]
    more[there > (effort + np.where(task.stepped > 0, stretched, room))[:, None]] = -np.inf
    if prepared.rules is not None:
        more[~prepared.rules.allowed(effort, there)] = -np.inf
    lessens = np.zeros_like(more)
    if task.need.size:
        rise = np.column_stack([task.gain, most_gain]) - gain[:, None]
        brought = task.share @ gain
        lessens = _shortage(prepared, brought[:, None, None]) - _shortage(
            prepared, brought[:, None, None] + task.share[:, :, None] * rise
        )
        more[lessens < 0] = -np.inf
        lessens[np.isneginf(more)] = 0.0
    best = int(np.argmax(lessens if lessens.max() > _BETTER else more))
    lever = best // more.shape[1]
    if lessens.flat[best] <= _BETTER and more.flat[best] <= _BETTER * float(np.abs(value).max(initial=0.0)):
        return None
    return lever, float(there.flat[best])


def _room(task: Task, left: Array) -> Array:
    """(n_levers,) [lever units] how far each lever alone may still go. Args: left (n_resources,) [resource]."""
    there = np.maximum(left, 0.0)[:, None]
    each = np.divide(there, task.uses, out=np.full(task.uses.shape, np.inf), where=task.uses > 0)
    return np.asarray(each.min(axis=0, initial=np.inf))


def _shortage(prepared: Prepared, brought: Array) -> Array:
    """Sum over branches of the part of the minimum that is missing. Args: brought (n_branches, ...) [sessions]."""
    shape = (-1,) + (1,) * (brought.ndim - 1)
    missing = (prepared.task.need.reshape(shape) - brought) / prepared.need_size.reshape(shape)
    return np.asarray(np.where(missing > _FITS, missing, 0.0).sum(axis=0))
