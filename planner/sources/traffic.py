"""A traffic table as sessions by leaf and day."""

from dataclasses import replace
from datetime import date

import numpy as np

from planner.errors import InputError
from planner.model.arrays import Array, Ints, frozen
from planner.model.history import Cadence, History
from planner.sources.cells import read_amounts
from planner.sources.columns import need_role
from planner.sources.days import read_days
from planner.sources.doubles import refuse_doubles
from planner.sources.leaves import read_leaves, tree_columns
from planner.sources.measures import count_column
from planner.sources.spread import spread_evenly
from planner.sources.table import CsvTable
from planner.words.figures import counted


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
    named = tuple(at for name in by if (at := table.find(name)) is not None)
    count_at = count_column(table, metric, said, aside=(day_at, *named))
    tree_at = tree_columns(table, by, day_at=day_at, count_at=count_at)
    days, cadence, problems = read_days(table, day_at)
    counts, more = read_amounts(table, count_at, what=metric)
    if problems or more:
        raise InputError([*problems, *more])
    empty = int(np.isnan(counts).sum())
    if empty == table.rows:
        raise InputError([table.complaint(-1, count_at, f"no row has a number of {metric}", expected="one or more")])
    leaf_of, leaves = read_leaves(table, tree_at)
    refuse_doubles(table, days, leaf_of, keys=(day_at, *tree_at), measure=count_at)
    first, sessions = _by_day(days, leaf_of, counts, len(leaves), cadence)
    history = History(
        levels=by or tuple(table.header[at] for at in tree_at),
        leaves=leaves,
        first=first,
        sessions=frozen(sessions),
        cadence=cadence,
        left_out=(f"{table.file}: {counted(empty, 'row')} without a number of {metric} left out",) if empty else (),
    )
    return history if until is None or until >= history.last else _cut(table, history, until)


def _by_day(days: Ints, leaf_of: Ints, counts: Array, n_leaves: int, cadence: Cadence) -> tuple[date, Array]:
    """Rows summed onto a grid of days; a day without any row is NaN, a leaf without a row on a day that others have is 0."""
    first = int(days.min())
    length = int(days.max()) - first + 1
    known = ~np.isnan(counts)
    flat = leaf_of[known] * length + (days[known] - first)
    sums = np.bincount(flat, weights=counts[known], minlength=n_leaves * length)
    grid: Array = sums.reshape(n_leaves, length).astype(np.float64)
    seen = np.bincount(days[known] - first, minlength=length) > 0
    grid, seen = spread_evenly(grid, seen, date.fromordinal(first), cadence)
    grid[:, ~seen] = np.nan
    return date.fromordinal(first), grid


def _cut(table: CsvTable, history: History, until: date) -> History:
    keep = (until - history.first).days + 1
    if keep < 1:
        text = f"the table begins on {history.first}, after {until}, the last day to use (as_of)"
        raise InputError([table.complaint(0, 0, text)])
    line = f"{table.file}: {counted(history.sessions.shape[1] - keep, 'day')} after {until} (as_of) left out"
    return replace(history, sessions=frozen(history.sessions[:, :keep]), left_out=(*history.left_out, line))
