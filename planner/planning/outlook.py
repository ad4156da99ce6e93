"""make_outlook: what would happen anyway, wired."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.errors import InputError
from planner.forecast.calendar import Effect
from planner.forecast.looking_back import PastTest, backtest, past_tests
from planner.forecast.season import growth, lately, yearly_changes
from planner.forecast.usual import forecast
from planner.forecast.weekdays import usual_weekdays
from planner.model.arrays import Array
from planner.model.branches import children_of, leaves_below
from planner.model.goal import Event, Goal
from planner.model.history import History, Leaf
from planner.model.outlook import Moved, Outlook, OutlookNode
from planner.model.period import Period
from planner.model.spread import spread
from planner.planning.aim import aim_of, period_of
from planner.planning.caveats import history_warnings
from planner.planning.checks import find_problems
from planner.planning.known import AsUsual, as_it_goes
from planner.planning.repaired import repaired
from planner.response.suggest import suggested_levers
from planner.tree.whole import apportion

MOST_WEEKS = 104  # of history that is shown
STRETCH = 28  # days of a long period that are forecast by themselves, for its course
DRAWS = 200  # of those


def make_outlook(goal: Goal, history: History) -> Outlook:
    """What the period brings if effort goes on as it was, for every branch, with what speaks for it.

    Raises: InputError where goal and history contradict each other.
    """
    if problems := find_problems(goal, history):
        raise InputError(problems)
    if not goal.levers:  # as a plan does, so that both forecast the same
        goal = replace(goal, levers=suggested_levers(goal, history)[0])
    facts = as_it_goes(goal, history, period_of(goal, history))
    aim = aim_of(goal, facts.mended)
    tests = (
        past_tests(facts.mended, goal.events, aim.period, seed=goal.seed) if facts.forecast.basis == "history" else ()
    )
    return Outlook(
        goal=goal,
        period=aim.period,
        base=aim.base,
        metric=goal.metric,
        basis=facts.forecast.basis,
        first=history.first,
        last=history.last,
        cadence=history.cadence,
        weeks=history.sessions.shape[1] // 7,
        root=_grown(history, aim.now, facts, _course(goal, facts, aim.period), tests),
        season=yearly_changes(facts.mended, aim.period, aim.base),
        growth=growth(facts.mended),
        lately=lately(facts.mended),
        moved=tuple(each for effect in facts.effects for each in _moved(effect, goal.events, history.first)),
        repaired=repaired(history, facts.mended),
        warnings=history_warnings(goal, history, aim),
    )


def _course(goal: Goal, facts: AsUsual, period: Period) -> Array:
    """(n_leaves, n_weeks) [sessions/day] from the last day of history to the end of the period, which brings its forecast in all."""
    history, means = facts.history, []
    shares = usual_weekdays(history)[:-1]
    day = history.last + timedelta(days=1)
    while day <= period.end:
        end = min(
            period.start - timedelta(days=1) if day < period.start else period.end, day + timedelta(days=STRETCH - 1)
        )
        stretch = Period(start=day, end=end)
        draws = forecast(history, stretch, seed=goal.seed, n_draws=DRAWS).draws
        weeks_worth = shares[:, np.array(stretch.weekdays)].sum(
            axis=1
        )  # few days may be busier or quieter ones than others
        means.append(np.repeat((draws.mean(axis=1) / np.maximum(7 * weeks_worth, 1e-9))[:, None], stretch.days, axis=1))
        day = end + timedelta(days=1)
    days = np.concatenate(means, axis=1)
    inside = days[:, -period.days :]
    inside *= (facts.forecast.draws.mean(axis=1) / np.maximum(inside.sum(axis=1), 1e-9))[:, None]
    weeks = -(-days.shape[1] // 7)
    return np.stack([days[:, 7 * n : 7 * n + 7].mean(axis=1) for n in range(weeks)], axis=1)


def _grown(history: History, now: Array, facts: AsUsual, course: Array, tests: Sequence[PastTest]) -> OutlookNode:
    """The tree, root first, the largest branches first."""
    below = leaves_below(history.leaves)
    children = children_of(below)
    weeks = _weeks(facts.mended.sessions)
    whole: dict[Leaf, int] = {(): round(float(now.sum()))}
    for name in sorted(children, key=len):
        parts = [float(now[below[child]].sum()) for child in children[name]]
        names = [child[-1] for child in children[name]]
        whole.update(zip(children[name], apportion(whole[name], parts, names), strict=True))
    nodes: dict[Leaf, OutlookNode] = {}
    for name in sorted(below, key=len, reverse=True):
        at = below[name]
        nodes[name] = OutlookNode(
            name=name[-1] if name else "all",
            now=whole[name],
            forecast=spread(facts.forecast.draws[at].sum(axis=0)),
            history=tuple(None if np.isnan(week) else float(week) for week in weeks[at].sum(axis=0)),
            ahead=tuple(course[at].sum(axis=0).tolist()),
            backtest=backtest(tests, at),
            children=_largest_first(children.get(name, ()), nodes),
        )
    return nodes[()]


def _largest_first(names: Sequence[Leaf], nodes: Mapping[Leaf, OutlookNode]) -> tuple[OutlookNode, ...]:
    return tuple(sorted((nodes[name] for name in names), key=lambda node: (-node.now, node.name)))


def _weeks(sessions: Array) -> Array:
    """(n_leaves, n_weeks) [sessions/day] of the last whole weeks; NaN where no day is known."""
    count = min(sessions.shape[1] // 7, MOST_WEEKS)
    days = sessions[:, sessions.shape[1] - 7 * count :].reshape(len(sessions), count, 7)
    known = ~np.isnan(days)
    number = known.sum(axis=2)
    return np.where(number > 0, np.where(known, days, 0.0).sum(axis=2) / np.maximum(number, 1), np.nan)


def _moved(effect: Effect, events: Sequence[Event], first: date) -> Sequence[Moved]:
    """The stretches of the period that a holiday or an event moves; of an event that is over, the last time it was."""
    occasion = effect.occasion
    low, high = effect.range
    where = ", ".join(
        value for event in events if event.name == occasion.name for _, values in event.where for value in values
    )
    last = occasion.past[-1] if occasion.kind == "event" and effect.seen and not occasion.on else None
    over = () if last is None else (Period(start=_day(first, last[0]), end=_day(first, last[-1])),)
    return tuple(
        Moved(
            name=occasion.name,
            on=on,
            kind=occasion.kind,
            low=low,
            middle=float(np.exp(effect.log)),
            high=high,
            seen=effect.seen,
            said=occasion.said is not None,
            where=where,
            past=last is not None,
        )
        for on in (*occasion.on, *over)
    )


def _day(first: date, at: int) -> date:
    return first + timedelta(days=int(at))
