"""Periods as people write them, in the `period` key or inside a phrase, in English and Chinese."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from planner.errors import quoted
from planner.goalfile.complaint import unclear
from planner.goalfile.numbers import HAN, has_han, has_word, normalised, number
from planner.model.period import MONTHS, Period, RelativePeriod, Unit, months_from

EXPECTED = (
    "2026-12, 2026-12-01..2026-12-31, 2027-Q1, 2027, next month, next 4 weeks, this month, December, 下个月 or 未来4周"
)
LONGEST = 3660  # days
_YEARS = range(1990, 2200)

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    {name: i for i, name in enumerate(_MONTHS, 1)} | {name[:3]: i for i, name in enumerate(_MONTHS, 1)} | {"sept": 9}
)
_COUNTS = {
    w: i for i, w in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_UNITS: dict[str, Unit] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
    "天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "季度": "quarter", "季": "quarter", "年": "year",
}  # fmt: skip

_DATED = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}[- ]?q[1-4]|[0-9]{4}-[0-9]{1,2}"
_COUNT = rf"[0-9]{{1,4}}|{'|'.join(_COUNTS)}"
_HAN_COUNT = rf"[0-9]{{1,4}}|{HAN}"
_UNIT = "(?P<unit>day|week|month|quarter|year)s?"
_HAN_UNIT = "(?P<unit>天|日|周|星期|月|季度|季|年)"
Found = Period | RelativePeriod


def parse_period(text: str) -> Found:
    """The period that the whole text names.

    Raises: UnclearError if it names none, a day that does not exist, or an end before its start.
    """
    plain = normalised(text).removeprefix("the ") if len(text) <= 100 else ""
    for pattern, build in _ALONE:
        if found := re.fullmatch(pattern, plain):
            return build(found)
    raise unclear(f"{quoted(text)} is not a period", EXPECTED)


def find_period(plain: str) -> tuple[Found | None, str]:
    """The period that normalised text names somewhere, and the text without it.

    Raises: UnclearError as `parse_period` does, and if two periods are named.
    """
    period, rest = _first(plain)
    if period is not None and (again := _first(rest)[0]) is not None and again != period:
        raise unclear(
            f"{quoted(plain)} names two periods", "one, such as next month, or a `period` key beside the target"
        )
    return period, rest


def leading_period(plain: str) -> tuple[Found, str] | None:
    """The period with which normalised text begins, and the words for it."""
    for pattern, build in _forms(plain):
        if found := re.match(pattern, plain):
            return build(found), found.group()
    return None


def year_by(plain: str) -> tuple[Period, str] | None:
    """The year in "by 2027", which is an amount where there is no other, and the text without it."""
    if not has_word(plain):
        return None
    found = re.search(r"(?<![a-z])by +(?P<whole>20[0-9]{2})(?![0-9a-z,.%]| *(?:more|sessions|visit))", plain)
    return (_iso(found["whole"]), f"{plain[: found.start()]} {plain[found.end() :]}") if found else None


def _forms(plain: str) -> "_Forms":
    """The patterns that may be found in a text; none is compiled in vain."""
    dated, worded = re.search("[0-9]{4}", plain), has_word(plain)
    forms = (*(_WITHIN_DATED if dated else ()), *(_WITHIN if worded else ()), *(_WITHIN_WIDE if has_han(plain) else ()))
    return (*forms, *(_WITHIN_YEAR if dated and worded else ()))


def _first(plain: str) -> tuple[Found | None, str]:
    for pattern, build in _forms(plain):
        if found := re.search(pattern, plain):
            return build(found), f"{plain[: found.start()]} {plain[found.end() :]}"
    return None, plain


def day(text: str) -> date:
    """A day in ISO form. Raises: UnclearError if it is in another form or does not exist."""
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text.strip()):
        year, month, number_ = (int(part) for part in found.groups())
        _year(year)
        try:
            return date(year, month, number_)
        except ValueError:
            raise unclear(f"there is no day {text.strip()}", "a day such as 2026-12-08") from None
    raise unclear(f"{quoted(text)} is not a day", "a day such as 2026-12-08")


def _year(year: int) -> int:
    if year not in _YEARS:
        raise unclear(f"the year {year} is out of reach", f"a year from {_YEARS.start} to {_YEARS.stop - 1}")
    return year


def _iso(text: str) -> Period:
    """A day, month, quarter or year."""
    if found := re.fullmatch(r"([0-9]{4})[- ]?q([1-4])", text):
        return _quarter(int(found[1]), int(found[2]))
    year, *rest = text.split("-")
    if len(rest) == 2:
        return Period(start=day(text), end=day(text))
    return _month(int(year), int(rest[0])) if rest else months_from(date(_year(int(year)), 1, 1), 12)


def _month(year: int, month: int) -> Period:
    if not 1 <= month <= 12:
        raise unclear(f"there is no month {month}", "a month from 1 to 12")
    return months_from(date(_year(year), month, 1), 1)


def _quarter(year: int, quarter: int) -> Period:
    return months_from(date(_year(year), quarter * 3 - 2, 1), 3)


def _range(found: re.Match[str]) -> Period:
    start, end = _iso(found["start"]).start, _iso(found["end"]).end
    if end < start:
        raise unclear(f"the period ends on {end}, before it starts on {start}", "the earlier day first")
    if (end - start) > timedelta(days=LONGEST):
        raise unclear("the period is longer than ten years", "a period of up to ten years")
    return Period(start=start, end=end)


def _coming(found: re.Match[str]) -> RelativePeriod:
    unit = _UNITS[found["unit"]]
    said = found.groupdict().get("n")
    count = 1 if said is None else _COUNTS.get(said) or int(number(said))
    if not 1 <= count * {"day": 1, "week": 7}.get(unit, 30 * MONTHS.get(unit, 1)) <= LONGEST:
        raise unclear(f"{quoted(found.group().strip())} is not a period", "1 day to ten years")
    return RelativePeriod(unit=unit, count=count)


def _rest(found: re.Match[str]) -> RelativePeriod:
    return RelativePeriod(unit=_UNITS[found["unit"]], which="rest")


_WhichYear = Literal["named", "this year", "next year"]
_YEARS_SAID: dict[str, _WhichYear] = {"this": "this year", "next": "next year", "今": "this year", "明": "next year"}


def _which(found: re.Match[str]) -> _WhichYear:
    """Of which year a month or a quarter is that comes without the year's number."""
    return _YEARS_SAID.get(found.groupdict().get("of") or "", "named")


