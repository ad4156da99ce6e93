"""The rows of a table that are counted, and why the others are not."""

from collections.abc import Sequence

import numpy as np

from planner.model.arrays import Bools
from planner.sources.columns import find_role
from planner.sources.day_forms import period_of
from planner.sources.marks import decimal_mark
from planner.sources.names import role_of
from planner.sources.numerals import looks_like_figure, number
from planner.sources.table import TextTable
from planner.sources.totals import total_rows
from planner.words.figures import counted, exact

CUT = 0.005  # of the total that the rows may lack without a word: shares are rounded
DATES = ("date", "week", "month", "nth")
BLANK = frozenset(("", "(not set)", "-", "--"))


def counted_rows(
    table: TextTable, *, count_at: int | None = None, metric: str = ""
) -> tuple[TextTable, tuple[str, ...]]:
    """The table without rows that add up others, repeat the header or are of another range of days, and a line for each reason.

    Args: count_at: the column of the metric, where it is known.
    """
    repeated = _repeated(table)
    totals = total_rows(table, [at for at in range(len(table.header)) if at != count_at]) & ~repeated
    ranges = _other_ranges(table) & ~totals & ~repeated
    rest = ~(totals | repeated | ranges)
    if count_at is not None:
        blank = _blank_total(table, count_at, rest)
        totals, rest = totals | blank, rest & ~blank
    if rest.all():
        return table, ()
    lines = [
        f"{table.file}: {counted(int(rows.sum()), 'row')} {why} left out"
        for rows, why in (
            (repeated, "that repeat the header"),
            (totals, "of totals"),
            (ranges, "of an earlier range of days"),
        )
        if rows.any()
    ]
    if count_at is not None:
        lines += _cut(table, count_at, totals, rest, metric)
    return table.only(np.flatnonzero(rest)), tuple(lines)


def _names(table: TextTable) -> list[int]:
    """The columns that name what a row is of: dates, and words that differ."""
    return [at for at, name in enumerate(table.header) if role_of(name) in DATES or _words(table, at)]


def _words(table: TextTable, column: int) -> bool:
    cells = {cell for cell in set(table.columns[column]) if cell.strip() not in BLANK}
    return len(cells) > 1 and 2 * sum(map(looks_like_figure, cells)) < len(cells)


def _repeated(table: TextTable) -> Bools:
    """Rows that hold the names of the columns, where files were put behind each other."""
    found = np.zeros(table.rows, dtype=np.bool_)
    if table.header[0] in {cell.strip() for cell in set(table.columns[0])}:
        for row, cells in enumerate(zip(*table.columns, strict=True)):
            found[row] = tuple(map(str.strip, cells)) == table.header
    return found


def _other_ranges(table: TextTable) -> Bools:
    """Rows of a comparison that are not of the latest range of days, or else not of the first one named."""
    at = find_role(table, "range", {})
    names = list(dict.fromkeys(table.columns[at])) if at is not None else []
    if at is None or len(names) < 2:
        return np.zeros(table.rows, dtype=np.bool_)
    periods = {name: period_of(name) for name in names}
    latest = max(names, key=lambda name: sum(periods[name] or ())) if all(periods.values()) else names[0]
    return np.fromiter((cell != latest for cell in table.columns[at]), dtype=np.bool_, count=table.rows)


def _blank_total(table: TextTable, count_at: int, rest: Bools) -> Bools:
    """The row without any name whose count is that of all others together."""
    none = np.zeros(table.rows, dtype=np.bool_)
    words = _names(table) if rest.sum() > 2 else []
    if not words or not all(any(cell.strip() in BLANK for cell in set(table.columns[at])) for at in words):
        return none
    rows = [
        row for row in np.flatnonzero(rest).tolist() if all(table.columns[at][row].strip() in BLANK for at in words)
    ]
    if len(rows) != 1:
        return none
    said, others = _sums(table, count_at, rows), _sums(table, count_at, np.flatnonzero(rest).tolist())
    if said > 0 and abs(2 * said - others) <= CUT * said:
        none[rows[0]] = True
    return none


def _sums(table: TextTable, count_at: int, rows: Sequence[int]) -> float:
    mark = decimal_mark(table, count_at)
    return float(np.nansum([number(table.columns[count_at][row], mark) for row in rows]))


def _cut(table: TextTable, count_at: int, totals: Bools, rest: Bools, metric: str) -> list[str]:
    """A line where the one row of totals says more than the rows add up to: tools export only the rows that they show."""
    if totals.sum() != 1:
        return []
    said, found = (_sums(table, count_at, np.flatnonzero(rows).tolist()) for rows in (totals, rest))
    if said <= found * (1 + CUT):
        return []
    return [
        f"{table.file}: its rows are {exact(found)} of the {exact(said)} {metric} that its row of totals says; the export was cut"
    ]
