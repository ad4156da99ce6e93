"""History by whole weeks: the scale on which effort is learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.model.arrays import Array, Bools
from planner.model.branches import sum_of_leaves
from planner.model.channels import leaf_channel
from planner.model.history import EffortHistory, History
from planner.model.period import WEEK
from planner.model.repair import bridged, outliers, silent, unusual_effort
from planner.model.spread import quantiles

HALF = 0.5  # sessions a day added before logs
MOST_BEFORE = 52  # weeks of effort before the traffic begins that are looked at
KNOWN_DAYS = 4  # of a week, for its mean to stand for it
TRACE = 0.03  # of the usual sessions
MIDDLE = 15  # of a month: the week that holds this day stands for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Leaves that are looked at together: those of the same levers, or of no lever and the same channel."""

    leaves: tuple[int, ...]
    levers: tuple[int, ...]
    """Positions among the levers that are learned about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """Whole weeks of traffic and effort, counted back from the last day that both have."""

    last: date
    parts: tuple[Part, ...]
    logs: Array
    """(n_parts, n_weeks) log of the mean sessions a day; NaN where a week is no measurement."""
    efforts: Array
    """(n_levers, n_weeks) [lever units/day]."""
    before: Array
    """(n_levers, n_before) the same of the weeks before the first, as far as they are known."""


def parts_of(history: History, driven: Sequence[tuple[int, ...]]) -> tuple[Part, ...]:
    """The leaves by the levers that drive them. Args: driven: leaves of every lever that is learned about."""
    groups: dict[tuple[tuple[int, ...], str], list[int]] = {}
    for n, leaf in enumerate(history.leaves):
        levers = tuple(k for k, leaves in enumerate(driven) if n in leaves)
        channel = "" if levers else leaf_channel(leaf) or (leaf[-1] if leaf else "")
        groups.setdefault((levers, channel), []).append(n)
    return tuple(Part(leaves=tuple(leaves), levers=levers) for (levers, _), leaves in groups.items())


def weekly(history: History, effort: EffortHistory, rows: Sequence[int], parts: tuple[Part, ...]) -> Weekly | None:
    """Traffic and effort week by week; None where they have not a whole week in common.

    Args: rows: the rows of the effort history that belong to the levers.
    """
    last = min(history.last, effort.last)
    first = max(history.first, effort.first)
    weeks = ((last - first).days + 1) // WEEK
    if weeks < 1:
        return None
    first = last - timedelta(days=weeks * WEEK - 1)
    begin = (first - history.first).days
    sessions = np.stack(
        [sum_of_leaves(history.sessions[list(part.leaves), begin : begin + weeks * WEEK]) for part in parts]
    )
    at = (first - effort.first).days
    amounts = effort.amounts[list(rows)]
    amounts = bridged(amounts, ~np.isnan(amounts))
    daily = amounts[:, at : at + weeks * WEEK]
    before = amounts[:, at % WEEK : at][:, -MOST_BEFORE * WEEK :]
    efforts = _means(daily)
    return Weekly(
        last=last,
        parts=parts,
        logs=np.where(
            _seen(history, effort, last, weeks), _logs(sessions, daily, parts, fine=history.cadence == "day"), np.nan
        ),
        efforts=efforts,
        before=_means(before),
    )


def _seen(history: History, effort: EffortHistory, last: date, weeks: int) -> Bools:
    """(n_weeks,) which weeks are figures of their own: of tables by month one week a month, for the others are spread from the same figure."""
    if "month" not in (history.cadence, effort.cadence):
        return np.ones(weeks, dtype=np.bool_)
    ends = [last - timedelta(days=WEEK * n) for n in range(weeks - 1, -1, -1)]
    return np.array([MIDDLE <= end.day < MIDDLE + WEEK for end in ends])


def _means(daily: Array) -> Array:
    means: Array = daily.reshape(len(daily), daily.shape[1] // WEEK, WEEK).mean(axis=2)
    return means


def _logs(sessions: Array, efforts: Array, parts: Sequence[Part], *, fine: bool) -> Array:
    """(n_parts, n_weeks) weekly logs, NaN where a week is no measurement. Args: fine: whether the traffic is daily."""
    known = ~np.isnan(sessions)
    filled = bridged(sessions, known)
    if fine:
        idle = _by_part(efforts <= 0, parts, combine=np.logical_and)
        known &= ~silent(filled, idle)
        filled = bridged(sessions, known)
        level = filled / _weekday(filled)
        pushed = _by_part(unusual_effort(efforts), parts, combine=np.logical_or)
        known &= ~outliers(level, pushed)
        filled = bridged(level, known)
    whole = known.reshape(len(filled), known.shape[1] // WEEK, WEEK).sum(axis=2) >= KNOWN_DAYS
    means = _means(filled)
    weekly_efforts = _means(efforts)
    pushed = _by_part(unusual_effort(weekly_efforts), parts, combine=np.logical_or)
    whole &= ~outliers(means * WEEK, pushed)
    begun = np.maximum.accumulate(filled > 0, axis=1)[:, ::WEEK]  # a channel that has not begun teaches nothing
    return np.where(whole & begun, np.log(np.maximum(means, _trace(means, parts)) + HALF), np.nan)


def _trace(means: Array, parts: Sequence[Part]) -> Array:
    """(n_parts, 1) [sessions/day] less is as good as none where levers drive a part: logs would make much of it."""
    some = [row[row > 0] if part.levers else row[:0] for part, row in zip(parts, means, strict=True)]
    return TRACE * np.array([quantiles(row[None, :], [0.5])[0] if len(row) else [0.0] for row in some])


def _weekday(rows: Array) -> Array:
    """(n_days,) the site's usual day of the week over its mean day."""
    site = rows.sum(axis=0).reshape(-1, WEEK)
    usual = site / np.maximum(site.mean(axis=1, keepdims=True), 1e-9)
    factor = np.sort(usual, axis=0)[len(usual) // 2]
    return np.tile(np.maximum(factor / max(float(factor.mean()), 1e-9), 0.05), len(usual))


def _by_part(levers: Bools, parts: Sequence[Part], *, combine: np.ufunc) -> Bools:
    """A statement about levers as one about the parts they drive; false where there are none."""
    return np.stack(
        [
            combine.reduce(levers[list(part.levers)], axis=0)
            if part.levers
            else np.zeros(levers.shape[1], dtype=np.bool_)
            for part in parts
        ]
    )
