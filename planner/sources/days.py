"""The date column of a table: which days, and whether they stand for days, weeks or months."""

import itertools
import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from planner.errors import Problem
from planner.model.arrays import Ints
from planner.model.history import Cadence
from planner.sources.cells import codes, complaints
from planner.sources.table import CsvTable

YEARS = range(1990, 2200)  # others are slips of the hand
DENSE = 0.4  # the least share of the days from first to last that a daily table has
FORM = "a date such as 2026-11-30 (year, month, day)"
# Six or seven digits in a row are no date: 202611 may be a month or the first of January.
_DAY = re.compile(r"(?=\d{8}|\d{4}\D)(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")


def read_days(table: CsvTable, column: int) -> tuple[Ints, Cadence, list[Problem]]:
    """The date column as proleptic ordinals, (n_rows,), a month as its first day, and how far apart they stand.

    Returns: days, cadence and the complaints; where there are some, days and cadence are of no use.
    """
    cells = table.columns[column]
    known = {cell: _ordinal(cell) for cell in set(cells)}
    days = codes(cells, known)
    if problems := complaints(table, column, np.flatnonzero(days == 0).tolist(), "{!r} is not a date", FORM):
        return days, "day", problems
    found = sorted(set(known.values()))
    cadence = _cadence(found, named=all(_MONTH.fullmatch(cell.strip()) for cell in known))
    if cadence is None:
        return days, "day", [_sparse(table, column, days, found)]
    if cadence == "month":
        days = codes(cells, {cell: date.fromordinal(day).replace(day=1).toordinal() for cell, day in known.items()})
    return days, cadence, []


def _ordinal(cell: str) -> int:
    """The day that a cell names, as a proleptic ordinal; a month is its first day; 0 where there is none."""
    text = cell.strip()
    found = _DAY.fullmatch(text)
    parts = (found[1], found[3], found[4]) if found else (*m.groups(), "1") if (m := _MONTH.fullmatch(text)) else None
    if parts is None or int(parts[0]) not in YEARS:
        return 0
    try:
        return date(*map(int, parts)).toordinal()
    except ValueError:
        return 0


def _cadence(days: Sequence[int], *, named: bool) -> Cadence | None:
    """What sorted dates stand for, told by the gaps between them, so that a daily table with missing days stays daily.

    Args: named: whether the cells name months, as in 2026-11.
    Returns: None where neither weeks nor months fit and the dates are too few for days.
    """
    gaps = {later - earlier for earlier, later in itertools.pairwise(days)}
    if 7 in gaps and all(gap % 7 == 0 for gap in gaps):
        return "week"
    if named and len(days) < 3:
        return "month"
    if gaps and 28 <= min(gaps) <= 31 and (_begin_months(days) or _begin_months([day + 1 for day in days])):
        return "month"
    return "day" if len(days) < 3 or len(days) >= DENSE * (days[-1] - days[0] + 1) else None


def _begin_months(days: Sequence[int]) -> bool:
    return all(date.fromordinal(day).day == 1 for day in days)


def _sparse(table: CsvTable, column: int, days: Ints, found: Sequence[int]) -> Problem:
    """The complaint about dates of no known distance, at the one after the widest gap."""
    gaps = [later - earlier for earlier, later in itertools.pairwise(found)]
    widest = gaps.index(max(gaps))
    usual = sorted(gaps)[len(gaps) // 2]
    text = f"the dates are usually {usual} day{'s' if usual > 1 else ''} apart, and {gaps[widest]} before this one"
    row = int(np.argmax(days == found[widest + 1]))
    return table.complaint(row, column, text, expected="a daily, weekly or monthly table")
