"""What is to be done with the levers: the plan of each, what is taken back elsewhere, and what is worth trying first."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.response import Evidence
from planner.model.spread import Spread

Verdict = Literal["start", "more", "keep", "less", "stop", "test first"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverPlan:
    """What is to be done with one lever, and what it brings."""

    name: str
    unit: str
    uses: tuple[tuple[str, float], ...]
    """(resource, how much of it one unit takes)."""
    now: float
    """[units/period] effort if it goes on as it was."""
    planned: float
    least: float
    most: float
    step: float | None
    extra: Spread
    """[sessions in the period] against business as usual, over all leaves it drives."""
    later: float
    """[sessions] mean of what arrives after the period."""
    next_unit: Spread
    """[sessions/unit] what one more unit of effort (one step, where it comes in steps) would bring, per unit."""
    room: float
    """[sessions] mean of the extra sessions at `most`."""
    price: float | None
    """[units/session] effort per extra session at the margin; None where one more unit brings nothing."""
    surplus: float
    """[sessions] mean extra sessions less what the resources that they take would bring elsewhere; ranks the levers."""
    evidence: Evidence
    history: float | None = None
    """[-] how much of what is known of its curve comes from history; None where history has none of its effort."""
    verdict: Verdict
    why: str
    """At most eight words."""
    drives: str
    """The branch it drives, in words."""
    where: str = ""
    """Its place in the goal file; empty for a lever from the playbook."""
    starts: date | None = None
    lag: float = 0.0
    """[days]."""
    owner: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The cheapest variation of a lever's effort that would teach nearly as much about its curve as any."""

    lever: str
    unit: str
    now: float
    """[units/week]."""
    tried: float
    """[units/week]."""
    weeks: int
    uses: tuple[tuple[str, float], ...]
    """(resource, how much more of it the trial takes in all); less than 0 where it saves."""
    learned: float
    """[-] part of the variance of the effect in question that it would explain, 0 to 1."""
    worth: float
    """[sessions in the period] how much more the best plan would bring on average if its outcome were known beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """Effort that is taken back, and what that is worth elsewhere."""

    lever: str
    unit: str
    now: float
    """[units/period]."""
    planned: float
    uses: tuple[tuple[str, float], ...]
    """(resource, how much of it is freed in the period)."""
    lost: Spread
    """[sessions in the period] that go with it; above 0 is a loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reallocation:
    """Where the resources come from, and where they go."""

    freed: tuple[Freed, ...]
    """Levers with less effort than today, the one that frees most first."""
    added: tuple[tuple[str, float], ...]
    """(resource, how much more of it the plan uses than today's effort does); less than 0 where it saves."""
    brought: float
    """[sessions in the period] mean that the levers with more effort bring, against business as usual."""
