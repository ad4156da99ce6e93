"""What a plan expected of the days that are over."""

from dataclasses import dataclass, replace

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.period import Period
from planner.planning.gains import by_leaf, gains_at
from planner.planning.known import Known, known
from planner.tracking.judged import believed, without
from planner.tracking.seen import before
from planner.tracking.standing import Standing
from planner.tracking.stretch import closed, due, goal_over, lever_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A stretch as it looked when the plan was made."""

    history: History
    """As it was then."""
    goal: Goal
    """Over that stretch."""
    stretch: Period
    """From the first day that the plan is for to the last that is known."""
    efforts: Array
    """(n_levers,) [lever units] what the plan asks for in it."""
    known: Known
    draws: Array
    """(n_leaves then, n_draws) [sessions] with those efforts."""


def expected(stand: Standing) -> Expected:
    """What the plan expected of the days since it was made, from what was known then.

    A stretch of its own is forecast, for days are less sure than a share of their month.
    """
    goal, made, then = stand.goal, stand.made, stand.then
    stretch = Period(start=made.begins, end=stand.seen.over.end)
    done = np.array([made.done(lever.name) for lever in made.levers])
    part = stretch.days / made.period.days
    days = (stretch.end - made.period.start).days + 1
    asked, over = [], []
    for lever, planned, earlier, spent in zip(stand.levers, made.levers, done, stand.spent, strict=True):
        waits = closed(lever, made.period)
        effort = due(made, planned, waits, days) - earlier
        now = made.usual(planned) * stretch.days
        # one that cannot change yet goes on as it is
        fixed = lever.keep or waits >= days
        asked.append(now if fixed else effort)
        # as far as what was really spent, so that its doing can be told
        most = 2 * max(now, effort, float(spent - earlier), 1e-9)
        scaled = lever_over(lever, part, now=now, least=0.0, most=most)
        over.append(replace(scaled, step=None, keep=False, starts=None if fixed else lever.starts))
    scaled_goal = goal_over(goal, made, stretch, over)
    plain, still = _before(stand, done, stretch)
    found = known(scaled_goal, plain, stretch)
    efforts = np.array(asked)
    return Expected(
        history=then,
        goal=scaled_goal,
        stretch=stretch,
        efforts=efforts,
        known=found,
        draws=np.maximum(found.usual.draws + still + by_leaf(found.gains, gains_at(found.gains, efforts)), 0.0),
    )


def _before(stand: Standing, done: Array, stretch: Period) -> tuple[History, Array]:
    """What a plan made within its period was made from, without what was done by judgement alone, and what of that was still to come."""
    made, then = stand.made, stand.then
    if made.so_far is None:
        return then, np.zeros((len(then.leaves), stand.goal.draws))
    over = Period(start=made.period.start, end=made.so_far.last)
    extra = believed(stand.goal, stand.levers, then, made, over, stretch.days, done, before(then, made))
    return without(then, extra.daily, over), extra.still
