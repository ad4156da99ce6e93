"""The other measures that a goal asks for, and the columns of a traffic table that hold them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from planner.errors import Place, Problem, nearest_name
from planner.model.goal import Goal
from planner.sources.exports.measures import is_measure
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.table import TextTable
from planner.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A measure by the name that the goal file has for it."""

    name: str
    place: Place


def asked_measures(goal: Goal) -> tuple[Asked, ...]:
    """The goal's value and the measures of its floors, but for the metric itself."""
    said = [(goal.value, goal.place("value"))]
    said += [(floor.measure, goal.place("floor", n, "measure")) for n, floor in enumerate(goal.floors)]
    return tuple(Asked(name=name, place=place) for name, place in said if name and folded(name) != folded(goal.metric))


def asked_columns(
    table: TextTable, asked: Sequence[Asked], *, used: Mapping[int, str]
) -> tuple[tuple[int, ...], list[Problem]]:
    """The columns of the measures, each once, and a problem for each measure that has none.

    Args: used: what columns of another use hold.
    Raises: InputError if several columns have the name of a measure.
    """
    found: dict[int, None] = {}
    problems: list[Problem] = []
    for each in asked:
        at = table.find(each.name)
        if at is None:
            problems.append(_without(each, f"the traffic table has no column {each.name!r}", _others(table, used)))
        elif at in used:
            text = f"the column {each.name!r} holds the {used[at]}, and is no other measure"
            problems.append(_without(each, text, _others(table, used)))
        elif not numeric_share(table, at):
            problems.append(_without(each, f"the column {each.name!r} holds no numbers", _others(table, used)))
        else:
            found[at] = None
    return tuple(found), problems


def not_counted(asked: Sequence[Asked], metric: str) -> list[Problem]:
    """The complaints that counts in the goal file hold the metric alone."""
    expected = "traffic in a table that has such a column, under `file:`"
    texts = ((each, f"counts in the goal file are {metric} alone, without {each.name!r}") for each in asked)
    return [Problem(place=each.place, text=text, expected=expected) for each, text in texts]


def _others(table: TextTable, used: Collection[int]) -> list[str]:
    return [name for at, name in enumerate(table.header) if name and at not in used and is_measure(table, at)]


def _without(asked: Asked, text: str, others: Sequence[str]) -> Problem:
    expected = f"one of: {', '.join(others)}" if others else "a table with another measure; this one has none"
    return Problem(place=asked.place, text=text, expected=expected, nearest=nearest_name(asked.name, others))
