"""The rows of a table that are counted, and why the others are not."""

import re
from collections.abc import Sequence

import numpy as np

from planner.model.arrays import Array, Bools
from planner.sources.tables.columns import find_role
from planner.sources.tables.day_forms import period_of
from planner.sources.tables.marks import decimal_mark
from planner.sources.tables.names import DAY_ROLES, role_of
from planner.sources.tables.numerals import looks_like_figure, number
from planner.sources.tables.table import TextTable
from planner.sources.tables.totals import is_total, total_rows
from planner.text import folded
from planner.words.figures import counted, exact

CUT = 0.005  # of the total that the rows may lack without a word: shares are rounded
EMPTY = frozenset(("", "-", "--"))
LEAST_DAYS, OFTEN = 3, 0.95
"""On so many days, and on such a share of all, rows without a name must add up the others to be taken for their totals."""
BLANK = frozenset(("", "(not set)", "-", "--"))
_WHOLE = re.compile(
    r"(?:all|overall|alle|tous|toutes|todos|todas|tutti|tutte|every|any)(?: \w+){0,2}|\((?:all)\)|entire site|(?:全部|所有|整体)\w{0,6}|すべて\w*|все(?: \w+)?",
    re.IGNORECASE,
)
"""What a row may be called that adds up others; only their figures tell."""
ALL = ("all", "all users", "all sessions", "alle nutzer", "tous les utilisateurs", "todos los usuarios", "todos os usuários", "所有用户")  # fmt: skip
"""Segments that hold the others."""


def counted_rows(
    table: TextTable, *, count_at: int | None = None, metric: str = ""
) -> tuple[TextTable, tuple[str, ...]]:
    """The table without rows that add up others, repeat the header or are of another range of days, and a line for each reason.

    Args: count_at: the column of the metric, where it is known.
    """
    repeated = _repeated(table)
    range_at = find_role(table, "range", {})
    totals = total_rows(table, [at for at in range(len(table.header)) if at not in (count_at, range_at)]) & ~repeated
    ranges, taken = _other_ranges(table, range_at)
    ranges &= ~totals & ~repeated
    rest = ~(totals | repeated | ranges)
    if count_at is not None:
        sums = _blank_total(table, count_at, rest) | _wholes(table, count_at, rest)
        sums |= _daily_totals(table, count_at, rest & ~sums)
        totals, rest = totals | sums, rest & ~sums
    if rest.all():
        return table, ()
    lines = [
        f"{table.file}: {counted(int(rows.sum()), 'row')} {why} left out"
        for rows, why in (
            (repeated, "with the header once more"),
            (totals, "of totals"),
            (ranges, f"of other ranges or segments than {taken!r}"),
        )
        if rows.any()
    ]
    if count_at is not None:
        lines += _cut(table, count_at, totals, rest, metric)
    return table.only(np.flatnonzero(rest)), tuple(lines)


def _names(table: TextTable) -> list[int]:
    """The columns that name what a row is of: dates, and words, where they are not the same in every row."""
    differing = (at for at in range(len(table.header)) if len(table.columns[at].different) > 1)
    return [at for at in differing if role_of(table.header[at]) in DAY_ROLES or _words(table, at)]


def _words(table: TextTable, column: int) -> bool:
    if table.columns[column].plain:
        return False
    cells = {cell for cell in table.columns[column].different if cell.strip() not in BLANK}
    return 2 * sum(map(looks_like_figure, cells)) < len(cells)


def _repeated(table: TextTable) -> Bools:
    """Rows that hold the names of the columns, where files were put behind each other."""
    found = np.zeros(table.rows, dtype=np.bool_)
    if table.header[0] in {cell.strip() for cell in table.columns[0].different}:
        for row, cells in enumerate(zip(*table.columns, strict=True)):
            found[row] = tuple(map(str.strip, cells)) == table.header
    return found


def _other_ranges(table: TextTable, range_at: int | None) -> tuple[Bools, str]:
    """Rows of a comparison that are not of the latest range of days, or not of the segment of all, or else of the first; and what is."""
    names = table.columns[range_at].different if range_at is not None else ()
    if range_at is None or len(names) < 2:
        return np.zeros(table.rows, dtype=np.bool_), ""
    periods = {name: period_of(name) for name in names}
    if all(periods.values()):
        taken = max(names, key=lambda name: sum(periods[name] or ()))
    else:
        taken = next((name for name in names if is_total(name) or folded(name) in ALL), names[0])
    return np.fromiter((cell != taken for cell in table.columns[range_at]), dtype=np.bool_, count=table.rows), taken


