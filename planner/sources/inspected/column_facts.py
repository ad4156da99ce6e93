"""What each column of a table is, and how its cells are written."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np

from planner.errors import InputError
from planner.model.arrays import Array
from planner.model.inspection import ColumnFacts, TableFacts, Use, Written
from planner.model.period import Period
from planner.sources.exports.kept import counted_rows
from planner.sources.exports.layout import Layout
from planner.sources.exports.measures import is_measure, outcome_columns
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.dated import holds_dates, with_days
from planner.sources.tables.days import read_days
from planner.sources.tables.marks import decimal_mark
from planner.sources.tables.names import role_of
from planner.sources.tables.numerals import is_no_figure, number
from planner.sources.tables.table import TextTable

EXAMPLES = 2
YEAR = 366  # days
LONGEST = 200  # characters of an example
_DATES = ("date", "week", "month")
_PARTS = ("year", "nth")
_MEASURES = ("counted", "measure", "other measure", "average", "part of the count")
_MAKES = ("source", "medium", "campaign", "source / medium")
# `rate` alone would be in `generated`; shares that tools write with % are told by their cells
_AVERAGE = re.compile(
    r"\brates?\b|\bctr\b|position|posi[çc]|posici|\baverage\b|\bavg\b|\bcp[cma]\b|durchschn|dauer|quote\b|moyen|durée|taux|medi[oa]\b|médi[oa]|tasa\b|taxa\b|"
    r"tempo |tiempo|temps |\btime\b|duration|score|\bper (?:\w+ )?(?:session|user|visit|page)|\bpro besuch| / |/session|/user|/visit|%|率|平均|排名|_per_|_rate\b|bounce rate",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"identi|kennung|\bids?\b|编号|^metadata|^max", re.IGNORECASE)
_GROUPED = re.compile(r"\d([.,'’ \u00a0\u202f\u2009])(?=\d{3}(?!\d))")


def column_facts(table: TextTable, layout: Layout | None, day_at: int | None) -> tuple[ColumnFacts, ...]:
    """Every column that the file has.

    Args: table: without the rows that are left out; layout: what reads it, where something does; day_at: the column of its days, where it
        has one all the same.
    """
    outcomes = outcome_columns(table, used=layout.used if layout else ())
    uses = (_use(table, at, layout, outcomes, day_at) for at in range(len(table.header)))
    return tuple(_facts(table, at, use, layout) for at, use in enumerate(uses))


def _use(table: TextTable, at: int, layout: Layout | None, outcomes: tuple[int, ...], day_at: int | None) -> Use:
    found = _used(table, at, layout) if layout is not None else None
    if found and (found != "makes channel" or any(map(str.strip, table.columns[at]))):
        return found
    role = role_of(table.header[at])
    if not any(map(str.strip, table.columns[at])):
        return "empty"
    if layout is None and (at == day_at if day_at is not None else role in _DATES and holds_dates(table, at)):
        return "days"
    if role in (*_DATES, *_PARTS):
        return "part of a date"
    return _kind(table, at, outcomes=outcomes if layout is not None else ())


def _kind(table: TextTable, at: int, *, outcomes: tuple[int, ...]) -> Use:
    """What a column holds that the reader has no use for, or reads beside the count."""
    if numeric_share(table, at) < 1:
        return "name"
    if not role_of(table.header[at]) and (_AVERAGE.search(table.header[at].replace("_", " ")) or _shares(table, at)):
        return "average"
    if not table.header[at] or not is_measure(table, at) or _NUMBER.search(table.header[at]):
        return "number"
    return "measure" if at in outcomes else "other measure"


def _shares(table: TextTable, at: int) -> bool:
    """Whether every figure has a percent sign."""
    figures = [cell for cell in set(table.columns[at]) if not is_no_figure(cell)]
    return bool(figures) and all("%" in cell for cell in figures)


def _used(table: TextTable, at: int, layout: Layout) -> Use | None:
    """What the reader takes a column for; None where it does not use it."""
    role, width = role_of(table.header[at]), len(table.header)
    made = {layout.table.header[n] for n in layout.tree_at if n >= width}
    uses: tuple[tuple[Use, bool], ...] = (
        ("days", at == layout.day_at),
        ("counted", at == layout.count_at),
        ("branch", at in layout.tree_at),
        ("part of the count", at in layout.used),
        ("makes channel", role in _MAKES and bool(made & {"channel", "channel group"})),
        ("days", role in (*_DATES, *_PARTS) and layout.day_at >= width and not layout.covers),
    )
    return next((use for use, holds in uses if holds), None)


def _facts(table: TextTable, at: int, use: Use, layout: Layout | None) -> ColumnFacts:
    cells = table.columns[at]
    filled = dict.fromkeys(cell.strip() for cell in cells if cell.strip())
    total = low = high = None
    if use in _MEASURES and (figures := _figures(table, at)) is not None:
        if use == "average":
            low, high = float(figures[0].min()), float(figures[0].max())
        else:
            total = float(figures[0] @ figures[1])
    level = layout.levels[layout.tree_at.index(at)] if layout is not None and use == "branch" else ""
    return ColumnFacts(
        name=table.header[at], use=use, level=level, role=role_of(table.header[at]), different=len(filled),
        empty=sum(not cell.strip() for cell in cells), total=total, low=low, high=high,
        examples=tuple(cell[:LONGEST] for cell in list(filled)[:EXAMPLES]),
    )  # fmt: skip


def _figures(table: TextTable, at: int) -> Array | None:
    """The different figures of a column and how often each stands there, (2, n); None where they cannot be read."""
    try:
        mark = decimal_mark(table, at)
    except InputError:
        return None
    often = Counter(cell for cell in table.columns[at] if not is_no_figure(cell))
    found: Array = np.array([[number(cell, mark) for cell in often], list(often.values())], dtype=np.float64)
    return found if len(often) and np.isfinite(found).all() else None


def written(table: TextTable, dates: str) -> Written:
    """How the file and the figures of the table are written. Args: dates: the form that `read_days` found."""
    if not table.texts:
        return Written(dates=dates, above=table.above)
    figures = [
        at
        for at in range(len(table.header))
        if numeric_share(table, at) == 1 and role_of(table.header[at]) not in _DATES
    ]
    decimals: set[str] = set()
    separators: set[str] = set()
    percent = False
    for at in figures:
        cells = [cell for cell in set(table.columns[at]) if not cell.strip().isdigit()]
        percent = percent or any("%" in cell for cell in cells)
        if not cells:
            continue
        try:
            mark = decimal_mark(table, at)
        except InputError:
            continue
        found = {each for cell in cells for each in _GROUPED.findall(cell)} - {mark}
        separators |= {" " if each.isspace() else "'" if each == "’" else each for each in found}
        if any(mark in cell for cell in cells):
            decimals.add(mark)
    text = table.texts[0]
    return Written(
        encoding=text.encoding,
        delimiter=text.delimiter,
        decimal=decimals.pop() if len(decimals) == 1 else "",
        grouping=separators.pop() if len(separators) == 1 else "",
        percent=percent,
        dates=dates,
        above=table.above,
    )


def table_facts(table: TextTable, said: Mapping[str, str], *, place: bool) -> TableFacts:
    """One of the tables in a file. Args: place: whether to find its line, which takes a while."""
    return TableFacts(
        number=table.number,
        line=table.place(-1, 0).line if place else None,
        columns=table.header,
        rows=table.rows,
        days=_days(table, said),
    )


def _days(table: TextTable, said: Mapping[str, str]) -> Period | None:
    """The days of its rows, or those that its titles say; None where nothing does."""
    if not table.rows or table.wrong:
        return table.covers
    try:
        kept, _ = counted_rows(table)
        dated, at = with_days(kept, said, None)
        read = read_days(dated, at)
    except InputError:
        return table.covers
    if read.problems or not read.lengths:
        return table.covers
    return within_titles(table, read.lengths)


def within_titles(table: TextTable, lengths: Mapping[int, int]) -> Period | None:
    """The days from the first to the last, or, where those cannot be for what the titles say, the titles'. Args: lengths: as in `Days`."""
    last = max(lengths)
    span = Period(start=date.fromordinal(min(lengths)), end=date.fromordinal(last + lengths[last] - 1))
    covers = table.covers
    apart = covers is not None and (
        span.end < covers.start or span.start > covers.end or span.days > 3 * covers.days + YEAR
    )
    return covers if apart else span
