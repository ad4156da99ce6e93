"""What a page shows beside the plan itself: its draws as pictures, its days, and the curves of its levers."""

from dataclasses import dataclass
from datetime import date

from planner.model.lever_curve import LeverCurve
from planner.model.plan import Plan

LIKELY_TOTALS = 50  # dots that an eye can count


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Where the total stands at the end of a day. [sessions since the period began]"""

    day: date
    alone: float
    """Mean of business as usual."""
    expected: float
    """Mean with the planned effort."""
    low: float
    """p10 with the planned effort."""
    high: float
    """p90."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A plan with everything that is drawn."""

    plan: Plan
    curves: tuple[LeverCurve, ...]
    """As in the plan."""
    alone: tuple[float, ...]
    """[sessions in the period] equally likely totals of the goal's branch, rising, effort going on as it was."""
    outcome: tuple[float, ...]
    """The same with the planned effort."""
    days: tuple[Day, ...]
    """From the first day on, the last day among them; not every day of a long period."""
