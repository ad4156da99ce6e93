"""Outages of tracking, before anything is forecast or learned: a day without sessions would weigh as much as a lost channel."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.model.arrays import Array, Bools, frozen
from planner.model.history import History
from planner.model.repair import FEW, WEEK, bridged, bridged_weeks, silent

MOSTLY = 0.5


UNFINISHED = 0.6  # of the sessions of such a day of the week: less on the very last day is no day yet
COMPARED_WEEKS = 4


def mended(history: History, driven: Sequence[tuple[int, ...]], *, ordinary_end: bool = True) -> History:
    """The history with its outages bridged: days without sessions of a site that has many, and short runs of them of a leaf.

    A longer run of a leaf may be its end, and one of a leaf that a lever drives a pause. A last day that is not over yet is not known.

    Args: driven: the leaves of every lever; ordinary_end: that the last day is none on which fewer sessions are expected.
    """
    if history.cadence != "day" or history.counts_only:
        return history
    if ordinary_end and _unfinished(history):
        sessions = history.sessions.copy()
        sessions[:, -1] = np.nan
        history = replace(history, sessions=frozen(sessions))
    pushed = {leaf for leaves in driven for leaf in leaves}
    seen = ~np.isnan(history.sessions)
    filled = bridged(history.sessions, seen)
    site = silent(filled.sum(axis=0, keepdims=True), np.zeros((1, filled.shape[1]), dtype=np.bool_))
    idle = np.array([[leaf in pushed] for leaf in range(len(filled))])
    out = seen & (site | _short(silent(filled, np.broadcast_to(idle, filled.shape)))) & ~_habit(filled)
    if not out.any():
        return history
    return replace(history, sessions=frozen(np.where(out, bridged_weeks(filled, seen & ~out), history.sessions)))


def _unfinished(history: History) -> bool:
    """Whether the site's last day is further below its weekday than any day of the weeks before was, as an export drawn at noon is."""
    days = 1 + WEEK * (2 * COMPARED_WEEKS)
    if history.sessions.shape[1] < days:
        return False
    site = history.sessions[:, -days:].sum(axis=0)
    if np.isnan(site).any() or site[-1] <= 0:
        return False
    recent = site.size - WEEK * COMPARED_WEEKS
    usual = np.array([site[at - WEEK * COMPARED_WEEKS : at : WEEK].mean() for at in range(recent - 1, site.size)])
    ratios = site[recent - 1 :] / np.maximum(usual, 1.0)
    level = float(np.sort(ratios[-WEEK - 1 : -1])[WEEK // 2])
    return bool(usual[-1] >= FEW and ratios[-1] < UNFINISHED * level and ratios[-1] < ratios[:-1].min())


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
        edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
        for begin, end in edges.reshape(-1, 2).tolist():
            kept[row, begin:end] = end - begin <= WEEK
    return kept
