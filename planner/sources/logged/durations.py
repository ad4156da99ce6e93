"""Durations as time trackers and people write them, in hours."""

import re

import numpy as np

from planner.errors import Problem, quoted
from planner.model.arrays import Array
from planner.sources.tables.cells import complaints, read_amounts
from planner.sources.tables.numerals import is_no_figure
from planner.sources.tables.table import TextTable

LONGEST = 24.0 * 366  # hours: more is a slip of the hand
_CLOCK = re.compile(r"(\d{1,5}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d+)?)?")
_WORDED = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?) ?(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?|小时))?\s*"
    r"(?:(?P<m>\d+) ?(?:m|mins?\.?|minutes?|minuten?|minutos?|分钟?))?",
    re.IGNORECASE,
)
FORM = "hours such as 1.5, 1:30, 1:30:00 or 1h 30m"


def read_hours(table: TextTable, column: int, *, minutes: bool) -> tuple[Array, list[Problem]]:
    """(n_rows,) [hours], NaN where a cell is empty, and the complaints. Args: minutes: whether plain numbers are minutes.

    Raises: InputError where the decimal mark could be one or the other.
    """
    cells = table.columns[column]
    spoken = {cell: hours for cell in cells.different if (hours := clock_hours(cell)) is not None}
    if not spoken:
        amounts, problems = read_amounts(table, column, what="minutes" if minutes else "hours")
        return amounts / (60 if minutes else 1), problems
    known = {cell: spoken.get(cell, float("nan")) for cell in cells.different}
    amounts = np.fromiter(map(known.__getitem__, cells), dtype=np.float64, count=len(cells))
    unread = {cell for cell in cells.different if cell not in spoken and not is_no_figure(cell)}
    rows = [n for n, cell in enumerate(cells) if cell in unread]
    return amounts, complaints(table, column, rows, lambda cell: f"{quoted(cell)} is no duration", FORM)


def clock_hours(cell: str) -> float | None:
    """The hours that 1:30, 01:30:00 or 1h 30m says; None for anything else, plain numbers too."""
    text = cell.strip()
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return hours + minutes / 60 + seconds / 3600
    if len(text) < 40 and (found := _WORDED.fullmatch(text)) and any(found.groups()):
        return float((found["h"] or "0").replace(",", ".")) + int(found["m"] or 0) / 60
    return None