def _blank_total(table: TextTable, count_at: int, rest: Bools) -> Bools:
    """The row without any name whose count is that of all others; one without a day, where others have one, may say more or less."""
    found = np.zeros(table.rows, dtype=np.bool_)
    kept = np.flatnonzero(rest)
    blank = [at for at, cells in enumerate(table.columns) if any(cell.strip() in BLANK for cell in cells.different)]
    names = _names(table if rest.all() else table.only(kept)) if blank and len(kept) > 1 else []
    if not names or not set(names) <= set(blank):
        return found
    rows = [row for row in kept.tolist() if all(table.columns[at][row].strip() in BLANK for at in names)]
    if len(rows) != 1:
        return found
    said, others = (_counts(table, count_at, each) for each in (rows, kept[kept != rows[0]].tolist()))
    alike = abs(said.sum() - others.sum()) <= CUT * said.sum()
    dated = any(role_of(table.header[at]) in DAY_ROLES for at in names)
    found[rows[0]] = said.sum() > 0 and bool(alike or (dated and said.sum() >= others.max()))
    return found


def _is_empty(cell: str) -> bool:
    return cell.strip() in EMPTY


def _daily_totals(table: TextTable, count_at: int, rest: Bools) -> Bools:
    """The rows that have a day and no other name, where on nearly every day they count as much as its other rows."""
    found = np.zeros(table.rows, dtype=np.bool_)
    dates = [at for at in range(len(table.header)) if at != count_at and role_of(table.header[at]) in DAY_ROLES]
    words = [at for at in _names(table) if at not in dates and at != count_at]
    if not dates or not words or not all(any(map(_is_empty, table.columns[at].different)) for at in words):
        return found  # known by the different cells alone
    blank = np.ones(table.rows, dtype=np.bool_)
    for at in words:
        blank &= np.fromiter(map(_is_empty, table.columns[at]), dtype=np.bool_, count=table.rows)
    blank &= rest
    if not blank.any():
        return found
    days: dict[tuple[str, ...], int] = {}
    keys = zip(*(table.columns[at] for at in dates), strict=True)
    day_of = np.fromiter((days.setdefault(key, len(days)) for key in keys), dtype=np.int64, count=table.rows)
    kept = np.flatnonzero(rest)
    counts = np.zeros(table.rows)
    counts[kept] = _counts(table, count_at, kept.tolist())
    said, others = (np.bincount(day_of[rows], counts[rows], minlength=len(days)) for rows in (blank, rest & ~blank))
    told = (np.bincount(day_of[blank], minlength=len(days)) > 0) & (others > 0)
    alike = told & (np.abs(said - others) <= CUT * others)
    counted_days = len(set(day_of[kept].tolist()))
    return blank if alike.sum() >= max(LEAST_DAYS, OFTEN * counted_days) else found


def _wholes(table: TextTable, count_at: int, rest: Bools) -> Bools:
    """The rows of `All devices`, `Overall` and the like in one column, where they count as much as its other rows."""
    for at, cells in enumerate(table.columns):
        words = {cell for cell in cells.different if at != count_at and _is_whole(cell)}
        if not words:
            continue
        whole = np.fromiter((cell in words for cell in cells), dtype=np.bool_, count=table.rows) & rest
        said, others = (
            _counts(table, count_at, np.flatnonzero(rows).tolist()).sum() for rows in (whole, rest & ~whole)
        )
        if said > 0 and abs(said - others) <= CUT * said:
            return whole
    return np.zeros(table.rows, dtype=np.bool_)


def _is_whole(cell: str) -> bool:
    return not cell[:1].isdigit() and _WHOLE.fullmatch(cell.strip()) is not None


def _counts(table: TextTable, count_at: int, rows: Sequence[int]) -> Array:
    """(n_rows,) the counts of some rows, 0 where there is no number."""
    mark = decimal_mark(table, count_at)
    return np.nan_to_num(np.array([number(table.columns[count_at][row], mark) for row in rows], dtype=np.float64))


def _cut(table: TextTable, count_at: int, totals: Bools, rest: Bools, metric: str) -> list[str]:
    """A line where the one row of totals says more than the rows add up to: tools export only the rows that they show."""
    if totals.sum() != 1:
        return []
    said, found = (float(_counts(table, count_at, np.flatnonzero(rows).tolist()).sum()) for rows in (totals, rest))
    if said <= found * (1 + CUT):
        return []
    return [
        f"{table.file}: its rows are {exact(found)} of the {exact(said)} {metric} that its row of totals says; the export was cut"
    ]
