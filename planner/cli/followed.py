"""What the commands that follow a plan start from: the plan, its goal, and all that is known by now."""

from dataclasses import dataclass, replace
from pathlib import Path

from planner.cli.load import gathered
from planner.errors import InputError, Place, Problem
from planner.goalfile.read import gather_goal
from planner.model.goal import Counts, Goal, Table
from planner.model.history import History
from planner.model.made import MadePlan
from planner.planfile.read import read_plan
from planner.tracking.cut import continued, effort_continued


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A plan, its goal, and the history up to now."""

    goal: Goal
    history: History
    made: MadePlan


def follow(goal_file: Path, plan: Path, *, actuals: Path | None, effort: Path | None) -> Followed:
    """Raises: InputError with what is wrong in any of the files."""
    made = read_plan(plan)
    goal, problems = gather_goal(goal_file)
    if goal is None or problems:
        raise InputError(problems)
    # counts are of the month before the plan's; a table is read to its end
    goal = (
        replace(goal, as_of=made.as_of, as_of_said=True)
        if isinstance(goal.traffic, Counts)
        else replace(goal, as_of_said=False)
    )
    if effort is not None and goal.effort is None:
        goal = replace(goal, effort=_table(effort, None))
        effort = None
    history = _read(goal)
    if actuals is not None:
        came = _read(replace(goal, traffic=_table(actuals, goal.traffic), effort=None, as_of_said=False))
        history = continued(history, came, made.period.start)
    if effort is not None:
        spent = _read(replace(goal, effort=_table(effort, goal.effort))).effort
        history = effort_continued(history, spent, made.period.start)
    return Followed(goal=goal, history=history, made=made)


def _table(path: Path, like: Table | Counts | None) -> Table:
    """The table in a file, read as one of the goal's is. Raises: InputError where the file is not there."""
    if not path.is_file():
        raise InputError([Problem(place=Place(file=str(path)), text="there is no such file")])
    files = (str(path.absolute()),)
    return replace(like, files=files, url="", table="", query="") if isinstance(like, Table) else Table(files=files)


def _read(goal: Goal) -> History:
    history, problems = gathered(goal)
    if history is None or problems:
        raise InputError(problems)
    return history
