"""Effort as it is."""

import numpy as np

from planner.model.history import EffortHistory
from planner.model.period import FOUR_WEEKS, WEEK


def recent_effort(effort: EffortHistory | None, name: str, days: int) -> float | None:
    """What a lever's last four weeks come to over a period of so many days; None where no history tells.

    A lever that others' history leaves out has never been used: 0.
    """
    if effort is None or effort.amounts.shape[1] == 0:
        return None
    if (row := effort.row(name)) is None:
        return 0.0
    recent = effort.amounts[row, -FOUR_WEEKS:]
    known = recent[~np.isnan(recent)]
    return float(known.mean()) * days if len(known) else None


def usual_effort(effort: EffortHistory | None, name: str) -> float | None:
    """[lever units/day] mean of the weeks that had any of a lever, counted back from the last day; None where none had."""
    if effort is None or (row := effort.row(name)) is None:
        return None
    amounts = effort.amounts[row]
    weeks = amounts[len(amounts) % WEEK :].reshape(-1, WEEK)
    used = weeks[np.nansum(weeks, axis=1) > 0]
    return float(np.nanmean(used)) if len(used) else None


def ever_used(effort: EffortHistory | None, name: str) -> bool:
    """Whether the effort history has any of a lever."""
    return effort is not None and (row := effort.row(name)) is not None and bool(np.nansum(effort.amounts[row]) > 0)
