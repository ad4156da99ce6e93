"""Scenarios as the goal file has them: the same goal with other values, by the dotted keys of these."""

from collections.abc import Iterator, Sequence

from planner.errors import nearest_name, quoted
from planner.goalfile.complaint import Complaint, UnclearError, unclear
from planner.goalfile.document import read_document
from planner.goalfile.dotted import parts
from planner.goalfile.readers import gathered, kind
from planner.text import folded

EXPECTED = "other values by their keys, such as {resources.money: 15000, target: 2x}"
KEY = "scenarios"

Alternative = tuple[tuple[str, str], ...]
"""(dotted key, value as the goal file would have it) of every change."""


def alternative(value: object) -> Alternative:
    """The changes of a scenario; whether there are such keys, and such values, shows when they are made.

    Raises: UnclearError for a scenario without changes, and for every value that is a list or a block.
    """
    if not isinstance(value, dict):
        raise unclear(f"{kind(value)} stands where a scenario belongs", EXPECTED)
    if not value:
        raise unclear("the scenario changes nothing", EXPECTED)
    return tuple(gathered(value, _single).items())


def _single(value: object) -> str:
    """A value that means the same when it is read again; empty where there is none, which takes the key away."""
    if value is None:
        return ""
    if not isinstance(value, str):
        expected = "one value, such as 15000 or 2x; every value of a block by its own key, such as resources.money"
        raise unclear(f"{kind(value)} stands where a single value belongs", expected)
    again = read_document(f"value: {value}", file="")
    same = not again.problems and again.value == {"value": value}
    return value if same else "'" + value.replace("'", "''") + "'"


def misdirected(name: str, said: Alternative, keys: Sequence[str]) -> Iterator[Complaint]:
    """Keys of a scenario that begin with none of the goal file's, or with that of the scenarios."""
    known = {folded(key): key for key in keys if key != KEY}
    for key, _ in said:
        at = (KEY, name, key)
        try:
            first = parts(key)[0].text.strip()
        except UnclearError as error:
            yield from (
                Complaint(at=at, text=each.text, expected=each.expected, on_key=True) for each in error.complaints
            )
            continue
        if folded(first) == KEY:
            expected = "another key of the goal file"
            yield Complaint(at=at, text="a scenario does not change the scenarios", expected=expected, on_key=True)
        elif folded(first) not in known:
            nearest = nearest_name(first, known.values())
            expected = "" if nearest else "one of " + ", ".join(known.values())
            yield Complaint(
                at=at, text=f"there is no key {quoted(first)}", expected=expected, nearest=nearest, on_key=True
            )
