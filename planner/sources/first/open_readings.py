"""What a table leaves open, settled where one reading alone is sound, else a question with its answers."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from planner.errors import InputError, Problem
from planner.model.goal import DATE_ORDERS, Table
from planner.model.period import Period

Key = Literal["covers", "dates", "decimals"]
Choice = Period | str

_KEYS: tuple[Key, ...] = ("covers", "dates", "decimals")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A reading that a file leaves open, and the answers under which it can be read."""

    key: Key
    choices: tuple[Choice, ...]
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[T]):
    """What was read, and how."""

    ways: Table
    found: T
    question: Question | None = None
    """What has to be answered; `found` is what the first answer gives."""
    alone: tuple[Key, ...] = ()
    """Keys of which one value alone makes the table readable."""


def settled(read: Callable[[Table], T], ways: Table, *, days: Period) -> Settled[T]:
    """What `read` gives, if need be with more said of the table than `ways` does.

    Args: read: raises InputError where it cannot; days: those of a table that does not say them.
    Raises: InputError where no answer makes the table readable.
    """
    choices: dict[Key, tuple[Choice, ...]] = {"covers": (days,), "dates": DATE_ORDERS, "decimals": (".", ",")}
    asked: list[tuple[Key, Problem]] = []
    beyond: list[InputError] = []  # what is wrong even with the days said

    def readings(ways: Table) -> Iterator[tuple[Table, T]]:
        try:
            yield ways, read(ways)
            return
        except InputError as error:
            found = _asked(error.problems, ways)
            if found is None:
                if not asked:
                    raise
                if asked[-1][0] == "covers":
                    beyond.append(error)
                return
            asked.append(found)
        key = found[0]
        for choice in choices[key]:
            yield from readings(replace(ways, **{key: choice}))  # type: ignore[arg-type]

    found = list(readings(ways))
    if not found:
        raise beyond[0] if beyond else InputError([asked[0][1]])
    first, result = found[0]
    problems = dict(reversed(asked))
    needed = [key for key in _KEYS if key in problems and getattr(first, key) != getattr(ways, key)]
    for key in needed:
        answers = tuple(dict.fromkeys(getattr(each, key) for each, _ in found))
        if key == "covers" or len(answers) > 1:
            question = Question(key=key, choices=answers, problem=as_option(problems[key]))
            return Settled(ways=first, found=result, question=question)
    return Settled(ways=first, found=result, alone=tuple(needed))


def _asked(problems: Sequence[Problem], ways: Table) -> tuple[Key, Problem] | None:
    """The key that settles a complaint, and that nobody has said yet."""
    return next(((key, each) for each in problems for key in _KEYS if key == each.key and not getattr(ways, key)), None)


def says_no_days(error: InputError) -> bool:
    """Whether nothing but the days of the whole table is missing, so far as that was seen."""
    return any("`covers:" in each.expected or "--covers" in each.expected for each in error.problems)


_COLUMN = re.compile(r"`columns: \{(\w+): ([^{}`]*)\}`")
_KEY = re.compile(r'`(covers|dates|decimals|encoding|table): ?("?)([^"`]*)\2`')
_BARE = re.compile(r"`(encoding|table):`")
_WHERE = re.compile(r",? under the same key of the goal file as the file| in the goal file")


def as_option(problem: Problem) -> Problem:
    """A complaint that proposes keys of a goal file, for somebody who has none yet: it proposes options."""
    text = _COLUMN.sub(lambda found: f"--column {found[1]}={_name(found[2])}", problem.expected)
    text = _KEY.sub(lambda found: f"--{found[1]} {found[2]}{found[3]}{found[2]}", _BARE.sub(r"--\1 NAME", text))
    return replace(problem, expected=_WHERE.sub("", text))


def _name(said: str) -> str:
    return "NAME" if said in ("its name", "…") else said
