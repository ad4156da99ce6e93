"""The columns that a caller means by their names."""

from collections.abc import Sequence

from planner.errors import InputError, Place, Problem, nearest_name
from planner.sources.engine.complaint import refused
from planner.sources.engine.facts import Column
from planner.text import folded

MOST_LISTED = 30  # names in a complaint


def pick(columns: Sequence[Column], names: Sequence[str], *, shown: str, said: Place) -> list[Column]:
    """The column of every name: the one that is called exactly so, else the only one that is as `folded` compares.

    Raises: InputError with every name that is none's, or several columns'.
    """
    found = [_found(columns, name) for name in names]
    problems = [
        _no_one(columns, name, meant, shown, said) for name, meant in zip(names, found, strict=True) if len(meant) != 1
    ]
    if problems:
        raise InputError(problems)
    return [meant[0] for meant in found]


def not_numbers(column: Column, *, shown: str, said: Place) -> InputError:
    """The complaint that a column which holds something else was to be summed."""
    holds = {"date": "dates", "time": "points of time", "text": "text"}.get(column.kind, column.type)
    hint = "a column of numbers, or `query:` with a CAST"
    return refused(said, f"the column {column.name!r} of {shown} holds {holds}, not numbers", expected=hint)


def _found(columns: Sequence[Column], name: str) -> list[Column]:
    exact = [column for column in columns if column.name == name]
    return exact or [column for column in columns if folded(column.name) == folded(name)]


def _no_one(columns: Sequence[Column], name: str, meant: Sequence[Column], shown: str, said: Place) -> Problem:
    known = [column.name for column in columns]
    if meant:
        return refused(
            said, f"{len(meant)} columns of {shown} are named {name!r}", expected="a different name for each"
        ).problems[0]
    more = " …" if len(known) > MOST_LISTED else ""
    expected = f"one of: {', '.join(known[:MOST_LISTED])}{more}"
    return refused(
        said, f"{shown} has no column {name!r}", expected=expected, nearest=nearest_name(name, known)
    ).problems[0]
