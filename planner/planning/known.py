"""What is known of the period before anything is planned: business as usual, and what effort would change."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.forecast.calendar import Effect, effects, with_calendar, without_calendar
from planner.forecast.usual import forecast
from planner.learning.account import with_echo, with_effort, without_effort
from planner.learning.echo import echo
from planner.learning.learn import learn, lessons
from planner.learning.outages import mended
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.learned import Echo, Learned, Prior
from planner.model.period import Period
from planner.model.response import GainTable
from planner.response.now import recent_effort
from planner.response.priors import priors
from planner.response.respond import respond


@dataclass(frozen=True, slots=True, kw_only=True)
class AsUsual:
    """What the period brings if effort goes on as it is, and what that was reckoned from."""

    forecast: Forecast
    history: History
    """Without outages, holidays and events."""
    mended: History
    """Without outages alone."""
    effects: tuple[Effect, ...]
    learned: Learned | None
    echo: Echo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Business as usual, and gains that share its draws."""

    usual: Forecast
    gains: GainTable
    history: History
    """Without outages, holidays and events."""
    mended: History
    """Without outages alone."""
    effects: tuple[Effect, ...]
    learned: Learned | None
    echo: Echo | None


def known(goal: Goal, history: History, period: Period) -> Known:
    """Business as usual and what effort would change, of one account of the same history."""
    found = as_it_goes(goal, history, period)
    return Known(
        usual=found.forecast,
        gains=respond(goal, found.history, found.forecast, period, learned=found.learned, echo=found.echo),
        history=found.history,
        mended=found.mended,
        effects=found.effects,
        learned=found.learned,
        echo=found.echo,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What history teaches of effort, and what was believed beforehand."""

    history: History
    """Without outages, holidays and events."""
    mended: History
    """Without outages alone."""
    effects: tuple[Effect, ...]
    driven: tuple[tuple[int, ...], ...]
    """The leaves of every lever."""
    believed: tuple[Prior, ...]
    """Of every lever."""
    learned: Learned | None


def taught(goal: Goal, history: History, period: Period) -> Taught:
    """Holidays and events are taken out of the history, and the rest is learned from."""
    driven = tuple(history.matching(lever.drives) for lever in goal.levers)
    whole = mended(history, driven, special=_special(goal, history))
    found = effects(whole, period, goal.events)
    history = without_calendar(whole, found)
    believed = priors(goal, history, driven, period)
    asked = lessons(history, [lever.name for lever in goal.levers], driven, believed)
    learned = learn(history, asked, seed=goal.seed, n_draws=goal.draws)
    return Taught(history=history, mended=whole, effects=found, driven=driven, believed=believed, learned=learned)


def as_it_goes(goal: Goal, history: History, period: Period) -> AsUsual:
    """Holidays, events and what effort explains are taken out of the history, the rest is forecast, and they are put back."""
    known_of_effort = taught(goal, history, period)
    history, found, learned = known_of_effort.history, known_of_effort.effects, known_of_effort.learned
    rest = without_effort(history, learned) if learned else history
    usual = lately = plain = forecast(rest, period, seed=goal.seed, n_draws=goal.draws)
    if learned:
        recent, said = (_efforts(goal, history, learned, period, as_said=each) for each in (False, True))
        lately = with_effort(plain, learned, recent, period)
        usual = lately if said == recent else with_effort(plain, learned, said, period)
    returns = echo(history, known_of_effort.driven, learned, lately, seed=goal.seed)
    if returns:
        usual = with_echo(usual, lately, returns, period)
    usual = with_calendar(usual, history, found, period, seed=goal.seed)
    return AsUsual(
        forecast=usual, history=history, mended=known_of_effort.mended, effects=found, learned=learned, echo=returns
    )


def _special(goal: Goal, history: History) -> frozenset[date]:
    """The holidays and the days of events, which may well be unlike others."""
    events = (stretch for event in goal.events for stretch in event.on)
    days = (stretch.start + timedelta(days=n) for stretch in events for n in range(stretch.days))
    return frozenset([*(one.day for one in history.holidays), *days])


def _efforts(goal: Goal, history: History, learned: Learned, period: Period, *, as_said: bool) -> dict[int, float]:
    """[lever units/day] effort as it is by position of the lever: as it was of late, or as the goal file says where it does."""
    found = {}
    for curve in learned.curves:
        lever = goal.levers[curve.lever]
        seen = recent_effort(history.effort, lever.name, period.days) or 0.0
        found[curve.lever] = (lever.now if as_said and lever.now is not None else seen) / period.days
    return found
