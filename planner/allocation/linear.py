"""The linear programme behind every bound: few rows, many columns that lie between 0 and 1."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.allocation.hull import chunks
from planner.model.arrays import Array

_FEASIBLE = 1e-11  # of a row: how far anything may be beyond its limit
_HOPELESS = 1e-9  # of a row: one that no column can bring closer to its limit than this is infeasible
_PIVOT = 1e-11  # of a row: smaller entries count as none
_TIE = 1e-12  # relative
_SORTED_AT_ONCE = 2048
_SIFTED_FROM = 20_000  # columns; fewer are solved at once
_SAMPLED = 64  # one column in so many, and
_LEAST_SAMPLE = 4_096
_MARGIN = 8.0  # standard deviations of a sample's prices, about: columns that close to their break point stay open
_SIFTINGS = 6


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

    Of many columns a sample says about what the prices are, so that only those near their break point stay open. The others are
    held against the prices found in the end, and opened too if those disagree.

    Args: profit (n_columns,); take (n_rows, n_columns); limit (n_rows,), any units.
    Source: Dantzig (1955), Upper Bounds, Secondary Constraints and Block Triangularity; Maros (2003), A Generalized Dual
    Phase-2 Simplex Algorithm; Bixby et al. (1992), Very Large-Scale Linear Programming: sifting."""
    if profit.size > _SIFTED_FROM and len(take) and (found := _sifted(profit, take, limit)) is not None:
        return found
    return _at_once(profit, take, limit)


def _sifted(profit: Array, take: Array, limit: Array) -> Mix | None:
    """The same by way of a sample; None if that does not get there, because the sample misleads."""
    size = max(profit.size // _SAMPLED, _LEAST_SAMPLE)
    drawn = np.random.default_rng(0).integers(profit.size, size=size)
    prices = _at_once(profit[drawn], take[:, drawn], limit * (size / profit.size)).prices
    margin = _MARGIN / size**0.5
    kept = np.zeros(profit.size, dtype=bool)
    for _ in range(_SIFTINGS):
        full, fixed = _favoured(profit, take, prices, margin, kept)
        among = np.flatnonzero(kept)
        found = _at_once(profit[among], take[:, among], limit - fixed)
        if not found.feasible:
            if among.size == profit.size:
                return found
            margin *= 4  # perhaps too much was fixed
            continue
        worth, wrong = _worth(profit, take, found.prices, full, kept)
        if not wrong:
            full[among] = found.amount
            return Mix(amount=full, prices=found.prices, bound=float(found.prices @ limit) + worth, feasible=True)
        prices = found.prices
    return None


def _favoured(profit: Array, take: Array, prices: Array, margin: float, kept: NDArray[np.bool_]) -> tuple[Array, Array]:
    """The end that prices favour, for columns clearly off their break point; the others are added to those kept open.

    Returns: (n_columns,) 1 or 0; (n_rows,) what the columns not kept take."""
    full = np.empty(profit.size)
    fixed = np.zeros(len(take))
    for at in chunks(profit.size, 1 + len(take)):
        cost = prices @ take[:, at]
        near = margin * (np.abs(profit[at]) + prices @ np.abs(take[:, at]))
        over = profit[at] - cost
        kept[at] |= np.abs(over) <= near
        full[at] = (over > 0) & ~kept[at]
        fixed += take[:, at] @ full[at]
    return full, fixed


def _worth(profit: Array, take: Array, prices: Array, full: Array, kept: NDArray[np.bool_]) -> tuple[float, bool]:
    """[profit] of all columns that are worth more than they take, and whether one not kept is at the wrong end."""
    total, wrong = 0.0, False
    for at in chunks(profit.size, 1 + len(take)):
        over = profit[at] - prices @ take[:, at]
        total += float(over[over > 0].sum())
        wrong = wrong or bool(((over > 0) & (full[at] == 0) & ~kept[at]).any() or ((over < 0) & (full[at] > 0)).any())
    return total, wrong


def _at_once(profit: Array, take: Array, limit: Array) -> Mix:
    if len(take) == 1 and (found := _selected(profit, take[0], float(limit[0]))) is not None:
        return found
    return _simplex(profit, take, limit)


def _selected(profit: Array, take: Array, limit: float) -> Mix | None:
    """The same where one row only takes: what brings least for what it takes is left out until the rest fits.

    Returns: None where it is not as simple as that, also where columns are so long that rounding blurs what fits."""
    if limit < 0 or (take < 0).any():
        return None
    amount = (profit > 0).astype(np.float64)
    over, price = float(take @ amount) - limit, 0.0
    if over > _FEASIBLE * limit:
        among = np.flatnonzero((profit > 0) & (take > 0))
        weight = take[among]
        ratio = profit[among] / weight
        flipped, entering = _crossing(ratio, weight, over)
        amount[among[flipped]] = 0.0
        amount[among[entering]] = 0.0
        part = (limit - float(take @ amount)) / float(weight[entering])
        if not -_TIE <= part <= 1 + _TIE:
            return None
        amount[among[entering]], price = min(max(part, 0.0), 1.0), float(ratio[entering])
    bound = price * limit + float(np.maximum(profit - price * take, 0.0).sum())
    return Mix(amount=amount, prices=np.array([price]), bound=bound, feasible=True)


def _simplex(profit: Array, take: Array, limit: Array) -> Mix:
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
    # at a tie the earlier one: its ratio is what one more unit brings, the later one what the last one brought
    need *= 1 - _TIE
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
