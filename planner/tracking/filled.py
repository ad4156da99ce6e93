"""Effort of days that no table tells, as the rest of the program takes it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.history import History
from planner.model.made import MadeLever, MadePlan
from planner.response.now import ever_used
from planner.tracking.seen import Seen
from planner.tracking.stretch import due


def with_due(history: History, made: MadePlan, found: Seen, closed: Sequence[int]) -> History:
    """The history with effort up to the last day that is known of the period: as planned where no table tells of any, and after the last
    day that one tells of, as much a day as before.

    Otherwise what the plan's effort brought would pass for demand, and what is still to come of it be counted on top.

    Args: closed: days of the period before the effort of each of the plan's levers can change.
    """
    effort = history.effort
    if effort is None or effort.amounts.shape[1] == 0 or found.told == found.over.end:
        return history
    begin, end = ((day - effort.first).days for day in (found.over.start, found.over.end))
    since = (found.told - effort.first).days + 1 if found.told else max(begin, 0)
    grid = np.full((len(effort.names), end + 1), np.nan)
    kept = effort.amounts[:, :since]
    grid[:, : kept.shape[1]] = kept
    grid[:, since:] = 0.0
    for lever, spent, waits in zip(made.levers, found.spent, closed, strict=True):
        if (row := effort.row(lever.name)) is None or not ever_used(effort, lever.name):
            continue
        daily = _planned(made, lever, waits, found.over.days) if spent is None else spent / found.over.days
        grid[row, since:] = daily[since - begin :] if isinstance(daily, np.ndarray) else daily
    return replace(history, effort=replace(effort, amounts=frozen(grid)))


def _planned(made: MadePlan, lever: MadeLever, waits: int, days: int) -> Array:
    """(days,) [lever units/day] what the plan asks for."""
    daily: Array = np.diff([due(made, lever, waits, n) for n in range(days + 1)])
    return daily
