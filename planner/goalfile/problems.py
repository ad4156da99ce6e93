"""From what pydantic found to complaints in plain words, and from a complaint to a problem with its place."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planner.errors import Problem, nearest_name, quoted
from planner.goalfile.complaint import Complaint, UnclearError
from planner.goalfile.document import Document, Value
from planner.goalfile.shapes import AtLeastShape, EventShape, ExpectShape, FloorShape, GoalShape, LeverShape
from planner.goalfile.table_shape import TAGS, TableShape
from planner.model.goal import Path

MOST_ERRORS = 1000
"""Errors of one run that are looked at; a file with more is no goal file."""

_MISSING: dict[Path, str] = {
    ("target",): "`target:` with 90000, 3x, +25%, or a phrase such as triple traffic next month",
    ("traffic",): "`traffic:` with sessions by branch, or with `file:` and the name of a table",
    ("levers", "*", "expect"): "both, as in {at: 8, sessions: 900..2200}",
    ("at_least", "*"): "both, as in {where: {visitor: returning}, sessions: 9000}",
    ("events", "*"): "`on:` with a day, a stretch such as 2026-03-09..2026-03-15, or a list of them",
    ("floor", "*"): "both, as in {measure: conversions, at_least: 800}",
}
SHAPES: dict[Path, type[BaseModel]] = {
    (): GoalShape,
    ("levers", "*"): LeverShape,
    ("levers", "*", "expect"): ExpectShape,
    ("effort",): TableShape,
    ("traffic",): TableShape,
    ("at_least", "*"): AtLeastShape,
    ("events", "*"): EventShape,
    ("floor", "*"): FloorShape,
}


def complaints_of(
    error: ValidationError, *, shapes: Mapping[Path, type[BaseModel]] = SHAPES, missing: Mapping[Path, str] = _MISSING
) -> tuple[Complaint, ...]:
    """All that pydantic found. Args: shapes: by block, for the keys that they know; missing: what to write, by missing key or its block."""
    details = error.errors(include_url=False, include_input=False)[:MOST_ERRORS]
    return tuple(complaint for detail in details for complaint in _translated(detail, shapes, missing))


def without_followers(complaints: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
    """The complaints without those of a missing key that is there, but misspelt."""
    meant = {(*each.at[:-1], each.nearest) for each in complaints if each.nearest}
    return tuple(each for each in complaints if not (each.missing and each.at in meant))


def _translated(
    detail: ErrorDetails, shapes: Mapping[Path, type[BaseModel]], missing: Mapping[Path, str]
) -> tuple[Complaint, ...]:
    loc = detail["loc"]
    tagged = len(loc) > 1 and loc[0] == "traffic" and loc[1] in TAGS
    at: Path = (loc[0], *loc[2:]) if tagged else loc
    last = at[-1]  # a file that holds no keys never comes here
    name = f"item {last + 1}" if isinstance(last, int) else quoted(last)
    block: Path = tuple("*" if i == 1 else part for i, part in enumerate(at[:-1]))
    match detail["type"]:
        case "value_error":
            error = detail["ctx"]["error"]
            assert isinstance(error, UnclearError)  # noqa: S101 - the readers raise nothing else
            return error.under(*at)
        case "extra_forbidden":
            known = tuple(shapes[block].model_fields)
            nearest = nearest_name(str(last), known)
            expected = "" if nearest else "one of " + ", ".join(known)
            return (Complaint(text=f"unknown key {name}", expected=expected, nearest=nearest, at=at, on_key=True),)
        case "missing":
            return (Complaint(text=f"{name} is missing", expected=missing[block or at], at=at, missing=True),)
        case "list_type":
            return (
                Complaint(text=f"{name} does not hold a list", expected="items under it, each after a dash", at=at),
            )
    return (Complaint(text=f"{name} does not hold keys", expected="keys with values, indented under it", at=at),)


def problem(complaint: Complaint, document: Document) -> Problem:
    """The complaint with its place: of the key or the value, or of the nearest thing above it that the file says."""
    at, text, expected = complaint.at, complaint.text, complaint.expected
    if at in document.keys and re.fullmatch("[0-9]{3}", str(at[-1])) and value_at(document.value, at) is None:
        text = f"a comma ends a value inside braces, so {at[-1]} stands alone"
        expected = "numbers without separators inside braces, or quotes around them"
    places = document.keys if complaint.on_key and at in document.keys else document.places
    place = next(places[at[:end]] for end in range(len(at), -1, -1) if at[:end] in places)
    return Problem(place=place, text=text, expected=expected, nearest=complaint.nearest)


def value_at(value: Value, path: Path) -> Value:
    """The value at a path; None where there is none."""
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def pruned(value: Value, gone: set[Path], path: Path = ()) -> Value:
    """The value without everything at the paths that are gone."""
    if isinstance(value, dict):
        return {key: pruned(item, gone, (*path, key)) for key, item in value.items() if (*path, key) not in gone}
    if isinstance(value, list):
        return [pruned(item, gone, (*path, i)) for i, item in enumerate(value) if (*path, i) not in gone]
    return value


def replaced(value: Value, paths: set[Path], by: Value, path: Path = ()) -> Value:
    """The value with another one at the paths."""
    if path in paths:
        return by
    if isinstance(value, dict):
        return {key: replaced(item, paths, by, (*path, key)) for key, item in value.items()}
    return value
