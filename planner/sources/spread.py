"""Figures of weeks and months as figures of their days."""

import calendar
from datetime import date

import numpy as np

from planner.model.arrays import Array, Bools
from planner.model.history import Cadence


def spread_evenly(
    grid: Array, seen: Bools, first: date, cadence: Cadence, *, until: date | None = None
) -> tuple[Array, Bools]:
    """Weekly or monthly totals, each standing on its first day, as even figures for every day that they cover.

    Args: grid (n_rows, n_days) [units/stretch]; seen (n_days,) where a stretch begins, at least one; until: the last day that the figures
        cover, which may lie within the last stretch.
    Returns: the same by day, long enough for the last stretch; a daily grid as it is.
    """
    if cadence == "day":
        return grid, seen
    starts = np.flatnonzero(seen)
    lengths = [7 if cadence == "week" else _month_days(first.toordinal() + int(at)) for at in starts]
    if until is not None:
        covers = (until - first).days - int(starts[-1]) + 1
        lengths[-1] = covers if 0 < covers < lengths[-1] else lengths[-1]
    length = int(starts[-1]) + lengths[-1]
    daily = np.zeros((len(grid), length))
    covered = np.zeros(length, dtype=np.bool_)
    for at, days in zip(starts.tolist(), lengths, strict=True):
        daily[:, at : at + days] = grid[:, at : at + 1] / days
        covered[at : at + days] = True
    return daily, covered


def _month_days(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return calendar.monthrange(day.year, day.month)[1]
