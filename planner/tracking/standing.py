"""A plan laid beside its history: what both the look back and the new plan start from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from planner.errors import InputError
from planner.learning.outages import unfinished
from planner.model.arrays import Array
from planner.model.goal import Goal, Lever
from planner.model.history import History
from planner.model.made import MadePlan
from planner.model.period import FOUR_WEEKS, Period
from planner.planning.checks import find_problems
from planner.tracking.cut import until
from planner.tracking.filled import with_due
from planner.tracking.levers import levers_of
from planner.tracking.seen import Seen, seen, spent_or_due
from planner.tracking.stretch import closed, due, goal_over
from planner.words.dates import plain_day
from planner.words.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What came of a plan's period, and what of its effort was done."""

    goal: Goal
    made: MadePlan
    seen: Seen
    history: History
    """Up to the last day that is known of the period; where no table tells what was spent, the plan's effort stands for it."""
    then: History
    """What the plan was made from."""
    levers: tuple[Lever, ...]
    """Of the goal, one for each of the plan's."""
    due: Array
    """(n_levers,) [lever units] what the plan asked for so far."""
    spent: Array
    """(n_levers,) [lever units] so far; what was due where no table tells."""


def standing(
    goal: Goal, history: History, made: MadePlan, *, to: date | None = None, then: History | None = None
) -> Standing:
    """Args: goal and history as they are now; to: the last day to look at, None for the last that is known; then: what the plan was
    made from, None where that is the same history up to an earlier day.

    Raises: InputError where no day of the plan is known, goal and history contradict each other, or the goal lacks one of the plan's levers.
    """
    history = until(history, seen(history, made, to=to).over.end)
    found = seen(history, made)  # again, for leaves that came later are gone
    levers = levers_of(goal, history, made)
    unkept = [replace(lever, keep=False, starts=None, now=None) for lever in levers]
    if problems := find_problems(goal_over(goal, made, after(found), unkept), history):
        raise InputError(problems)
    waits = [closed(lever, made.period) for lever in levers]
    asked = np.array([due(made, lever, wait, found.over.days) for lever, wait in zip(made.levers, waits, strict=True)])
    history = with_due(history, made, found, waits)
    then = history if then is None else replace(then, effort=history.effort)
    return Standing(
        goal=goal,
        made=made,
        seen=found,
        history=history,
        then=until(then, made.as_of),
        levers=levers,
        due=asked,
        spent=spent_or_due(found.spent, asked),
    )


def after(found: Seen) -> Period:
    """The four weeks after the last day that is known."""
    start = found.over.end + timedelta(days=1)
    return Period(start=start, end=start + timedelta(days=FOUR_WEEKS - 1))


def last_day_warning(stand: Standing) -> Iterator[str]:
    """Where the last day looks as if its table was drawn before it was over."""
    last, history = stand.seen.over.end, stand.history
    unlike = {one.day for one in history.holidays}
    said = any(days.start <= last <= days.end for event in stand.goal.events for days in event.on)
    if history.cadence == "day" and last not in unlike and not said and unfinished(history):
        yield say(
            "{day} has far fewer sessions than such days have; if it was not over yet, --to {before} leaves it out.",
            day=plain_day(last),
            before=str(last - timedelta(days=1)),
        )
