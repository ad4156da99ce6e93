"""Figures of weeks and months as figures of their days."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from planner.model.arrays import Array, Bools


def spread_evenly(
    grid: Array, seen: Bools, lengths: Mapping[int, int], first: date, *, until: date | None = None
) -> tuple[Array, Bools]:
    """Totals of days, weeks, months or other stretches, each standing on its first day, as even figures for every day that they cover.

    Args: grid (n_rows, n_days) [units/stretch]; seen (n_days,) where a stretch begins, at least one; lengths: how many days begin at each of
        them, by proleptic ordinal; until: the last day that the figures cover, which may lie within the last stretch.
    Returns: the same by day, long enough for the last stretch; a daily grid as it is.
    """
    starts = np.flatnonzero(seen)
    long = [lengths[first.toordinal() + int(at)] for at in starts]
    if max(long) == 1:
        return grid, seen
    if until is not None:
        covers = (until - first).days - int(starts[-1]) + 1
        long[-1] = covers if 0 < covers < long[-1] else long[-1]
    length = int(starts[-1]) + long[-1]
    daily = np.zeros((len(grid), length))
    covered = np.zeros(length, dtype=np.bool_)
    for at, days in zip(starts.tolist(), long, strict=True):
        daily[:, at : at + days] = grid[:, at : at + 1] / days
        covered[at : at + days] = True
    return daily, covered
