"""From the pairs of a task to the rules that follow from them."""

from collections.abc import Mapping

import numpy as np

from planner.allocation.bits import Levers, chosen, closed, members, turned, union
from planner.allocation.hull import Segments
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.rules import Rules
from planner.allocation.table import Piece, piece
from planner.model.allocation import SMALLEST, Task
from planner.model.arrays import Array

_NOTHING = 1e-9  # of the most: no effort
_NO_SEGMENTS = Segments(lever=np.zeros(0, dtype=np.intp), effort=np.zeros(0), gain=np.zeros(0))


def rules_of(task: Task) -> Rules | None:
    """The rules of a task; None if it has no pairs."""
    if not task.excludes and not task.needs:
        return None
    levers = sorted({lever for pair in (*task.excludes, *task.needs) for lever in pair})
    place = {lever: k for k, lever in enumerate(levers)}
    needs, excludes = _partners(task.needs, place), _partners(task.excludes, place)
    needed_by, excluded_by = turned(needs), turned(excludes)
    excludes = [one | other for one, other in zip(excludes, excluded_by, strict=True)]
    follows, falls = closed(needs), closed(needed_by)
    stops = [union(falls, union(excludes, after)) for after in follows]
    nothing = _only(levers, _NOTHING * _within_reach(task))
    must = union(follows, chosen(task.effort[lever, 0] > nothing[lever] for lever in levers))
    idle = chosen(task.effort[lever, -1] <= nothing[lever] for lever in levers)
    never = chosen(after & stop for after, stop in zip(follows, stops, strict=True))
    unused = union(falls, idle | never) | union(stops, must)
    needed = chosen(needed_by)
    smallest = _only([levers[k] for k in members(needed)], _smallest(task, nothing))
    free = [levers[k] for k in members(needed & ~idle) if task.effort[levers[k], 0] <= nothing[levers[k]]]
    gapless = {lever: _gapless(task, lever, smallest[lever]) for lever in free if not task.stepped[lever]}
    return Rules(
        levers=tuple(levers),
        follows=tuple(follows),
        stops=tuple(stops),
        falls=tuple(falls),
        near=tuple(a | b | c for a, b, c in zip(excludes, needs, needed_by, strict=True)),
        needed=needed,
        used=must,
        unused=unused,
        excluding=np.array(task.excludes, dtype=np.intp).reshape(-1, 2).T,
        needing=np.array(task.needs, dtype=np.intp).reshape(-1, 2).T,
        nothing=nothing,
        barred=_only([levers[k] for k in members(unused)], np.ones(len(task.effort))) > 0,
        smallest=smallest,
        least=np.maximum(task.effort[:, 0], _only([levers[k] for k in members(must)], smallest)),
        unspent={lever: _point(task.effort[lever], task.gain[lever]) for lever in levers},
        gapless=gapless,
        spent={lever: _spent(task, lever, smallest[lever], gapless) for lever in free},
    )


def check_pairs(task: Task, rules: Rules) -> None:
    """Raises: InfeasibleError naming a pair that the least efforts contradict."""
    place = {lever: k for k, lever in enumerate(rules.levers)}
    for n, (one, other) in enumerate(task.needs):
        if rules.used >> place[one] & 1 and np.isinf(rules.smallest[other]):
            raise InfeasibleError(kind="needs", index=n)
    for n, (one, other) in enumerate(task.excludes):
        if rules.used >> place[one] & rules.used >> place[other] & 1:
            raise InfeasibleError(kind="excludes", index=n)


def _partners(pairs: tuple[tuple[int, int], ...], place: Mapping[int, int]) -> list[Levers]:
    found = [0] * len(place)
    for one, other in pairs:
        found[place[one]] |= 1 << place[other]
    return found


def _only(levers: list[int], values: Array) -> Array:
    """(n_levers,) the values of these levers, 0 for the others."""
    found = np.zeros(len(values))
    found[levers] = values[levers]
    return found


def _within_reach(task: Task) -> Array:
    """(n_levers,) [lever units] the most of each, or what its budgets pay for if that is less."""
    paid = np.divide(task.budget[:, None], task.uses, out=np.full(task.uses.shape, np.inf), where=task.uses > 0)
    reach = np.minimum(task.effort[:, -1], paid.min(axis=0, initial=np.inf))
    return np.where(reach > 0, reach, task.effort[:, -1])


def _smallest(task: Task, nothing: Array) -> Array:
    """(n_levers,) [lever units] the least or first step above none, or a part of the most; infinite without any."""
    some = np.where(task.effort > nothing[:, None], task.effort, np.inf).min(axis=1)
    part = np.where(np.isinf(some), some, SMALLEST * _within_reach(task))
    return np.where((task.stepped > 0) | (task.effort[:, 0] > nothing), some, part)


def _point(effort: Array, gain: Array) -> Piece:
    return Piece(effort=effort[:1], gain=gain[:1], hull=_NO_SEGMENTS)


def _gapless(task: Task, lever: int, smallest: float) -> Piece:
    effort, gain = task.effort[lever], task.gain[lever]
    beyond, there = effort > smallest, np.interp(smallest, effort, gain)
    return piece(
        np.concatenate([effort[:1], [smallest], effort[beyond]]), np.concatenate([gain[:1], [there], gain[beyond]])
    )


def _spent(task: Task, lever: int, smallest: float, gapless: Mapping[int, Piece]) -> Piece:
    part = gapless.get(lever)
    effort, gain = (task.effort[lever], task.gain[lever]) if part is None else (part.effort, part.gain)
    return piece(effort[effort >= smallest], gain[effort >= smallest])
