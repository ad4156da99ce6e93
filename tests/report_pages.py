"""Pages made by hand for the tests, from the plans made by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from statistics import NormalDist

from report_curves import designed, shown, still
from report_plans import (
    below_forecast,
    chinese,
    cut_by_limits,
    example,
    flat,
    hostile,
    large,
    leaf_goal,
    returning_branch,
    unlimited,
    weekly,
    within_reach,
)

from planner.model.lever_curve import LeverCurve
from planner.model.page import LIKELY_TOTALS, Day, Page
from planner.model.plan import Plan
from planner.model.spread import Spread


def totals(spread: Spread) -> tuple[float, ...]:
    """Equally likely ones, of a normal distribution."""
    bell = NormalDist(spread.mean, max((spread.p90 - spread.p10) / 2.563, 1e-9))
    return tuple(max(0.0, bell.inv_cdf((n + 0.5) / LIKELY_TOTALS)) for n in range(LIKELY_TOTALS))


def page(plan: Plan, curves: tuple[LeverCurve, ...]) -> Page:
    """The plan with days that rise evenly."""
    period, outcome = plan.period, plan.outcome
    if plan.checkpoints and plan.checkpoints[-1].expected > 2 * outcome.p90:  # those of another plan
        plan = replace(plan, checkpoints=weekly(period, outcome.mean, outcome.p10))
    step = -(-period.days // 31)
    ends = sorted(
        {*range(1, period.days + 1, step), *((p.day - period.start).days + 1 for p in plan.checkpoints), period.days}
    )
    days = tuple(
        Day(
            day=period.start + timedelta(days=end - 1),
            alone=plan.forecast.mean * end / period.days,
            expected=outcome.mean * end / period.days,
            low=outcome.p10 * end / period.days,
            high=outcome.p90 * end / period.days,
        )
        for end in ends
    )
    return Page(plan=plan, curves=curves, alone=totals(plan.forecast), outcome=totals(outcome), days=days)


PLANS: dict[str, Callable[[], Plan]] = {
    each.__name__: each
    for each in (
        example, within_reach, unlimited, below_forecast, returning_branch, chinese, hostile, flat, large, leaf_goal, cut_by_limits,
    )
}  # fmt: skip
PAGES: dict[str, Callable[[], Page]] = {
    **{name: (lambda make=make: page(*shown(make()))) for name, make in PLANS.items()},  # type: ignore[misc]
    "designed": lambda: page(*designed()),
    "still": lambda: page(*still()),
}
