"""What a plan expected of the days that are over."""

from dataclasses import dataclass, replace

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal, Lever
from planner.model.history import History
from planner.model.made import MadePlan
from planner.model.period import Period
from planner.planning.gains import by_leaf, gains_at
from planner.planning.known import Known, known
from planner.tracking.cut import until
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


def expected(goal: Goal, levers: tuple[Lever, ...], history: History, made: MadePlan, stretch: Period) -> Expected:
    """What the plan let expect of a stretch, from what was known when it was made.

    A stretch of its own is forecast, for days are less sure than a share of their month. Args: stretch: begins where the plan does.
    """
    then = until(history, made.as_of)
    part = stretch.days / made.period.days
    days = (stretch.end - made.period.start).days + 1
    asked, over = [], []
    for lever, planned in zip(levers, made.levers, strict=True):
        waits = closed(lever, made.period)
        effort = due(made, planned, waits, days) - made.done(planned.name)
        now = planned.now * part
        # one that cannot change yet goes on as it is
        fixed = lever.keep or waits >= days
        asked.append(now if fixed else effort)
        scaled = lever_over(lever, part, now=now, least=0.0, most=2 * max(now, effort, 1e-9))
        over.append(replace(scaled, step=None, keep=fixed, starts=None if fixed else lever.starts))
    scaled_goal = goal_over(goal, made, stretch, over)
    found = known(scaled_goal, then, stretch)
    efforts = np.array(asked)
    gains = gains_at(found.gains, efforts) if over else np.zeros((0, scaled_goal.draws))
    return Expected(
        history=then,
        goal=scaled_goal,
        stretch=stretch,
        efforts=efforts,
        known=found,
        draws=np.maximum(found.usual.draws + by_leaf(found.gains, gains), 0.0),
    )