def _named_month(found: re.Match[str]) -> Found:
    said, year = found["month"], found["year"]
    month = _MONTH.get(said) or int(number(said))
    if year:
        return _month(int(year), month)
    if not 1 <= month <= 12:
        raise unclear(f"there is no month {month}", "a month from 1 to 12")
    return RelativePeriod(unit="month", which=_which(found), count=month)


def _named_quarter(found: re.Match[str]) -> Found:
    quarter, year = int(number(found["quarter"])), found["year"]
    return _quarter(int(year), quarter) if year else RelativePeriod(unit="quarter", which=_which(found), count=quarter)


_YEAR_AFTER = r"(?:,? *(?:of +)?(?:(?P<year>[0-9]{4})(?![0-9])|(?P<of>next|this) +year(?![a-z])))?"
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_NEXT = "(?:(?:next|this|coming) +)?"

_Forms = tuple[tuple[str, Callable[[re.Match[str]], Found]], ...]


def _ranges(part: str) -> _Forms:
    return (
        (rf"(?:end +of +)?(?P<start>{part}) *(?:\.\.|…|~|–|—|to|until|至|到) *(?P<end>{part})", _range),
        (f"(?:end +of +)?(?P<whole>{part})", lambda found: _iso(found["whole"])),
    )


# A month of next year holds the words "next year", so months and quarters come first.
_LATIN: _Forms = (
    (rf"(?:end +of +)?{_NEXT}(?P<month>{_NAMES}){_YEAR_AFTER}", _named_month),
    (rf"(?:end +of +)?{_NEXT}q(?P<quarter>[1-4]){_YEAR_AFTER}", _named_quarter),
    (rf"(?:next|coming|following) +(?:(?P<n>{_COUNT}) +)?{_UNIT}", _coming),
    (rf"(?:in|within) +(?P<n>{_COUNT}) +{_UNIT}", _coming),
    (rf"(?:(?:rest|remainder|end) +of +)?(?:the +)?(?:this|current|present) +{_UNIT}", _rest),
    (rf"(?:rest|remainder|end) +of +(?:the +)?{_UNIT}", _rest),
    (r"(?P<unit>month|quarter|year)[ -]end", _rest),
)
_HAN_YEAR = "(?:(?:(?P<year>[0-9]{4})|(?P<of>[今明])) *年的? *)?"
_WIDE: _Forms = (
    (rf"(?:未来|今后|接下来|往后)的? *(?P<n>{_HAN_COUNT}) *个? *{_HAN_UNIT}", _coming),
    (f"下(?:一个?|个)?{_HAN_UNIT}", _coming),
    (f"(?<![上下]){_HAN_YEAR}(?P<month>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九]) *月", _named_month),
    (f"(?<![上下]){_HAN_YEAR}(?:第 *)?(?P<quarter>[1-4一二三四]) *季度?", _named_quarter),
    ("(?:(?P<year>[0-9]{4})|(?P<of>[今明])) *年 *q(?P<quarter>[1-4])", _named_quarter),
    ("(?P<whole>[0-9]{4}) *年(?:年(?=[底末]))?", lambda found: _iso(found["whole"])),
    ("明年(?:年(?=[底末]))?|下一年", lambda _: RelativePeriod(unit="year")),
    ("(?:今年?|本年?)?年(?=[底末])|今年", lambda _: RelativePeriod(unit="year", which="rest")),
    (f"(?:本|这个?|当){_HAN_UNIT}(?:剩余时间|剩下的时间)?", _rest),
    ("(?<![0-9一二三四五六七八九十个上下])(?P<unit>月|季度?)(?=[底末])", _rest),
)
_BARE_YEAR = r"(?:(?:in|during|throughout|until) +|(?:by +)?(?:the +)?end +of +)(?P<whole>20[0-9]{2})(?![0-9a-z,.%]| *(?:more|sessions|visit))"

# In a phrase "may" and "march" are months only after a preposition or before a year.
_LEAD = r"(?P<lead>(?:in|by|during|for|over|within|until|throughout|before) +)?(?:the +)?"
_VERB = r"(?(lead)|(?!(?:may|march)(?![a-z]|,? *(?:of +)?(?:[0-9]{4}|(?:next|this) +year))))"

_ALONE: _Forms = (*_ranges(f"{_DATED}|[0-9]{{4}}"), *_LATIN, *_WIDE)


def _inside(forms: _Forms) -> _Forms:
    return tuple((rf"(?<![a-z0-9]){_LEAD}{_VERB}{pattern}(?:['’]s)?(?![a-z0-9-])", build) for pattern, build in forms)


_WITHIN_DATED: _Forms = _inside(_ranges(_DATED))
_WITHIN: _Forms = _inside(_LATIN)
_WITHIN_YEAR: _Forms = ((_BARE_YEAR, lambda found: _iso(found["whole"])),)
_WITHIN_WIDE: _Forms = tuple(
    (f"(?<![0-9])(?:在|到|于|截至)?(?:{pattern})(?:份|之?内|里|底|末|之?前|期间|以前)*的?", build)
    for pattern, build in _WIDE
)
