"""A problem before it has a place: what is wrong, and at which key of the goal file."""

from dataclasses import dataclass, replace

from planner.errors import PlannerError
from planner.model.goal import Path

WIDEST = 60  # characters of a value that a complaint repeats


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


def quoted(text: str) -> str:
    """What the user wrote, in quotes and cut to a length that leaves the complaint readable."""
    return repr(text if len(text) <= WIDEST else text[: WIDEST - 1] + "…")
