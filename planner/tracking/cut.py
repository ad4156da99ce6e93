"""A history as it was on an earlier day, and with later days from elsewhere."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.history import EffortHistory, History, Leaf, Measure
from planner.model.period import WEEK
from planner.text import folded

STANDS = 31  # days that a month's counts stand for


def until(history: History, day: date) -> History:
    """The history up to a day, of the leaves that had sessions by then. Args: day: within the history, or after it."""
    kept = min((day - history.first).days + 1, history.sessions.shape[1])
    sessions = history.sessions[:, :kept]
    some = np.nansum(sessions, axis=1) > 0
    rows = np.flatnonzero(some | (not some.any()))
    effort = history.effort
    if effort is not None:
        effort = replace(effort, amounts=frozen(effort.amounts[:, : max((day - effort.first).days + 1, 0)]))
    return replace(
        history,
        leaves=tuple(history.leaves[n] for n in rows),
        sessions=frozen(sessions[rows]),
        measures=tuple(replace(each, amounts=frozen(each.amounts[rows, :kept])) for each in history.measures),
        effort=effort,
    )


def continued(history: History, actual: History, start: date) -> History:
    """The history with the days from `start` on as another table has them; leaves are the same where their names are.

    Of one month's counts, only as many days stay as make a month together with those that came, and none once a week has come: what
    came tells the level better.
    """
    first_new = max((start - actual.first).days, 0)
    news = actual.sessions[:, first_new:]
    begin = actual.first + timedelta(days=first_new)
    leaves, at = _joined(history.leaves, actual.leaves)
    old = (begin - history.first).days
    days = old + news.shape[1]

    def grid(before: Array, after: Array) -> Array:
        found = np.full((len(leaves), days), np.nan)
        kept = before[:, :old]
        found[:, : kept.shape[1]] = 0.0
        found[: len(before), : kept.shape[1]] = kept
        found[:, old:] = 0.0
        found[at, old:] = after
        found[:, old:][:, np.isnan(after).all(axis=0)] = np.nan
        return found

    sessions = grid(history.sessions, news)
    measured = {folded(each.name): each.amounts[:, first_new:] for each in actual.measures}
    measures = [
        (each.name, grid(each.amounts, measured[folded(each.name)]))
        for each in history.measures
        if folded(each.name) in measured
    ]
    first = history.first
    if history.counts_only:
        came = days - (start - history.first).days  # first ones may be missing
        kept = came if news.shape[1] >= WEEK else STANDS
        first, sessions = first + timedelta(days=max(days - kept, 0)), sessions[:, -kept:]
    return replace(
        history,
        leaves=leaves,
        first=first,
        sessions=frozen(sessions),
        measures=tuple(Measure(name=name, amounts=frozen(amounts)) for name, amounts in measures),
        cadence=actual.cadence if history.counts_only and news.shape[1] >= WEEK else history.cadence,
        counts_only=False,
        left_out=(*history.left_out, *actual.left_out),
    )


def _joined(old: tuple[Leaf, ...], new: tuple[Leaf, ...]) -> tuple[tuple[Leaf, ...], list[int]]:
    """All leaves, and which of them each of the new ones is."""
    known = {tuple(map(folded, leaf)): n for n, leaf in enumerate(old)}
    leaves, at = list(old), []
    for leaf in new:
        name = tuple(map(folded, leaf))
        if name not in known:
            known[name] = len(leaves)
            leaves.append(leaf)
        at.append(known[name])
    return tuple(leaves), at


def effort_continued(history: History, spent: EffortHistory | None, start: date) -> History:
    """The history with the effort from `start` on as another table has it; levers are the same where their names are."""
    old = history.effort
    if spent is None or old is None:
        return replace(history, effort=spent or old)
    first_new = max((start - spent.first).days, 0)
    begin = max((spent.first - old.first).days, (start - old.first).days)
    if begin <= 0:
        return replace(history, effort=spent)
    names = {folded(name): n for n, name in enumerate(old.names)}
    at = [names.setdefault(folded(name), len(names)) for name in spent.names]
    news = spent.amounts[:, first_new:]
    grid = np.zeros((len(names), begin + news.shape[1]))
    kept = old.amounts[:, :begin]
    grid[:, kept.shape[1] : begin] = np.nan
    grid[: len(old.names), : kept.shape[1]] = kept
    grid[at, begin:] = news
    unknown = np.isnan(news).all(axis=0)
    grid[:, begin:][:, unknown] = np.nan
    more = tuple(name for name in spent.names if folded(name) not in {folded(each) for each in old.names})
    return replace(history, effort=replace(old, names=(*old.names, *more), amounts=frozen(grid)))
