"""What a first goal file says, and what it leaves to whoever writes it."""

from dataclasses import dataclass

from planner.model.goal import Table, Where
from planner.model.history import Cadence
from planner.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstBranch:
    """A branch of the tree."""

    name: str
    depth: int
    """Levels below the whole site, from 1."""
    sessions: float
    hidden: int = 0
    """How many smaller branches this line stands for; 0 for one branch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLever:
    """A lever to begin with."""

    name: str
    drives: Where
    uses: tuple[tuple[str, float], ...]
    unit: str
    step: float | None
    action: str = ""
    now: float | None = None
    now_of: str = ""
    """Where `now` comes from."""
    from_table: bool = False
    """Whether the table of effort says what it takes today."""
    guessed: bool = False
    """Whether nothing says what the figures of that table are counted in."""
    lacks: str = ""
    """The resources that it takes and nobody has said; such a lever is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstGoal:
    """A goal file to begin with."""

    target: str
    shown: str
    """The goal file's name, as a command line takes it."""
    schema: str
    """Where the JSON Schema of goal files is, from the goal file's folder; empty for nowhere."""
    tool: str
    """Whose export the traffic is."""
    traffic: Table
    metric: str
    counts: str
    """The column that is counted, where it holds no sessions."""
    assumed: bool
    """Whether `traffic.covers` was taken for granted."""
    named: tuple[tuple[str, Period], ...] = ()
    """(file of `traffic`, its days) where the name alone says them."""
    alone: tuple[str, ...]
    """Keys of `traffic` of which one value alone makes the table readable."""
    span: Period
    cadence: Cadence
    base: Period
    """The last full month, or the stretch that stands for it."""
    sessions: float
    """In `base`, of the whole site."""
    branches: tuple[FirstBranch, ...]
    """From the top down, the children of each branch after it, biggest first."""
    effort: Table | None
    apart: tuple[str, ...] = ()
    """Files of effort by day that are not in it, for a goal has one table of effort."""
    resources: tuple[tuple[str, float], ...]
    """Those whose amounts were said."""
    levers: tuple[FirstLever, ...]
    unused: int
    """How many names of the table of effort have no lever."""
    unplaced: tuple[tuple[str, float, str], ...]
    """(channel group, money in a month, where that stands) of what was spent for channels that have no lever here."""
    small: tuple[str, ...]
    """Channels that bring next to nothing, biggest first."""
    still: tuple[tuple[str, str], ...]
    """(channel, why no lever moves it)."""
    unknown: tuple[str, ...]
    """Channels for which no lever is usual, biggest first."""
    missing: tuple[tuple[str, str], ...]
    """(what would make the plan better, where to find it or what to write)."""
