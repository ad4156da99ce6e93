"""How an event moves traffic, as people write it: +20%..+60%, -30%..-10%, 1.2x..1.6x or 1.2..1.6.

A percentage is a change, so that 20 % is 1.2 times the usual sessions; a number without a unit is times, unless the end
of its range has a percent sign. What may well be meant in another way is refused: a number from 5 on without a unit, which
may be a percentage, and a percentage from 100 on without a sign, which may be a level.
"""

import re

from planner.errors import quoted
from planner.goalfile.complaint import UnclearError, unclear
from planner.goalfile.numbers import normalised
from planner.model.goal import Range

LONGEST = 60  # characters
MOST = 20  # times the usual sessions; anything above is a slip of the hand
MOST_BARE = 5
EXPECTED = "a lift such as +20%..+60%, -30%..-10%, 1.2x..1.6x, or one of these numbers"

_PART = re.compile(r"(?P<sign>[+\-−])? ?(?P<digits>[0-9]+(?:\.[0-9]+)?|\.[0-9]+) ?(?P<unit>%|x|×|times)?")


def parse_lift(text: str) -> Range:
    """Sessions on an event's days against usual ones: an 80 % range of factors, or one factor.

    Raises: UnclearError in another form, for a factor of 0 and below or above 20, for a range that ends below its start or
    mixes forms, and for what can be read in two ways.
    """
    parts = _parts(text)
    units = ["%" if part["unit"] == "%" else "x" for part in parts]
    if parts[0]["unit"] is None:
        units[0] = units[-1]  # as in 20..60%
    if units[0] != units[-1]:
        raise unclear(f"{quoted(text)} mixes a change and times", "+20%..+60%, or 1.2x..1.6x")
    factors = _changes(parts, text) if units[0] == "%" else _times(parts, text)
    low, high = factors[0], factors[-1]
    if low > high:
        raise unclear(f"the range {quoted(text)} ends below its start", "the lower number first")
    if low <= 0:
        raise unclear(f"{quoted(text)} leaves no sessions", "more than -100%, or more than 0x")
    if high > MOST:
        raise unclear(
            f"{quoted(text)} reaches {high:g} times the usual sessions", f"at most {MOST}x, or a change such as +25%"
        )
    return Range(low=low, high=high)


def _parts(text: str) -> list[re.Match[str]]:
    plain = normalised(text) if len(text) <= LONGEST else ""
    parts = [_PART.fullmatch(part.strip()) for part in plain.split("..", 1)]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts) or "..." in plain:
        raise unclear(f"{quoted(text)} is not a lift", EXPECTED)
    return found


def _changes(parts: list[re.Match[str]], text: str) -> list[float]:
    values = [float(part["digits"]) for part in parts]
    if not any(part["sign"] for part in parts) and max(values) >= 100:
        raise _two_ways(text)
    return [
        (100 - value if part["sign"] in ("-", "−") else 100 + value) / 100
        for value, part in zip(values, parts, strict=True)
    ]


def _times(parts: list[re.Match[str]], text: str) -> list[float]:
    values = [float(part["digits"]) for part in parts]
    if any(part["sign"] for part in parts):
        raise _two_ways(text)
    if not any(part["unit"] for part in parts) and max(values) >= MOST_BARE:
        raise _two_ways(text, f", as {max(values):g} times and as {max(values):g} %")
    return values


def _two_ways(text: str, which: str = "") -> UnclearError:
    return unclear(f"{quoted(text)} can be read in two ways{which}", "+20% for a change, or 1.2x for times")
