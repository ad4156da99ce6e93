"""Work that was logged, and what it paid."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.arrays import Array
from planner.model.period import Period
from planner.model.spread import Spread

Verdict = Literal["more", "keep", "stop", "test", "too early"]
Reason = Literal["better", "level", "lower", "worse", "wide", "dormant", "young", "alone"]
"""Of a verdict. better: its next unit surely brings more than the others'. level: nothing speaks against it. lower: its next unit brings
less than the best one's, and whether all of it would bring more there is open. worse: all of it would bring more elsewhere. wide: too few
executions to tell. dormant: nothing was done of it in the last weeks. young: no result can have arrived. alone: there is nothing to
set it beside."""
Lacking = Literal["effort", "results", "success", "lever", "curve"]
"""What an activity lacks to be ranked: effort; a result in the log; any result above nothing, as all others of its resource do; a lever of the goal, a present effort of that lever in the goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What activities bring a week at effort as it is, as joint draws."""

    now: Array
    """(n_activities,) [units/week] above 0."""
    whole: Array
    """(n_activities, n_draws) [results/week]."""
    elasticity: Array
    """(n_activities, n_draws) [-] how that grows with effort: the next unit brings so much of what one brings on average."""

    @property
    def next_unit(self) -> Array:
        """(n_activities, n_draws) [results/unit] on top of effort as it is."""
        found: Array = self.elasticity * self.whole / self.now[:, None]
        return found

    def next_of(self, n: int) -> Array:
        """(n_draws,) the same of one activity."""
        found: Array = self.elasticity[n] * self.whole[n] / self.now[n]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One thing done: an article, an issue, a campaign's week. Independent of the others, as visits within it are not."""

    activity: str
    item: str
    last: date
    """The last day of work on it."""
    hours: float
    money: float
    result: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """What an activity's effort would bring in another."""

    to: str
    effort: float
    """[units/week] that would go there."""
    gain: Spread
    """[results/week] what it would bring there less what it brings now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One activity, judged at its next unit of effort."""

    name: str
    lever: str = ""
    """Of the goal that it serves; empty for none, or no goal."""
    resource: str
    """hours or money: the one it takes most of, against what the goal, or else the log, has of each."""
    executions: int
    """With a result that can have arrived."""
    waiting: int = 0
    """Executions whose results cannot have arrived yet."""
    effort: float
    """[units] in the stretch that is looked at."""
    weekly: float
    """[units/week] lately; 0 where nothing was done of it."""
    result: float
    """Of its executions that are judged."""
    average: float | None
    """[results/unit] as it was, over those executions."""
    next_unit: Spread | None
    """[results/unit] that one more unit brings; None where it cannot be judged yet."""
    elasticity: float | None = None
    """[-] mean."""
    better: float | None = None
    """[-] chance that its next unit brings more than one taken from the others."""
    beside: str = ""
    """The activity that has the best next unit, itself left aside."""
    verdict: Verdict
    reason: Reason
    freed: Freed | None = None
    after: date | None = None
    """When it can be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An activity without a place in the ranking."""

    name: str
    hours: float
    money: float
    lacks: Lacking


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """How much of the effort in the stretch serves the goal."""

    resource: str
    goal: float
    total: float
    rest: tuple[tuple[str, float], ...]
    """(activity, effort) that no goal explains, most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOf:
    """A week's effort by activity."""

    monday: date
    efforts: tuple[float, ...]
    """[units] as many as activities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWeek:
    """The last weeks, most used activities first."""

    resource: str
    activities: tuple[str, ...]
    """The last may stand for all others: it is empty then."""
    weeks: tuple[WeekOf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Which of the logged work paid."""

    file: str
    tool: str
    result: str
    """What is counted."""
    basis: Literal["log", "goal"]
    """Whether results stand in the log, or are what the goal's curves say that such effort brings."""
    known: Period
    """The days of the whole log, which all is learned from."""
    looked: Period
    """The days that are looked at."""
    standings: tuple[Standing, ...]
    """Best first, within each resource."""
    aside: tuple[Aside, ...]
    served: tuple[Served, ...]
    """Empty without a goal."""
    weeks: tuple[ByWeek, ...]
    target: str = ""
    """The goal in its own words."""
    left_out: tuple[str, ...] = ()
