"""The history that a goal file names."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.errors import InputError, Problem
from planner.model.goal import Counts, Goal
from planner.model.history import EffortHistory, History, Holiday
from planner.model.period import Period
from planner.sources.asked import asked_measures, not_counted
from planner.sources.counts import counted_history
from planner.sources.effort import read_effort
from planner.sources.exports.leaves import MOST_LEAVES
from planner.sources.holidays import CountryError, public_holidays
from planner.sources.source import read_source
from planner.sources.tables.table import TextTable
from planner.sources.traffic import read_traffic

if TYPE_CHECKING:
    from planner.sources.engine.facts import Watch

AHEAD = timedelta(days=3 * 365 + 1)
"""How far beyond the history public holidays are listed: three years."""


def read_history(goal: Goal, *, watch: "Watch | None" = None) -> History:
    """Traffic and effort, from the goal file itself or the tables that it names, and the holidays of its country.

    Args: watch: called now and then with the share done (-1 where that is not known) while something large is read.
    Raises: InputError with every problem of those tables, and an unknown country.
    """
    history, problems = gather_history(goal, watch=watch)
    if history is None or problems:
        raise InputError(problems)
    return history


def gather_history(
    goal: Goal, *, watch: "Watch | None" = None, traffic_table: TextTable | None = None
) -> tuple[History | None, tuple[Problem, ...]]:
    """The same with the problems as values, so that they can be shown together with those of the goal file.

    Args: traffic_table: the goal's traffic, where somebody has read it already.
    Returns: the history (None where the traffic cannot be read, without effort, holidays or another measure where these cannot)
        and the problems.
    """
    problems: list[Problem] = []
    traffic = effort = None
    try:
        traffic, missing = _traffic(goal, watch, traffic_table)
        problems += missing
    except InputError as error:
        problems += error.problems
    try:
        effort = _effort(goal, until=traffic.last if traffic else None, watch=watch)
    except InputError as error:
        problems += error.problems
    holidays: tuple[Holiday, ...] = ()
    try:
        holidays = _holidays(goal, traffic)
    except InputError as error:
        problems += error.problems
    if traffic is None:
        return None, tuple(problems)
    history, left_out = effort or (None, ())
    left_out = traffic.left_out + left_out
    return replace(traffic, effort=history, holidays=holidays, left_out=left_out), tuple(problems)


def _traffic(goal: Goal, watch: "Watch | None", known: TextTable | None) -> tuple[History, list[Problem]]:
    asked = asked_measures(goal)
    if isinstance(goal.traffic, Counts):
        return _counted(goal, goal.traffic), not_counted(asked, goal.metric)
    source = goal.traffic
    until = goal.as_of if goal.as_of_said else None
    table = known or read_source(goal, source, "traffic", watch)
    return read_traffic(table, source, metric=goal.metric, until=until, asked=asked)


def _counted(goal: Goal, counts: Counts) -> History:
    if (leaves := len(counts.rows)) > MOST_LEAVES:
        hint = f"at most {MOST_LEAVES:,}: sum the smallest"
        raise InputError([Problem(place=goal.place("traffic"), text=f"this tree has {leaves:,} leaves", expected=hint)])
    before = goal.period.start if isinstance(goal.period, Period) and not goal.as_of_said else None
    return counted_history(counts, as_of=goal.as_of, before=before)


def _effort(goal: Goal, *, until: date | None, watch: "Watch | None") -> tuple[EffortHistory, tuple[str, ...]] | None:
    if goal.effort is None:
        return None
    return read_effort(
        read_source(goal, goal.effort, "effort", watch),
        goal.effort,
        levers=[lever.name for lever in goal.levers],
        until=until,
        as_of=goal.as_of if goal.as_of_said else None,
    )


def _holidays(goal: Goal, traffic: History | None) -> tuple[Holiday, ...]:
    """Public holidays of the history's days and the three years after; without traffic, only whether the country is known."""
    if not goal.country:
        return ()
    first, last = (traffic.first, traffic.last) if traffic else (goal.as_of, goal.as_of)
    try:
        return public_holidays(goal.country, first, last + AHEAD)
    except CountryError as error:
        raise InputError([error.problem(goal.place("country"))]) from None
