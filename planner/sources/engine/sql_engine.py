"""An engine on a database that speaks SQL."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from planner.errors import Place
from planner.model.arrays import frozen
from planner.sources.engine import quoted
from planner.sources.engine.facts import Column, Groups, Sample, Unread, Watch
from planner.sources.engine.grouping import Summed, grouped_sql, unread_sql
from planner.sources.engine.pick import not_numbers, pick

MOST_CELLS = 5  # different cells told of a column


class Dialect(Protocol):
    """A database, as far as databases differ."""

    text: str
    """An expression as text that sorts bytewise, '' for NULL; with a hole for the expression."""
    total: str
    """The sum of an expression."""

    def run(self, query: str, *, watch: Watch | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises: InputError where the database refuses it."""

    def columns(self, source: str) -> tuple[Column, ...]:
        """The columns of what may stand after FROM."""

    def day(self, column: Column) -> str:
        """A point of time as its day."""

    def number(self, column: Column) -> Summed | None:
        """The column as numbers; None where it holds none."""


class SqlEngine:
    """The engine of one table; `source` is what stands for it after FROM."""

    def __init__(self, dialect: Dialect, source: str, *, shown: str, said: Place, layout: str = "") -> None:
        self._dialect = self.dialect = dialect
        self._source = source
        self._said = said
        self._columns = dialect.columns(source)
        self.shown = shown
        self.layout = layout

    def sample(self, rows: int = 1000) -> Sample:
        texts = [self._dialect.text.format(quoted.name(column.name)) for column in self._columns]
        query = f"SELECT {', '.join(texts)} FROM {self._source} LIMIT {int(rows)}"
        found = self._dialect.run(query) if rows and texts else []
        return Sample(columns=self._columns, rows=tuple(found))

    def grouped(
        self, keys: Sequence[str], sums: Sequence[str], *, days: str = "", watch: Watch | None = None
    ) -> Groups:
        query, by, added, numbers = self.summing(keys, sums, days=days)
        rows = self._dialect.run(query, watch=watch)
        table = list(zip(*rows, strict=True)) if rows and rows[0][-1] else [()] * (len(by) + 2 * len(added) + 1)
        at = len(by) + len(added)
        return Groups(
            keys=tuple(table[: len(by)]),
            sums=tuple(frozen(np.array(cells, dtype=np.float64)) for cells in table[len(by) : at]),
            rows=sum(map(int, table[-1])),
            unread=tuple(
                self._unread(column, number, sum(map(int, bad)), watch)
                for column, number, bad in zip(added, numbers, table[at:-1], strict=True)
                if any(bad)
            ),
        )

    def summing(
        self, keys: Sequence[str], sums: Sequence[str], *, days: str = ""
    ) -> tuple[str, list[Column], list[Column], list[Summed]]:
        """The query behind `grouped`, its keys and sums, and how each sum is read."""
        asked = pick(self._columns, [*keys, *sums, *([days] if days else [])], shown=self.shown, said=self._said)
        by, added = asked[: len(keys)], asked[len(keys) : len(keys) + len(sums)]
        cut = asked[-1] if days else None
        expressions = [self._day(key) if key is cut else quoted.name(key.name) for key in by]
        numbers = [self._number(column) for column in added]
        query = grouped_sql(self._source, expressions, numbers, text=self._dialect.text, total=self._dialect.total)
        return query, by, added, numbers

    def _day(self, column: Column) -> str:
        """The day of a point of time; of a text the day that it begins with, as in 2026-11-30 08:15."""
        if column.kind == "time":
            return self._dialect.day(column)
        cell = quoted.name(column.name)
        if column.kind != "text":
            return cell
        return f"CASE WHEN {cell} LIKE '____-__-__T%' OR {cell} LIKE '____-__-__ %' THEN substring({cell}, 1, 10) ELSE {cell} END"

    def _number(self, column: Column) -> Summed:
        number = self._dialect.number(column)
        if number is None:
            raise not_numbers(column, shown=self.shown, said=self._said)
        return number

    def _unread(self, column: Column, number: Summed, count: int, watch: Watch | None) -> Unread:
        """A second look at the table, only where there is something to tell."""
        cell = self._dialect.text.format(quoted.name(column.name))
        cells = self._dialect.run(unread_sql(self._source, number, cell, most=MOST_CELLS), watch=watch)
        return Unread(column=column.name, count=count, cells=tuple((text, int(times)) for text, times in cells))
