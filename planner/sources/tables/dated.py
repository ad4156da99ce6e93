"""The column that says the days of a table, made where the table says them in another way."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planner.errors import InputError, Problem
from planner.model.period import Period
from planner.sources.tables.columns import find_role, need_role, unknown_role
from planner.sources.tables.day_forms import FORMS, ranged
from planner.sources.tables.names import DAY_ROLES, plain_name, rank_of, role_of
from planner.sources.tables.stretches import are_plans, ends_of, stretches
from planner.sources.tables.table import TextTable
from planner.sources.tables.yearless import missing_year

DAYS = "days covered"
"""The name of a column that is made of a table's titles."""
_QUARTERS = ("quarter", "quartal", "trimestre", "kwartaal", "季度", "квартал")  # which no history is made of
_DIGITS = re.compile(r"\d{1,2}(?!\d)")
_SAMPLE = 30  # different cells that tell whether a column holds dates
_STEPS = {"hour": 1 / 24, "hora": 1 / 24, "heure": 1 / 24, "week": 7, "woche": 7, "semaine": 7, "semana": 7, "周": 7}


def with_days(table: TextTable, said: Mapping[str, str], covers: Period | None) -> tuple[TextTable, int]:
    """The table and the index of its column of dates.

    Such a column is added where rows say a first and a last day, where years, months (or weeks) and days stand in columns of their own, where days are numbered from the first one that the
    titles name, and where only the titles, or the goal file (`covers`), say the days of the whole table.

    Raises: InputError where nothing says the days, or rows of different weeks, months or days of a year that nothing says.
    """
    at = date_column(table, said)
    open_days = "date" not in said and table.covers is None and (at is None or not holds_dates(table, at))
    if open_days and (problem := missing_year(table)) is not None:
        raise InputError([problem])
    if ("date" in said or covers is None) and at is not None:
        if (cells := stretches(table, at)) is None:
            return table, at
        return table.beside(DAYS if len(set(cells)) == 1 else "date", cells), len(table.header)
    if covers is None:
        if (added := _composed(table) or _numbered(table)) is not None:
            return added, len(added.header) - 1
        covers = table.covers
    if covers is not None:
        return table.beside(DAYS, [f"{covers.start} - {covers.end}"] * table.rows), len(table.header)
    raise InputError([_question(table)])


def date_column(table: TextTable, said: Mapping[str, str]) -> int | None:
    """The column of dates that the goal file names, or of the most usual name for dates that holds some, or else any that does."""
    if "date" in said:
        return need_role(table, "date", said)
    named = sorted(
        (
            ends_of(table, at) is not None,
            DAY_ROLES.index(role),
            rank_of(name),
            at,
        )  # a row's own week before the days of the report
        for at, name in enumerate(table.header)
        if (role := role_of(name)) in DAY_ROLES and not are_plans(table, at)
    )
    found = next((at for *_, at in named if holds_dates(table, at)), None)
    if found is not None:
        return table.find(table.header[found])
    words = [at for *_, at in named if not _small_numbers(table, at)]
    if words and table.covers is None and find_role(table, "year", {}) is None:
        return words[0]
    return next((at for at, name in enumerate(table.header) if not role_of(name) and _shows_dates(table, at)), None)


def _shows_dates(table: TextTable, column: int) -> bool:
    """Whether a column of no known name holds dates that are no plain numbers."""
    if plain_name(table.header[column]) in _QUARTERS:
        return False
    return holds_dates(table, column) and not all(cell.strip().isdecimal() for cell in table.columns[column][:_SAMPLE])


def holds_dates(table: TextTable, column: int) -> bool:
    """Whether most of the first different cells are dates in one form."""
    cells = {cell.strip() for cell in table.columns[column][: 20 * _SAMPLE]} - {""}
    sample = sorted(cells)[:_SAMPLE]
    return bool(sample) and any(
        2 * sum(bool(form(cell) or ranged(form)(cell)) for cell in sample) > len(sample) for form in FORMS.values()
    )


def _small_numbers(table: TextTable, column: int) -> bool:
    """Numbers of months, weeks or days, which are no dates by themselves."""
    cells = {cell.strip() for cell in table.columns[column].different}
    return all(cell.isdecimal() and len(cell.lstrip("0")) < 5 for cell in cells if cell)


def _composed(table: TextTable) -> TextTable | None:
    """Year and month, and day where there is one, or year and ISO week, in columns of their own."""
    year, month, week = (find_role(table, role, {}) for role in ("year", "month", "week"))
    if year is not None and month is None and week is not None:
        weeks = zip(table.columns[year], table.columns[week], strict=True)
        return table.beside("date", [_composed_week(its_year.strip(), cell.strip()) for its_year, cell in weeks])
    if year is None or month is None:
        return None
    day = find_role(table, "date", {})
    day = day if day is not None and _small_numbers(table, day) else None
    cells = (table.columns[at] for at in (year, month, day) if at is not None)
    return table.beside("date", [_composed_cell(*map(str.strip, parts)) for parts in zip(*cells, strict=True)])


def _composed_cell(year: str, month: str, day: str = "") -> str:
    if not month.isdecimal():
        return f"{day} {month} {year}".strip()
    return f"{year}-{month.zfill(2)}" + (f"-{day.zfill(2)}" if day else "")


def _composed_week(year: str, week: str) -> str:
    found = _DIGITS.search(week)
    return f"{year}-W{found.group().zfill(2)}" if found else f"{year} {week}"


def _numbered(table: TextTable) -> TextTable | None:
    """Days that are counted from the first that the titles name: `Nth day` 0000, 0001."""
    at = find_role(table, "nth", {})
    if at is None or table.covers is None or not _small_numbers(table, at):
        return None
    name = plain_name(table.header[at])
    step = next((days for word, days in _STEPS.items() if word in name), 1)
    if "month" in name or "monat" in name or "mois" in name or "mes" in name.split() or "月" in name:
        return None
    first = table.covers.start.toordinal()
    dates = {cell: first + int(int(cell) * step) for cell in table.columns[at].different if cell.strip()}
    return table.beside("date", [_iso(dates[cell]) if cell.strip() else "" for cell in table.columns[at]])


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _question(table: TextTable) -> Problem:
    problem = unknown_role(table, "date")
    return replace(
        problem,
        key="covers",
        expected=f"{problem.expected}; or, if the whole table is of one stretch of days, `covers: 2026-10` or `covers: 2026-10-01..2026-10-28`",
    )
