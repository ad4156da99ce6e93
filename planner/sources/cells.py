"""Cells of a table as amounts, with a complaint for each that cannot be read."""

import re
from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np

from planner.errors import Problem
from planner.model.arrays import Array, Ints
from planner.sources.table import CsvTable

MOST_SHOWN = 5  # complaints of one kind for one file; the rest is counted
LARGEST = 1e15  # anything above is a slip, and sums of such numbers would lose whole sessions
_GROUPED = re.compile(r"\d{1,3}([, \u00a0\u202f']\d{3})+(\.\d+)?")


def codes(cells: Sequence[str], code: Mapping[str, int]) -> Ints:
    """Cells as numbers. Args: code: the number of every different cell. Returns: (n_rows,)."""
    return np.fromiter(map(code.__getitem__, cells), dtype=np.int64, count=len(cells))


def read_amounts(table: CsvTable, column: int, *, what: str) -> tuple[Array, list[Problem]]:
    """A column as numbers from 0 to 1e15, NaN where a cell is empty.

    Returns: (n_rows,) and the complaints, in the words of `what` the numbers count.
    """
    cells = table.columns[column]
    try:
        amounts = np.array(list(map(float, cells)))
    except ValueError:
        amounts = np.array([_number(cell) for cell in cells])
    if bool(((amounts >= 0) & (amounts <= LARGEST)).all()):
        return amounts, []
    finite = np.isfinite(amounts)
    empty = np.array([not cell.strip() for cell in cells])
    checks = (
        (~finite & ~empty, "{!r} is not a number of " + what, "a number such as 1234 or 1,234"),
        (finite & (amounts < 0), "{} " + what + " is below zero", "0 or more"),
        (finite & (amounts > LARGEST), "{} " + what + " is too large", f"at most {LARGEST:,.0f}"),
    )
    return amounts, [
        problem
        for wrong, text, expected in checks
        for problem in complaints(table, column, np.flatnonzero(wrong).tolist(), text, expected)
    ]


def numeric_share(table: CsvTable, column: int) -> float:
    """How many of a column's different cells are numbers, empty ones aside; 0 where all are empty."""
    filled = [cell for cell in set(table.columns[column]) if cell.strip()]
    return sum(isfinite(_number(cell)) for cell in filled) / len(filled) if filled else 0.0


def _number(cell: str) -> float:
    """The number in a cell, NaN where there is none."""
    text = cell.strip()
    try:
        return float(re.sub(r"[^\d.]", "", text) if _GROUPED.fullmatch(text) else text)
    except ValueError:
        return float("nan")


def complaints(table: CsvTable, column: int, rows: Sequence[int], text: str, expected: str) -> list[Problem]:
    """One complaint a row, in a `text` with a hole for the cell; beyond the first few, the rest are counted."""
    cells = table.columns[column]
    shown = [table.complaint(row, column, text.format(cells[row]), expected=expected) for row in rows[:MOST_SHOWN]]
    if len(rows) > MOST_SHOWN:
        more = f"{len(rows) - MOST_SHOWN} more rows like these, the last is row {rows[-1] + 1}"
        shown.append(table.complaint(rows[MOST_SHOWN], column, more))
    return shown
