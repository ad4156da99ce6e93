"""Files that are left out of a first goal, and why."""

from dataclasses import dataclass

from planner.errors import InputError, Place, Problem
from planner.sources.first.open_readings import as_option


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A file that was left out."""

    file: str
    problems: tuple[Problem, ...]


def unread(file: str, error: InputError) -> Left:
    """A file that cannot be read."""
    return Left(file=file, problems=tuple(map(as_option, error.problems)))


def left_out(file: str, text: str) -> Left:
    """A file that could be read, but is not used."""
    return Left(file=file, problems=(Problem(place=Place(file=file), text=text),))
