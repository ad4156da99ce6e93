"""When effect follows effort."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array

AT_ONCE = 0.01  # days of lag that are none
FEW = 1e-3  # of a lag's stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How a change of effort, spread evenly over the rest of the period, plays out in time."""

    open: float
    """[-] share of the period in which effort can change."""
    within: float
    """[-] share of the effect of that effort that comes within the period."""
    arrived: Array
    """(n_days,) share of what comes within the period that has come by the end of each day."""


def timing(days: int, *, begins: int, lag: float) -> Timing:
    """The timing of a lever.

    The effect of one day's effort is spread over the days after it, with mean `lag` (an Erlang distribution of two stages: nothing at
    once, most around half to one and a half times the mean).

    Args: days of the period; begins: whole days of it before effort can change, < days; lag [days] >= 0.
    """
    ends = np.maximum(np.arange(1, days + 1) - begins, 0).astype(np.float64)
    come = come_by(ends, lag)
    return Timing(open=(days - begins) / days, within=float(come[-1]) / (days - begins), arrived=come / come[-1])


def come_by(days: Array, lag: float) -> Array:
    """Days' worth of effect that has come after so many days of one unit of effort a day: the integral of the Erlang distribution."""
    if lag < AT_ONCE:
        return days
    passed = 2.0 / lag * days
    whole = 1.0 - 2.0 / np.maximum(passed, FEW) + np.exp(-passed) * (1.0 + 2.0 / np.maximum(passed, FEW))
    begun = passed**2 / 6.0 - passed**3 / 12.0  # the first terms of the same, where the ones above cancel
    come: Array = days * np.where(passed < FEW, begun, whole)
    return come
