"""What a phrase compares with. That is always the last full month, or the last stretch as long as the period: a phrase
may say so, and one that compares with anything else is refused, for it would be misread.
"""

import re

from planner.errors import quoted
from planner.goalfile.complaint import UnclearError, unclear
from planner.goalfile.numbers import NUMBER, has_han, has_word
from planner.goalfile.periods import Found, leading_period
from planner.model.period import Period, RelativePeriod, months_from

_LAST = "(?:last|previous|past|prior)"
_LAST_MONTH = rf"(?<![a-z])(?:the +)?{_LAST}(?: +full)? +month(?:['’]s)?(?![a-z])"
_NOW = r"(?:now|today(?:['’]s)?|at +present|currently|the +current +level|what +it +is)(?![a-z])"
_HAN_LAST_MONTH = "上一?个?月"
_HAN_NOW = "原来|现在|目前|当前"

BASE = f"(?:{_LAST_MONTH}|{_NOW})"
HAN_BASE = f"(?:{_HAN_LAST_MONTH}|{_HAN_NOW})"
"""Patterns for words that mean what a multiple or a change is always of."""

_THAN = r"(?<![a-z])(?:than|vs\.?|versus|compared +(?:with|to)|relative +to|against)(?![a-z])"
_OF = r"(?:traffic|sessions|visits|visitors|users|levels?|figures?|numbers?|volume|total|that|those|%|percent) +of(?![a-z])"
_FILLERS = r"(?: +(?:in|during|what|it|was|were|that|those|we|had|of|the)(?![a-z]))*? +"
_HAN_THAN = "(?:相比于?|相较于?|对比|比|较|(?:与|和|跟|同)(?=.{1,16}相?比)) *"
_OTHERS = (
    rf"(?<![a-z])(?:the +)?{_LAST} +(?:[0-9a-z]+ +)?(?:years?|quarters?|months|weeks?|days?)(?![a-z])"
    r"|(?<![a-z])(?:year[ -](?:over|on)[ -]year|yoy)(?![a-z])"
)
_HAN_OTHERS = "去年同期|去年|前年|上一?年|上一?个?季度?|上一?个?(?:周|星期)(?!末)|同比"
_STRIPPED = rf"(?:(?:{_THAN}|(?<![a-z])(?:over|on|from|of)){_FILLERS})?{_LAST_MONTH}|(?:{_THAN}){_FILLERS}{_NOW}"
_HAN_STRIPPED = f"(?:{_HAN_THAN})?{_HAN_LAST_MONTH}(?:相比|的)?|(?:{_HAN_THAN})(?:{_HAN_NOW})(?:相比)?|环比"


def refuse_other_base(plain: str) -> None:
    """Raises: UnclearError where normalised text compares with anything but the last full month."""
    han = has_han(plain)
    if other := re.search(_OTHERS, plain) or (re.search(_HAN_OTHERS, plain) if han else None):
        raise _other(plain, other.group())
    for than in re.finditer(f"(?:{_THAN}){_FILLERS}", plain):
        if found := leading_period(plain[than.end() :]):
            raise _other(plain, found[1])
    for of in re.finditer(f"(?:{_OF}){_FILLERS}", plain):
        found = leading_period(plain[of.end() :])
        if found and (isinstance(found[0], Period) or found[0].which not in ("next", "rest")):
            raise _other(plain, found[1])
    for than in re.finditer(_HAN_THAN, plain) if han else ():
        if found := leading_period(plain[than.end() :]):
            raise _other(plain, found[1])
    for start in range(len(plain)) if han and re.search(f"的 *{NUMBER} *[倍%成]", plain) else ():
        found = leading_period(plain[start:])
        if found and found[1].endswith("的") and re.match(f" *{NUMBER} *[倍%成]", plain[start + len(found[1]) :]):
            raise _other(plain, found[1])


def refuse_last_month(plain: str, period: Found | None) -> None:
    """Raises: UnclearError where the text compares with last month, but does not plan a month: then the base is another stretch."""
    named = (has_word(plain) and re.search(_LAST_MONTH, plain)) or (
        has_han(plain) and re.search(_HAN_LAST_MONTH, plain)
    )
    if named and not _a_month(period):
        raise _other(plain, "last month, and plans another stretch")


def without_base(rest: str) -> str:
    """What is left of a phrase without the words for the last full month."""
    rest = re.sub(_STRIPPED, " ", rest) if has_word(rest) else rest
    return re.sub(_HAN_STRIPPED, " ", rest) if has_han(rest) else rest


def _a_month(period: Found | None) -> bool:
    if isinstance(period, Period):
        return period == months_from(period.start, 1)
    return (
        period is None or period == RelativePeriod(unit="month") or (period.unit == "month" and period.which != "next")
    )


def _other(plain: str, words: str) -> UnclearError:
    expected = "a multiple or a change of the last full month, without a word on what it is compared with, or a number of sessions"
    said = re.sub(r"^(?:(?:in|by|during|for|over|until|the) +|[在到于]|截至)+", "", words.strip()).rstrip("的")
    return unclear(f"{quoted(plain)} compares with {said}", expected)
