"""A traffic table as sessions by leaf and day."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.errors import InputError, Problem
from planner.model.arrays import Array, Bools, Ints, frozen
from planner.model.goal import Table
from planner.model.history import History, Measure
from planner.sources.asked import Asked, asked_columns
from planner.sources.doubles import refuse_doubles
from planner.sources.exports.layout import lay_out
from planner.sources.exports.leaves import read_leaves
from planner.sources.exports.measures import outcome_columns
from planner.sources.spread import spread_evenly
from planner.sources.tables.cells import read_amounts
from planner.sources.tables.days import Days, read_days
from planner.sources.tables.table import TextTable
from planner.words.figures import counted

MONTH = 31  # days


def read_traffic(
    table: TextTable, source: Table, *, metric: str, until: date | None, asked: Sequence[Asked] = ()
) -> tuple[History, list[Problem]]:
    """The history in a table with one row a day (week, month, hour) and leaf; rows of finer tables are summed.

    A row without a number of the metric is left out, with its other measures too. One without a number of another measure has
    none of that; before the first day that has one, and after the last, it is not known.

    Args: source: what the goal file says of the table; metric: the measure's name; until: the last day to use, or None for all; asked: other
        measures.
    Returns: the history, and a problem for every other measure that has no column.
    Raises: InputError with every cell that cannot be used.
    """
    layout = lay_out(table, source, metric)
    table, count_at = layout.table, layout.count_at
    others_at, missing = asked_columns(table, asked, used=layout.used)
    days = read_days(table, layout.day_at)
    counts, wrong = read_amounts(table, count_at, what=metric)
    others: dict[int, Array] = {}
    for at in others_at:
        others[at], more = read_amounts(table, at, what=table.header[at])
        wrong += more
    others |= _unasked(table, used={*layout.used, *others_at})
    if days.problems or wrong:
        raise InputError([*days.problems, *wrong, *missing])
    empty = int(np.isnan(counts).sum())
    if empty == table.rows:
        text = f"no row has a number of {metric}"
        raise InputError([table.complaint(-1, count_at, text, expected="one or more"), *missing])
    leaf_of, leaves = read_leaves(table, layout.tree_at)
    if not layout.covers:
        keys, measures = (layout.day_at, *layout.tree_at), (count_at, *others)
        refuse_doubles(table, days.days, leaf_of, keys=keys, measures=measures)
    first, grids = _by_day(days, leaf_of, [counts, *others.values()], len(leaves), until)
    left_out = list(layout.left_out)
    alone = len(days.lengths) == 1 and max(days.lengths.values()) > 1
    length = grids[0].shape[1]
    if alone and length > MONTH:  # one figure says nothing of what moved within: its days must not pass for a history
        left_out.append(
            f"{table.file}: one total for {length} days stands for its last {MONTH}, without trend or season"
        )
        first += timedelta(days=length - MONTH)
        grids = [grid[:, -MONTH:] for grid in grids]
    if empty:
        left_out.append(f"{table.file}: {counted(empty, 'row')} without a number of {metric} left out")
    history = History(
        levels=layout.levels,
        leaves=leaves,
        first=first,
        sessions=frozen(grids[0]),
        measures=tuple(
            Measure(name=table.header[at], amounts=frozen(grid)) for at, grid in zip(others, grids[1:], strict=True)
        ),
        cadence="month" if layout.covers else days.cadence,
        counts_only=alone,
        left_out=tuple(left_out),
    )
    if until is not None and until < history.last:
        history = _cut(table, history, until)
    return replace(history, left_out=(*history.left_out, *_shorter(table, history))), missing


def _unasked(table: TextTable, *, used: Set[int]) -> dict[int, Array]:
    """Measures that nobody asked for, by column, so far as they can be read: what is wrong with them is nobody's concern."""
    found = ((at, *read_amounts(table, at, what=table.header[at])) for at in outcome_columns(table, used=used))
    return {at: amounts for at, amounts, wrong in found if not wrong and np.nansum(amounts) > 0}


def _by_day(
    days: Days, leaf_of: Ints, amounts: Sequence[Array], n_leaves: int, until: date | None
) -> tuple[date, list[Array]]:
    """Rows summed onto grids of days; a day without any row is NaN, a leaf without a row on a day that others have is 0.

    Args: amounts: (n_rows,) of each measure, NaN where a cell is empty; rows without the first of them do not count.
    """
    first = int(days.days.min())
    at = days.days - first
    length = int(at.max()) + 1
    known = ~np.isnan(amounts[0])
    flat = leaf_of[known] * length + at[known]
    seen = np.bincount(at[known], minlength=length) > 0
    grids = []
    for each in amounts:
        sums = np.bincount(flat, weights=np.nan_to_num(each[known]), minlength=n_leaves * length)
        grid, covered = spread_evenly(
            sums.reshape(n_leaves, length).astype(np.float64), seen, days.lengths, date.fromordinal(first), until=until
        )
        grid[:, ~(covered & _told(at[known & ~np.isnan(each)], np.flatnonzero(seen), len(covered)))] = np.nan
        grids.append(grid)
    return date.fromordinal(first), grids


def _told(days: Ints, starts: Ints, length: int) -> Bools:
    """The days from the first to the last that has a number. Args: starts: of all days (weeks, months) of the table, sorted."""
    told = np.zeros(length, dtype=np.bool_)
    if len(days):
        after = int(np.searchsorted(starts, days.max(), side="right"))
        told[int(days.min()) : int(starts[after]) if after < len(starts) else length] = True
    return told


def _shorter(table: TextTable, history: History) -> Iterator[str]:
    """A line for every other measure that does not begin and end with the sessions."""
    counted_days = np.flatnonzero(~np.isnan(history.sessions).all(axis=0))
    for measure in history.measures:
        days = np.flatnonzero(~np.isnan(measure.amounts).all(axis=0))
        if not len(days):
            yield f"{table.file}: no number of {measure.name} on these days"
        elif days[0] > counted_days[0] or days[-1] < counted_days[-1]:
            begin, end = (history.first + timedelta(days=int(day)) for day in (days[0], days[-1]))
            yield f"{table.file}: numbers of {measure.name} only from {begin} to {end}"


def _cut(table: TextTable, history: History, until: date) -> History:
    keep = (until - history.first).days + 1
    if keep < 1:
        text = f"the table begins on {history.first}, after {until}, the last day to use (as_of)"
        raise InputError([table.complaint(0, 0, text)])
    line = f"{table.file}: {counted(history.sessions.shape[1] - keep, 'day')} after {until} (as_of) left out"
    return replace(
        history,
        sessions=frozen(history.sessions[:, :keep]),
        measures=tuple(replace(each, amounts=frozen(each.amounts[:, :keep])) for each in history.measures),
        left_out=(*history.left_out, line),
    )
