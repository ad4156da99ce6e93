"""What a lever brings at every effort: for people to look at."""

from dataclasses import dataclass

from planner.model.lever_plan import LeverPlan
from planner.model.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverCurve:
    """One lever's curve, from no effort to the most that it may be given, or twice today's where that is more."""

    lever: LeverPlan
    efforts: tuple[float, ...]
    """[units/period] rising, from 0; today's and the planned one are among them."""
    sessions: tuple[Spread, ...]
    """[sessions in the period] that so much effort in the period brings, over none at all; as many as efforts."""
    present: Spread
    """[sessions in the period] that effort as it is brings."""
    next_unit: Spread
    """[sessions/unit] what one more unit would bring, on top of effort as it is."""
    doubled: Spread | None
    """[sessions in the period] that twice the effort would bring; None where there is none today."""
    delay: Spread | None
    """[days] from effort to effect on average, as history says it; None where only `lever.lag` is known."""
    weight: float | None
    """[-] how much of what is known of the curve comes from history, 0 to 1; None where history has none of its effort."""
    weeks: int
    """Of history that were learned from; 0 where there are none."""
