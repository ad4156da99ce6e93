"""A table that is too large to read, or in a database, summed where it is to one row a day and branch."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.arrays import Array
from planner.model.goal import Goal, Table
from planner.model.visitors import visitor_kind
from planner.sources.asked import asked_measures
from planner.sources.engine.facts import Engine, Groups, Watch
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import CsvFile, Database, ParquetFiles, Source
from planner.sources.exports.chosen import chosen_table
from planner.sources.exports.measures import COUNTS, is_measure, outcome_columns
from planner.sources.large import PARQUET
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.column import Column
from planner.sources.tables.columns import NAMES, find_role
from planner.sources.tables.csv_file import tables_in
from planner.sources.tables.dated import date_column
from planner.sources.tables.encodings import decoded
from planner.sources.tables.marks import OTHER, decimal_mark
from planner.sources.tables.names import DATE_ROLES, plain_name, role_of
from planner.sources.tables.numerals import Mark
from planner.sources.tables.table import TextTable, Ways
from planner.text import folded

HEAD = 2**20  # bytes of a large file that tell how it is written
_BRANCHES = ("visitor", "channel", "source", "medium", "source / medium", "range")


def summed_file(
    path: Path, goal: Goal, source: Table, key: str, *, shown: str, said: Place, watch: Watch | None
) -> TextTable:
    """A large file, one row a day and branch. Args, errors: see `read_source`."""
    return _summed(
        file_source(path, goal, source, key, shown=shown, said=said), goal, source, key, said=said, watch=watch
    )


def file_source(path: Path, goal: Goal, source: Table, key: str, *, shown: str, said: Place) -> Source:
    """A file as an engine reads it. Raises: InputError where its names cannot be told."""
    if path.suffix.lower() in PARQUET:
        return ParquetFiles(path=path, shown=shown)
    head = _head(path, shown, source.encoding, said, source.table)
    if head.wrong:
        raise InputError(head.wrong)
    head = replace(head, ways=Ways(dates=source.dates, decimals=source.decimals))
    _, sums = columns_used(head, goal, source, key)
    mark = _mark(head, [head.header.index(name) for name in sums])
    text = head.texts[0]
    return CsvFile(
        path=path,
        shown=shown,
        names=_distinct(head.header),
        delimiter=text.delimiter,
        encoding=text.encoding,
        skip=_line_of(text.text, text.delimiter, text.top),
        decimal=mark,
        thousands=OTHER[mark],
    )


def _mark(head: TextTable, columns: Sequence[int]) -> Mark:
    """The decimal mark of the columns that have one in the first rows."""
    written = [at for at in columns if any("," in cell or "." in cell for cell in set(head.columns[at]))]
    marks = {decimal_mark(head, at) for at in written}
    return marks.pop() if len(marks) == 1 else "."


def summed_database(goal: Goal, source: Table, key: str, *, said: Place, watch: Watch | None) -> TextTable:
    """A table or a query of a database, one row a day and branch. Args, errors: see `read_source`."""
    return _summed(database_source(goal, source), goal, source, key, said=said, watch=watch)


def database_source(goal: Goal, source: Table) -> Database:
    """A database as an engine reads it."""
    return Database(url=source.url, table=source.table, query=source.query, folder=Path(goal.file).parent)


def _summed(source: Source, goal: Goal, said_of: Table, key: str, *, said: Place, watch: Watch | None) -> TextTable:
    with open_engine(source, said=said) as engine:
        head = sampled(engine, said)
        keys, sums = columns_used(head, goal, said_of, key)
        groups = engine.grouped(keys, sums, days=timed(head, said_of, keys), watch=watch)
    return _table(engine, groups, keys, sums, said_of)


def sampled(engine: Engine, said: Place) -> TextTable:
    """The first rows of an engine's table. Raises: InputError where it has none."""
    sample = engine.sample()
    cells = zip(*sample.rows, strict=True) if sample.rows else [()] * len(sample.columns)
    if not sample.rows:
        raise InputError([Problem(place=said, text=f"{engine.shown} has no rows", expected="one row a day and branch")])
    return TextTable(file=engine.shown, header=sample.names, columns=tuple(map(Column, cells)))


def _table(engine: Engine, groups: Groups, keys: Sequence[str], sums: Sequence[str], source: Table) -> TextTable:
    if groups.unread:
        raise InputError(list(_unread(engine, groups)))
    return summed_table(engine.shown, (*keys, *sums), groups.keys, groups.sums, source, rows=groups.rows)


def summed_table(
    shown: str, header: Sequence[str], keys: Sequence[Sequence[str]], sums: Iterable[Array], source: Table, *, rows: int
) -> TextTable:
    """Sums by group as a table. Args: sums: NaN where there is no number; rows: how many they are made of."""
    amounts = [["" if np.isnan(amount) else repr(float(amount)) for amount in each] for each in sums]
    return TextTable(
        file=shown,
        header=tuple(header),
        columns=tuple(map(Column, (*keys, *amounts))),
        ways=Ways(dates=source.dates, decimals="."),
        read=rows,
    )


