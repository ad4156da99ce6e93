"""Where the total should stand as the period goes on."""

from datetime import timedelta

import numpy as np

from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.period import Period
from planner.model.plan import Checkpoint
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.planning.aim import Aim

MOST = 13  # rows that somebody reads


def checkpoints(aim: Aim, forecast: Forecast, table: GainTable, gains: Array) -> tuple[Checkpoint, ...]:
    """The goal's branch at the end of every week, or every few weeks of a long period, and on the last day.

    Args: gains (n_levers, n_draws) [sessions] at the planned effort, within the goal's branch.
    """
    usual = forecast.draws[list(aim.leaves)].sum(axis=0)
    come = np.cumsum(forecast.day_shares)
    rows = []
    for day in _days(aim.period):
        total = usual * come[day] + table.arrived[:, day] @ gains
        rows.append(
            Checkpoint(
                day=aim.period.start + timedelta(days=day),
                expected=float(total.mean()),
                worry=spread(total).p10,
            )
        )
    return tuple(rows)


def _days(period: Period) -> list[int]:
    """Indices of the days; a rest of three days or fewer joins the week before."""
    step = 7 * -(-period.days // (7 * MOST))
    ends = list(range(step - 1, period.days - 1, step))
    if ends and period.days - 1 - ends[-1] <= 3:
        ends.pop()
    return [*ends, period.days - 1]
