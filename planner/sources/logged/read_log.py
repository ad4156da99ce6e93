"""A log of what was done, as rows with their effort and results."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from planner.errors import InputError, Place, Problem, quoted
from planner.model.activity_log import ActivityLog, Logged
from planner.model.arrays import Array
from planner.model.goal import Table
from planner.sources.logged.durations import FORM, LONGEST, read_hours
from planner.sources.logged.roles import Roles, possible_results, roles_of
from planner.sources.source import read_table
from planner.sources.tables.cells import complaints, read_amounts
from planner.sources.tables.dated import date_column
from planner.sources.tables.days import read_dates
from planner.sources.tables.table import TextTable, Ways
from planner.sources.tables.totals import total_rows
from planner.words.figures import counted
from planner.words.names import SESSIONS


def read_log(path: Path, ways: Table, *, activity: str = "", result: str = "") -> ActivityLog:
    """The rows of a log that can be used, and lines on those that cannot.

    Args: ways: how its cells are written, where they leave it open; activity, result: columns that the user names.
    Raises: InputError with every cell that cannot be read, and the question where one has two readings.
    """
    shown = str(path)
    table = read_table(path, shown=shown, said=Place(file=shown), encoding=ways.encoding, number=ways.table)
    if table.wrong:
        raise InputError(table.wrong)
    table = replace(table, ways=Ways(dates=ways.dates, decimals=ways.decimals))
    said = dict(ways.columns)
    roles = roles_of(table, activity=activity, result=result)
    table, totals = _without_totals(table, roles)
    day_at = date_column(table, said)
    if day_at is None:
        text = "no column of this log is known to hold the day"
        raise InputError(
            [table.complaint(-1, 0, text, expected="a column named date, day, start date …, or one of dates")]
        )
    days, problems = read_dates(table, day_at)
    figures, unread = _figures(table, roles)
    if wrong := (*problems, *unread):
        raise InputError(wrong)
    rows, reasons = _rows(table, roles, [date.fromordinal(day) for day in days.tolist()], figures)
    if totals:
        reasons["of totals"] = totals
    if not rows:
        raise InputError([_nothing(table, reasons)])
    left_out = tuple(f"{shown}: {counted(count, 'row')} {why} left out" for why, count in reasons.items())
    return ActivityLog(
        file=shown,
        tool=roles.tool,
        activity=", ".join(table.header[at] for at in roles.activity),
        result="" if roles.result is None else result or SESSIONS,
        rows=tuple(sorted(rows, key=lambda row: row.day)),
        left_out=(*left_out, *_unused(table, roles)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """(n_rows,) each."""

    hours: Array
    money: Array
    result: Array
    """NaN where nobody wrote it down."""


def _figures(table: TextTable, roles: Roles) -> tuple[_Figures, list[Problem]]:
    hours = np.zeros(table.rows)
    problems: list[Problem] = []
    if roles.clock is not None:
        hours, problems = read_hours(table, roles.clock, minutes=roles.minutes)
        long = np.flatnonzero(hours > LONGEST).tolist()
        problems += complaints(table, roles.clock, long, lambda cell: f"{quoted(cell)} is more than a year", FORM)
    money, wrong = _amounts(table, roles.money, "money")
    result, more = _amounts(table, roles.result, "results")
    figures = _Figures(hours=np.nan_to_num(hours), money=np.nan_to_num(money), result=result)
    return figures, [*problems, *wrong, *more]


def _amounts(table: TextTable, column: int | None, what: str) -> tuple[Array, list[Problem]]:
    return (np.full(table.rows, np.nan), []) if column is None else read_amounts(table, column, what=what)


def _without_totals(table: TextTable, roles: Roles) -> tuple[TextTable, int]:
    named = [at for at in range(len(table.header)) if at not in (roles.clock, roles.money, roles.result)]
    totals = total_rows(table, named)
    return (table.only(np.flatnonzero(~totals)), int(totals.sum())) if totals.any() else (table, 0)


def _rows(table: TextTable, roles: Roles, days: Sequence[date], figures: _Figures) -> tuple[list[Logged], Counter[str]]:
    """The rows that say what was done and what it took or brought, and how many others by reason."""
    rows, reasons = [], Counter[str]()
    for n, day in enumerate(days):
        name = next((cell for at in roles.activity if (cell := table.columns[at][n].strip())), "")
        hours, money, result = float(figures.hours[n]), float(figures.money[n]), float(figures.result[n])
        known = None if np.isnan(result) else result
        if not name:
            reasons["without an activity"] += 1
        elif hours <= 0 and money <= 0 and not known:
            reasons["without effort"] += 1
        else:
            cells = (_cell(table, at, n) for at in (roles.item, roles.lever, roles.channel))
            item, lever, channel = cells
            rows.append(
                Logged(
                    day=day,
                    activity=name,
                    item="" if item == name else item,
                    lever=lever,
                    channel=channel,
                    hours=hours,
                    money=money,
                    result=known,
                )
            )
    return rows, reasons


def _cell(table: TextTable, column: int | None, row: int) -> str:
    return "" if column is None else table.columns[column][row].strip()


def _unused(table: TextTable, roles: Roles) -> tuple[str, ...]:
    """The line on columns that could hold results, where none is known to."""
    names = () if roles.result is not None or roles.tool else possible_results(table, roles)
    return tuple(
        f"{table.file}: column {name!r} left out; if it is what came of the work, --result {name!r}" for name in names
    )


def _nothing(table: TextTable, reasons: Counter[str]) -> Problem:
    why = ", ".join(f"{counted(count, 'row')} {reason}" for reason, count in reasons.items())
    return Problem(
        place=table.place(-1, 0),
        text=f"this log has no row to use: {why}",
        expected="a day, an activity, and hours or money",
    )
