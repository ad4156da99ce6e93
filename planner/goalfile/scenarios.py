"""What to compare a goal with: scenarios as the command line and the goal file say them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from planner.errors import Place, Problem, quoted
from planner.goalfile.changes import Change
from planner.goalfile.complaint import UnclearError, unclear
from planner.goalfile.dotted import at_equals, parts, split
from planner.model.goal import Goal, Scenario
from planner.text import folded

MOST = 24
"""Scenarios that are compared at once: each is planned anew."""
WIDEST = 100
"""Characters of an option that a complaint repeats."""
AN_EXAMPLE = "a key and its value, such as resources.money=15000"
Said = TypeVar("Said")
_OBVIOUS = ("resources", "levers", "events")
"""Blocks whose names speak for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A scenario whose changes know where they were said."""

    name: str
    changes: tuple[Change, ...] = ()

    @property
    def scenario(self) -> Scenario:
        return Scenario(name=self.name, changes=tuple((each.key, each.value) for each in self.changes))


AS_IT_STANDS = Variant(name="as it stands")
"""The goal file without any changes."""


def said_scenarios(sets: Sequence[str], groups: Sequence[str]) -> tuple[tuple[Variant, ...], tuple[Problem, ...]]:
    """The scenarios of the command line, and what is wrong with how they are said.

    Args: sets: KEY=VALUE; all of them together are one scenario, or with several values between | one for each value (for each combination,
        where several have several); groups: "NAME: KEY=VALUE; KEY=VALUE", each of them a scenario, the name being optional.
    """
    swept, problems = _read("--set", sets, _alternatives)
    found = _combined(swept) if swept and not problems else []
    own, more = _read("--scenario", groups, _group)
    return (*found, *own)[: MOST + 1], (*problems, *more)


def _read(option: str, texts: Sequence[str], read: Callable[[str, Place], Said]) -> tuple[list[Said], list[Problem]]:
    """What every text of an option says, and what is wrong with the others."""
    found, problems = [], []
    for text in texts:
        place = _place(option, text)
        try:
            found.append(read(text, place))
        except UnclearError as error:
            problems += _told(error, place)
    return found, problems


def file_scenarios(goal: Goal) -> tuple[Variant, ...]:
    """The scenarios of the goal file itself."""
    return tuple(
        Variant(
            name=each.name,
            changes=tuple(
                Change(key=key, value=value, place=goal.place("scenarios", each.name, key))
                for key, value in each.changes
            ),
        )
        for each in goal.scenarios
    )


def find_clashes(variants: Iterable[Variant]) -> tuple[Problem, ...]:
    """Names that stand for two scenarios, and more scenarios than can be compared."""
    problems = []
    seen = {folded(AS_IT_STANDS.name)}
    for count, each in enumerate(variants, 1):
        place = next((change.place for change in each.changes), Place(file=f"scenario {each.name}"))
        if count > MOST:
            problems.append(
                Problem(place=place, text="these are too many scenarios at once", expected=f"at most {MOST}")
            )
            break
        if folded(each.name) in seen:
            text = f"the scenario {quoted(each.name)} is there twice"
            problems.append(Problem(place=place, text=text, expected="each name once"))
        seen.add(folded(each.name))
    return tuple(problems)


def _alternatives(text: str, place: Place) -> list[Change]:
    """One change for each of the values."""
    key, values = _pair(text)
    several = split(values, "|")
    if len(several) == 1:
        return [Change(key=key, value=values, place=place)]
    changes = [
        Change(key=key, value=value.strip(), place=_place("--set", f"{key}={value.strip()}")) for value in several
    ]
    if len({change.value for change in changes}) < len(changes):
        raise unclear("the same value is given twice", "different values with | between them")
    return changes


def _combined(swept: Sequence[Sequence[Change]]) -> list[Variant]:
    """A scenario for each combination, named by what tells it from the others."""
    telling = [n for n, each in enumerate(swept) if len(each) > 1] or range(len(swept))
    found = []
    for changes in product(*swept):
        found.append(Variant(name=_name([changes[n] for n in telling]), changes=changes))
        if len(found) > MOST:
            break
    return found


def _group(text: str, place: Place) -> Variant:
    """A scenario with its name before the first colon, if there is one before the first equals sign."""
    name, colon, rest = text.partition(":")
    if not colon or "=" in name:
        name, rest = "", text
    elif not name.strip():
        raise unclear("the name before the colon is empty", "a name, such as more money: resources.money=15000")
    pairs = [_pair(part) for part in split(rest, ";") if part.strip()]
    if not pairs:
        raise unclear("the scenario changes nothing", AN_EXAMPLE)
    changes = tuple(
        Change(key=key, value=value, place=_place("--scenario", f"{key}={value}") if len(pairs) > 1 else place)
        for key, value in pairs
    )
    return Variant(name=name.strip() or _name(changes), changes=changes)


def _pair(text: str) -> tuple[str, str]:
    """Key and value. Raises: UnclearError without an equals sign, or without a key."""
    pair = at_equals(text)
    if pair is None:
        raise unclear("there is no = between a key and its value" if text.strip() else "this is empty", AN_EXAMPLE)
    if not pair[0]:
        raise unclear("there is no key before the =", AN_EXAMPLE)
    parts(pair[0])
    return pair


def _name(changes: Iterable[Change]) -> str:
    """What is changed, in words: money 15000, search ads max 20."""
    return ", ".join(_words(change) for change in changes)


def _words(change: Change) -> str:
    said = [part.text.strip() for part in parts(change.key)]
    what = " ".join(said[1:] if len(said) > 1 and said[0] in _OBVIOUS else said)
    return f"{what} {change.value}" if change.value else f"no {what}"


def _place(option: str, text: str) -> Place:
    return Place(file=f"{option} {text if len(text) <= WIDEST else text[: WIDEST - 1] + '…'}")


def _told(error: UnclearError, place: Place) -> list[Problem]:
    return [
        Problem(place=place, text=each.text, expected=each.expected, nearest=each.nearest) for each in error.complaints
    ]
