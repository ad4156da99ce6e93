"""What would happen anyway, node by node: everything that the forecast's report shows, as plain numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.goal import Goal
from planner.model.history import Cadence
from planner.model.period import Period
from planner.model.spread import Spread

RepairKind = Literal["outage", "spike", "partial", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """How the same forecast would have done in the past, knowing only what was known then; what effort explains is left in the history."""

    tests: int
    """Stretches as long as the period, each as far ahead as the period is, that were forecast; they do not overlap."""
    off: float
    """[-] mean distance of the forecast from what came, as a part of what came."""
    naive: float
    """[-] the same for "as much a day as in the four weeks before"."""
    held: int
    """How many of the stretches fell within the 80 % interval."""
    first: Period
    last: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookNode:
    """One branch of the tree."""

    name: str
    now: int
    """[sessions] in the comparison stretch, at the period's length; children add up to their parent."""
    forecast: Spread
    """[sessions in the period]."""
    history: tuple[float | None, ...]
    """[sessions/day] mean of each of the last weeks, oldest first; None where nothing is known."""
    ahead: tuple[float, ...]
    """[sessions/day] expected for each week from the last day of history to the end of the period."""
    backtest: Backtest | None
    """None where the history is too short for one."""
    children: tuple["OutlookNode", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyChange:
    """How the same days of an earlier year stood to the days before them."""

    year: int
    change: float
    """[-] sessions a day against the comparison stretch of that year: -0.12 is 12 % fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A day or stretch of the calendar that moves the forecast, or moved the history alone."""

    name: str
    on: Period
    kind: Literal["holiday", "event"]
    low: float
    """[-] 80 % range of sessions on those days against usual ones: 0.4 is 60 % fewer."""
    middle: float
    high: float
    seen: int
    """How often it was seen in the history."""
    said: bool = False
    """Whether the goal file says a range."""
    where: str = ""
    """The branch that it moves, in words; empty for the whole site."""
    past: bool = False
    """Whether it lies in the history alone: `on` is then its last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """Days of history that were not taken as they stand."""

    kind: RepairKind
    """outage: no sessions where there are always many. spike: far above the days around, once. partial: the last day, not over yet.
    missing: the table has no row."""
    days: int
    first: date
    last: date
    where: str = ""
    """The branch, in words; empty for the whole site, and where several leaves make up no branch."""
    leaves: tuple[str, ...] = ()
    """Those several leaves, in words; empty where `where` says all."""
    sessions: float
    """About how many are concerned: those of the days, or as many as such days usually have where that is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The forecast of business as usual, with what it rests on."""

    goal: Goal
    period: Period
    base: Period
    """The comparison stretch."""
    metric: str
    basis: Literal["history", "prior"]
    first: date
    """The first day of history."""
    last: date
    """The last day of history."""
    cadence: Cadence
    """How fine its table was."""
    weeks: int
    """Whole weeks of history."""
    root: OutlookNode
    season: tuple[YearlyChange, ...]
    """The period against the comparison stretch in earlier years, the latest first; empty with less than a year and a stretch."""
    growth: float | None
    """[-] the last four weeks against the same weeks a year before; None with less history."""
    lately: float | None
    """[-] the last four weeks against the four before; None with less history."""
    moved: tuple[Moved, ...]
    repaired: tuple[Repaired, ...]
    warnings: tuple[str, ...]

    @property
    def gap(self) -> int:
        """Days between the history and the period."""
        return (self.period.start - self.last).days - 1
