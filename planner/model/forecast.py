"""Business as usual."""

from dataclasses import dataclass
from typing import Literal

from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the period brings if effort goes on as it was, as joint draws: draw k is one possible month for all leaves."""

    draws: Array
    """(n_leaves, n_draws) [sessions in the period], >= 0."""
    day_shares: Array
    """(n_days,) share of the period's sessions on each of its days; sums to 1."""
    basis: Literal["history", "prior"]
    """prior: too little history to learn from, the interval is what other sites do."""
