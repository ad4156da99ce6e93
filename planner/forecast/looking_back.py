"""How the forecast would have done before, knowing only what was known then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

import numpy as np

from planner.forecast.as_usual import as_usual
from planner.forecast.mean_day import KNOWN, mean_day
from planner.forecast.usual import LEAST_WEEKS
from planner.model.arrays import Array, frozen
from planner.model.goal import Event
from planner.model.history import History
from planner.model.outlook import Backtest
from planner.model.period import FOUR_WEEKS, WEEK, Period, last_full_month, shifted, whole_months
from planner.model.spread import quantiles

MOST_TESTS = 12
MOST_FORECASTS = 20_000  # leaves times tests: more would take longer than anybody waits
DRAWS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTest:
    """One stretch of the past that was forecast."""

    period: Period
    draws: Array
    """(n_leaves, n_draws) [sessions in the stretch] forecast."""
    came: Array
    """(n_leaves,) [sessions in the stretch]."""
    naive: Array
    """(n_leaves,) [sessions in the stretch] at the mean day of the four weeks before."""


def past_tests(history: History, events: Sequence[Event], period: Period, *, seed: int) -> tuple[PastTest, ...]:
    """The forecast made anew for stretches as long as the period and as far ahead, one after the other, the latest first.

    Args: history without outages, as it was otherwise: the holidays and events of each stretch are learned from what was before it.
    """
    return tuple(_tests(history, events, period, seed))


def backtest(tests: Sequence[PastTest], leaves: Sequence[int]) -> Backtest | None:
    """How a branch was forecast; None where no test says anything of it."""
    at = list(leaves)
    some = [test for test in tests if test.came[at].sum() > 0]
    if not some:
        return None
    came = np.array([test.came[at].sum() for test in some])
    draws = np.array([test.draws[at].sum(axis=0) for test in some])
    (low, high), naive = quantiles(draws, (0.1, 0.9)).T, np.array([test.naive[at].sum() for test in some])
    return Backtest(
        tests=len(some),
        off=float(np.mean(np.abs(draws.mean(axis=1) - came) / came)),
        naive=float(np.mean(np.abs(naive - came) / came)),
        held=int(((low <= came) & (came <= high)).sum()),
        first=some[-1].period,
        last=some[0].period,
    )


def _tests(history: History, events: Sequence[Event], period: Period, seed: int) -> Iterator[PastTest]:
    ahead = (period.start - history.last).days - 1
    most = max(1, min(MOST_TESTS, MOST_FORECASTS // len(history.leaves)))
    for stretch in islice(_stretches(history.last, period), most):
        start = (stretch.start - history.first).days
        known = start - ahead
        if history.cadence == "week":
            known -= known % WEEK  # whole weeks alone, or a part would give the rest away
        if history.cadence == "month":
            known -= (history.first + timedelta(days=known)).day - 1  # and whole months
        if known < LEAST_WEEKS * WEEK:
            return
        came, days = mean_day(history.sessions[:, start : start + stretch.days])
        recent, _ = mean_day(history.sessions[:, known - FOUR_WEEKS : known])
        if days < KNOWN * stretch.days:
            continue
        then = replace(history, sessions=frozen(history.sessions[:, :known]))
        yield PastTest(
            period=stretch,
            draws=as_usual(then, events, stretch, seed=seed, n_draws=DRAWS).draws,
            came=came * stretch.days,
            naive=recent * stretch.days,
        )


def _stretches(last: date, period: Period) -> Iterator[Period]:
    """Stretches like the period, the latest first: as many whole calendar months where it is such, else as many days."""
    months = whole_months(period)
    end = last_full_month(last).end if months else last
    while True:
        start = shifted(end, 1 - months) if months else end - timedelta(days=period.days - 1)
        yield Period(start=start, end=end)
        end = start - timedelta(days=1)
