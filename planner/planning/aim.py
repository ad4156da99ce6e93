"""What the goal means on this history: the period, what it is compared with, and the target as a number."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.goal import Counts, Goal, Where
from planner.model.history import History
from planner.model.period import Period, last_full_month, months_from, resolve
from planner.planning.branch import named_branch
from planner.words.dates import period_name, within
from planner.words.figures import exact, percentage, plain
from planner.words.language import say
from planner.words.names import metric_count, of_branch
from planner.words.phrases import together


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal read against its history."""

    period: Period
    base: Period
    """What multiples and changes are of: the last full month, or the last stretch as long as the period."""
    where: Where
    """The branch that the target is of; every level has one value."""
    leaves: tuple[int, ...]
    """Indices of the leaves in that branch."""
    now: Array
    """(n_leaves,) [sessions] the comparison stretch, per day, times the days of the period."""
    target: int
    reading: str
    """How the target was read, in one line."""


def period_of(goal: Goal, history: History) -> Period:
    """The days to plan for; relative ones count from the last day of history, or from a later `as_of` that is said
    or, with counts alone, is today."""
    if isinstance(goal.period, Period):
        return goal.period
    said = isinstance(goal.traffic, Counts) or goal.as_of_said
    return resolve(goal.period, max(goal.as_of, history.last) if said else history.last)


def aim_of(goal: Goal, history: History) -> Aim:
    """The goal read against its history. The goal must have been checked against it."""
    period = period_of(goal, history)
    base = _base(period, history)
    day = slice((base.start - history.first).days, (base.end - history.first).days + 1)
    known = ~np.isnan(history.sessions[:, day])
    daily = np.where(known, history.sessions[:, day], 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    where = named_branch(goal.target.where, history) or ()
    leaves = history.matching(where)
    per_day = float(daily[list(leaves)].sum())
    target = max(1, round(_asked(goal, per_day * period.days)))
    return Aim(
        period=period,
        base=base,
        where=where,
        leaves=leaves,
        now=frozen(daily * period.days),
        target=target,
        reading=_reading(goal, where, per_day, target, base, period),
    )


def _base(period: Period, history: History) -> Period:
    """The comparison stretch, as much of it as history has, up to the last day that is known."""
    known = np.flatnonzero(~np.isnan(history.sessions).all(axis=0))
    last = history.first + timedelta(days=int(known[-1]) if len(known) else history.sessions.shape[1] - 1)
    month = last_full_month(last)
    if period == months_from(period.start, 1) and month.start >= history.first:
        return month
    days = min(period.days, (last - history.first).days + 1)
    return Period(start=last - timedelta(days=days - 1), end=last)


def _asked(goal: Goal, now: float) -> float:
    amount = goal.target.amount
    return {"total": amount, "multiple": amount * now, "change": (1 + amount) * now, "extra": now + amount}[
        goal.target.kind
    ]


def _reading(goal: Goal, where: Where, per_day: float, target: int, base: Period, period: Period) -> str:
    """3 × November 2026 (30,000 sessions) = 90,000 sessions in December 2026."""
    names = [value for _, values in where for value in values]
    count = of_branch(metric_count(exact(target), goal.metric), names)
    then = say("{count} {within}", count=count, within=within(period))
    if goal.target.kind == "total":
        return then
    return say("{sum} = {result}", sum=_sum(goal, _compared(goal, names, per_day, base, period)), result=then)


def _compared(goal: Goal, names: list[str], per_day: float, base: Period, period: Period) -> str:
    """What the target is a multiple or a change of: November 2026 (25,400 sessions in 30 days, 26,247 at 31)."""
    count = metric_count(exact(per_day * base.days), goal.metric)
    if base.days != period.days:
        count = say(
            "{count} in {base_days} days, {even} at {days}",
            count=count,
            base_days=base.days,
            even=exact(per_day * period.days),
            days=period.days,
        )
    if not names:
        return say("{base} ({count})", base=period_name(base), count=count)
    return say("{branch} in {period} ({count})", branch=together(names), period=period_name(base), count=count)


def _sum(goal: Goal, base: str) -> str:
    """What is done to the comparison stretch."""
    amount = goal.target.amount
    if goal.target.kind == "multiple":
        return say("{times} × {base}", times=plain(amount, 3), base=base)
    more = percentage(plain(abs(amount) * 100, 2)) if goal.target.kind == "change" else exact(abs(amount))
    if amount >= 0:
        return say("{base} + {more}", base=base, more=more)
    return say("{base} - {less}", base=base, less=more)
