"""How each kind of value in the goal file is read: text or lists and keys in, a fact out, or UnclearError."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar, get_args

from planner.errors import nearest_name, quoted
from planner.goalfile.complaint import Complaint, UnclearError, unclear
from planner.goalfile.lifts import EXPECTED as A_LIFT
from planner.goalfile.lifts import parse_lift
from planner.goalfile.numbers import EXPECTED, is_number, number, size
from planner.goalfile.periods import EXPECTED as A_PERIOD
from planner.goalfile.periods import day, parse_period
from planner.model.goal import Counts, Range, Risk, Where
from planner.model.period import Period
from planner.text import folded

_DAYS = {
    "day": 1.0, "week": 7.0, "month": 365.25 / 12, "天": 1.0, "日": 1.0, "周": 7.0, "星期": 7.0, "个月": 365.25 / 12,
}  # fmt: skip
_LAG = re.compile(rf"(.+?)\s*({'|'.join(_DAYS)})s?")
LONGEST_LAG = 730.0  # days
LONGEST = 60  # characters
LONGEST_STRETCH = 92  # days of an event, a quarter at most
STRETCHES = "a day, a stretch such as 2026-03-09..2026-03-15, or a list of them"
COUNTRY = "a code such as DE, or DE-BY for a part of it"
_CODE = re.compile("[a-z]{2,3}( [a-z0-9]{1,3})?")
MOST_SEED = 2**63 - 1

K = TypeVar("K", str, int)
V = TypeVar("V")


def text(value: object) -> str:
    """A name or a sentence. Raises: UnclearError for a list, keys, or nothing."""
    if isinstance(value, str) and value.strip():
        return value
    raise unclear(f"{kind(value)} stands where a name or text belongs", "text")


def texts(value: object) -> tuple[str, ...]:
    """One name or several. Raises: UnclearError for anything else, an empty list among it."""
    if not isinstance(value, list):
        return (text(value),)
    if not value:
        raise unclear("the list is empty", "at least one name")
    return tuple(gathered(dict(enumerate(value)), text).values())


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


def amount_of(value: object) -> float:
    """The same, of effort, a resource or sessions. Raises: UnclearError also where it may be a thousand times as much, as 1.500."""
    return amount(_sized(value))


def positive_of(value: object) -> float:
    """The same, above 0."""
    return positive(_sized(value))


def _sized(value: object) -> object:
    """The value itself. Raises: UnclearError for a number whose point may stand before thousands."""
    if isinstance(value, str):
        size(value)
    return value


def extent_of(value: object) -> Range:
    """`low..high` sessions, or one number. Raises: UnclearError as `extent` does, and as `amount_of`."""
    for part in value.split("..", 1) if isinstance(value, str) else ():
        if is_number(part):
            size(part)
    return extent(value)


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


def stretches(value: object) -> tuple[Period, ...]:
    """The days of an event, in order. Raises: UnclearError for every item that is none, or overlaps another one."""
    if not isinstance(value, list):
        return (_stretch(value),)
    if not value:
        raise unclear("the event has no days", STRETCHES)
    found = gathered(dict(enumerate(value)), _stretch)
    if wrong := tuple(_overlaps(found, value)):
        raise UnclearError(*wrong)
    return tuple(sorted(found.values(), key=lambda period: period.start))


def _stretch(value: object) -> Period:
    if not isinstance(value, str) or not value.strip():
        raise unclear(f"{kind(value)} stands where days belong", STRETCHES)
    try:
        found = parse_period(value)
    except UnclearError as error:
        if error.complaints[0].expected != A_PERIOD:
            raise
        raise unclear(f"{quoted(value)} is no day or stretch of days", STRETCHES) from None
    if not isinstance(found, Period):
        raise unclear(f"{quoted(value)} moves on with time, and an event has fixed days", STRETCHES)
    if found.days > LONGEST_STRETCH:
        text = f"{quoted(value)} has {found.days} days: an event is a matter of days or weeks; a longer one is a level"
        raise unclear(text, f"at most {LONGEST_STRETCH} days")
    return found


def _overlaps(found: Mapping[int, Period], said: list[object]) -> Iterator[Complaint]:
    """A complaint about every stretch that begins before all earlier ones have ended, at the one that is said later."""
    last: int | None = None
    for n in sorted(found, key=lambda n: (found[n].start, n)):
        if last is not None and found[n].start <= found[last].end:
            first, second = sorted((last, n))
            text = f"{quoted(str(said[second]))} overlaps {quoted(str(said[first]))}"
            yield Complaint(at=(second,), text=text, expected="days of one event that do not overlap")
        if last is None or found[n].end > found[last].end:
            last = n


def lift(value: object) -> Range:
    """Sessions on an event's days against usual ones, as `parse_lift` has it. Raises: UnclearError otherwise."""
    if not isinstance(value, str) or not value.strip():
        raise unclear(f"{kind(value)} stands where a lift belongs", A_LIFT)
    return parse_lift(value)


