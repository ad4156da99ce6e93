"""The forecast with holidays and events, for a history in which effort changes nothing."""

from collections.abc import Sequence

from planner.forecast.calendar import effects, with_calendar, without_calendar
from planner.forecast.usual import forecast
from planner.model.forecast import Forecast
from planner.model.goal import Event
from planner.model.history import History
from planner.model.period import Period


def as_usual(history: History, events: Sequence[Event], period: Period, *, seed: int, n_draws: int) -> Forecast:
    """The sessions of the period if all goes on as it was. Args: as for `forecast`."""
    found = effects(history, period, events)
    plain = without_calendar(history, found)
    return with_calendar(forecast(plain, period, seed=seed, n_draws=n_draws), plain, found, period, seed=seed)
