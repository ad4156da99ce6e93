"""The goal file's way in: a path or a text to a checked Goal, or to all that is wrong with it."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path as FilePath
from types import MappingProxyType

from pydantic import ValidationError

from planner.errors import InputError, Place, Problem
from planner.goalfile.changes import Change, with_changes
from planner.goalfile.checks import Checked, check
from planner.goalfile.complaint import Complaint
from planner.goalfile.document import DEEPEST, Document, Value, read_document
from planner.goalfile.facts import to_goal
from planner.goalfile.problems import MOST_ERRORS, complaints_of, problem, pruned, replaced, value_at, without_followers
from planner.goalfile.shapes import GoalShape
from planner.goalfile.table_shape import COUNTS, kind_of_traffic
from planner.model.goal import Counts, Goal, Path

LARGEST = 2**20
"""Bytes of a goal file."""
MOST = 100
"""Problems that are told one by one."""
_STAND_INS: dict[str, Value] = {"target": "1x", "traffic": {"site": "1"}}
"""For a file whose own cannot be read, so that the rest of it can be checked."""


def read_goal(path: FilePath | str, *, today: date | None = None, changes: Iterable[Change] = ()) -> Goal:
    """The goal in a file; relative periods count from `today` (the clock, if not given) where the file says no `as_of`.

    Args: changes: other values for some of its keys.
    Raises: InputError with every problem found, among them a file that is missing, unreadable, too large, or not UTF-8.
    """
    goal, problems = gather_goal(path, today=today, changes=changes)
    if problems or goal is None:
        raise InputError(problems)
    return goal


def gather_goal(
    path: FilePath | str, *, today: date | None = None, changes: Iterable[Change] = ()
) -> tuple[Goal | None, tuple[Problem, ...]]:
    """The same with the problems as values, so that they can be shown together with those of the tables: see `parse_goal`.

    Raises: InputError if the file has no text to offer.
    """
    return parse_goal(goal_text(path), file=os.fspath(path), today=today or date.today(), changes=changes)


def parse_goal(
    text: str, *, file: str, today: date, changes: Iterable[Change] = ()
) -> tuple[Goal | None, tuple[Problem, ...]]:
    """The goal in a text, and every problem with it.

    With problems, the goal is what could be saved, for checking its data, never for planning (its target may be a stand-in);
    None where the traffic could not be read.
    """
    document = with_changes(read_document(text, file=file), changes)
    value = document.value
    if not isinstance(value, dict):
        return None, document.problems or (_no_keys(document),)
    if "target" not in value and _names_files(value.get("goals")):
        return None, (*document.problems, _of_many(document))
    shape, complaints = _shaped(value)
    hidden = _upward(document.dropped)
    told = tuple(each for each in without_followers(complaints) if each.at not in hidden)
    hidden |= _upward(each.at for each in complaints)
    if shape is not None:
        resources = value.get("resources")
        checked = Checked(goal=shape, resources=resources if isinstance(resources, dict) else {})
        told += tuple(each for each in check(checked) if each.at not in hidden)
    problems = (*document.problems, *(problem(each, document) for each in told))
    problems = tuple(sorted(problems, key=lambda each: (each.place.line or 0, each.place.column or 0)))
    if len(problems) > MOST:
        problems = (*problems[:MOST], Problem(place=problems[MOST].place, text="there are more problems from here on"))
    if shape is None or any(each.at == ("traffic",) for each in complaints):
        return None, problems
    goal = replace(to_goal(shape, file=file, today=today), places=MappingProxyType(document.places))
    traffic = goal.traffic.rows if isinstance(goal.traffic, Counts) else goal.traffic.files or goal.traffic.url
    return goal if traffic else None, problems


def _shaped(value: dict[str, Value]) -> tuple[GoalShape | None, tuple[Complaint, ...]]:
    """The values in their shape, without those that do not fit, and the complaints about them.

    What only shows once the misfits are gone follows from them, and is not told.
    """
    told: tuple[Complaint, ...] = ()
    for _ in range(DEEPEST):
        try:
            return GoalShape.model_validate(value), told
        except ValidationError as error:
            found = complaints_of(error)
        told = told or found
        if len(found) >= MOST_ERRORS:
            break
        gone = {each.at[:-1] if each.missing else each.at for each in found}
        value = _with_counts(value, gone)
        value = {key: pruned(item, gone, (key,)) for key, item in value.items() if (key,) not in gone}
        value |= {
            str(each.at[0]): _STAND_INS[str(each.at[0])]
            for each in found
            if each.at[0] in _STAND_INS and len(each.at) == 1
        }
    return None, told


def _with_counts(value: dict[str, Value], gone: set[Path]) -> dict[str, Value]:
    """The values with a stand-in for every count that cannot be read: the branch is there, and may be named elsewhere."""
    traffic = value.get("traffic")
    if kind_of_traffic(traffic) != COUNTS:
        return value
    wrong = {at for at in gone if at[:1] == ("traffic",) and len(at) > 1 and value_at(value, at) is not None}
    gone -= wrong
    return value | {"traffic": replaced(traffic, {at[1:] for at in wrong}, "1")} if wrong else value


def _upward(paths: Iterable[Path]) -> set[Path]:
    """The paths and all above them: what is wrong there may only follow from what is wrong at the paths."""
    return {path[:end] for path in paths for end in range(1, len(path) + 1)}


def _no_keys(document: Document) -> Problem:
    text = "the file is empty" if document.value is None else "the file does not hold keys with values"
    return Problem(place=document.places[()], text=text, expected="at least `target:` and `traffic:`")


def _names_files(value: Value) -> bool:
    several = isinstance(value, list) and any(isinstance(each, str | dict) for each in value)
    return (
        several
        or isinstance(value, dict)
        or (isinstance(value, str) and ("*" in value or value.endswith((".yaml", ".yml"))))
    )


def _of_many(document: Document) -> Problem:
    expected = f"planner portfolio {document.places[()].file} --out DIR, or one of the goal files that it names"
    return Problem(
        place=document.places[("goals",)], text="this file names many goals, and is no goal itself", expected=expected
    )


def goal_text(path: FilePath | str) -> str:
    """The text of a goal file. Raises: InputError if there is none to be had."""
    file = os.fspath(path)
    try:
        with open(file, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = b"" if size > LARGEST else stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InputError([_unreadable(file, error)]) from None
    if max(size, len(data)) > LARGEST:
        text = f"the goal file is larger than 1 MiB ({max(size, len(data)):,} bytes)"
        raise InputError(
            [Problem(place=Place(file=file), text=text, expected="traffic in a table of its own, under `file:`")]
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = f"the goal file is not UTF-8 (byte {data[error.start]:#04x})"
        raise InputError(
            [Problem(place=Place(file=file, line=line), text=text, expected="a file saved as UTF-8")]
        ) from None


def _unreadable(file: str, error: Exception) -> Problem:
    texts: dict[type[Exception], str] = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "this is a folder",
        PermissionError: "the file may not be read",
    }
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    text = texts.get(type(error), f"the file cannot be read: {reason}")
    return Problem(place=Place(file=file), text=text, expected="a goal file")
