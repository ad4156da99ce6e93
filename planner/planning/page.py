"""What a page draws beside the plan: likely totals, the days of the period, and the curve of every lever."""

from datetime import timedelta

import numpy as np

from planner.model.goal import Goal
from planner.model.history import History
from planner.model.page import LIKELY_TOTALS, Day, Page
from planner.model.plan import Start
from planner.model.spread import quantiles
from planner.planning.curves import curves_of
from planner.planning.make_plan import Planned, planned

MOST_DAYS = 62  # of the period that are drawn: more lie closer together than anyone can see


def make_page(goal: Goal, history: History, *, start: Start = "today") -> Page:
    """The plan that `make_plan` makes, and what a page draws of it. Raises: InputError as `make_plan` does."""
    found = planned(goal, history, start=start)
    usual = found.usual.draws[list(found.aim.leaves)].sum(axis=0)
    levels = [(n + 0.5) / LIKELY_TOTALS for n in range(LIKELY_TOTALS)]
    alone, outcome = quantiles(np.stack([usual, usual + found.gains.sum(axis=0)]), levels).tolist()
    return Page(
        plan=found.plan,
        curves=curves_of(found),
        alone=tuple(alone),
        outcome=tuple(outcome),
        days=_days(found),
    )


def _days(found: Planned) -> tuple[Day, ...]:
    """Evenly chosen days of the period, with those of the plan's checkpoints and the last among them."""
    period = found.plan.period
    named = {(point.day - period.start).days for point in found.plan.checkpoints}
    at = sorted({*range(0, period.days, -(-period.days // MOST_DAYS)), *named, period.days - 1})
    usual = found.usual.draws[list(found.aim.leaves)].sum(axis=0)
    alone = np.cumsum(found.usual.day_shares)[at][:, None] * usual
    totals = alone + found.table.arrived[:, at].T @ found.gains
    return tuple(
        Day(day=period.start + timedelta(days=day), alone=mean, expected=expected, low=low, high=high)
        for day, mean, expected, (low, high) in zip(
            at, alone.mean(axis=1).tolist(), totals.mean(axis=1).tolist(), quantiles(totals, (0.1, 0.9)).tolist(), strict=True
        )
    )  # fmt: skip
