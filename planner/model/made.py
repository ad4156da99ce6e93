"""A plan that was made earlier, as its file tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.model.goal import Where
from planner.model.period import Period
from planner.model.response import Evidence
from planner.model.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """What had come of the period when the plan was made anew within it."""

    last: date
    """The last day that is told of."""
    sessions: float
    """Of the goal's branch, from the first day of the period."""
    effort: tuple[tuple[str, float], ...]
    """(lever, what was spent of it) [lever units]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLever:
    """What a plan asked of one lever. [lever units] over the whole period."""

    name: str
    unit: str
    uses: tuple[tuple[str, float], ...]
    now: float
    planned: float
    least: float
    most: float
    extra: float
    """[sessions in the period] mean, against business as usual."""
    extra_low: float
    """p10."""
    extra_high: float
    """p90."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeNode:
    """What a plan said of one branch. [sessions in the period]."""

    name: str
    key: tuple[tuple[str, str], ...]
    """(level, value) from the root down; empty at the root."""
    now: int
    """The comparison stretch, per day, times the days of the period."""
    target: int
    expected: float
    """Mean with the planned effort."""
    unassigned: bool
    children: tuple["MadeNode", ...]

    @property
    def where(self) -> Where:
        return tuple((level, (value,)) for level, value in self.key)

    def walk(self) -> Iterator["MadeNode"]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePlan:
    """What was decided, and what it was expected to bring."""

    file: str
    language: str
    """Of its texts, and of the playbook's levers in it: en, zh."""
    number: int
    """1 for the first plan of its period, 2 for the next one …"""
    goal_file: str
    """Its name, without a folder; empty where the plan does not say it."""
    as_of: date
    """The last day of the history that it was made from."""
    seen: float | None
    """[sessions] of that history in all; None where the plan does not say it."""
    text: str
    """The target in the user's words."""
    reading: str
    metric: str
    where: Where
    target: int
    period: Period
    base: Period
    """What multiples and changes were of."""
    resources: tuple[tuple[str, float], ...] | None
    """(name, how much of it there was for the whole period); None where the goal set no limits."""
    forecast: float
    """[sessions] mean of the goal's branch, effort going on as it was."""
    outcome: Spread
    """[sessions] of the goal's branch with the planned effort."""
    chance: float
    levers: tuple[MadeLever, ...]
    tree: MadeNode
    so_far: SoFar | None

    @property
    def begins(self) -> date:
        """The first day that it plans for."""
        return self.period.start if self.so_far is None else self.so_far.last + timedelta(days=1)

    @property
    def ahead(self) -> Period:
        """The days that it plans for."""
        return Period(start=self.begins, end=self.period.end)

    def usual(self, lever: MadeLever) -> float:
        """[lever units/day] effort as it was when the plan was made; `now` is what was spent before, and as much a day from then on."""
        return max(lever.now - self.done(lever.name), 0.0) / self.ahead.days

    def done(self, lever: str) -> float:
        """[lever units] what had been spent of a lever before that day."""
        return dict(self.so_far.effort).get(lever, 0.0) if self.so_far else 0.0
