"""How far more of the resources goes, and what it would take to reach the target."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """The smallest common scale of all resources that makes the target so likely."""

    scale: float
    uses: tuple[tuple[str, float], ...]
    """What the best plan at that scale really uses of each resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What it would take for the mean to reach the target."""

    scale: float | None
    """Smallest common scale of all resources that does it; None where no amount does. Where the goal sets no resources, the scale is
    of what the levers use at their limits."""
    resources: tuple[tuple[str, float], ...]
    """At that scale; where no amount does it, what every lever uses at its limit."""
    levers: tuple[tuple[str, float], ...]
    """(name, effort)."""
    reachable: float
    """[sessions] mean with every lever at the effort that brings most."""
    unassigned: int
    """[sessions] part of the target that no lever can bring."""
    even: Odds | None
    """What makes the target 50 % likely; None where nothing does."""
    likely: Odds | None
    """What makes the target 80 % likely; None where nothing does."""
    sure: Odds | None = None
    """What makes the target 90 % likely; None where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierPoint:
    """The best plan with all resources scaled alike."""

    scale: float
    resources: tuple[tuple[str, float], ...]
    mean: float
    p10: float
    p90: float
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The best plans with one resource scaled and the others as they are."""

    resource: str
    points: tuple[FrontierPoint, ...]
    scale: float | None
    """[-] of this resource, at which the mean reaches the target; None where no amount does."""
