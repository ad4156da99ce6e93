"""What was read of a file: its tables and columns, its days and gaps, what it counts by branch, and what is odd about it."""

from dataclasses import dataclass
from typing import Literal

from planner.errors import Problem
from planner.model.history import Cadence
from planner.model.period import Period

Carries = Literal["traffic", "search", "ads"]
Use = Literal[
    "days", "counted", "branch", "makes channel", "part of the count", "measure", "other measure", "average", "name", "number",
    "part of a date", "empty",
]  # fmt: skip
"""days: says the day of a row. counted: the metric. branch: a level of the tree. makes channel: source, medium or campaign, of which the
channel is made. part of the count: one of several columns that are branches. measure: read beside the metric. The others are not used:
another measure; an average, which cannot be added; names, which rows are summed over; numbers that are names; hours and weekdays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """One column, without the rows that are left out."""

    name: str
    use: Use
    level: str = ""
    """The level of the tree, where it is a branch's."""
    role: str = ""
    """What a column of that name usually holds, as in device; empty where the name says nothing."""
    different: int
    """How many different cells it has, empty ones aside."""
    empty: int
    """How many rows have none."""
    total: float | None = None
    """The sum of a measure."""
    low: float | None = None
    """The least of an average."""
    high: float | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """One of the tables in a file."""

    number: int
    """From the top, beginning with 1."""
    line: int | None
    """Where the names of its columns stand."""
    columns: tuple[str, ...]
    rows: int
    days: Period | None = None
    """The days of its rows, or those that its titles say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How a file and the cells of its table are written; empty where nothing shows it."""

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    """The mark before decimals, where figures have some."""
    grouping: str = ""
    """What separates thousands."""
    percent: bool = False
    dates: str = ""
    """The order in dates, as in day/month/year."""
    above: tuple[str, ...] = ()
    """Titles and comments above the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """The days of a table."""

    span: Period
    cadence: Cadence
    whole: bool = False
    """Whether the rows have no days of their own: the days are those of the whole table."""
    said: bool = False
    """Whether titles above the table, and not its rows, name those days."""
    known: int
    """Days that have a row."""
    gaps: tuple[Period, ...] = ()
    unfinished: Period | None = None
    """The last day (week, month), where it is clearly not over yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchTotal:
    """What one branch, or the whole table, brought."""

    name: str
    total: float
    month: float | None
    """In the last full month, where the table has all of it."""
    weeks: tuple[float | None, ...]
    """[sessions/day] mean of each week, oldest first, counted back from the last day; None where nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTotals:
    """The branches of one level, the largest first."""

    level: str
    branches: tuple[BranchTotal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the table counts."""

    metric: str
    column: str
    """The column that is counted; empty where several are."""
    whole: BranchTotal
    month: Period | None
    """The last full month."""
    levels: tuple[LevelTotals, ...]
    counts_only: bool = False
    """One sum a branch, without a history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the figures that somebody should know before planning with them."""

    kind: str
    """A word for programs, as in spike, outage, doubled, self-referral."""
    text: str
    """What was found, without a full stop."""
    advice: str
    """What to do, without a full stop."""
    days: tuple[Period, ...] = ()
    place: str = ""
    """Where it stands, as in the line of a file; empty where days or branches say it."""
    branches: tuple[str, ...] = ()
    sessions: float | None = None
    """How much traffic it touches; None where that cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What one campaign of an ads report cost and got, by measure."""

    name: str
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdsFacts:
    """What a report on ads holds."""

    column: str
    """The column of the campaigns; empty where there is none."""
    measures: tuple[str, ...]
    """Those of cost, clicks and impressions that the report has."""
    totals: tuple[float, ...]
    campaigns: tuple[Campaign, ...]
    """The largest first."""
    days: Period | None
    by_day: bool
    """Whether rows have days (weeks, months) of their own."""
    effort: bool
    """Whether it can serve as effort."""
    effort_columns: tuple[tuple[str, str], ...] = ()
    """(role, column) that the goal file then names; none where the names are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Everything that could be told of one file."""

    file: str
    tool: str = ""
    """Whose export it is, as in Google Analytics 4; empty where that is not known."""
    carries: Carries = "traffic"
    number: int = 1
    """The table that was read."""
    tables: tuple[TableFacts, ...] = ()
    written: Written = Written()
    rows: int = 0
    """Rows of that table, with those that are left out."""
    columns: tuple[ColumnFacts, ...] = ()
    days: DayFacts | None = None
    totals: Totals | None = None
    """None where the table cannot be read as traffic."""
    ads: AdsFacts | None = None
    left_out: tuple[str, ...] = ()
    """Rows that were not used, by reason, ready to be shown."""
    findings: tuple[Finding, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    """(what the table lacks, where its tool has it), as in ("new and returning visitors", "a custom report …")."""
    problems: tuple[Problem, ...] = ()
    """Why it cannot be read as traffic, or the question that a key settles."""

    @property
    def read(self) -> bool:
        """Whether it can serve as traffic as it stands."""
        return self.totals is not None and not self.problems