def columns_used(table: TextTable, goal: Goal, source: Table, key: str) -> tuple[list[str], list[str]]:
    """The columns to group by and to sum, by name: all that could make the days, the tree or the levers, and all that could be counted.

    Args: table: the whole of it, or a sample that has every column; key: `traffic` or `effort`.
    """
    said = dict(source.columns)
    figures = [at for at in range(len(table.header)) if table.header[at] and is_measure(table, at)]
    named = {folded(name) for name in (*source.by, *said.values())}
    keys = [at for at, name in enumerate(table.header) if role_of(name) in (*DATE_ROLES, "until")]
    if (day_at := date_column(table, said)) is not None:
        keys.append(day_at)
    if key == "effort":
        keys += [at for at, name in enumerate(table.header) if _is_lever(name)]
        sums = figures
    else:
        wanted = {goal.metric, *(each.name for each in asked_measures(goal))}
        keys += [at for at, name in enumerate(table.header) if role_of(name) in _BRANCHES]
        keys += [
            at
            for role in ("visitor", "channel", *_campaign(table, source, said))
            if (at := find_role(table, role, said)) is not None
        ]
        sums = [at for at, name in enumerate(table.header) if role_of(name) in COUNTS and numeric_share(table, at)]
        sums += [at for at in figures if _is_branch(table.header[at])]
        outcomes = set(outcome_columns(table, used=()))
        sums += [at for at in figures if at in outcomes or folded(table.header[at]) in map(folded, wanted)]
        sums += figures if not sums else []
    counted = {folded(said[role]) for role in ("sessions", "amount", "new", "returning") if role in said}
    keys += [at for at, name in enumerate(table.header) if folded(name) in named - counted]
    sums += [at for at, name in enumerate(table.header) if folded(name) in counted]
    keys = sorted(set(keys) - set(sums)) if key == "traffic" else sorted(set(keys))
    return [table.header[at] for at in keys], [table.header[at] for at in sorted(set(sums) - set(keys))]


def _campaign(table: TextTable, source: Table, said: Mapping[str, str]) -> tuple[str, ...]:
    """Campaigns are many: they are asked for only where a channel is made of them."""
    asked = any(rule.campaign for rule in source.channels)
    return ("campaign",) if asked or ("channel" not in said and find_role(table, "channel", {}) is None) else ()


def _is_lever(name: str) -> bool:
    return folded(name) in map(folded, NAMES["lever"])


def _is_branch(name: str) -> bool:
    return visitor_kind(plain_name(name)) is not None


def timed(head: TextTable, source: Table, keys: Sequence[str]) -> str:
    """The column of points of time whose days are meant."""
    at = date_column(head, dict(source.columns))
    return head.header[at] if at is not None and head.header[at] in keys else ""


def _unread(engine: Engine, groups: Groups) -> Iterator[Problem]:
    for each in groups.unread:
        cells = ", ".join(f"{cell!r}" for cell, _ in each.cells[:3])
        text = f"{each.count:,} cells of {each.column!r} are no numbers, such as {cells}"
        yield Problem(
            place=Place(file=engine.shown),
            text=text,
            expected="numbers such as 1234 or 1,234; `decimals:` says the decimal mark",
            key="decimals",
        )


def _head(path: Path, shown: str, encoding: str, said: Place, number: str) -> TextTable:
    """The table whose names stand in the first part of a large file, with its first rows."""
    with path.open("rb") as file:
        data = file.read(HEAD)
    cut = max(data.rfind(b"\n"), data.rfind(b"\r"), 0) or len(data)
    data = data[: cut + cut % 2] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[: cut + 1]
    try:
        text, name = decoded(data, encoding)
    except (UnicodeError, LookupError):
        raise InputError(
            [Problem(place=said, text=f"the encoding of {shown} is not known", expected="`encoding:`, as in cp1252")]
        ) from None
    return replace(chosen_table(tables_in(_whole_rows(text), shown=shown, encoding=name), number, said), wrong=())


def _whole_rows(text: str) -> str:
    """Without a last row that a quotation mark leaves open."""
    return text if text.count('"') % 2 == 0 else text[: text.rfind('"')].rpartition("\n")[0]


def _line_of(text: str, delimiter: str, record: int) -> int:
    """How many lines end with a record."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for _ in range(record + 1):
        next(reader)
    return reader.line_num


def _distinct(header: Sequence[str]) -> tuple[str, ...]:
    """Names that are all different, for those that stand twice or not at all."""
    seen: dict[str, int] = {}
    found = []
    for at, name in enumerate(header):
        seen[name] = seen.get(name, 0) + 1
        found.append(name if name and seen[name] == 1 else f"column {at + 1}")
    return tuple(found)
