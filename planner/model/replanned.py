"""A plan made anew within its period, beside the old one."""

from dataclasses import dataclass

from planner.model.made import MadePlan
from planner.model.period import Period
from planner.model.plan import Plan
from planner.model.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverChange:
    """One lever, before and after. [lever units]."""

    name: str
    unit: str
    before: float
    """By the old plan, in the whole period."""
    spent: float
    """So far."""
    scheduled: float
    """By the old plan, in the days that are left."""
    planned: float
    """By the new one, in the days that are left."""
    extra: Spread
    """[sessions in the days that are left] that the new plan brings here, against what was scheduled."""
    in_time: float
    """[-] share of its effect that comes within the period."""
    dropped: bool
    """Whether it is no longer planned with, since next to nothing would come in time."""

    @property
    def after(self) -> float:
        """By the new plan, in the whole period."""
        return self.spent + self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceLeft:
    """One resource in the days that are left."""

    name: str
    amount: float | None
    """That is there for them; None where the goal sets no limit."""
    planned: float
    """By the new plan."""
    gone: float
    """That was not used and cannot be used later, as hours are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The best use of the days and resources that are left."""

    made: MadePlan
    over: Period
    left: Period
    actual: float
    """[sessions] of the goal's branch so far."""
    before: Spread
    """[sessions in the whole period] of the goal's branch if it goes on as planned."""
    chance_before: float
    plan: Plan
    """The new one; its figures are of the whole period."""
    kept: bool
    """Whether the efforts of the old plan stay, since no others are clearly better."""
    levers: tuple[LeverChange, ...]
    resources: tuple[ResourceLeft, ...]
    told: bool
    """Whether a table tells what was spent; else what was planned is taken for it."""
    warnings: tuple[str, ...]
