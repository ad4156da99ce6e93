"""Outages of tracking, before anything is forecast or learned: a day without sessions would weigh as much as a lost channel."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.model.arrays import Array, Bools, frozen
from planner.model.history import History
from planner.model.period import WEEK
from planner.model.repair import FEW, bridged, bridged_weeks, runs, silent

MOSTLY = 0.5  # of a weekday's days: without sessions so often, it is closed then
UNFINISHED = 0.6  # of the sessions of such a day of the week: less on the very last day is no day yet
COMPARED_WEEKS = 4
MONTH = 30  # days, near enough


def mended(history: History, driven: Sequence[tuple[int, ...]], *, special: Collection[date] = ()) -> History:
    """The history with its outages bridged: days without sessions of a site that has many, and short runs of them of a leaf.

    A longer run of a leaf may be its end, and one of a leaf that a lever drives a pause. A last day (week, month) that is not over yet is not known.

    Args: driven: the leaves of every lever; special: days on which few sessions, or none, are no surprise.
    """
    if history.counts_only:
        return history
    if history.cadence != "day":
        return _without_part(history)
    expected = np.array([history.first + timedelta(days=n) in special for n in range(history.sessions.shape[1])])
    if not expected[-1] and unfinished(history):
        sessions = history.sessions.copy()
        sessions[:, -1] = np.nan
        history = replace(history, sessions=frozen(sessions))
    pushed = {leaf for leaves in driven for leaf in leaves}
    seen = ~np.isnan(history.sessions)
    filled = bridged(history.sessions, seen)
    site = silent(filled.sum(axis=0, keepdims=True), np.zeros((1, filled.shape[1]), dtype=np.bool_))
    idle = np.array([[leaf in pushed] for leaf in range(len(filled))])
    out = seen & (site | _short(silent(filled, np.broadcast_to(idle, filled.shape)))) & ~_habit(filled) & ~expected
    if not out.any():
        return history
    return replace(history, sessions=frozen(np.where(out, bridged_weeks(filled, seen & ~out), history.sessions)))


def _without_part(history: History) -> History:
    """A table by week or month without its last stretch, where that is clearly not over yet: further below those before than any was.

    A part of a stretch at the end is one that the goal file says the figures cover.
    """
    whole = history.sessions.shape[1] % WEEK == 0 if history.cadence == "week" else _month_ends(history.last)
    stretch = WEEK if history.cadence == "week" else (history.last - history.last.replace(day=1)).days + 1
    days = WEEK if history.cadence == "week" else MONTH
    site = np.nansum(history.sessions, axis=0)
    levels = site[::-1][days // 2 :: days][::-1]  # a day of every stretch, whose days are all alike
    usual = np.array([_middle(levels[at - COMPARED_WEEKS : at]) for at in range(COMPARED_WEEKS, len(levels))])
    if not whole or len(usual) <= COMPARED_WEEKS or usual[-1] * stretch < FEW:
        return history
    ratios, before = levels[COMPARED_WEEKS:] / np.maximum(usual, 1e-9), levels[:-1][levels[:-1] > 0]
    least = ratios[:-1][ratios[:-1] > 0].min(initial=UNFINISHED)
    if ratios[-1] >= least or levels[-1] >= UNFINISHED * before[-1]:
        return history
    sessions = history.sessions.copy()
    sessions[:, -stretch:] = np.nan
    return replace(history, sessions=frozen(sessions))


def _month_ends(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def unfinished(history: History) -> bool:
    """Whether the site's last day is further below its weekday than any day of the weeks before was, as an export drawn at noon is."""
    days = 1 + WEEK * (2 * COMPARED_WEEKS)
    if history.sessions.shape[1] < days:
        return False
    site = np.nansum(history.sessions[:, -days:], axis=0)
    if site[-1] <= 0:
        return False
    recent = site.size - WEEK * COMPARED_WEEKS
    usual = np.array([_middle(site[at - WEEK * COMPARED_WEEKS : at : WEEK]) for at in range(recent - 1, site.size)])
    ratios = site[recent - 1 :] / np.maximum(usual, 1.0)
    level, before = _middle(ratios[-WEEK - 1 : -1]), ratios[:-1][ratios[:-1] > 0]
    return bool(usual[-1] >= FEW and ratios[-1] < UNFINISHED * level and ratios[-1] < before.min(initial=np.inf))


def _middle(values: Array) -> float:
    """The median of those above 0: days without sessions are none, or outages."""
    some = sorted(value for value in values.tolist() if value > 0)
    return (some[(len(some) - 1) // 2] + some[len(some) // 2]) / 2 if some else 0.0


def _habit(rows: Array) -> Bools:
    """Days of the week that mostly are without sessions: a shop that is closed on Sundays has no outage then. Args: rows (n_rows, n_days)."""
    closed = np.zeros(rows.shape, dtype=np.bool_)
    for day in range(min(WEEK, rows.shape[1])):
        closed[:, day::WEEK] = (rows[:, day::WEEK] <= 0).mean(axis=1, keepdims=True) > MOSTLY
    return closed


def _short(out: Bools) -> Bools:
    """Runs of at most a week. Args: out (n_rows, n_days)."""
    kept = np.zeros_like(out)
    for row, flags in enumerate(out):
        for begin, end in runs(flags):
            kept[row, begin:end] = end - begin <= WEEK
    return kept
