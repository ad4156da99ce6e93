"""The date column of a table: which days, and whether they stand for days, weeks or months."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.errors import Problem, quoted
from planner.model.arrays import Ints
from planner.model.goal import DATE_ORDERS
from planner.model.history import Cadence
from planner.model.period import Period
from planner.sources.tables.cells import codes, complaints
from planner.sources.tables.day_forms import FORMS, YEAR_FIRST, Form, Stretch, numbered_week, ranged, year_first
from planner.sources.tables.marks import table_language
from planner.sources.tables.names import COMMA_DECIMAL, role_of
from planner.sources.tables.table import TextTable

DENSE = (
    0.4  # the least share of the days from first to last that a daily table has, unless some of its days are neighbours
)
LONGEST_GAP = 366  # days that a daily table may lack in a row; more is a slip in the year
FORM = "a date such as 2026-11-30 (year, month, day)"
DAY_FIRST, _, SHORT_YEAR = DATE_ORDERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The date column of a table, read."""

    days: Ints
    """(n_rows,) proleptic ordinals; of a stretch its first day."""
    cadence: Cadence = "day"
    lengths: Mapping[int, int]
    """How many days begin at each of them."""
    form: str = ""
    """How the dates are written, as in day/month/year."""
    problems: tuple[Problem, ...] = ()
    """Where there are some, the rest is of no use."""

    @property
    def span(self) -> Period:
        """From the first day to the last that is covered; there is one."""
        last = max(self.lengths)
        return Period(start=date.fromordinal(min(self.lengths)), end=date.fromordinal(last + self.lengths[last] - 1))


def read_days(table: TextTable, column: int) -> Days:
    """The days that the cells of a date column name, in the one form that reads most of them."""
    days, form, known, problems = _read(table, column)
    if problems:
        return Days(days=days, lengths={}, problems=tuple(problems))
    if (clash := _overlapping(table, column, known)) is not None:
        return Days(days=days, lengths={}, problems=(clash,))
    lengths = {stretch[0]: stretch[1] for stretch in known.values() if stretch}
    found = sorted(lengths)
    cadence = _named(found, lengths) or _called(role_of(table.header[column]), found) or _cadence(found)
    if cadence is None:
        return Days(days=days, lengths={}, problems=(_sparse(table, column, days, found),))
    if cadence == "month":
        begins = {day: date.fromordinal(day).replace(day=1).toordinal() for day in found}
        days = np.fromiter(map(begins.__getitem__, days.tolist()), dtype=np.int64, count=len(days))
        lengths = {begins[day]: 0 for day in found}
    return Days(days=days, cadence=cadence, lengths=_full(lengths, cadence), form=form)


def read_dates(table: TextTable, column: int) -> tuple[Ints, tuple[Problem, ...]]:
    """The same of a log, whose rows come whenever something was done: of a stretch its first day.

    Returns: (n_rows,) proleptic ordinals, and the problems; where there are some, the rest is of no use.
    """
    days, _, _, problems = _read(table, column)
    return days, tuple(problems)


def _read(table: TextTable, column: int) -> tuple[Ints, str, Mapping[str, Stretch | None], list[Problem]]:
    """The first day of every row, the form of the dates, what every different cell names, and the problems."""
    cells = table.columns[column]
    distinct = {cell: cell.strip() for cell in cells.different}
    form, known, problems = _known(table, column, distinct)
    first = {text: stretch[0] for text, stretch in known.items() if stretch}
    days = codes(cells, {cell: first.get(text, 0) for cell, text in distinct.items()})
    problems = problems or complaints(
        table, column, np.flatnonzero(days == 0).tolist(), lambda cell: f"{quoted(cell)} is not a date", FORM
    )
    return days, form, known, problems


def _overlapping(table: TextTable, column: int, known: Mapping[str, Stretch | None]) -> Problem | None:
    """The complaint about a stretch of days that begins before another one ends: nobody knows what is whose."""
    stretches = sorted({stretch for stretch in known.values() if stretch})
    for (first, length), later in itertools.pairwise(stretches):
        if later[0] < first + length:
            row = next(n for n, cell in enumerate(table.columns[column]) if known[cell.strip()] == later)
            text = f"{quoted(table.columns[column][row].strip())} overlaps with the stretch of days that begins on {_spoken((first, length))}"
            return table.complaint(row, column, text, expected="days, or weeks or months one after another")
    return None


def _full(lengths: Mapping[int, int], cadence: Cadence) -> dict[int, int]:
    """The days of every stretch: those that the cells name, or else those of the cadence."""
    usual = {"day": 1, "week": 7}
    if cadence != "month":
        return {day: max(length, usual[cadence]) for day, length in lengths.items()}
    return {day: _days_of_month(day) for day in lengths}


def _days_of_month(day: int) -> int:
    first = date.fromordinal(day)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - day


