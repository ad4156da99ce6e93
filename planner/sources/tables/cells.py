"""Cells of a table as amounts, with a complaint for each that cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from math import isnan

import numpy as np

from planner.errors import Problem, quoted
from planner.model.arrays import Array, Bools, Ints
from planner.sources.tables.marks import decimal_mark
from planner.sources.tables.numerals import is_no_figure, is_share
from planner.sources.tables.table import TextTable

MOST_SHOWN = 5  # complaints of one kind for one file; the rest is counted
NUMBER = "a number such as 1234 or 1,234"
LARGEST = 1e15  # anything above is a slip, and sums of such numbers would lose whole sessions


def codes(cells: Sequence[str], code: Mapping[str, int]) -> Ints:
    """Cells as numbers. Args: code: the number of every different cell. Returns: (n_rows,)."""
    return np.fromiter(map(code.__getitem__, cells), dtype=np.int64, count=len(cells))


def read_amounts(table: TextTable, column: int, *, what: str) -> tuple[Array, list[Problem]]:
    """A column as numbers from 0 to 1e15, NaN where a cell is empty or says that there is none.

    Returns: (n_rows,) and the complaints, in the words of `what` the numbers count.
    Raises: InputError where the decimal mark could be one or the other.
    """
    cells = table.columns[column]
    mark = decimal_mark(table, column)
    known = cells.numbers(mark)
    amounts = np.fromiter(map(known.__getitem__, cells), dtype=np.float64, count=len(cells))
    shares = set() if cells.plain else {cell for cell in known if is_share(cell)}
    if bool(((amounts >= 0) & (amounts <= LARGEST)).all()) and not shares:
        return amounts, []
    finite = np.isfinite(amounts)
    share = np.fromiter((cell in shares for cell in cells), dtype=np.bool_, count=len(cells))
    no_figure = {cell for cell, value in known.items() if isnan(value) and is_no_figure(cell)}
    empty = np.fromiter((cell in no_figure for cell in cells), dtype=np.bool_, count=len(cells))
    checks: tuple[tuple[Bools, Callable[[str], str], str], ...] = (
        (~finite & ~empty, lambda cell: f"{quoted(cell)} is not a number of {what}", NUMBER),
        (finite & share, lambda cell: f"{quoted(cell)} is a share, and no number of {what}", NUMBER),
        (finite & ~share & (amounts < 0), lambda cell: f"{cell} {what} is below zero", "0 or more"),
        (finite & ~share & (amounts > LARGEST), lambda cell: f"{cell} {what} is too large", f"at most {LARGEST:,.0f}"),
    )
    return amounts, [
        problem
        for wrong, text, expected in checks
        for problem in complaints(table, column, np.flatnonzero(wrong).tolist(), text, expected)
    ]


def numeric_share(table: TextTable, column: int) -> float:
    """How many of a column's different cells are numbers, empty ones aside; 0 where all are empty."""
    return table.columns[column].numeric_share


def complaints(
    table: TextTable, column: int, rows: Sequence[int], text: Callable[[str], str], expected: str
) -> list[Problem]:
    """One complaint a row; beyond the first few, the rest are counted. Args: text: what is wrong with a cell."""
    cells = table.columns[column]
    shown = [table.complaint(row, column, text(cells[row]), expected=expected) for row in rows[:MOST_SHOWN]]
    if len(rows) > MOST_SHOWN:
        more = f"{len(rows) - MOST_SHOWN} more rows like these, the last is row {rows[-1] + 1}"
        shown.append(table.complaint(rows[MOST_SHOWN], column, more))
    return shown
