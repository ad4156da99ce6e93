"""Where a plan stands within its period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.made import MadePlan
from planner.model.period import Period
from planner.model.response import Evidence
from planner.model.spread import Spread

Status = Literal["ahead", "high", "on plan", "low", "behind"]
"""ahead, behind: by more than chance, all branches considered. high, low: outside the 80 % range, as one branch in five is by chance."""

Cause = Literal["demand", "effort", "response", "new"]
"""demand: more or fewer came than was forecast. effort: more or less was spent than planned. response: what was spent brought more or
less than its curve. new: branches that the plan does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTrack:
    """One branch. [sessions]."""

    name: str
    key: tuple[tuple[str, str], ...]
    actual: float
    """So far."""
    expected: float
    """By the plan, so far: mean …"""
    low: float
    """… p10 …"""
    high: float
    """… and p90."""
    projected: Spread
    """At the end, if it goes on as planned."""
    planned: float
    """At the end, by the plan."""
    target: int
    chance: float
    """Of that target."""
    status: Status | None
    """None for branches that the plan does not know."""
    children: tuple["NodeTrack", ...] = ()

    @property
    def pace(self) -> float | None:
        """[-] actual over expected; None where nothing was expected."""
        return self.actual / self.expected if self.expected > 0 else None

    def walk(self) -> Iterator["NodeTrack"]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortTrack:
    """A lever [lever units] or a resource."""

    name: str
    unit: str
    planned: float
    """For the whole period."""
    due: float
    """By the plan, so far."""
    spent: float | None
    """None where no table tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseTrack:
    """A part of the difference between what came and what was expected so far; all parts add up to it."""

    kind: Cause
    sessions: float
    parts: tuple[tuple[str, float], ...] = ()
    """(lever or branch, sessions), the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What the effort of one lever brought so far, against effort as it was. [sessions]."""

    name: str
    evidence: Evidence
    """That the plan rested on."""
    assumed: float
    """By the plan's curve."""
    found: Spread | None
    """By the curve as it is known now; None where history says too little about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The plan and what came of it so far."""

    made: MadePlan
    over: Period
    """From the first day of the period to the last that is known."""
    left: int
    """Days that are left."""
    branch: NodeTrack
    """The goal's own; the target is of it."""
    tree: NodeTrack
    unknown: tuple[NodeTrack, ...]
    """Branches that the plan does not know."""
    levers: tuple[EffortTrack, ...]
    resources: tuple[EffortTrack, ...]
    causes: tuple[CauseTrack, ...]
    brought: tuple[Brought, ...]
    """One a lever of the plan."""
    told: date | None
    """The last day that effort is known of; None where none is."""
    warnings: tuple[str, ...]