def _known(
    table: TextTable, column: int, distinct: Mapping[str, str]
) -> tuple[str, Mapping[str, Stretch | None], list[Problem]]:
    """What every different cell names, in the form that the goal file says or that alone fits, and the form's name."""
    texts = sorted(set(distinct.values()) - {""})
    if texts and all((plain := {text: year_first(text) for text in texts}).values()):  # no other form reads these
        return YEAR_FIRST, plain, []
    said = table.ways.dates
    forms: dict[str, Form] = {
        name: form
        for name, form in _forms(table.header[column]).items()
        if not said or name not in DATE_ORDERS or name == said
    }
    read = {name: {text: form(text) for text in texts} for name, form in forms.items()}
    most = max(sum(map(bool, each.values())) for each in read.values())
    if 2 * most < len(texts) or not most:
        read = {name: {text: ranged(form)(text) or form(text) for text in texts} for name, form in forms.items()}
        most = max(sum(map(bool, each.values())) for each in read.values())
    if not most:
        return "", {}, []
    fit = {name: each for name, each in read.items() if sum(map(bool, each.values())) == most}
    if SHORT_YEAR in fit and _span(fit[SHORT_YEAR]) > min(map(_span, fit.values())):
        fit.pop(SHORT_YEAR)  # rare, and dates in the wrong order are scattered over the years
    if most < len(texts):  # which reading is meant is clear when all can be read
        fit = dict(list(fit.items())[:1])
    if len(fit) > 1 and len({tuple(each.values()) for each in fit.values()}) > 1:
        fit = _settled(table, fit)
        if len(fit) > 1:
            return "", {}, [_question(table, column, distinct, fit)]
    name = next(iter(fit))
    return name, fit[name], []


def _forms(name: str) -> Mapping[str, Form]:
    """The forms that a column of that name can have: 202611 and 11/2026 in one of weeks are ISO weeks, and no months."""
    if role_of(name) != "week":
        return FORMS
    months = ("year-month", "yearmonth")
    return {
        **{each: form for each, form in FORMS.items() if each not in months},
        "ISO weeks": numbered_week,
    }


def _span(read: Mapping[str, Stretch | None]) -> int:
    """The days from the first to the last in one reading."""
    days = [stretch[0] for stretch in read.values() if stretch]
    return max(days) - min(days)


def _settled(table: TextTable, fit: dict[str, dict[str, Stretch | None]]) -> dict[str, dict[str, Stretch | None]]:
    """The readings that agree with the days that the table's titles name, or with the language of its columns' names."""
    if table.covers is not None:
        first, last = table.covers.start.toordinal(), table.covers.end.toordinal()
        within = {
            name: each
            for name, each in fit.items()
            if all(first <= stretch[0] <= last for stretch in each.values() if stretch)
        }
        if len(within) == 1:
            return within
    if table_language(table.header) in COMMA_DECIMAL and DAY_FIRST in fit:
        return {DAY_FIRST: fit[DAY_FIRST]}
    return fit


def _question(
    table: TextTable, column: int, distinct: Mapping[str, str], fit: Mapping[str, Mapping[str, Stretch | None]]
) -> Problem:
    """The question which of some readings is meant, at the first cell where they differ."""
    row, cell = next(
        (n, cell)
        for n, cell in enumerate(table.columns[column])
        if len({each.get(distinct[cell]) for each in fit.values()}) > 1
    )
    text = f"{quoted(cell.strip())} may be {' or '.join(_spoken(each[distinct[cell]]) for each in fit.values())}"
    keys = " or ".join(f"`dates: {name}`" for name in fit)
    return table.complaint(
        row, column, text, expected=f"{keys} under the same key of the goal file as the file", key="dates"
    )


def _spoken(stretch: Stretch | None) -> str:
    return "no date" if stretch is None else date.fromordinal(stretch[0]).isoformat()


def _named(days: Sequence[int], lengths: Mapping[int, int]) -> Cadence | None:
    """What the dates stand for, where they name stretches themselves: weeks, months, or one stretch of any length."""
    long = set(lengths.values())
    if long == {1}:
        return None
    if long == {7}:
        return "week"
    if all(date.fromordinal(day).day == 1 and length == _days_of_month(day) for day, length in lengths.items()):
        return "month" if len(days) < 3 else None
    return "day" if all(later - earlier >= lengths[earlier] for earlier, later in itertools.pairwise(days)) else None


def _called(role: str, days: Sequence[int]) -> Cadence | None:
    """What one or two dates stand for in a column that is called week or month."""
    if len(days) > 2:
        return None
    if role == "month" and (_begin_months(days) or _begin_months([day + 1 for day in days])):
        return "month"
    return "week" if role == "week" and (days[-1] - days[0]) % 7 == 0 else None


def _cadence(days: Sequence[int]) -> Cadence | None:
    """What sorted dates stand for, told by the gaps between them, so that a daily table with missing days stays daily.

    Returns: None where neither weeks nor months fit and the dates are too few for days.
    """
    gaps = {later - earlier for earlier, later in itertools.pairwise(days)}
    if 7 in gaps and all(gap % 7 == 0 for gap in gaps):
        return "week"
    if gaps and 28 <= min(gaps) <= 31 and (_begin_months(days) or _begin_months([day + 1 for day in days])):
        return "month"
    neighbours = 1 in gaps and max(gaps) <= LONGEST_GAP
    return "day" if len(days) < 3 or neighbours or len(days) >= DENSE * (days[-1] - days[0] + 1) else None


def _begin_months(days: Sequence[int]) -> bool:
    return all(date.fromordinal(day).day == 1 for day in days)


def _sparse(table: TextTable, column: int, days: Ints, found: Sequence[int]) -> Problem:
    """The complaint about dates of no known distance, at the one after the widest gap."""
    gaps = [later - earlier for earlier, later in itertools.pairwise(found)]
    widest = gaps.index(max(gaps))
    usual = sorted(gaps)[len(gaps) // 2]
    text = f"the dates are usually {usual} day{'s' if usual > 1 else ''} apart, and {gaps[widest]} before this one"
    row = int(np.argmax(days == found[widest + 1]))
    return table.complaint(row, column, text, expected="a daily, weekly or monthly table")
