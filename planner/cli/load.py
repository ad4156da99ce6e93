"""A goal file and the tables it names, with everything that is wrong in any of them in one complaint."""

from dataclasses import replace
from pathlib import Path

from planner.errors import InputError
from planner.goalfile.read import gather_goal
from planner.model.goal import Goal
from planner.model.history import History
from planner.planning.checks import find_problems
from planner.sources.read import gather_history


def load(goal_file: Path, *, seed: int | None = None) -> tuple[Goal, History]:
    """The goal and its history, checked by themselves and against each other.

    Args: seed: in place of the goal file's.
    Raises: InputError with every problem found, also those of the tables where the goal file itself has some.
    """
    goal, problems = gather_goal(goal_file)
    if goal is None:
        raise InputError(problems)
    history, more = gather_history(goal)
    between = find_problems(goal, history) if history is not None else ()
    if history is None or problems or more or between:
        raise InputError((*problems, *more, *between))
    return (goal if seed is None else replace(goal, seed=seed)), history