def country(value: object) -> str:
    """A country's code, in capitals and with a hyphen before its part's; whether it is one is not known here.

    Raises: UnclearError for what can be none.
    """
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST:
        raise unclear(f"{kind(value)} stands where a country belongs", COUNTRY)
    plain = folded(value)
    return "-".join(plain.upper().split()) if _CODE.fullmatch(plain) else value.strip()


def where(value: object) -> Where:
    """A branch, as level and value or values. Raises: UnclearError for every pair that is none."""
    if not isinstance(value, dict):
        raise unclear(f"{kind(value)} stands where a branch belongs", "a branch such as {channel: Paid Search}")
    return tuple(gathered(value, texts).items())


def uses(value: object) -> tuple[tuple[str, float], ...]:
    """What one unit of effort takes: the name of a resource, or resources with amounts above 0. Raises: UnclearError."""
    if not isinstance(value, dict):
        if isinstance(value, list):
            raise unclear("a list stands where resources belong", "money, or {money: 150, writer hours: 6}")
        return ((text(value), 1.0),)
    return tuple(gathered(value, positive_of).items())


def counts(value: object) -> Counts:
    """Sessions by branch, at any depth. Raises: UnclearError for every value that is no number from 0."""
    if not isinstance(value, dict):
        expected = "sessions by branch, or `file:` with the name of a table"
        raise unclear(f"{kind(value)} stands where the traffic belongs", expected)
    return Counts(rows=tuple((names, sessions) for names, sessions in _leaves(value)))


def _leaves(value: dict[str, object]) -> list[tuple[tuple[str, ...], float]]:
    def inner(item: object) -> list[tuple[tuple[str, ...], float]]:
        if not isinstance(item, dict):
            return [((), amount_of(item))]
        if not item:
            raise unclear("a branch is empty", "sessions by branch")
        return _leaves(item)

    read = gathered(value, inner)
    return [((name, *names), sessions) for name, rows in read.items() for names, sessions in rows]


def risk(value: object) -> Risk:
    """What the plan brings most of. Raises: UnclearError for what is no risk."""
    known: tuple[Risk, ...] = get_args(Risk)
    said = folded(text(value))
    for each in known:
        if said == each:
            return each
    raise unclear(f"{quoted(str(value))} is not a risk", "one of " + ", ".join(known), nearest_name(said, known))


def flag(value: object) -> bool:
    """Raises: UnclearError for anything but true and false."""
    said = value.strip().lower() if isinstance(value, str) else ""
    if said not in ("true", "false"):
        raise unclear(f"{kind(value)} stands where true or false belongs", "true or false")
    return said == "true"


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
    raise unclear(f"{kind(value)} stands where a number belongs", EXPECTED)


def kind(value: object) -> str:
    """What a complaint calls a value: its text, or what else it is."""
    if isinstance(value, str) and value.strip():
        return quoted(value)
    return "a list" if isinstance(value, list) else "a block of keys" if isinstance(value, dict) else "nothing"


def gathered(items: Mapping[K, object], read: Callable[[object], V]) -> dict[K, V]:
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
