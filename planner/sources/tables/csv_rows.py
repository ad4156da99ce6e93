"""CSV text as rows and lines, counted alike wherever it is read."""

import csv
import io
import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

LINE_END = re.compile(r"\r\n|\n|\r")  # as csv counts lines; str.splitlines knows more ends than that


def csv_rows(text: str, delimiter: str) -> "Reader":
    """The rows of a text one by one, with `line_num`, the line on which the last one ended.

    Raises: csv.Error, on the way, where quotation marks do not match.
    """
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)


class Lines:
    """The lines of a text and the records in them: read once, when a complaint first asks where something stands."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter

    @cached_property
    def _lines(self) -> list[str]:
        return LINE_END.split(self._text)

    @cached_property
    def _ends(self) -> list[int]:
        """The lines on which records end, counted from 1; 0 before the first of them."""
        reader = csv_rows(self._text, self._delimiter)
        return [0, *(reader.line_num for _ in reader)]

    def last_of(self, record: int) -> tuple[int, str]:
        """The line on which a record ends, its number counted from 1 and its text."""
        number = self._ends[record + 1]
        return number, self._lines[number - 1]

    def cells(self, record: int) -> list[str]:
        """The cells of a record."""
        lines = self._lines[self._ends[record] : self._ends[record + 1]]
        return next(csv_rows("\n".join(lines), self._delimiter), [])
