"""What the commands that follow a plan start from: the plan, its goal, and all that is known by now."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from planner.cli.load import gathered
from planner.errors import InputError, Place, Problem
from planner.goalfile.read import gather_goal
from planner.model.goal import Counts, Goal, Table
from planner.model.history import History
from planner.model.made import MadePlan
from planner.text import folded
from planner.tracking.cut import continued, effort_continued, until

_UNNAMED = re.compile(r"level \d+")
"""A level of counts whose names say nothing of what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A plan, its goal, and the history up to now."""

    goal: Goal
    history: History
    then: History | None
    """What the plan was made from; None where that is the same history up to an earlier day."""
    made: MadePlan


def follow(goal_file: Path, made: MadePlan, *, actuals: Path | None = None, effort: Path | None = None) -> Followed:
    """Args: actuals and effort: tables with what came, in place of the goal's. Raises: InputError with what is wrong in any of the files."""
    goal, problems = gather_goal(goal_file)
    if goal is None or problems:
        raise InputError(problems)
    # counts are of the month before the plan's; a table is read to its end
    goal = (
        replace(goal, as_of=made.as_of, as_of_said=True)
        if isinstance(goal.traffic, Counts)
        else replace(goal, as_of_said=False)
    )
    spent = goal.effort if effort is None else _table(effort, goal.effort)
    if goal.effort is None:
        goal = replace(goal, effort=spent)
    history, then = _read(goal), None
    if actuals is not None:
        # effort is read as far as the traffic goes
        came = _read(replace(goal, traffic=_table(actuals, goal.traffic), effort=spent, as_of_said=False))
        _alike(history, came, actuals)
        if history.counts_only:
            then = continued(history, until(came, made.as_of), made.period.start) if made.so_far else history
        history = continued(history, came, made.period.start)
        history = effort_continued(history, came.effort, made.period.start)
    elif effort is not None:
        history = effort_continued(history, _read(replace(goal, effort=spent)).effort, made.period.start)
    return Followed(goal=goal, history=history, then=then, made=made)


def _table(path: Path, like: Table | Counts | None) -> Table:
    """The table in a file, read as one of the goal's is. Raises: InputError where the file is not there."""
    if not path.is_file():
        raise InputError([Problem(place=Place(file=str(path)), text="there is no such file")])
    files = (str(path.absolute()),)
    return (
        replace(like, files=files, url="", table="", query="", covers=None)
        if isinstance(like, Table)
        else Table(files=files)
    )


def _alike(history: History, came: History, actuals: Path) -> None:
    """Raises: InputError where a table has other levels than the goal's own traffic: nothing in it would be what it was planned as."""
    pairs = zip(history.levels, came.levels, strict=False)
    other = any(folded(ours) != folded(theirs) and not _UNNAMED.fullmatch(ours) for ours, theirs in pairs)
    if other or len(came.levels) != len(history.levels):
        raise InputError(
            [
                Problem(
                    place=Place(file=str(actuals)),
                    text=f"its branches are by {_words(came)}, and those of the goal's traffic by {_words(history)}",
                    expected=f"a table by {_words(history)}",
                )
            ]
        )


def _words(history: History) -> str:
    return " and ".join(history.levels) or "no level"


def _read(goal: Goal) -> History:
    history, problems = gathered(goal)
    if history is None or problems:
        raise InputError(problems)
    return history
