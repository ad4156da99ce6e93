"""Cells of a table as days and amounts, with a complaint for each that cannot be read."""

import itertools
import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite

import numpy as np

from planner.errors import Problem
from planner.model.arrays import Array, Ints
from planner.model.history import Cadence
from planner.sources.table import CsvTable

MOST_SHOWN = 5  # complaints of one kind for one file; the rest is counted
_DAY = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_GROUPED = re.compile(r"\d{1,3}([, \u00a0\u202f']\d{3})+(\.\d+)?")


def codes(cells: Sequence[str], code: Mapping[str, int]) -> Ints:
    """Cells as numbers. Args: code: the number of every different cell. Returns: (n_rows,)."""
    return np.fromiter(map(code.__getitem__, cells), dtype=np.int64, count=len(cells))


def read_days(table: CsvTable, column: int) -> tuple[Ints, Cadence, list[Problem]]:
    """The date column as proleptic ordinals (0 where unreadable), (n_rows,), and how far apart they stand."""
    known = {cell: _ordinal(cell) for cell in set(table.columns[column])}
    days = codes(table.columns[column], known)
    problems = _each(table, column, np.flatnonzero(days == 0).tolist(), "{!r} is not a date", "2026-11-30")
    months = all(_MONTH.fullmatch(cell.strip()) for cell in known)
    return days, "month" if months else _cadence(sorted(set(known.values()) - {0})), problems


def _ordinal(cell: str) -> int:
    """The day that a cell names, as a proleptic ordinal; a month is its first day; 0 where there is none."""
    text = cell.strip()
    found = _DAY.fullmatch(text)
    parts = (found[1], found[3], found[4]) if found else (*m.groups(), "1") if (m := _MONTH.fullmatch(text)) else None
    if parts is None:
        return 0
    try:
        return date(*map(int, parts)).toordinal()
    except ValueError:
        return 0


def _cadence(days: Sequence[int]) -> Cadence:
    """Weeks and months are recognised by the gaps between dates, so a daily table with missing days stays daily."""
    gaps = {later - earlier for earlier, later in itertools.pairwise(days)}
    if gaps and all(gap % 7 == 0 for gap in gaps) and 7 in gaps:
        return "week"
    if gaps and min(gaps) >= 28 and all(date.fromordinal(day).day == 1 for day in days):
        return "month"
    return "day"


def read_amounts(table: CsvTable, column: int, *, what: str) -> tuple[Array, list[Problem]]:
    """A column as numbers >= 0, NaN where a cell is empty.

    Returns: (n_rows,) and the complaints, in the words of `what` the numbers count.
    """
    cells = table.columns[column]
    try:
        amounts = np.array(list(map(float, cells)))
    except ValueError:
        amounts = np.array([_number(cell) for cell in cells])
    if bool((amounts >= 0).all()) and isfinite(float(amounts.sum())):
        return amounts, []
    empty = np.array([not cell.strip() for cell in cells])
    unreadable = np.flatnonzero(~np.isfinite(amounts) & ~empty).tolist()
    negative = np.flatnonzero(amounts < 0).tolist()
    problems = _each(table, column, unreadable, "{!r} is not a number of " + what, "a number such as 1234 or 1,234")
    problems += _each(table, column, negative, "{} " + what + " is below zero", "0 or more")
    return amounts, problems


def _number(cell: str) -> float:
    text = cell.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[^\d.]", "", text)
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _each(table: CsvTable, column: int, rows: Sequence[int], text: str, expected: str) -> list[Problem]:
    cells = table.columns[column]
    shown = [table.complaint(row, column, text.format(cells[row]), expected=expected) for row in rows[:MOST_SHOWN]]
    if len(rows) > MOST_SHOWN:
        more = f"{len(rows) - MOST_SHOWN} more rows like these, the last is row {rows[-1] + 1}"
        shown.append(table.complaint(rows[MOST_SHOWN], column, more))
    return shown
