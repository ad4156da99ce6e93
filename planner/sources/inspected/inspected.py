"""Everything that can be told of one file: what was read, how, and what is odd about it; also of one that carries no traffic."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.arrays import frozen
from planner.model.goal import Goal, Table, Target
from planner.model.history import History
from planner.model.inspection import DayFacts, Finding, Inspection, TableFacts
from planner.model.period import Period
from planner.sources.exports.kept import counted_rows
from planner.sources.exports.layout import Layout
from planner.sources.exports.tools import PLAIN, Export, export_of
from planner.sources.inspected.ads import ads_facts
from planner.sources.inspected.column_facts import column_facts, table_facts, within_titles, written
from planner.sources.inspected.day_findings import day_findings
from planner.sources.inspected.findings import Seen, table_findings
from planner.sources.inspected.referral_findings import referral_findings
from planner.sources.inspected.total_facts import day_facts, totals
from planner.sources.inspected.twice import counted_once
from planner.sources.large import is_large
from planner.sources.source import read_table
from planner.sources.tables.csv_file import tables_in
from planner.sources.tables.dated import with_days
from planner.sources.tables.dayless import assumed_days
from planner.sources.tables.days import read_days
from planner.sources.tables.named_days import named_days
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable, Ways
from planner.words.dates import period_name

if TYPE_CHECKING:
    from planner.sources.engine.facts import Watch

COUNTED = ("sessions", "views", "users", "clicks", "cost", "impressions")
"""Roles of columns by which a row of totals without a name is told, in a table that is not read."""


def look_at(
    path: Path, source: Table, *, metric: str, today: date, watch: "Watch | None" = None
) -> tuple[Inspection, Seen | None]:
    """What a file holds, and what there is to look at further, where it is read as traffic.

    Args: source: how it is to be read, as a goal file would say it; today: later days cannot be; watch: called with the share done while
        something large is read.
    """
    try:
        table = _table(path, source, metric, today, watch)
    except InputError as error:
        return Inspection(file=str(path), problems=error.problems), None
    return look_at_table(table, source, metric=metric, today=today)


def _table(path: Path, source: Table, metric: str, today: date, watch: "Watch | None") -> TextTable:
    """Raises: InputError where it cannot be read."""
    shown, said = str(path), Place(file=str(path))
    if not is_large(path):
        return read_table(path, shown=shown, said=said, encoding=source.encoding, number=source.table)
    from planner.sources.summed import summed_file  # noqa: PLC0415 - the engine is heavy

    target = Target(text="1x", kind="multiple", amount=1)  # the engine is asked as for a goal
    goal = Goal(target=target, traffic=source, metric=metric, as_of=today, file=shown)
    return summed_file(path, goal, source, "traffic", shown=shown, said=said, watch=watch)


def look_at_table(table: TextTable, source: Table, *, metric: str, today: date) -> tuple[Inspection, Seen | None]:
    """The same of a table that was read."""
    table = replace(table, ways=Ways(dates=source.dates, decimals=source.decimals))
    export = export_of(table)
    history, layout, problems, doubled = counted_once(table, source, metric, today)
    kept, left_out = _kept(table, layout)
    form, days, day_at = _days(layout.table if layout else kept, source, layout)
    inspection = Inspection(
        file=table.file,
        tool="" if export is PLAIN else export.name,
        carries=export.carries,
        number=table.number,
        tables=_tables(table, source),
        written=written(kept, form),
        rows=(table.read or table.rows) if table.header else 0,
        columns=column_facts(kept, layout if history is not None else None, day_at),
        left_out=_bare(history.left_out if history is not None else left_out, table.file),
        problems=problems,
        days=days,
    )
    if history is None and (assumed := _of_some_days(table, source, metric, today, problems)) is not None:
        return assumed, None
    if history is None or layout is None:
        ads = ads_facts(table, source) if _on_ads(kept, export) else None
        return replace(inspection, ads=ads), None
    if history.counts_only and days is not None:
        history = _in_full(history, days.span)
    seen = Seen(
        table=table, export=export, layout=layout, history=history, metric=metric, today=today,
        chosen="sessions" in dict(source.columns),
    )  # fmt: skip
    column = table.header[layout.count_at] if layout.count_at < len(table.header) else ""
    facts = day_facts(history, whole=layout.covers, said=layout.covers and source.covers is None, unfinished=None)
    inspection = replace(
        inspection,
        days=facts,
        totals=totals(history, metric=metric, column=column),
        findings=(*doubled, *table_findings(seen), *referral_findings(seen), *day_findings(seen)),
        missing=tuple(_missing(history, export)),
    )
    return inspection, seen


def _of_some_days(
    table: TextTable, source: Table, metric: str, today: date, problems: tuple[Problem, ...]
) -> Inspection | None:
    """What a table holds that lacks nothing but its days, which `planner init` would assume; None for any other."""
    if source.covers is not None or not any("`covers:" in each.expected for each in problems):
        return None
    named = named_days(table.file, today)
    days = named or assumed_days(table, today)
    seen, read = look_at_table(table, replace(source, covers=days), metric=metric, today=today)
    if read is None or seen.problems:
        return None
    why = "as its name says" if named else "which is no more than a guess"
    finding = Finding(
        kind="days", text=f"Nothing in the table says which days it is of. `planner init` would take {period_name(days)}, {why}",
        advice="Say the days with --covers, as in --covers 2026-10 or --covers 2026-10-01..2026-10-28",
    )  # fmt: skip
    return replace(seen, days=None, problems=problems, findings=(finding, *seen.findings))


def _in_full(history: History, span: Period) -> History:
    """One sum a branch over all days that it is of: for a plan it stands for the last ones alone."""
    sessions = np.repeat(history.sessions[:, -1:], span.days, axis=1)
    return replace(history, first=span.start, sessions=frozen(sessions), measures=())


def _kept(table: TextTable, layout: Layout | None) -> tuple[TextTable, tuple[str, ...]]:
    """The table without rows of totals and repeated headers, and why they are left out."""
    counts = (at for role in COUNTED for at, name in enumerate(table.header) if role_of(name) == role)
    at = layout.count_at if layout is not None and layout.count_at < len(table.header) else next(counts, None)
    try:
        return counted_rows(table, count_at=at)
    except InputError:
        return table, ()


def _days(table: TextTable, source: Table, layout: Layout | None) -> tuple[str, DayFacts | None, int | None]:
    """The form of the dates, the days that a table has which is not read as traffic, and the column that says them."""
    if not table.rows:
        return "", None, None
    try:
        dated, at = (table, layout.day_at) if layout else with_days(table, dict(source.columns), source.covers)
        read = read_days(dated, at)
    except InputError:
        return "", None, None
    day_at = at if at < len(table.header) else None
    if read.problems or not read.lengths or (span := within_titles(table, read.span)) is None:
        return "", None, day_at
    whole = at >= len(table.header) and len(read.lengths) == 1
    known = sum(read.lengths.values())
    facts = DayFacts(span=span, cadence=read.cadence, whole=whole, said=whole and source.covers is None, known=known)
    return "" if day_at is None or (layout and layout.covers) else read.form, facts, day_at


def _tables(table: TextTable, source: Table) -> tuple[TableFacts, ...]:
    """The tables in its file, the one that was read among them."""
    said = dict(source.columns)
    text = table.texts[0] if len(table.texts) == 1 else None
    if text is None or text.records <= table.rows + 1 + len(table.above):  # no room for another one
        return (table_facts(table, said, place=False),)
    found = tables_in(text.text, shown=text.file, encoding=text.encoding)
    found = tuple(each for each in found if each.rows or len(each.header) > 1)  # the others are lines of text
    if len(found) < 2:
        return (table_facts(table, said, place=False),)
    return tuple(table_facts(each, said, place=True) for each in found)


def _bare(lines: Sequence[str], file: str) -> tuple[str, ...]:
    """Lines without the file's name in front, which the report has once; the one on a cut export is a finding."""
    bare = (line.removeprefix(f"{file}: ") for line in lines)
    return tuple(
        line
        for line in bare
        if "that its row of totals says" not in line and "is counted, for there are no" not in line
    )


def _on_ads(table: TextTable, export: Export) -> bool:
    """Whether a table says what ads cost."""
    return export.carries == "ads" or any(role_of(name) == "cost" for name in table.header)


def _missing(history: History, export: Export) -> Iterator[tuple[str, str]]:
    """What the table does not say, and where its tool has it."""
    levels = {level.casefold() for level in history.levels}
    wanted = (
        ("new and returning visitors", "visitor" not in levels, export.visitors),
        ("channels", "channel" not in levels, export.channels),
    )
    yield from ((what, where) for what, lacks, where in wanted if lacks)
