"""The plan: everything that a report shows, as plain numbers and words."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.goal import Goal, Where
from planner.model.lever_plan import LeverPlan, Reallocation, Trial
from planner.model.made import SoFar
from planner.model.period import Period
from planner.model.quality import FloorPlan, Quality
from planner.model.reach import Alone, FrontierPoint, Needed
from planner.model.response import Assumption
from planner.model.spread import Spread
from planner.model.tree import Node

Start = Literal["today", "fresh", "only new"]
"""today: effort as it is may be moved. fresh: as if nothing were spent today. only new: today's effort stays, and more is placed on top."""


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
    in_steps: bool = False
    """Whether some of it is left since levers come in steps."""


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
    as_of: date
    """The last day of the history that it was made from."""
    seen: float = 0.0
    """[sessions] of that history in all."""
    number: int = 1
    """Of the plans of this period, counted from 1."""
    so_far: SoFar | None = None
    """What had come of the period, where the plan was made within it; its figures are of the whole period all the same."""
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
