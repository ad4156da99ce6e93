"""What the user wants and what can be done for it, as the goal file says it."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import Literal

from planner.errors import Place
from planner.model.belief import Belief
from planner.model.period import Period, RelativePeriod

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""A branch of the tree: (level, values that match) pairs, all of which must hold; empty is the whole tree."""

Path = tuple[str | int, ...]
"""Keys from the top of the goal file down to one of its values."""

NEXT_MONTH = RelativePeriod(unit="month")

Risk = Literal["expected", "cautious", "chance"]

TRAFFIC_ROLES = ("date", "sessions", "visitor", "channel", "source", "medium", "campaign", "new", "returning")
"""What a column of a traffic table can be; new and returning: the visits of one kind of visitor."""
EFFORT_ROLES = ("date", "lever", "amount")
DATE_ORDERS = ("day/month/year", "month/day/year", "year/month/day")
"""Orders in dates that can be taken for another, as `Table.dates` has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """An 80 % range; a single number is a range of no width."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was asked for, before it is read against a history."""

    text: str
    """In the user's own words."""
    kind: Literal["total", "multiple", "change", "extra"]
    """total: sessions in the period. multiple: times the comparison stretch. change: 0.25 is 25 % more than it. extra: sessions on top of it."""
    amount: float
    where: Where = ()
    """The branch that the target is of."""


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """A team's own channel: every field that has patterns must fit one of them; without any it fits all.

    In a pattern `*` is any text, also none; case and separators (blank, hyphen, underscore, slash) do not count.
    """

    name: str
    _: KW_ONLY
    source: tuple[str, ...] = ()
    medium: tuple[str, ...] = ()
    campaign: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    """Patterns for the channel that the table itself says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows by day (week, month) and leaf, or lever: in files, or in a database."""

    files: tuple[str, ...] = ()
    """Paths as the goal file gives them; relative ones start at the goal file's folder."""
    by: tuple[str, ...] = ()
    """Columns that make the tree, root to leaf; empty where there is none."""
    columns: tuple[tuple[str, str], ...] = ()
    """(role, column) for columns whose names are not recognised; roles are date, sessions, lever, amount and so on."""
    url: str = ""
    """Of a database, in place of files; credentials stand in environment variables that it names."""
    table: str = ""
    """In the database; in a file of several tables the number of one, from the top."""
    query: str = ""
    channels: tuple[ChannelRule, ...] = ()
    """Own channels, the first that fits, before those of the table or Google's default ones."""
    covers: Period | None = None
    """The days of a table that does not say them."""
    dates: str = ""
    """The order in dates that could be read in two."""
    decimals: Literal["", ".", ","] = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Sessions of the last full month, written into the goal file itself."""

    rows: tuple[tuple[tuple[str, ...], float], ...]
    """(names from the root's child down to the leaf, sessions)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something that effort uses up: money, hours of one kind."""

    name: str
    amount: float
    """How much may be spent in the period, all levers together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """Judgement: `at` units of effort in the period bring so many sessions in all (80 % sure)."""

    at: float
    sessions: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing the team can push, and how much effort it can absorb in the period. None: not said."""

    name: str
    unit: str
    uses: tuple[tuple[str, float], ...]
    """(resource, how much of it one unit of effort takes)."""
    drives: Where = ()
    step: float | None = None
    """Effort comes in whole multiples of this."""
    now: float | None = None
    """[units/period] Effort in a comparable period."""
    least: float | None = None
    most: float | None = None
    expect: Expect | None = None
    doubling: Range | None = None
    """Twice the effort brings so many times the sessions."""
    starts: date | None = None
    """The first day on which effort can change."""
    lag: float | None = None
    """[days] Most of the effect comes this much later."""
    keep: bool = False
    """Effort stays as it is today."""
    excludes: tuple[str, ...] = ()
    """Names of levers that cannot be used beside it."""
    needs: tuple[str, ...] = ()
    """Names of levers without which it cannot be used."""
    curve: tuple[tuple[float, float], ...] = ()
    """Judgement as a table, for example a simulation by an ad platform: (effort in the period, sessions that it brings in all), both rising."""
    owner: str = ""
    action: str = ""
    english: tuple[str, str] | None = None
    """(name, unit) of a lever of the playbook, whose own are in the language of the report; None for the user's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """A sub-target that the user insists on."""

    where: Where
    sessions: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least that the whole site must bring of another measure in the period."""

    measure: str
    at_least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The same goal with other values, to be compared."""

    name: str
    changes: tuple[tuple[str, str], ...]
    """(dotted path of a key, its value as the goal file would have it), as in ("resources.money", "15000")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that moves traffic on certain days: past ones explain the history, future ones move the forecast."""

    name: str
    on: tuple[Period, ...]
    """When it happened and will happen, in order."""
    where: Where = ()
    lift: Range | None = None
    """80 % range of sessions on those days against usual ones: 1.2 to 1.6 is 20 to 60 % more. None: not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal file, checked by itself but not yet against its data."""

    target: Target
    traffic: Table | Counts
    period: Period | RelativePeriod = NEXT_MONTH
    metric: str = "sessions"
    effort: Table | None = None
    resources: tuple[Resource, ...] | None = None
    """None: the file sets no limits, and the plan answers what it would take."""
    levers: tuple[Lever, ...] = ()
    """Empty: levers come from the playbook."""
    at_least: tuple[AtLeast, ...] = ()
    floors: tuple[Floor, ...] = ()
    value: str = ""
    """The measure that the plan brings most of; empty: the metric."""
    scenarios: tuple[Scenario, ...] = ()
    events: tuple[Event, ...] = ()
    country: str = ""
    """Whose public holidays move the traffic: a code such as DE, or DE-BY for a part of it; empty for none."""
    worth: tuple[tuple[str, float], ...] = ()
    """(resource, the most of it that one more session is worth)."""
    estimates: Range | None = None
    """[-] 80 % range of what earlier estimates of this team really brought, over what they said. None: not known."""
    risk: Risk = "expected"
    as_of: date
    """The last day that the figures cover, where no table says it; relative periods count from it."""
    as_of_said: bool = False
    """Whether the goal file says `as_of`, so that a table's later days are left out."""
    seed: int = 1
    draws: int = 1000
    beliefs: tuple[Belief, ...] = ()
    """What other sites have taught, where goals are planned together; no goal file says it."""
    file: str = "goal.yaml"
    """The goal file's path; tables are found from its folder."""
    places: Mapping[Path, Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, *path: str | int) -> Place:
        """Where the goal file says the value at `path`, or else the nearest thing above it that it does say."""
        for end in range(len(path), 0, -1):
            if (found := self.places.get(path[:end])) is not None:
                return found
        return self.places.get((), Place(file=self.file))
