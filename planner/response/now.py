"""Effort as it is."""

import numpy as np

from planner.model.history import EffortHistory
from planner.text import folded

RECENT_DAYS = 28  # whole weeks, so that no weekday counts twice


def recent_effort(effort: EffortHistory | None, name: str, days: int) -> float | None:
    """What a lever's last four weeks come to over a period of so many days; None where no history tells.

    A lever that others' history leaves out has never been used: 0.
    """
    if effort is None or effort.amounts.shape[1] == 0:
        return None
    names = [folded(known) for known in effort.names]
    if folded(name) not in names:
        return 0.0
    recent = effort.amounts[names.index(folded(name)), -RECENT_DAYS:]
    known = recent[~np.isnan(recent)]
    return float(known.mean()) * days if len(known) else None
