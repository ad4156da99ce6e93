"""A table of text, column by column, with the place of every cell for complaints."""

from dataclasses import dataclass

from planner.errors import InputError, Place, Problem, nearest_name
from planner.sources.csv_rows import LINE_END, csv_rows
from planner.text import folded


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
        """The index of the column with that name, as `folded` compares.

        Raises: InputError if several columns have it.
        """
        found = [at for at, known in enumerate(self.header) if folded(known) == folded(name)]
        if len(found) > 1:
            text = f"{len(found)} columns are named {self.header[found[1]]!r}"
            raise InputError([self.complaint(-1, found[1], text, expected="a different name for each")])
        return found[0] if found else None

    def place(self, row: int, column: int) -> Place:
        """Where cell (row, column) stands in the file; row -1 is the header. Slow: only for complaints."""
        for part in self.parts:
            if row < part.rows:
                return part.place(row, column)
            row -= part.rows
        reader = csv_rows(self.text, self.delimiter)
        for filled, cells in enumerate(cells for cells in reader if any(cells)):
            if filled == row + 1:
                source = LINE_END.split(self.text)[reader.line_num - 1]
                before = sum(len(cell) + 1 for cell in cells[:column])
                at = source.find(cells[column], before) if column < len(cells) else len(source)
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
