"""Made-up histories by day, for the tests of the forecast."""

from datetime import date, timedelta

import numpy as np

from planner.model.arrays import frozen
from planner.model.history import Cadence, History, Holiday, Leaf
from planner.model.period import Period

FIRST = date(2025, 1, 6)  # a Monday


def history(
    sessions: np.ndarray, *, first: date = FIRST, leaves: tuple[Leaf, ...] = (), levels: tuple[str, ...] = ("channel",),
    cadence: Cadence = "day", counts_only: bool = False, holidays: tuple[Holiday, ...] = (),
) -> History:  # fmt: skip
    """One leaf a row, called "leaf 0" and so on where nothing is said."""
    return History(
        levels=levels,
        leaves=leaves or tuple((f"leaf {n}",) for n in range(len(sessions))),
        first=first,
        sessions=frozen(sessions),
        cadence=cadence,
        counts_only=counts_only,
        holidays=holidays,
    )


def ahead(seen: History, days: int = 28, gap: int = 0) -> Period:
    """The days that come `gap` days after the last one."""
    start = seen.last + timedelta(days=1 + gap)
    return Period(start=start, end=start + timedelta(days=days - 1))


def day(n: int, first: date = FIRST) -> date:
    return first + timedelta(days=n)


def days(n: int, last: int | None = None) -> Period:
    """From day n of the history to another, both included."""
    return Period(start=day(n), end=day(n if last is None else last))


def walks(rng: np.random.Generator, rows: int, length: int, *, step: float, noise: float = 0.0) -> np.ndarray:
    """Sessions whose log walks at random by `step` a day, with noise of its own on each day."""
    level = 7 + np.cumsum(rng.normal(0, step, (rows, length)), axis=1)
    found: np.ndarray = np.exp(level + rng.normal(0, noise, (rows, length)))
    return found
