"""The forecast where there is too little history to learn from: what sites usually do."""

from math import exp, log
from statistics import NormalDist

import numpy as np

from planner.forecast.blend import further
from planner.forecast.joint import Rows
from planner.forecast.terms import Horizon
from planner.model.arrays import Array
from planner.model.draws import Z80
from planner.model.period import WEEK

PRIOR_RANGE = (0.75, 1.40)  # 80 % range of next month over last month


def prior_rows(rows: Array, horizon: Horizon, weeks: Array) -> Rows:
    """The mean day of what there is, with the spread that sites usually have; the mean does not grow with the distance."""
    recent = rows[:, -31:]
    level = np.nan_to_num(np.nansum(recent, axis=1) / max(1, int((~np.isnan(recent[-1])).sum())))
    below, above = _usual_scales(horizon)
    near = _usual_scales(Horizon(gap=0, weeks=4))
    level = level * _mean_over_median(*near) / _mean_over_median(below, above)
    flat = np.ones(len(rows))
    return Rows(level=level * weeks * WEEK, below=below * flat, above=above * flat, shift=0 * flat)


def _usual_scales(horizon: Horizon) -> tuple[float, float]:
    """Log standard deviations below and above, at that distance."""
    low, high = PRIOR_RANGE
    wider = further(horizon)
    return -log(low) / Z80 * wider, log(high) / Z80 * wider


def _mean_over_median(below: float, above: float) -> float:
    """Of a distribution whose log is normal with one scale on each side of the median."""
    cdf = NormalDist().cdf
    return exp(below**2 / 2) * cdf(-below) + exp(above**2 / 2) * cdf(above)
