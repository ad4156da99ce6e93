"""A goal file and the tables it names, with everything that is wrong in any of them in one complaint."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from planner.cli.progress import shown_progress
from planner.cli.write import same_file
from planner.errors import InputError, Place, Problem
from planner.goalfile.read import gather_goal
from planner.model.goal import Goal, Table
from planner.model.history import History
from planner.planning.checks import find_problems
from planner.sources.read import gather_history


def load(goal_file: Path, *, seed: int | None = None) -> tuple[Goal, History]:
    """The goal and its history, checked by themselves and against each other.

    Args: seed: in place of the goal file's.
    Raises: InputError with every problem found, also those of the tables where the goal file itself has some.
    """
    return load_with(*gather_goal(goal_file), seed=seed)


def load_with(goal: Goal | None, problems: tuple[Problem, ...], *, seed: int | None = None) -> tuple[Goal, History]:
    """The same for a goal that was read already. Args: problems: found in it."""
    history, problems = with_history(goal, problems)
    if goal is None or history is None or problems:
        raise InputError(problems)
    return (goal if seed is None else replace(goal, seed=seed)), history


def keep_inputs(goal: Goal, *outputs: Path | None, besides: Iterable[Path | None] = ()) -> None:
    """Raises: InputError for an output that would replace the goal file, one of its tables, or another file that is read besides."""
    read = [*inputs(goal), *(path for path in besides if path is not None)]
    lost = [path for path in outputs if path is not None and any(same_file(path, each) for each in read)]
    if lost:
        text = "this file is part of the goal and is not overwritten"
        raise InputError([Problem(place=Place(file=str(path)), text=text, expected="another name") for path in lost])


def inputs(goal: Goal) -> Iterator[Path]:
    """The goal file and the files of its tables; patterns of names as they stand."""
    tables = [table for table in (goal.traffic, goal.effort) if isinstance(table, Table)]
    yield Path(goal.file)
    yield from (Path(goal.file).parent / name for table in tables for name in table.files)


def with_history(
    goal: Goal | None, problems: tuple[Problem, ...], known: History | None = None
) -> tuple[History | None, tuple[Problem, ...]]:
    """The history of a goal, and the problems of all that was read so far. Args: known: its history, where that was already read."""
    if goal is None:
        return None, problems
    history, more = (known, ()) if known is not None else gathered(goal)
    between = find_problems(goal, history) if history is not None else ()
    return history, (*problems, *more, *between)


def gathered(goal: Goal) -> tuple[History | None, tuple[Problem, ...]]:
    """The history of a goal and the problems of its tables, with a bar while something large is read."""
    with shown_progress("Reading the tables") as watch:
        return gather_history(goal, watch=watch)
