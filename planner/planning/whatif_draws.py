"""Joint draws made small enough for a page: fewer of them where there are many, and each lever's as a few patterns."""

import numpy as np

from planner.model.arrays import Array, Ints, frozen
from planner.model.whatif_page import Patterns

MOST_DRAWS = 2_000
FEWEST_DRAWS = 250
MOST_NUMBERS = 280_000
"""Scores in all; two bytes each, a third more as text."""
CLOSE = 1e-3
"""Of the plan's 80 % range: how far off a lever's gain may be (root mean square over draws) at its worst effort."""
MOST_PATTERNS = 12


def patterns(gain: Array, close: float) -> Patterns:
    """The fewest patterns whose sums are close to a lever's gains.

    Args: gain (n_draws, n_points) [sessions]; close [sessions]: root mean square error allowed at any point.
    Source: principal components, Eckart and Young (1936): no sums of so many patterns are closer.
    """
    off = gain - gain.mean(axis=0)
    size, turn = np.linalg.eigh(off.T @ off / len(off))
    turn, size = turn[:, ::-1], np.maximum(size[::-1], 0.0)
    left = (turn**2 * size)[:, ::-1].cumsum(axis=1)[
        :, ::-1
    ]  # variance at each point that the pattern and later ones hold
    enough = left.max(axis=0, initial=0.0) <= close**2
    count = min(int(enough.argmax()) if enough.any() else len(size), MOST_PATTERNS)
    return Patterns(shapes=frozen(turn[:, :count].T), scores=frozen((off @ turn[:, :count]).T))


def thinned(outcome: Array, most: int) -> Ints:
    """Which draws to keep: all, or so many that lie evenly between the worst and the best outcome, so that its quantiles stay.

    Args: outcome (n_draws,) [sessions] of the plan."""
    if len(outcome) <= most:
        return np.arange(len(outcome))
    order = np.argsort(outcome, kind="stable")
    found: Ints = np.sort(order[((np.arange(most) + 0.5) * len(outcome) / most).astype(np.int64)])
    return found


def draws_for(n_patterns: int) -> int:
    """How many draws of so many patterns, all levers together, fit into a page."""
    return max(min(MOST_DRAWS, MOST_NUMBERS // max(n_patterns, 1)), FEWEST_DRAWS)
