"""Outages of tracking, before anything is forecast or learned: a day without sessions would weigh as much as a lost channel."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.learning.repair import WEEK, bridged, bridged_weeks, silent
from planner.model.arrays import Array, Bools, frozen
from planner.model.history import History

MOSTLY = 0.5


def mended(history: History, driven: Sequence[tuple[int, ...]]) -> History:
    """The history with its outages bridged: days without sessions of a site that has many, and short runs of them of a leaf.

    A longer run of a leaf may be its end, and one of a leaf that a lever drives a pause.

    Args: driven: the leaves of every lever.
    """
    if history.cadence != "day" or history.counts_only:
        return history
    pushed = {leaf for leaves in driven for leaf in leaves}
    seen = ~np.isnan(history.sessions)
    filled = bridged(history.sessions, seen)
    site = silent(filled.sum(axis=0, keepdims=True), np.zeros((1, filled.shape[1]), dtype=np.bool_))
    idle = np.array([[leaf in pushed] for leaf in range(len(filled))])
    out = seen & (site | _short(silent(filled, np.broadcast_to(idle, filled.shape)))) & ~_habit(filled)
    if not out.any():
        return history
    return replace(history, sessions=frozen(np.where(out, bridged_weeks(filled, seen & ~out), history.sessions)))


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
