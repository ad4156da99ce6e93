"""More, keep, stop or test, from what activities bring at the margin."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.review import Freed, Reason, Returns, Verdict
from planner.model.spread import quantiles, spread
from planner.review.moves import SURE, chance_better, moves

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
    ranks = sorted(open_to, key=lambda n: -float(np.median(returns.next_of(n))))
    made = {move.source: move for move in found}
    fed = {move.target for move in found}
    judged = []
    for n, is_active in enumerate(active):
        best = next((each for each in ranks if each != n), None)
        if best is None:
            judged.append(Judged(verdict="keep", reason="alone", better=float(better[n])))
        elif n in made:
            freed = Freed(to=names[made[n].target], effort=made[n].effort, gain=spread(made[n].gain))
            judged.append(
                Judged(verdict="stop", reason="worse", better=float(better[n]), beside=names[best], freed=freed)
            )
        else:
            verdict, reason = _otherwise(returns, n, best, float(better[n]), active=is_active, fed=n in fed)
            judged.append(Judged(verdict=verdict, reason=reason, better=float(better[n]), beside=names[best]))
    return tuple(judged)


def _otherwise(
    returns: Returns, n: int, best: int, better: float, *, active: bool, fed: bool
) -> tuple[Verdict, Reason]:
    """The verdict on one that is not stopped. Args: best: of the others; fed: whether effort of others should go to it."""
    if not active:
        return ("test" if better >= 0.5 else "keep"), "dormant"
    if better >= SURE or fed:
        return "more", "better"
    if _open(returns.next_of(n), float(np.median(returns.next_of(best)))):
        return "test", "wide"
    below = float((returns.next_of(n) >= returns.next_of(best)).mean())
    return "keep", "lower" if below <= 1 - SURE else "level"


def _open(next_unit: Array, elsewhere: float) -> bool:
    """Whether nobody can say if it brings more than elsewhere, and it may well matter."""
    low, high = quantiles(next_unit[None, :], (0.1, 0.9))[0]
    return bool(high > WIDE * low and low < elsewhere < high)
