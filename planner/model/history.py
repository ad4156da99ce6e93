"""What was seen: sessions by leaf and effort by lever, day by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from planner.model.arrays import Array
from planner.model.goal import Where
from planner.model.period import Period
from planner.text import folded

Leaf = tuple[str, ...]
Cadence = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortHistory:
    """Effort by lever and day."""

    names: tuple[str, ...]
    first: date
    amounts: Array
    """(n_levers, n_days) [lever units/day]; NaN where not known."""
    cadence: Cadence = "day"
    """How fine the table was: coarser figures are spread evenly over their days."""

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.amounts.shape[1] - 1)

    def row(self, lever: str) -> int | None:
        """Which row is of a lever, as `folded` compares names; None where none is."""
        return next((n for n, known in enumerate(self.names) if folded(known) == folded(lever)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A public holiday."""

    name: str
    """In English, the same every year."""
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Another measure of the same traffic table, such as conversions."""

    name: str
    amounts: Array
    """(n_leaves, n_days) [measure/day], like `History.sessions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Traffic by leaf and day, with the effort behind it where it is known."""

    levels: tuple[str, ...]
    """Names of the tree's levels below the root, for example ("visitor", "channel")."""
    leaves: tuple[Leaf, ...]
    """One name a level; a leaf of an uneven tree has fewer."""
    first: date
    sessions: Array
    """(n_leaves, n_days) [sessions/day], >= 0; NaN on days that are missing."""
    cadence: Cadence = "day"
    """How fine the table was: coarser figures are spread evenly over their days."""
    counts_only: bool = False
    """One month's counts, without a history."""
    effort: EffortHistory | None = None
    measures: tuple[Measure, ...] = ()
    """Those that the goal file asks for."""
    holidays: tuple[Holiday, ...] = ()
    """Of the goal's country, from the first day of history to three years after the last."""
    left_out: tuple[str, ...] = ()
    """Rows that were not used, by reason, ready to be shown."""

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.sessions.shape[1] - 1)

    @property
    def span(self) -> Period:
        return Period(start=self.first, end=self.last)

    def depth(self, level: str) -> int | None:
        """Which of the levels has that name, as `folded` compares; None where none has."""
        return next((n for n, known in enumerate(self.levels) if folded(known) == folded(level)), None)

    def places(self, leaf: Leaf) -> tuple[tuple[str, str], ...]:
        """(level, name) of a leaf, root to leaf."""
        return tuple(zip(self.levels, leaf, strict=False))

    def matching(self, where: Where) -> tuple[int, ...]:
        """Indices of the leaves in a branch; names compare as `folded` does. An unknown level matches nothing."""
        tests = [(self.depth(level), {folded(value) for value in values}) for level, values in where]
        return tuple(
            n
            for n, leaf in enumerate(self.leaves)
            if all(at is not None and at < len(leaf) and folded(leaf[at]) in values for at, values in tests)
        )
