"""What an engine tells, and how it is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from planner.model.arrays import Array

Kind = Literal["date", "time", "number", "text", "other"]
Watch = Callable[[float], None]
"""Called now and then while a query runs, with the share that is done, 0 to 1, or -1 where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table that an engine reads."""

    name: str
    kind: Kind
    type: str
    """The type in the words of the source, such as TIMESTAMP WITH TIME ZONE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The columns of a table and its first rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    """One text a column, '' for NULL."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(column.kind for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """The cells of a column that were to be summed and are no numbers; the sums are without them."""

    column: str
    count: int
    """Of all such cells, more than 0."""
    cells: tuple[tuple[str, int], ...]
    """The few most frequent ones, each with how often it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Sums by group, column by column; groups are sorted by the texts of their keys."""

    keys: tuple[tuple[str, ...], ...]
    """For every key asked for, one text a group, (n_groups,): '' for NULL, a day as YYYY-MM-DD."""
    sums: tuple[Array, ...]
    """For every sum asked for, one number a group, (n_groups,): NaN where the group has no number at all."""
    rows: int
    """How many rows were read."""
    unread: tuple[Unread, ...] = ()


class Engine(Protocol):
    """A table that is summed where it is."""

    @property
    def shown(self) -> str:
        """The table's name for complaints and reports: without user, password, token or parameters."""

    @property
    def layout(self) -> str:
        """The known layout that the rows were made from, such as 'GA4 export', or nothing."""

    def sample(self, rows: int = 1000) -> Sample:
        """The columns and the first rows. Raises: InputError where the table cannot be read."""

    def grouped(
        self, keys: Sequence[str], sums: Sequence[str], *, days: str = "", watch: Watch | None = None
    ) -> Groups:
        """Sums by group, one group for every different row of keys.

        Args: keys, sums: names of columns, as `folded` compares them; days: the key whose points of time are cut to days, in UTC where they
            have a zone; watch: see `Watch`.
        Raises: InputError where a column is not there, a sum's column holds no numbers, or the table cannot be read. KeyboardInterrupt
            ends the query before it goes on.
        """
