"""How each kind of value in the goal file is read: text or lists and keys in, a fact out, or UnclearError."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, get_args

from planner.errors import nearest_name
from planner.goalfile.complaint import Complaint, UnclearError, quoted, unclear
from planner.goalfile.numbers import EXPECTED, number
from planner.goalfile.periods import day
from planner.model.goal import Counts, Range, Risk, Where

_DAYS = {
    "day": 1.0, "week": 7.0, "month": 365.25 / 12, "天": 1.0, "日": 1.0, "周": 7.0, "星期": 7.0, "个月": 365.25 / 12,
}  # fmt: skip
_LAG = re.compile(rf"(.+?)\s*({'|'.join(_DAYS)})s?")
LONGEST_LAG = 730.0  # days
LONGEST = 60  # characters
MOST_SEED = 2**63 - 1

K = TypeVar("K", str, int)
V = TypeVar("V")


def text(value: object) -> str:
    """A name or a sentence. Raises: UnclearError for a list, keys, or nothing."""
    if isinstance(value, str) and value.strip():
        return value
    raise unclear(f"{_kind(value)} stands where a name or text belongs", "text")


def texts(value: object) -> tuple[str, ...]:
    """One name or several. Raises: UnclearError for anything else, an empty list among it."""
    if not isinstance(value, list):
        return (text(value),)
    if not value:
        raise unclear("the list is empty", "at least one name")
    return tuple(_gathered(dict(enumerate(value)), text).values())


def amount(value: object) -> float:
    """A number from 0. Raises: UnclearError otherwise."""
    found = _number(value)
    if found < 0:
        raise unclear(f"{value} is below 0", "0 or more")
    return found


def positive(value: object) -> float:
    """A number above 0. Raises: UnclearError otherwise."""
    found = _number(value)
    if found <= 0:
        raise unclear(f"{value} is not above 0", "a number above 0")
    return found


def extent(value: object) -> Range:
    """`low..high`, an 80 % range above 0, or one number. Raises: UnclearError otherwise."""
    if not isinstance(value, str) or ".." not in value:
        try:
            found = positive(value)
        except UnclearError as error:
            raise unclear(error.complaints[0].text, "a range such as 900..2200, or one number above 0") from None
        return Range(low=found, high=found)
    low, high = (positive(part) for part in value.split("..", 1))
    if low > high:
        raise unclear(f"the range {quoted(value)} ends below its start", "the lower number first")
    return Range(low=low, high=high)


def doubling(value: object) -> Range:
    """How many times the sessions twice the effort brings. Raises: UnclearError below 1."""
    found = extent(value)
    if found.low < 1:
        raise unclear(f"{quoted(str(value))} means that more effort brings less", "1 or more, such as 1.3..1.7")
    return found


def a_day(value: object) -> date:
    """A day in ISO form. Raises: UnclearError otherwise."""
    return day(value if isinstance(value, str) else text(value))


def lag(value: object) -> float:
    """A time such as `3 weeks` [days]. Raises: UnclearError in another form, or beyond two years."""
    expected = "a time such as 10 days, 3 weeks, 2 months or 3 周"
    found = _LAG.fullmatch(text(value)[:LONGEST].strip().lower())
    if found is None:
        raise unclear(f"{quoted(str(value))} is not a time", expected)
    days = amount(found[1]) * _DAYS[found[2]]
    if days > LONGEST_LAG:
        raise unclear(f"{quoted(str(value))} is longer than two years", expected)
    return days


def where(value: object) -> Where:
    """A branch, as level and value or values. Raises: UnclearError for every pair that is none."""
    if not isinstance(value, dict):
        raise unclear(f"{_kind(value)} stands where a branch belongs", "a branch such as {channel: Paid Search}")
    return tuple(_gathered(value, texts).items())


def uses(value: object) -> tuple[tuple[str, float], ...]:
    """What one unit of effort takes: the name of a resource, or resources with amounts above 0. Raises: UnclearError."""
    if not isinstance(value, dict):
        if isinstance(value, list):
            raise unclear("a list stands where resources belong", "money, or {money: 150, writer hours: 6}")
        return ((text(value), 1.0),)
    return tuple(_gathered(value, positive).items())


def counts(value: object) -> Counts:
    """Sessions by branch, at any depth. Raises: UnclearError for every value that is no number from 0."""
    if not isinstance(value, dict):
        expected = "sessions by branch, or `file:` with the name of a table"
        raise unclear(f"{_kind(value)} stands where the traffic belongs", expected)
    return Counts(rows=tuple((names, sessions) for names, sessions in _leaves(value)))


def _leaves(value: dict[str, object]) -> list[tuple[tuple[str, ...], float]]:
    def inner(item: object) -> list[tuple[tuple[str, ...], float]]:
        if not isinstance(item, dict):
            return [((), amount(item))]
        if not item:
            raise unclear("a branch is empty", "sessions by branch")
        return _leaves(item)

    read = _gathered(value, inner)
    return [((name, *names), sessions) for name, rows in read.items() for names, sessions in rows]


def risk(value: object) -> Risk:
    """Raises: UnclearError for what is no risk, or not available."""
    said = text(value).strip().lower()
    if said == "expected":
        return "expected"
    if said in get_args(Risk):
        raise unclear(f"risk {said!r} is not available in this version", "risk: expected")
    raise unclear(f"{quoted(str(value))} is not a risk", "risk: expected", nearest_name(said, ["expected"]))


def seed(value: object) -> int:
    """A whole number from 0. Raises: UnclearError otherwise."""
    return _whole(value, 0, MOST_SEED, "a whole number from 0")


def draws(value: object) -> int:
    """A whole number from 100 to 100,000. Raises: UnclearError otherwise."""
    return _whole(value, 100, 100_000, "a whole number from 100 to 100000")


def _whole(value: object, least: int, most: int, expected: str) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,19}", value.strip()):
        found: float = int(value)  # a float would round a long seed
    else:
        found = _number(value)
    if found != int(found) or not least <= found <= most:
        raise unclear(f"{value} is not {expected}", expected)
    return int(found)


def _number(value: object) -> float:
    if isinstance(value, str):
        return number(value)
    raise unclear(f"{_kind(value)} stands where a number belongs", EXPECTED)


def _kind(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return quoted(value)
    return "a list" if isinstance(value, list) else "a block of keys" if isinstance(value, dict) else "nothing"


def _gathered(items: Mapping[K, object], read: Callable[[object], V]) -> dict[K, V]:
    """Every item read. Raises: UnclearError with the complaints of all that cannot be."""
    found: dict[K, V] = {}
    wrong: list[Complaint] = []
    for key, item in items.items():
        try:
            found[key] = read(item)
        except UnclearError as error:
            wrong += error.under(key)
    if wrong:
        raise UnclearError(*wrong)
    return found
