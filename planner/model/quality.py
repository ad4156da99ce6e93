"""What sessions are worth in other measures, such as conversions."""

from dataclasses import dataclass

from planner.model.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of another measure, such as conversions, a branch brings per session."""

    branch: tuple[str, ...]
    """Names from the root's child down; empty for the whole site."""
    sessions: float
    """Of the history that it was read from."""
    amount: float
    """[measure] of the same days."""
    rate: Spread
    """[measure/session] shrunk: a branch of few sessions borrows from the site."""
    now: float
    """[measure] in the comparison stretch, at the period's length."""
    forecast: float
    """[measure in the period] mean, effort going on as it was."""
    plan: float
    """[measure in the period] mean, with the planned effort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """A least total, of a branch's sessions or of another measure over the whole site, and what the plan brings of it."""

    measure: str
    at_least: float
    forecast: float
    plan: float
    chance: float
    """Of reaching it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What the sessions are worth in another measure of the traffic table."""

    measure: str
    valued: bool
    """Whether the plan brings most of this measure, rather than of sessions."""
    rates: tuple[Rate, ...]
    """The whole site first, then every node of the tree, parents before children, largest first."""
    forecast: Spread
    """[measure in the period] of the goal's branch."""
    outcome: Spread
    extra: tuple[tuple[str, float], ...]
    """(lever, mean of the measure that its change of effort brings)."""
    best: float | None
    """[measure in the period] mean of the plan that brings most of the measure, where this one brings most sessions; None where it is the same."""
