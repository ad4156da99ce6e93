"""A CSV file as columns of text, with the place of every cell for complaints."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import InputError, Place, Problem, nearest_name
from planner.text import folded

LARGEST = 256 * 2**20  # bytes; the text is held in memory several times over
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """The cells of a file, column by column."""

    file: str
    text: str
    delimiter: str
    header: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    """One tuple of cells a header name, all of the same length."""
    parts: tuple["CsvTable", ...] = ()
    """The tables that this one joins, in order, where it joins several."""

    @property
    def rows(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def find(self, name: str) -> int | None:
        """The index of the column with that name, as `folded` compares."""
        names = [folded(known) for known in self.header]
        return names.index(folded(name)) if folded(name) in names else None

    def place(self, row: int, column: int) -> Place:
        """Where cell (row, column) stands in the file; row -1 is the header. Slow: only for complaints."""
        for part in self.parts:
            if row < part.rows:
                return part.place(row, column)
            row -= part.rows
        reader = csv.reader(io.StringIO(self.text), delimiter=self.delimiter)
        lines = self.text.splitlines()
        for filled, cells in enumerate(cells for cells in reader if cells):
            if filled == row + 1:
                source = lines[reader.line_num - 1]
                before = self.delimiter.join(cells[:column])
                at = source.find(cells[column], len(before)) if column < len(cells) else len(source)
                return Place(file=self.file, line=reader.line_num, column=max(at, 0) + 1, source=source)
        return Place(file=self.file)

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


def read_table(path: Path, *, shown: str, said: Place) -> CsvTable:
    """The table in a file.

    Args: path: where it is; shown: its name for complaints; said: the place in the goal file that names it.
    Raises: InputError where it cannot be read as a table.
    """
    text = _text(path, shown, said)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error as error:
        raise _unreadable(shown, f"this is not a CSV table: {error}") from None
    if len(rows) < 2:
        raise _unreadable(shown, "this table has no rows", expected="a header line and one row a day")
    header = tuple(name.strip() for name in rows[0])
    if set(map(len, rows)) != {len(header)}:
        raise _ragged(CsvTable(file=shown, text=text, delimiter=delimiter, header=header, columns=()), rows)
    return CsvTable(
        file=shown, text=text, delimiter=delimiter, header=header, columns=tuple(zip(*rows[1:], strict=True))
    )


def _text(path: Path, shown: str, said: Place) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            limit = f"at most {LARGEST // 2**20} MB; sum it by day and leaf before"
            raise _unreadable(shown, f"this file is too large: {size // 2**20} MB", expected=limit)
        if not path.is_file():
            raise InputError([Problem(place=said, text=f"{shown} is not a file")])
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        near = nearest_name(path.name, [p.name for p in path.parent.iterdir()]) if path.parent.is_dir() else ""
        raise InputError([Problem(place=said, text=f"there is no file {shown}", nearest=near)]) from None
    except OSError as error:
        raise InputError([Problem(place=said, text=f"{shown} cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        text = f"this file is not UTF-8 text (byte {error.start + 1})"
        raise _unreadable(shown, text, expected="a CSV file saved as UTF-8") from None


def _unreadable(shown: str, text: str, *, expected: str = "") -> InputError:
    return InputError([Problem(place=Place(file=shown), text=text, expected=expected)])


def _ragged(table: CsvTable, rows: Sequence[Sequence[str]]) -> InputError:
    width = len(table.header)
    bad = next(n for n, row in enumerate(rows) if len(row) != width)
    text = f"this row has {len(rows[bad])} cells, the header has {width}"
    return InputError([table.complaint(bad - 1, 0, text, expected="the same number of cells in every row")])
