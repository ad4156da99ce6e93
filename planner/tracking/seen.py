"""What has come of the period: sessions and effort."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.arrays import Array, Bools, frozen
from planner.model.history import History
from planner.model.made import MadePlan
from planner.model.period import WEEK, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The part of the period that is over."""

    over: Period
    """From the first day of the period to the last day that is known."""
    sessions: Array
    """(n_leaves,) [sessions] of those days; days that are missing count as the known ones of the same leaf do."""
    missing: tuple[date, ...]
    spent: tuple[float | None, ...]
    """By lever of the plan [lever units]; None where no table tells."""
    told: date | None
    """The last day that effort is known of; None where it is of none."""

    def left(self, period: Period) -> Period | None:
        """What is left of the period."""
        return None if self.over.end >= period.end else Period(start=self.over.end + timedelta(days=1), end=period.end)


def seen(history: History, made: MadePlan, *, to: date | None = None) -> Seen:
    """What a history tells of a plan's period.

    Args: to: the last day to look at; None for the last that is known.
    Raises: InputError where none of the days that the plan is for is known.
    """
    begin = (made.period.start - history.first).days
    end = (min(made.period.end, to or made.period.end) - history.first).days + 1
    days = history.sessions[:, max(begin, 0) : max(end, 0)]
    known: Bools = np.logical_not(np.isnan(days).all(axis=0))
    if (
        begin < 0
        or not known.any()
        or (last := made.period.start + timedelta(days=int(np.flatnonzero(known)[-1]))) < made.begins
    ):
        raise InputError([_nothing(history, made, to)])
    over = Period(start=made.period.start, end=last)
    days, known = days[:, : over.days], known[: over.days]
    return Seen(
        over=over,
        sessions=frozen(_filled(days, known, over)),
        missing=tuple(over.start + timedelta(days=int(n)) for n in np.flatnonzero(~known)),
        spent=tuple(_spent(history, lever.name, over) for lever in made.levers),
        told=_told(history, over),
    )


def before(history: History, made: MadePlan) -> Array:
    """(n_leaves,) [sessions] of the days of the period before those that the plan is for, missing ones as in `Seen`."""
    days = (made.begins - made.period.start).days
    if not days:
        return np.zeros(len(history.leaves))
    begin = (made.period.start - history.first).days
    sessions = history.sessions[:, begin : begin + days]
    known: Bools = np.logical_not(np.isnan(sessions).all(axis=0))
    return _filled(sessions, known, Period(start=made.period.start, end=made.begins - timedelta(days=1)))


def _nothing(history: History, made: MadePlan, to: date | None) -> Problem:
    if history.first > made.period.start:
        return Problem(
            place=Place(file=made.file),
            text=f"the plan's period begins on {made.period.start}, and the traffic only on {history.first}",
            expected="traffic from before the plan, as it was made from",
        )
    upto = f" up to {to}" if to is not None and to < history.last else f", whose last day is {history.last}"
    return Problem(
        place=Place(file=made.file),
        text=f"the plan begins on {made.begins}, and no day from then on is in the traffic{upto}",
        expected="traffic of the plan's first day or later, in the goal's own table or with --actuals",
    )


def _filled(days: Array, known: Bools, over: Period) -> Array:
    """(n_leaves,) sums, with the usual day of the same leaf for each that is missing."""
    sums: Array = np.nansum(days, axis=1)
    if known.all():
        return sums
    site = np.nansum(days, axis=0)
    weekdays = np.array(over.weekdays)
    usual = np.array(
        [site[known & (weekdays == day)].mean() if (known & (weekdays == day)).any() else np.nan for day in range(WEEK)]
    )
    usual = np.where(np.isnan(usual), site[known].mean() if known.any() else 1.0, usual)[weekdays]
    filled: Array = sums * (usual.sum() / max(float(usual[known].sum()), 1e-9))
    return filled


def _spent(history: History, lever: str, over: Period) -> float | None:
    """[lever units] in those days; of days that no table tells, as much as on the others."""
    effort = history.effort
    if effort is None or (last := _told(history, over)) is None:
        return None
    if (row := effort.row(lever)) is None:
        return 0.0
    begin = (over.start - effort.first).days
    amounts = effort.amounts[row, max(begin, 0) : (last - effort.first).days + 1]
    known = amounts[~np.isnan(amounts)]
    return float(known.mean()) * over.days if len(known) else None


def _told(history: History, over: Period) -> date | None:
    """The last of those days that effort is known of."""
    effort = history.effort
    if effort is None:
        return None
    begin, end = (over.start - effort.first).days, (over.end - effort.first).days + 1
    known = np.flatnonzero(~np.isnan(effort.amounts[:, max(begin, 0) : max(end, 0)]).all(axis=0))
    return over.start + timedelta(days=int(known[-1]) + max(-begin, 0)) if len(known) else None


def spent_or_due(spent: Sequence[float | None], due: Array) -> Array:
    """(n_levers,) [lever units] effort so far; as planned where no table tells."""
    return np.array([planned if each is None else each for each, planned in zip(spent, due.tolist(), strict=True)])
