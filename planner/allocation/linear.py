"""The linear programme behind every bound: few rows, many columns that lie between 0 and 1."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.arrays import Array

_FEASIBLE = 1e-11  # of a row: how far anything may be beyond its limit
_HOPELESS = 1e-9  # of a row: one that no column can bring closer to its limit than this is infeasible
_PIVOT = 1e-11  # of a row: smaller entries count as none
_TIE = 1e-12  # relative
_SORTED_AT_ONCE = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How much of each column to take, with the prices that show how good it is."""

    amount: Array
    """(n_columns,) 0..1."""
    prices: Array
    """(n_rows,) >= 0 [profit/unit of the row's limit]."""
    bound: float
    """[profit] no amounts within the limits bring more; computed from the prices alone, so it holds for any of them."""
    feasible: bool
    """False: the rows contradict each other."""


def best_mix(profit: Array, take: Array, limit: Array) -> Mix:
    """Maximise profit @ amount where take @ amount <= limit and 0 <= amount <= 1.

    Dual simplex with bound flipping: every column starts at the end that its profit favours, so there is no first phase;
    a step passes all the break points that still bring the row closer to its limit. With one row it is a single selection.

    Args: profit (n_columns,); take (n_rows, n_columns); limit (n_rows,), any units.
    Source: Dantzig (1955), Upper Bounds, Secondary Constraints and Block Triangularity; Maros (2003), A Generalized Dual
    Phase-2 Simplex Algorithm."""
    rows, columns = take.shape
    row_scale = _row_scale(take, limit)
    table = take / row_scale[:, None]
    size = np.abs(table).max(axis=0, initial=0.0)  # columns are counted in what they do to a row
    size[size == 0] = 1.0
    table = np.hstack([table / size, np.eye(rows)])
    gain = np.concatenate([profit / size, np.zeros(rows)])
    gain_scale = float(np.abs(gain).max(initial=0.0)) or 1.0
    gain /= gain_scale
    right = limit / row_scale
    room = np.concatenate([size, np.full(rows, np.inf)])
    full = gain > 0
    basis = np.arange(columns, columns + rows)
    feasible = True
    for _ in range(100 + 50 * rows):
        inverse = np.linalg.inv(table[:, basis])
        prices = gain[basis] @ inverse
        full[basis] = False
        at = np.where(full, room, 0.0)
        at[basis] = inverse @ (right - table @ at)
        below, above = -at[basis], at[basis] - room[basis]
        wrong = np.maximum(below, above)
        if wrong.max(initial=0.0) <= _FEASIBLE:
            break
        leaving = int(wrong.argmax())
        up = bool(below[leaving] > above[leaving])
        line = inverse[leaving] @ table
        line[basis] = 0.0
        helpful = np.flatnonzero(np.where(full == up, line, -line) > _PIVOT)
        step = np.abs(line[helpful])
        if (step * room[helpful]).sum() < wrong[leaving] - _HOPELESS or not helpful.size:
            feasible = bool(wrong[leaving] <= _HOPELESS)
            break
        ratio = np.abs(gain[helpful] - prices @ table[:, helpful]) / step
        flipped, entering = _crossing(ratio, step * room[helpful], float(wrong[leaving]))
        full[helpful[flipped]] ^= True
        full[basis[leaving]] = not up
        basis[leaving] = helpful[entering]
    prices = np.maximum(prices, 0.0) * gain_scale / row_scale
    bound = float(prices @ limit + np.maximum(profit - prices @ take, 0.0).sum())
    return Mix(amount=np.clip(at[:columns] / size, 0.0, 1.0), prices=prices, bound=bound, feasible=feasible)


def _crossing(ratio: Array, weight: Array, need: float) -> tuple[NDArray[np.intp], int]:
    """The columns to flip, cheapest first, and the one at which their weights pass the need (the last one if none does)."""
    need *= (
        1 - _TIE
    )  # at a tie the earlier one: its ratio is what one more unit brings, the later one what the last one brought
    among = np.arange(ratio.size)
    passed = []
    while among.size > _SORTED_AT_ONCE:
        near = ratio[among]
        middle = np.partition(near, among.size // 2)[among.size // 2]
        low = among[near < middle]
        lower = weight[low].sum()
        if not low.size:
            break  # half of them are tied
        if lower > need:
            among = low
        else:
            need -= lower
            passed.append(low)
            among = among[near >= middle]
    order = among[np.argsort(ratio[among], kind="stable")]
    last = min(int(np.searchsorted(np.cumsum(weight[order]), need, side="right")), order.size - 1)
    return np.concatenate([*passed, order[:last]]), int(order[last])


def _row_scale(take: Array, limit: Array) -> Array:
    """(n_rows,) what rounding is measured against: the largest entry of a row.

    Where no entry is negative no more than the limit can be taken, so absurdly long columns must not blur it."""
    size = np.abs(take).max(axis=1, initial=0.0)
    size = np.where((take >= 0).all(axis=1) & (limit > 1e-15 * size), np.minimum(size, limit), size)
    return np.where(size > 0, size, 1.0)
