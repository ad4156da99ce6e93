"""What a page draws beside the plan: likely totals, the days of the period, and the curve of every lever."""

from datetime import timedelta

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.page import LIKELY_TOTALS, Day, Page
from planner.model.plan import Plan, Start
from planner.model.spread import quantiles
from planner.planning.curves import curves_of
from planner.planning.gains import gains_at
from planner.planning.make_plan import plan_of
from planner.planning.worked import Worked, worked_out

MOST_DAYS = 62  # of the period that are drawn: more lie closer together than anyone can see


def make_page(goal: Goal, history: History, *, start: Start = "today") -> Page:
    """The plan that `make_plan` makes, and what a page draws of it. Raises: InputError as `make_plan` does."""
    worked = worked_out(goal, history, start=start)
    return page_of(plan_of(worked), worked)


def page_of(plan: Plan, worked: Worked) -> Page:
    """What a page draws of a plan. Args: worked: what the plan was made of."""
    gains = gains_at(worked.table, worked.found.effort) * worked.asked.inside[:, None]
    usual = worked.prospect.usual
    levels = [(n + 0.5) / LIKELY_TOTALS for n in range(LIKELY_TOTALS)]
    alone, outcome = quantiles(np.stack([usual, usual + gains.sum(axis=0)]), levels).tolist()
    return Page(
        plan=plan,
        curves=curves_of(plan, worked),
        alone=tuple(alone),
        outcome=tuple(outcome),
        days=_days(plan, worked, gains),
    )


def _days(plan: Plan, worked: Worked, gains: Array) -> tuple[Day, ...]:
    """Evenly chosen days of the period, with those of the plan's checkpoints and the last among them."""
    period = plan.period
    named = {(point.day - period.start).days for point in plan.checkpoints}
    at = sorted({*range(0, period.days, -(-period.days // MOST_DAYS)), *named, period.days - 1})
    alone = np.cumsum(worked.usual.day_shares)[at][:, None] * worked.prospect.usual
    totals = alone + worked.table.arrived[:, at].T @ gains
    return tuple(
        Day(day=period.start + timedelta(days=day), alone=mean, expected=expected, low=low, high=high)
        for day, mean, expected, (low, high) in zip(
            at,
            alone.mean(axis=1).tolist(),
            totals.mean(axis=1).tolist(),
            quantiles(totals, (0.1, 0.9)).tolist(),
            strict=True,
        )
    )
