"""A traffic table as sessions by leaf and day."""

import calendar
from datetime import date

import numpy as np

from planner.errors import InputError, Problem
from planner.model.arrays import Array, Bools, Ints, frozen
from planner.model.history import Cadence, History, Leaf
from planner.sources.cells import MOST_SHOWN, codes, read_amounts, read_days
from planner.sources.columns import find_role, need_role
from planner.sources.table import CsvTable

NO_NAME = "(not set)"


def read_traffic(
    table: CsvTable, *, by: tuple[str, ...], columns: tuple[tuple[str, str], ...], metric: str, until: date | None
) -> History:
    """The history in a table with one row a day (week, month) and leaf; rows of finer tables are summed.

    Args: by: columns that make the tree, or () for the usual ones; columns: (role, name) pairs; metric: the measure's name;
        until: the last day to use, or None for all.
    Raises: InputError with every cell that cannot be used.
    """
    said = dict(columns)
    day_at = need_role(table, "date", said)
    count_at = need_role(table, "sessions", said, also=(metric,))
    tree_at = _tree_columns(table, by, taken=(day_at, count_at))
    days, cadence, problems = read_days(table, day_at)
    counts, more = read_amounts(table, count_at, what=metric)
    if problems or more:
        raise InputError([*problems, *more])
    leaf_of, leaves = _leaves(table, tree_at)
    _refuse_doubles(table, days, leaf_of, keys=(day_at, *tree_at), measure=count_at)
    first, sessions = _by_day(days, leaf_of, counts, len(leaves), cadence)
    empty = int(np.isnan(counts).sum())
    history = History(
        levels=by or tuple(table.header[at] for at in tree_at),
        leaves=leaves,
        first=first,
        sessions=frozen(sessions),
        cadence=cadence,
        left_out=(f"{table.file}: {empty} rows without a number of {metric}",) if empty else (),
    )
    return history if until is None or until >= history.last else _cut(table, history, until)


def _tree_columns(table: CsvTable, by: tuple[str, ...], *, taken: tuple[int, int]) -> tuple[int, ...]:
    found = [(name, table.find(name)) for name in by]
    if missing := [table.no_column(name) for name, at in found if at is None]:
        raise InputError(missing)
    if by:
        return tuple(at for _, at in found if at is not None)
    usual = (find_role(table, "visitor", {}), find_role(table, "channel", {}))
    return tuple(at for at in usual if at is not None and at not in taken)


def _leaves(table: CsvTable, tree_at: tuple[int, ...]) -> tuple[Ints, tuple[Leaf, ...]]:
    """The leaf of every row, (n_rows,), as an index into the leaves sorted by name."""
    flat = np.zeros(table.rows, dtype=np.int64)
    levels: list[list[str]] = []
    for at in tree_at:
        named = {cell: cell.strip() or NO_NAME for cell in set(table.columns[at])}
        names = sorted(set(named.values()))
        index = {name: n for n, name in enumerate(names)}
        flat = flat * len(names) + codes(table.columns[at], {cell: index[name] for cell, name in named.items()})
        levels.append(names)
    found, leaf_of = np.unique(flat, return_inverse=True)
    places = np.unravel_index(found, [len(names) for names in levels]) if levels else ()
    parts = [[names[n] for n in at.tolist()] for names, at in zip(levels, places, strict=True)]
    return leaf_of, tuple(zip(*parts, strict=True)) if parts else ((),)


def _refuse_doubles(table: CsvTable, days: Ints, leaf_of: Ints, *, keys: tuple[int, ...], measure: int) -> None:
    """A finer table (by campaign, device …) has many rows a day and leaf; two rows alike in every name are one day counted twice."""
    if np.diff(np.sort(leaf_of * (int(days.max()) + 1) + days)).all():
        return
    others = [at for at in range(len(table.header)) if at not in keys and at != measure and not _is_measure(table, at)]
    seen: dict[tuple[object, ...], int] = {}
    problems: list[Problem] = []
    names = (table.columns[at] for at in others)
    for row, key in enumerate(zip(days.tolist(), leaf_of.tolist(), *names, strict=True)):
        if (earlier := seen.setdefault(key, row)) != row:
            shown = " / ".join(table.columns[at][row] for at in keys)
            line = table.place(earlier, keys[0]).line
            text = f"this day is counted twice: {shown} stands in line {line} too"
            problems.append(table.complaint(row, keys[0], text, expected="one row a day and leaf"))
            if len(problems) == MOST_SHOWN:
                break
    if problems:
        raise InputError(problems)


def _is_measure(table: CsvTable, column: int) -> bool:
    try:
        list(map(float, filter(None, table.columns[column])))
    except ValueError:
        return False
    return True


def _by_day(
    days: Ints,
    leaf_of: Ints,
    counts: Array,
    n_leaves: int,
    cadence: Cadence,
) -> tuple[date, Array]:
    """Rows summed onto a grid of days; a day without any row is NaN, a leaf without a row on a day that others have is 0."""
    first = int(days.min())
    length = int(days.max()) - first + 1
    known = ~np.isnan(counts)
    flat = leaf_of[known] * length + (days[known] - first)
    sums = np.bincount(flat, weights=counts[known], minlength=n_leaves * length)
    grid: Array = sums.reshape(n_leaves, length).astype(np.float64)
    seen = np.bincount(days[known] - first, minlength=length) > 0
    if cadence != "day":
        grid, seen = spread_evenly(grid, seen, date.fromordinal(first), cadence)
    grid[:, ~seen] = np.nan
    return date.fromordinal(first), grid


def spread_evenly(grid: Array, seen: Bools, first: date, cadence: Cadence) -> tuple[Array, Bools]:
    """Weekly or monthly totals, each standing on its first day, as even figures for every day that they cover.

    Args: grid (n_rows, n_days) [units/stretch]; seen (n_days,) where a stretch begins.
    Returns: the same by day, long enough for the last stretch.
    """
    starts = np.flatnonzero(seen)
    lengths = [7 if cadence == "week" else _month_days(first.toordinal() + int(at)) for at in starts]
    length = int(starts[-1]) + lengths[-1]
    daily = np.zeros((len(grid), length))
    covered = np.zeros(length, dtype=np.bool_)
    for at, days in zip(starts.tolist(), lengths, strict=True):
        daily[:, at : at + days] = grid[:, at : at + 1] / days
        covered[at : at + days] = True
    return daily, covered


def _month_days(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return calendar.monthrange(day.year, day.month)[1]


def _cut(table: CsvTable, history: History, until: date) -> History:
    keep = (until - history.first).days + 1
    if keep < 1:
        text = f"the table begins on {history.first}, after {until}, the last day to use (as_of)"
        raise InputError([table.complaint(0, 0, text)])
    return History(
        levels=history.levels,
        leaves=history.leaves,
        first=history.first,
        sessions=frozen(history.sessions[:, :keep]),
        cadence=history.cadence,
        left_out=(*history.left_out, f"{table.file}: {history.sessions.shape[1] - keep} days after {until} (as_of)"),
    )
