"""Columns that say parts of a year, such as week 5, and not of which year."""

import re
from collections.abc import Sequence

from planner.errors import Problem
from planner.sources.tables.columns import find_role
from planner.sources.tables.day_forms import worded
from planner.sources.tables.month_names import with_numbers
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable

_MOST = {"week": 53, "month": 12, "date": 31}
"""The largest number that such a column can hold."""
_WEEK = re.compile(r"(?:w|wk|week|kw|woche|semaine|semana|s|第)[. ]?(\d{1,2})(?:\s?周)?", re.IGNORECASE)
_PART = re.compile(r"m\d{1,2}(?: \d{1,2})?|\d{1,2} m\d{1,2}")
_MONTH = re.compile(r"(\d{1,2})\s?月")


def missing_year(table: TextTable) -> Problem | None:
    """The complaint about a column of several weeks, months or days of a year that nothing names: its rows are of different stretches.

    None where there is no such column, or a column of years.
    """
    if find_role(table, "year", {}) is not None:
        return None
    for at, name in enumerate(table.header):
        role = role_of(name)
        cells = sorted({cell.strip() for cell in set(table.columns[at])} - {""}) if role in _MOST else []
        if len(cells) > 1 and _yearless(cells, _MOST[role]):
            text = f"{name!r} says {_few(table.columns[at])}, and not of which year"
            hint = "a column `Year` beside it, or the year in its cells, as in 2026-11-30, 2026-11 or, of ISO weeks, 2026-W05"
            return table.complaint(0, at, text, expected=hint)
    return None


def _few(cells: Sequence[str]) -> str:
    """The first of the different cells, as they come."""
    first = list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    return ", ".join(first[:3]) + (" …" if len(first) > 3 else "")


def _yearless(cells: Sequence[str], most: int) -> bool:
    """Whether all cells are parts of a year; January 24 and its like may be dates, if all of them are."""
    return all(_is_part(cell, most) for cell in cells) and not all(map(worded, cells))


def _is_part(cell: str, most: int) -> bool:
    if found := _WEEK.fullmatch(cell) or _MONTH.fullmatch(cell):
        cell = found[1]
    if cell.isascii() and cell.isdecimal():
        return 1 <= int(cell) <= most
    plain = with_numbers(cell) if any(map(str.isalpha, cell)) else None
    return plain is not None and _PART.fullmatch(plain) is not None
