"""Complaints: values with a place, gathered and shown together, and the few exceptions that carry them."""

import difflib
import os
from collections.abc import Iterable
from dataclasses import dataclass

from planner.text import cells, folded, visible

WIDEST_LINE = 100  # characters of a source line that a complaint repeats
WIDEST_VALUE = 60  # characters of a value that a complaint repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a user wrote something."""

    file: str
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """Counted from 1, in characters."""
    source: str = ""
    """The line itself, to put a caret under."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (visible(self.file), self.line, self.column) if part is not None)

    @property
    def brief(self) -> str:
        """The file's own name and the line: the same wherever the program is started."""
        name = visible(os.path.basename(self.file))
        return name if self.line is None else f"{name}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with the input."""

    place: Place
    text: str
    """What is wrong, without a full stop."""
    expected: str = ""
    """What would be right."""
    nearest: str = ""
    """The known name closest to a misspelt one."""
    key: str = ""
    """The key of a table in the goal file that settles it, as in `dates`; empty where another table or value is needed."""

    def __str__(self) -> str:
        lines = [f"{self.place}: {visible(self.text)}"]
        if self.place.source.strip() and self.place.column is not None:
            lines += list(_pointed(self.place.source.rstrip(), self.place.column - 1))
        if self.expected:
            lines.append(f"  expected {visible(self.expected)}")
        if self.nearest:
            lines.append(f"  did you mean {visible(self.nearest)!r}?")
        return "\n".join(lines)


def _pointed(source: str, at: int) -> Iterable[str]:
    """The source line with a caret under character `at`; long lines are cut around it."""
    begin = max(0, min(at - WIDEST_LINE // 2, len(source) - WIDEST_LINE))
    shown = source[begin : begin + WIDEST_LINE]
    yield f"  | {visible(shown)}"
    yield f"  | {' ' * cells(shown[: at - begin])}^"


class PlannerError(Exception):
    """The base of everything that planner raises on purpose; the message is ready to be shown."""


class InputError(PlannerError):
    """What the user gave cannot be planned with; holds every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place.file, p.place.line or 0, p.place.column or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CurveError(PlannerError, ValueError):
    """A response curve was asked for with effort or parameters outside its domain."""


def quoted(text: str) -> str:
    """What the user wrote, in quotes and cut to a length that leaves a complaint readable."""
    return repr(text if len(text) <= WIDEST_VALUE else text[: WIDEST_VALUE - 1] + "…")


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelt one most likely means, or nothing."""
    by_fold = {folded(k): k for k in known}
    found = difflib.get_close_matches(folded(name), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""
