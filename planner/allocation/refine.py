"""Tables made finer where it matters: around the best choice, until the curves behind them have no more to give."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.allocation.above import above
from planner.allocation.allocate import MOST_NODES, allocate
from planner.allocation.bend import Bend, bend
from planner.allocation.guess import Guess, guess
from planner.allocation.points import merged, told_apart, with_points
from planner.allocation.prepared import prepare
from planner.allocation.relaxation import relaxed
from planner.allocation.table import gain_at
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, frozen

Sample = Callable[[Array, NDArray[np.intp]], Array]
"""Expected gains [sessions] (n_rows, n_points) at efforts (n_rows, n_points) [lever units] of the levers (n_rows,)."""

CLOSE = 1e-8
ROUNDS = 6
_LOOKS = 2  # a round: the second starts from where the first one guessed, with points much closer together
_BINDING = 1e-7  # of a limit: less left is none
_ON_POINT = 1e-9  # of a table's length
_LEAST_APART = 1e-6  # of the effort above the least
_AROUND = np.array([-1.0, 0.0, 1.0])
_CAREFUL = 0.4
_CLOSER = 1 / 16  # each look's points are at least that much closer together than those it starts from
_CLOSER_AT_END = 1 / 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """A best choice under tables that are fine around it."""

    task: Task
    """With the final tables: all points of the ones given, and those added."""
    found: Allocation
    """The best choice, its value and bound under the final tables."""
    limit: float
    """[sessions] no choice within the limits brings more, if all curves are concave; infinity where a table is not."""
    settled: bool
    """Whether curves that bend as their tables do have no more to give near the choice than the tolerance."""
    rounds: int


def refine(
    task: Task, sample: Sample, *, tolerance: float = CLOSE, rounds: int = ROUNDS, most_nodes: int = MOST_NODES
) -> Refined:
    """Allocate under curves, of which the task's tables are a first look.

    The choice under the tables says where every lever's effort belongs about. Three points are added there, at and beside the place
    where a curve with the table's bend would have its optimum, twice, and the finer tables allocated anew; so until the curves
    have no more to give there, or the rounds end. Levers that come in steps keep their tables.

    What is proven: no choice passes `found.bound` under the final tables. These lie below concave curves, which themselves cannot
    pass `limit`. Of S-shaped curves the tables given must show where the gains are; what lies between their points away from
    the choice is not looked at.

    Args: task; sample, the curves behind its tables; tolerance [-] of what the plan adds to the least efforts; rounds, at most.
    Raises: InfeasibleError as `allocate`, also where only the finer tables show that a branch minimum is out of reach."""
    found = allocate(task, most_nodes=most_nodes)
    rows = np.flatnonzero((task.stepped == 0) & (task.effort[:, -1:] > task.effort[:, :1]).any(axis=1))
    settled, limit, done = not rows.size, found.bound, 0  # between steps there is nothing to find
    while not settled and done < rounds:
        task = _looked(task, rows, sample, found.effort, again=done > 0)
        found = _no_worse(task, allocate(task, most_nodes=most_nodes), found.effort)
        start = task.base + float(task.weight @ task.gain[:, 0] - task.cost @ task.effort[:, 0])
        little = tolerance * abs(found.bound - start)
        over = above(task, _prices(task, found), found.effort)
        limit, done = over.limit, done + 1
        provable = np.isfinite(limit) and not task.stepped.any()  # steps leave a gap that no finer table closes
        settled = over.near <= little and (limit - found.value <= little or not provable)
    return Refined(task=task, found=found, limit=limit, settled=settled, rounds=done)


def _prices(task: Task, found: Allocation) -> Array:
    """(n_resources + n_branches,) >= 0 [sessions/unit of the limit]."""
    if not task.need.size:
        return found.shadow_prices
    return relaxed(prepare(task), np.maximum(task.budget, task.uses @ task.effort[:, 0]), {}).prices


def _looked(task: Task, rows: NDArray[np.intp], sample: Sample, chosen: Array, *, again: bool) -> Task:
    """The task with finer tables around a choice.

    Args: rows (n_rows,) the levers whose tables may be made finer; chosen (n_levers,) [lever units]; again, whether an earlier round's
    guesses were not enough: then the first look is around the choice itself, so that the tables get finer there in any case."""
    at, effort, gain = chosen, task.effort, task.gain
    first, last = effort[:, 0], effort[:, -1]
    spare = _spare(task, effort, gain, at)
    binding = spare <= _BINDING * np.concatenate([task.budget, np.abs(task.need)])
    least = told_apart(task)
    added = []
    for look in range(_LOOKS):
        seen = bend(effort, gain, at)
        if look or not again:
            there = guess(task, at, spare, seen, binding)
            apart = np.where(there.moved, np.maximum(_finer(task, seen, at, there), 1.01 * least), seen.width / 2)
            at = there.effort
        else:
            apart = seen.width / 2
        centre = np.minimum(np.maximum(at, first + apart), last - apart)
        points = centre[rows, None] + apart[rows, None] * _AROUND
        added.append((points, sample(points, rows)))
        # The next look needs no more than these and the three points that this one went by.
        effort, gain, _ = merged(seen.effort, seen.gain, rows, *added[-1])
        spare = _spare(task, effort, gain, at)
    added += _off_points(task, rows, sample, chosen)
    points, brought = (np.hstack(columns) for columns in zip(*added, strict=True))
    return with_points(task, rows, points, brought, least)


def _off_points(task: Task, rows: NDArray[np.intp], sample: Sample, chosen: Array) -> list[tuple[Array, Array]]:
    """The efforts chosen that are no points of the tables, as one more column of points if there are any.

    What they bring is then known and not read off a chord, so that a later choice is held against what they are worth."""
    off = np.abs(task.effort[rows] - chosen[rows, None]).min(axis=1) > _ON_POINT * np.ptp(task.effort[rows], axis=1)
    if not off.any():
        return []
    points, brought = task.effort[rows, -1:], task.gain[rows, -1:]
    points[off] = chosen[rows[off], None]
    brought[off] = sample(points[off], rows[off])
    return [(points, brought)]


def _spare(task: Task, effort: Array, gain: Array, at: Array) -> Array:
    """(n_resources + n_branches,) what the limits leave. Args: effort, gain (n_levers, n_points), tables in place of the task's."""
    over = task.share @ gain_at(effort, gain, at) - task.need if task.need.size else task.need
    return np.concatenate([task.budget - task.uses @ at, over])


