"""What a table of traffic counts, by branch, and the days it has."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from planner.model.arrays import Array, Bools
from planner.model.history import History
from planner.model.inspection import BranchTotal, DayFacts, LevelTotals, Totals
from planner.model.period import Period, last_full_month

WEEK = 7


def totals(history: History, *, metric: str, column: str) -> Totals:
    """The whole and every level of the tree. Args: metric: its name; column: the one that is counted."""
    month = None if history.counts_only else last_full_month(history.last)
    if month is not None and month.start < history.first:
        month = None
    levels = []
    for depth, level in enumerate(history.levels):
        below: dict[str, list[int]] = defaultdict(list)
        for n, leaf in enumerate(history.leaves):
            if depth < len(leaf):
                below[leaf[depth]].append(n)
        branches = [_branch(name, history.sessions[at], history, month) for name, at in below.items()]
        levels.append(
            LevelTotals(level=level, branches=tuple(sorted(branches, key=lambda one: (-one.total, one.name))))
        )
    whole = _branch("all", history.sessions, history, month)
    return Totals(
        metric=metric, column=column, whole=whole, month=month if whole.month is not None else None, levels=tuple(levels), counts_only=history.counts_only
    )  # fmt: skip


def _branch(name: str, rows: Array, history: History, month: Period | None) -> BranchTotal:
    """Args: rows (n_leaves, n_days) [sessions/day] of its leaves."""
    days = np.where(np.isnan(rows).all(axis=0), np.nan, np.nansum(rows, axis=0))
    some = None
    if month is not None:
        of_month = days[(month.start - history.first).days : (month.end - history.first).days + 1]
        some = None if np.isnan(of_month).any() else _whole(of_month)
    return BranchTotal(name=name, total=_whole(days), month=some, weeks=() if history.counts_only else weekly(days))


def _whole(days: Array) -> float:
    """Their sum, without the hairs that spreading over days leaves."""
    return round(float(np.nansum(days)), 6)


def weekly(days: Array) -> tuple[float | None, ...]:
    """[sessions/day] the mean of each week, counted back from the last day; None where nothing is known."""
    ends = range(len(days), 0, -WEEK)
    parts = [days[max(0, end - WEEK) : end] for end in ends][::-1]
    return tuple(None if np.isnan(part).all() else float(np.nanmean(part)) for part in parts)


def day_facts(history: History, *, whole: bool, said: bool, unfinished: Period | None) -> DayFacts:
    """Args: whole, said, unfinished: as in `DayFacts`."""
    known = known_days(history)
    return DayFacts(
        span=history.span, cadence=history.cadence, whole=whole, said=said, known=int(known.sum()),
        gaps=tuple(stretches(~known, history)), unfinished=unfinished,
    )  # fmt: skip


def known_days(history: History) -> Bools:
    """(n_days,) the days that have a row."""
    known: Bools = ~np.all(np.isnan(history.sessions), axis=0)
    return known


def stretches(days: Bools, history: History) -> Iterator[Period]:
    """Runs of days. Args: days (n_days,)."""
    for begin, end in runs(days):
        yield Period(start=history.first + timedelta(days=begin), end=history.first + timedelta(days=end - 1))


def runs(days: Bools) -> list[tuple[int, int]]:
    """The first day of each run, and the day after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], days, [False]]).astype(np.int8)))
    found: Sequence[tuple[int, int]] = [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
    return list(found)
