"""What was done, as somebody wrote it down."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One row of a log."""

    day: date
    activity: str
    item: str = ""
    """Which article, issue or campaign it was, where the log says it."""
    lever: str = ""
    """Of the goal file, or its channel, where the log says it."""
    channel: str = ""
    hours: float = 0.0
    money: float = 0.0
    result: float | None = None
    """What it brought; None where nobody wrote it down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLog:
    """The rows of a log that can be used, and what was left out."""

    file: str
    tool: str
    """Whose export it is; empty for a plain table."""
    activity: str
    """The columns that name the activity."""
    result: str
    """What came of it is called: the column that the user named, or sessions; empty where no column says it."""
    rows: tuple[Logged, ...]
    left_out: tuple[str, ...] = ()