def _finer(task: Task, seen: Bend, at: Array, there: Guess) -> Array:
    """(n_levers,) [lever units] how close together to look next.

    The error of a parabola is of second order in its width and in how far it is followed, measured in efforts, for on that scale curves
    bend. Where a lever stays at an end, the first chord is all that matters."""
    first, length = task.effort[:, 0], task.effort[:, -1] - task.effort[:, 0]
    scale = at - first + seen.width
    followed = np.maximum(seen.width, np.abs(there.effort - at))
    error = np.divide(_CAREFUL * followed**2, scale, out=np.zeros_like(scale), where=scale > 0)
    finer = np.where(there.stays, _CLOSER_AT_END, _CLOSER) * seen.width
    return np.maximum(np.minimum(error, finer), _LEAST_APART * (at - first + 1e-3 * length))


def _no_worse(task: Task, found: Allocation, effort: Array) -> Allocation:
    """What was found, or an earlier choice if it is worth more: a search may end within its tolerance of the best."""
    gain = gain_at(task.effort, task.gain, effort)
    value = task.base + float(task.weight @ gain - task.cost @ effort)
    if value <= found.value or (task.share @ gain < task.need).any():
        return found
    left = frozen(task.budget - task.uses @ effort)
    return replace(found, effort=effort, value=value, bound=max(found.bound, value), left=left)
