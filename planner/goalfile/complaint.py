"""A problem before it has a place: what is wrong, and at which key of the goal file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from planner.errors import PlannerError, nearest_name, quoted
from planner.model.goal import Path

LISTED = 12  # known names that a complaint tells
SEARCHED = 1000  # a search for the nearest among more names would take minutes, and no goal has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing that is wrong with the value at a path, or with its key."""

    text: str
    expected: str = ""
    nearest: str = ""
    at: Path = ()
    """From the value that was being read down to the one that is wrong."""
    on_key: bool = False
    """Whether the caret belongs under the key instead of the value."""
    missing: bool = False
    """Whether there is no such key."""


class UnclearError(PlannerError, ValueError):
    """A value cannot be read; pydantic gathers these, for they are ValueErrors."""

    def __init__(self, *complaints: Complaint) -> None:
        self.complaints = complaints
        super().__init__("; ".join(complaint.text for complaint in complaints))

    def under(self, *path: str | int) -> tuple[Complaint, ...]:
        """The complaints, as seen from further up in the file."""
        return tuple(replace(complaint, at=path + complaint.at) for complaint in self.complaints)


def unclear(text: str, expected: str = "", nearest: str = "") -> UnclearError:
    """The exception for a value with one thing wrong."""
    return UnclearError(Complaint(text=text, expected=expected, nearest=nearest))


def unknown(at: Path, name: str, known: Iterable[str], what: str, *, on_key: bool = False) -> Complaint:
    """The complaint about a name that is none of the known ones."""
    names = tuple(islice(known, SEARCHED))
    nearest = nearest_name(name, names)
    expected = "" if nearest or not names else "one of " + ", ".join(names[:LISTED])
    return Complaint(
        at=at, text=f"there is no {what} {quoted(name)}", expected=expected, nearest=nearest, on_key=on_key
    )


def twice(at: Path, name: str, first: str) -> Complaint:
    """The complaint about a key that is the same name as an earlier one."""
    expected = "names that differ in more than case or separators"
    return Complaint(at=at, text=f"{quoted(name)} is the same name as {quoted(first)}", expected=expected, on_key=True)
