"""More, keep, stop or test, from what activities bring at the margin."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.review import Freed, Reason, Returns, Verdict
from planner.model.spread import quantiles, spread
from planner.review.moves import SURE, Move, chance_better, moves

WIDE = 4.0  # ends of an 80 % range that lie further apart tell next to nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The verdict on one activity."""

    verdict: Verdict
    reason: Reason
    better: float
    beside: str = ""
    """The activity that has the best next unit, itself left aside."""
    freed: Freed | None = None


def verdicts(
    returns: Returns, names: Sequence[str], *, active: Sequence[bool], enough: Sequence[bool]
) -> tuple[Judged, ...]:
    """The verdict on each activity.

    Args: active: whether anything was done of it lately; enough: whether it has been done often enough to be stopped.
    """
    open_to = [n for n, is_active in enumerate(active) if is_active]
    found = moves(returns, open_to, [n for n in open_to if enough[n]])
    better = chance_better(returns, open_to)
    return tuple(_judged(returns, n, names, open_to, found, float(better[n])) for n in range(len(names)))


def _judged(
    returns: Returns, n: int, names: Sequence[str], open_to: Sequence[int], found: Sequence[Move], better: float
) -> Judged:
    others = [each for each in open_to if each != n]
    if not others:
        return Judged(verdict="keep", reason="alone", better=better)
    best = max(others, key=lambda each: float(np.median(returns.next_unit[each])))
    if (stopped := next((move for move in found if move.source == n), None)) is not None:
        freed = Freed(to=names[stopped.target], effort=stopped.effort, gain=spread(stopped.gain))
        return Judged(verdict="stop", reason="worse", better=better, beside=names[best], freed=freed)
    verdict, reason = _otherwise(
        returns, n, best, better, active=n in open_to, fed=any(move.target == n for move in found)
    )
    return Judged(verdict=verdict, reason=reason, better=better, beside=names[best])


def _otherwise(
    returns: Returns, n: int, best: int, better: float, *, active: bool, fed: bool
) -> tuple[Verdict, Reason]:
    """The verdict on one that is not stopped. Args: best: of the others; fed: whether effort of others should go to it."""
    if not active:
        return ("test" if better >= 0.5 else "keep"), "dormant"
    if better >= SURE or fed:
        return "more", "better"
    if _open(returns.next_unit[n], float(np.median(returns.next_unit[best]))):
        return "test", "wide"
    below = float((returns.next_unit[n] >= returns.next_unit[best]).mean())
    return "keep", "lower" if below <= 1 - SURE else "level"


def _open(next_unit: Array, elsewhere: float) -> bool:
    """Whether nobody can say if it brings more than elsewhere, and it may well matter."""
    low, high = quantiles(next_unit[None, :], (0.1, 0.9))[0]
    return bool(high > WIDE * low and low < elsewhere < high)
