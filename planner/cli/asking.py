"""The questions of `planner init` on a terminal, most with an answer that Enter gives."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from planner.text import visible

if TYPE_CHECKING:
    from planner.planning.first_goal import Wanted
    from planner.sources.first.at_hand import AtHand
    from planner.sources.first.open_readings import Choice, Question

T = TypeVar("T")

OPEN = "open"  # what Enter says of money and hours


def can_ask() -> bool:
    """Whether somebody sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, usual: str, read: Callable[[str], T]) -> T:
    """The answer to a question, asked again until it can be read.

    Args: usual: what Enter stands for, empty where it stands for nothing; read: raises ValueError with what is wrong.
    Raises: KeyboardInterrupt where the questions are broken off.
    """
    while True:
        sys.stdout.write(f"{visible(question)} [{visible(usual)}] " if usual else f"{visible(question)} ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:  # nobody answers any more
            sys.stdout.write("\n")
        try:
            return read(line.strip() or usual)
        except ValueError as error:
            if not line:
                raise
            sys.stdout.write(f"  {visible(str(error))}\n")


def answer(question: "Question") -> "Choice":
    """What somebody says of an open reading. Only days are assumed on Enter; a wrong order or mark would change every figure unseen."""
    from planner.goalfile import tables

    place = question.problem.place.brief
    if question.key == "covers":
        return ask(
            f"{place}: the table does not say its days. Which are they?", str(question.choices[0]), tables.covered
        )
    if question.key == "dates":
        return ask(f"{place}: {question.problem.text}. {' or '.join(map(str, question.choices))}?", "", tables.order)
    return ask(f"{place}: {question.problem.text}. Which is the decimal mark, . or ,?", "", tables.decimals)


def asked(wanted: "Wanted", hand: "AtHand", *, target: str | None) -> "Wanted":
    """What is wanted, as somebody at a terminal says it. Args: target: as an option says it."""
    from planner.goalfile.phrase import read_phrase
    from planner.planning.branch import named_branch

    def a_target(text: str) -> str:
        if named_branch(read_phrase(text).target.where, hand.traffic.history) is None:
            raise ValueError("the traffic has no such branch")
        return text

    if target is None:
        wanted = replace(wanted, target=ask("What is the target?", wanted.target, a_target))
    money = ask("How much money is there for it, all channels together?", OPEN, _amount)
    hours = ask("How many hours of work?", OPEN, _amount)
    said = (("money", money), ("hours", hours))
    return replace(wanted, resources=tuple((name, size) for name, size in said if size is not None))


def _amount(text: str) -> float | None:
    from planner.goalfile.readers import amount

    return None if text == OPEN else amount(text)
