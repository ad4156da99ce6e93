"""A table of text, column by column, with the place of every cell for complaints."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import Literal

import numpy as np

from planner.errors import InputError, Place, Problem, nearest_name
from planner.model.arrays import Ints
from planner.model.period import Period
from planner.sources.tables.csv_rows import LINE_END, csv_rows
from planner.text import folded

NO_RECORDS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """The text of a file that a table was read from."""

    file: str
    text: str
    delimiter: str
    encoding: str = "UTF-8"
    top: int = 0
    """Which record of the text the names of the columns are."""
    records: int = 0
    """How many records the text has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How a goal file says that the cells of a table are written, where they leave it open."""

    dates: str = ""
    """The order in dates, as in day/month/year."""
    decimals: Literal["", ".", ","] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """The cells of a table, column by column."""

    file: str
    header: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    """One tuple of cells a header name, all of the same length."""
    texts: tuple[FileText, ...] = ()
    """Where it was read from: several where it joins several files, none for a database."""
    records: Ints = field(default_factory=lambda: NO_RECORDS)
    """(n_rows,) which record each row is, counted through all texts."""
    above: tuple[str, ...] = ()
    """Titles and comments above the table, one line each."""
    covers: Period | None = None
    """The days that those say the table is of."""
    number: int = 1
    """Which table of its file it is, from the top."""
    alike: tuple[int, ...] = ()
    """The numbers of other tables of its file that have the same columns, and rows."""
    ways: Ways = Ways()
    read: int = 0
    """How many rows an engine has summed to these; 0 for a table that stands as it was read."""
    wrong: tuple[Problem, ...] = ()
    """What is wrong with its form, for whoever uses it."""

    @property
    def rows(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def find(self, name: str) -> int | None:
        """The index of the column with that name, as `folded` compares.

        Raises: InputError if several columns have it.
        """
        found = [at for at, known in enumerate(self.header) if folded(known) == folded(name)]
        if len(found) > 1:
            text = f"{len(found)} columns are named {self.header[found[1]]!r}"
            raise InputError([self.complaint(-1, found[1], text, expected="a different name for each")])
        return found[0] if found else None

    def only(self, rows: Ints) -> "TextTable":
        """The table with some of its rows, in that order; a row may stand several times."""
        kept = rows.tolist()
        columns = tuple(tuple(map(cells.__getitem__, kept)) for cells in self.columns)
        return replace(self, columns=columns, records=self.records[rows] if len(self.records) else self.records)

    def beside(self, name: str, cells: Iterable[str]) -> "TextTable":
        """The table with one more column, which stands in no file."""
        return replace(self, header=(*self.header, name), columns=(*self.columns, tuple(cells)))

    def place(self, row: int, column: int) -> Place:
        """Where cell (row, column) stands in its file; row -1 is the header. Slow: only for complaints."""
        if not self.texts:
            return Place(file=self.file)
        starts = [0, *accumulate(text.records for text in self.texts)]
        if row < 0:
            return _place(self.texts[0], self.texts[0].top, column)
        record = int(self.records[row])
        at = bisect_right(starts, record) - 1
        return _place(self.texts[at], record - starts[at], column)

    def complaint(self, row: int, column: int, text: str, *, expected: str = "", nearest: str = "") -> Problem:
        return Problem(place=self.place(row, column), text=text, expected=expected, nearest=nearest)

    def no_column(self, name: str) -> Problem:
        """The complaint that a column the goal file names does not exist."""
        listed = ", ".join(self.header)
        return Problem(
            place=self.place(-1, 0),
            text=f"there is no column {name!r}",
            expected=f"one of: {listed}",
            nearest=nearest_name(name, self.header),
        )


def joined(tables: Sequence[TextTable]) -> TextTable:
    """Tables with the same columns as one.

    Raises: InputError for one that has others.
    """
    first = tables[0]
    for other in tables[1:]:
        if other.header != first.header:
            text = f"the columns are not those of {first.file}"
            raise InputError([other.complaint(-1, 0, text, expected=", ".join(first.header))])
    if len(tables) == 1:
        return first
    texts = tuple(chain.from_iterable(table.texts for table in tables))
    starts = [0, *accumulate(text.records for text in texts)]
    return replace(
        first,
        file=f"{first.file} and {len(tables) - 1} more",
        columns=tuple(tuple(chain.from_iterable(cells)) for cells in zip(*(t.columns for t in tables), strict=True)),
        texts=texts,
        records=np.concatenate([table.records + start for table, start in zip(tables, starts, strict=False)]),
        covers=None,
    )


def _place(source: FileText, record: int, column: int) -> Place:
    reader = csv_rows(source.text, source.delimiter)
    for at, cells in enumerate(reader):
        if at == record:
            line = LINE_END.split(source.text)[reader.line_num - 1]
            before = sum(len(cell) + 1 for cell in cells[:column])
            found = line.find(cells[column], before) if column < len(cells) else len(line)
            return Place(file=source.file, line=reader.line_num, column=max(found, 0) + 1, source=line)
    return Place(file=source.file)
