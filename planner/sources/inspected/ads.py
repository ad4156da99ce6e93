"""What a report on ads holds: cost, clicks and impressions by campaign."""

from dataclasses import replace
from datetime import date

import numpy as np

from planner.errors import InputError
from planner.model.arrays import Array
from planner.model.goal import Table
from planner.model.inspection import AdsFacts, Campaign
from planner.model.period import Period
from planner.sources.effort import read_effort
from planner.sources.exports.kept import counted_rows
from planner.sources.tables.cells import codes, numeric_share, read_amounts
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import DAYS, with_days
from planner.sources.tables.days import read_days
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable
from planner.text import folded

MEASURES = ("cost", "clicks", "impressions")


def ads_facts(table: TextTable, source: Table) -> AdsFacts | None:
    """What an ads report says by campaign; None where it has none of these measures. Args: source: what is said of it."""
    whole = table
    for role in MEASURES:  # rows of totals without a name are told by one of the measures
        if (at := _column(table, role)) is not None:
            table = counted_rows(table, count_at=at)[0]
            break
    columns = {role: at for role in MEASURES if (at := _column(table, role)) is not None}
    found = {role: amounts for role, at in columns.items() if (amounts := _amounts(table, at)) is not None}
    if not found or not table.rows:
        return None
    named = find_role(table, "campaign", dict(source.columns))
    campaigns: list[Campaign] = []
    if named is not None:
        names = [cell.strip() for cell in table.columns[named]]
        code = {name: n for n, name in enumerate(dict.fromkeys(names))}
        of = codes(names, code)
        sums = np.stack([np.bincount(of, weights=each, minlength=len(code)) for each in found.values()], axis=1)
        campaigns = [Campaign(name=name, amounts=tuple(sums[n].tolist())) for name, n in code.items()]
    days, by_day = _days(table, source)
    named_columns = tuple(
        (role, table.header[at]) for role, at in (("lever", named), ("amount", columns.get("cost"))) if at is not None
    )
    ways = next((each for each in ((), named_columns) if by_day and _serves(whole, source, each)), None)
    return AdsFacts(
        column=table.header[named] if named is not None else "",
        measures=tuple(found),
        totals=tuple(float(each.sum()) for each in found.values()),
        campaigns=tuple(sorted(campaigns, key=lambda one: (*(-each for each in one.amounts), one.name))),
        days=days,
        by_day=by_day,
        effort=ways is not None,
        effort_columns=ways or (),
    )


def _column(table: TextTable, role: str) -> int | None:
    """The first column of that role that holds numbers."""
    return next(
        (at for at, name in enumerate(table.header) if role_of(name) == role and numeric_share(table, at)), None
    )


def _amounts(table: TextTable, at: int) -> Array | None:
    """A column as numbers, 0 where it says none; None where it cannot be read."""
    try:
        amounts, wrong = read_amounts(table, at, what=table.header[at])
    except InputError:
        return None
    if wrong:
        return None
    filled: Array = np.nan_to_num(amounts)
    return filled


def _days(table: TextTable, source: Table) -> tuple[Period | None, bool]:
    """The days of the report, and whether its rows have days of their own."""
    try:
        dated, at = with_days(table, dict(source.columns), source.covers)
        read = read_days(dated, at)
    except InputError:
        return table.covers, False
    if read.problems or not read.lengths:
        return table.covers, False
    last = max(read.lengths)
    span = Period(start=date.fromordinal(min(read.lengths)), end=date.fromordinal(last + read.lengths[last] - 1))
    return span, dated.header[at] != DAYS and len(read.lengths) > 1


def _serves(table: TextTable, source: Table, columns: tuple[tuple[str, str], ...]) -> bool:
    """Whether the report is read as effort by campaign, with these columns said."""
    ways = replace(source, columns=tuple({**dict(source.columns), **dict(columns)}.items()))
    try:
        effort, _ = read_effort(table, ways, levers=(), until=None)
    except InputError:
        return False
    at = find_role(table, "campaign", {})
    wanted = {folded(cell.strip()) for cell in table.columns[at]} if at is not None else set()
    return at is None or {folded(name) for name in effort.names} <= wanted
