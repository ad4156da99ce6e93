"""The plan: everything that a report shows, as plain numbers and words."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.goal import Goal, Where
from planner.model.period import Period
from planner.model.response import Assumption, Evidence
from planner.model.spread import Spread
from planner.model.tree import Node

Verdict = Literal["start", "more", "keep", "less", "stop", "test first"]

Start = Literal["today", "fresh", "only new"]
"""today: effort as it is may be moved. fresh: as if nothing were spent today. only new: today's effort stays, and more is placed on top."""


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
    even: "Odds | None"
    """What makes the target 50 % likely; None where nothing does."""
    likely: "Odds | None"
    """What makes the target 80 % likely; None where nothing does."""
    sure: "Odds | None" = None
    """What makes the target 90 % likely; None where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """The smallest common scale of all resources that makes the target so likely."""

    scale: float
    uses: tuple[tuple[str, float], ...]
    """What the best plan at that scale really uses of each resource."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskChoice:
    """What a plan that does not aim at the mean gives up, and what it gets for it, judged on draws that the search did not see."""

    kind: Literal["cautious", "chance"]
    chosen: float
    """cautious: [sessions] mean of the worst fifth. chance: [-] of reaching the target."""
    expected: float
    """The same of the plan with the highest mean."""
    given_up: float
    """[sessions] of the mean."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """How close to the best possible plan this one is, under the same curves."""

    value: float
    bound: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcePlan:
    """One resource: what there is, what the plan uses, and what more of it would bring."""

    name: str
    amount: float | None
    """None: the goal sets no limit."""
    now: float
    """What effort as it is now uses in the period."""
    used: float
    left: float
    next_unit: float
    """[sessions] what one more unit would bring."""
    reason: str = ""
    """Why some of it is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Where the total should stand at the end of a day."""

    day: date
    expected: float
    worry: float
    """p10: below this, something is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A goal taken apart, with what to do about it and how likely it is."""

    goal: Goal
    start: Start = "today"
    reading: str
    """How the target was read, in one line."""
    where: Where
    """The branch that the target is of."""
    target: int
    period: Period
    base: Period
    """The comparison stretch."""
    metric: str
    forecast: Spread
    """[sessions in the period] of the goal's branch, effort going on as it was."""
    outcome: Spread
    """The same with the planned effort."""
    chance: float
    """Probability that the outcome reaches the target."""
    chance_alone: float
    """The same if effort goes on as it was."""
    levers: tuple[LeverPlan, ...]
    """As in the goal file."""
    resources: tuple[ResourcePlan, ...]
    tree: Node
    needed: Needed
    frontier: tuple[FrontierPoint, ...]
    alone: tuple[Alone, ...] = ()
    """One a resource, where there are several and the goal limits them."""
    reallocated: Reallocation | None = None
    """None where no effort is taken back."""
    risk: RiskChoice | None = None
    """None where the plan aims at the highest mean."""
    quality: tuple[Quality, ...] = ()
    """One for every measure that the goal asks for."""
    floors: tuple[FloorPlan, ...] = ()
    """Sub-targets first, then floors on other measures."""
    certificate: Certificate
    checkpoints: tuple[Checkpoint, ...]
    trials: tuple[Trial, ...]
    """For levers to test first, the one most worth knowing first."""
    new: Node | None
    """The branch of first visits, where the tree has one."""
    returning: Node | None
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]
