"""What levers of which no history tells brought so far, by what the team believes of them."""

from dataclasses import dataclass, replace

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Goal, Lever
from planner.model.history import History
from planner.model.made import MadePlan
from planner.model.period import Period
from planner.planning.gains import gains_at
from planner.response.now import ever_used
from planner.response.respond import respond
from planner.response.timing import come_by
from planner.tracking.stretch import closed, goal_over, lever_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """Sessions on top of business as usual by judgement alone."""

    daily: Array
    """(n_leaves, n_days) [sessions/day] mean, on the days that are over."""
    still: Array
    """(n_leaves, n_draws) [sessions] that what was done on those days brings in the days after them."""


def believed(
    goal: Goal,
    levers: tuple[Lever, ...],
    history: History,
    made: MadePlan,
    over: Period,
    left: int,
    spent: Array,
    sessions: Array,
) -> Believed:
    """Args: over: the days of the period that have passed; left: how many days after them are asked about; spent (n_levers,) [lever units]
    and sessions (n_leaves,) in the days that have passed."""
    n_leaves = len(history.leaves)
    daily, still = np.zeros((n_leaves, over.days)), np.zeros((n_leaves, goal.draws))
    part = over.days / made.period.days
    asked = []
    for n, (lever, planned) in enumerate(zip(levers, made.levers, strict=True)):
        if ever_used(history.effort, lever.name) or lever.keep or closed(lever, made.period) >= over.days:
            continue
        now = made.usual(planned) * over.days
        scaled = lever_over(lever, part, now=now, least=0.0, most=2 * max(now, float(spent[n]), 1e-9))
        asked.append((replace(scaled, step=None), float(spent[n])))
    if not asked:
        return Believed(daily=frozen(daily), still=frozen(still))
    came = Forecast(
        draws=np.repeat(sessions[:, None], goal.draws, axis=1),
        day_shares=np.full(over.days, 1 / over.days),
        basis="prior",
    )
    table = respond(goal_over(goal, made, over, [lever for lever, _ in asked]), history, came, over)
    gains = gains_at(table, np.array([effort for _, effort in asked]))
    for n, (option, gain) in enumerate(zip(table.options, gains, strict=True)):
        shares = table.leaf_shares[n][:, None]
        daily += shares * (gain.mean() * np.diff(table.arrived[n], prepend=0.0))
        done = over.days - closed(option.lever, over)
        still += shares * (gain * _later(done, left, option.lever.lag or 0.0))
    return Believed(daily=frozen(daily), still=frozen(still))


def without(history: History, daily: Array, over: Period) -> History:
    """The history less sessions on the days that are over. Args: daily (n_leaves, n_days) [sessions/day]."""
    if not daily.any():
        return history
    begin = (over.start - history.first).days
    at = slice(begin, begin + over.days)
    sessions = history.sessions.copy()
    sessions[:, at] = np.maximum(sessions[:, at] - daily, 0.0)
    return replace(history, sessions=frozen(sessions))


def _later(done: int, left: int, lag: float) -> float:
    """[-] of the effect that came within `done` days of even effort, how much more the same effort brings in the `left` days after them."""
    within, after, both = come_by(np.array([done, left, done + left], dtype=np.float64), lag).tolist()
    return float((both - after - within) / within) if within > 0 else 0.0
