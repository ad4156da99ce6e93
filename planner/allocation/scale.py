"""One task at many sizes of all its resources together."""

from collections.abc import Callable, Sequence
from math import isfinite

from planner.allocation.allocate import solve
from planner.allocation.prepared import Prepared
from planner.model.allocation import Allocation
from planner.model.arrays import Array

LOOSE = 1e-4  # of the gain: scales are shown to two or three digits
FEW_NODES = 50
CLOSE = 5e-3  # relative, of a scale, which is shown to two or three digits
MOST_LOOKS = 20


def at_scale(prepared: Prepared, budget: Array, scale: float) -> Allocation:
    """The best allocation with every resource scaled alike.

    Args: prepared, from `prepare`; budget (n_resources,) [resource] at scale 1; scale [-] >= 0.
    Raises: InfeasibleError where the limits leave nothing to choose at that size.
    """
    return at_budget(prepared, budget * scale)


def at_budget(prepared: Prepared, budget: Array) -> Allocation:
    """The best allocation for other budgets, found fast rather than to the last session. Raises: as `at_scale`."""
    return solve(prepared, budget, tolerance=LOOSE, most_nodes=FEW_NODES)


def largest_scale(used: Array, budget: Array) -> float:
    """The scale beyond which more of the resources changes nothing: where they cover what every lever could use.

    Args: used, budget (n_resources,) [resource]; a resource of which there is none cannot be scaled and does not count.
    """
    there = (budget > 0) & (used > 0)
    return float((used[there] / budget[there]).max()) if there.any() else 1.0


def least_scale(reached: Callable[[float], float], wanted: float, *, looks: Sequence[float]) -> float | None:
    """The smallest scale at which a figure is reached, to `CLOSE`.

    The figure need not rise all the way (the plan with the highest mean may have a lower chance than a smaller one), so the scales
    given are looked at from the lowest on, and the first that reaches it is then brought down towards the one before.

    Args: reached: the figure at a scale, minus infinity where that scale is too small for a plan; looks: rising scales.
    Returns: None where none of them reaches it.
    """
    found = next((n for n, scale in enumerate(looks) if reached(scale) >= wanted), None)
    if found is None or found == 0:
        return None if found is None else looks[0]
    low, high = looks[found - 1], looks[found]
    below, above = reached(low), reached(high)
    for _ in range(MOST_LOOKS):
        if high - low <= CLOSE * high:
            break
        middle = (
            _between(low, high, (wanted - below) / max(above - below, 1e-12)) if isfinite(below) else (low + high) / 2
        )
        if (value := reached(middle)) >= wanted:
            high, above = middle, value
        else:
            low, below = middle, value
    return high


def _between(low: float, high: float, part: float) -> float:
    """Where to look next. Args: part: of the way from low to high at which a straight line reaches what is wanted.

    A hair above it while the upper end is the further one, else a hair below: two looks close in on what is nearly a line. Never near an end, so
    that both ends close in on what is no line too.
    """
    hair = 0.4 * CLOSE * high / (high - low)
    part += hair if part < 0.5 else -hair
    return low + min(max(part, 0.1), 0.9) * (high - low)
