"""The exports that somebody has at hand: which of them is the traffic, which the effort behind it, and what serves for neither."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.goal import Table
from planner.model.history import History
from planner.model.period import Period
from planner.sources.exports.tools import Export, export_of
from planner.sources.first.candidates import Candidate, Reader
from planner.sources.first.open_readings import Question, as_option, says_no_days
from planner.sources.first.spending import Effort, Spent, is_spending, is_wide, latest, read_spending
from planner.sources.tables.csv_file import tables_in
from planner.sources.tables.table import TextTable
from planner.sources.traffic import read_traffic
from planner.text import folded, visible
from planner.words.figures import counted

NO_SESSIONS = " is counted, for there are no sessions"
"""How a line ends that says what else is counted."""
ONE_TABLE = "to use both by day, put them into one table with columns date, lever and amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A file that was left out."""

    file: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """The traffic among the files."""

    source: Table
    history: History
    export: Export
    assumed: bool
    """Whether its days were taken for granted."""
    named: tuple[tuple[str, Period], ...] = ()
    """(file, days) of those whose names alone say their days."""
    metric: str
    """What is counted."""
    counts: str = ""
    """A line on the column that is counted, where it holds no sessions."""
    alone: tuple[str, ...] = ()
    """Keys of which one value alone makes the table readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """What the files are."""

    traffic: Traffic
    effort: Effort | None
    spent: tuple[Spent, ...]
    left: tuple[Left, ...]
    question: Question | None
    """What is to be answered before all this is sure."""
    apart: tuple[str, ...] = ()
    """Files of effort by day beside the one that is used."""
    notes: tuple[str, ...] = ()
    """Lines on what else could be taken."""


def at_hand(files: Sequence[str], ways: Table, *, metric: str, today: date) -> AtHand:
    """What each of the files is; of several tables of traffic the one that says most is taken.

    Args: files: paths as they were given; ways: what the options say of them all; today: what days are assumed from.
    Raises: InputError with what is wrong with every file, where none is traffic or one is not there.
    """
    _refuse_missing(files)
    reader = Reader(ways=ways, metric=metric, today=today)
    left: list[Left] = []
    groups: dict[tuple[str, ...], list[str]] = {}
    tables: dict[str, TextTable] = {}
    for file in files:
        try:
            tables[file] = reader.table([file], "traffic")
        except InputError as error:
            left.append(_left(file, error))
        else:
            groups.setdefault(tables[file].header, []).append(file)
    ads = [file for header, group in groups.items() for file in group if is_spending(tables[file], ways)]
    found: list[Candidate] = []
    for group in groups.values():
        found += _candidates(reader, [file for file in group if file not in ads], left, alone=len(files) == 1)
    if not found:
        raise _no_traffic(reader, ads, left)
    best = max(found, key=lambda each: each.worth)
    others = [each for each in found if each is not best]
    traffic = _traffic(best, reader)
    maybe = [*ads, *(file for each in others if each.may_be_effort for file in each.read.ways.files)]
    wide = [each.file for each in left if each.file in tables and is_wide(tables[each.file])]
    left = [each for each in left if each.file not in wide]
    maybe += wide
    efforts: dict[str, Effort] = {}
    spent: list[Spent] = []
    question = best.read.question
    for file in maybe:
        try:
            read = read_spending(tables[file], replace(ways, files=(file,)), beside=traffic.history.span)
        except InputError as error:
            left.append(_left(file, error))
            continue
        question = question or read.question
        if isinstance(read.found, Effort):
            efforts[file] = read.found
        else:
            spent.append(read.found)
    left += [
        _said(file, f"one table of traffic is enough, and {_named(best)} says more")
        for each in others
        for file in each.read.ways.files
        if file not in maybe
    ]
    by_day = tuple(_together(reader, efforts, tables, beside=traffic.history.span))
    chosen = _one_effort(by_day)
    spent, apart, more = _beside(chosen, [each for each in by_day if each is not chosen], spent)
    left += more
    order = {file: n for n, file in enumerate(files)}
    return AtHand(
        traffic=traffic,
        effort=chosen,
        spent=tuple(spent),
        left=tuple(sorted(left, key=lambda each: order.get(each.file, 0))),
        question=question,
        apart=apart,
        notes=tuple(_other_tables(reader, best)),
    )


def _beside(
    chosen: Effort | None, others: Sequence[Effort], spent: Sequence[Spent]
) -> tuple[list[Spent], tuple[str, ...], list[Left]]:
    """The sums beside the table of effort, the files of other tables by day, and what is left out of all these."""
    if chosen is None:
        return list(spent), (), []
    sums = [*spent, *map(latest, others)]
    again = {each.file for each in sums if _same_money(each, chosen)}
    apart = tuple(file for other in others for file in other.source.files if other.source.files[0] not in again)
    name = visible(chosen.source.files[0])
    left = [
        _said(each.file, f"{name} has its effort by day; it would count twice") for each in sums if each.file in again
    ]
    left += [_said(file, f"a goal has one table of effort, and {name} has more; {ONE_TABLE}") for file in apart]
    return [each for each in sums if each.file not in again], apart, left


def _same_money(spent: Spent, effort: Effort) -> bool:
    """Whether a sum is of what a table has by day: under the same names, or by the same tool on the same days."""
    names = {folded(name) for name in effort.names}
    if any(folded(name) in names for name, _ in spent.amounts):
        return True
    same = effort.export.carries == "ads" and spent.export is effort.export
    return same and spent.days.start <= effort.history.last and spent.days.end >= effort.history.first


def _other_tables(reader: Reader, best: Candidate) -> Iterator[str]:
    """A line for a table by day in the same file, where the one that was taken is not."""
    text, history, files = best.table.texts[:1], best.read.found, best.read.ways.files
    if len(files) != 1 or not text or reader.ways.table or (history.cadence == "day" and not history.counts_only):
        return
    for number in (each.number for each in tables_in(text[0].text, shown=text[0].file, encoding=text[0].encoding)):
        try:
            other = Reader(
                ways=replace(reader.ways, table=str(number)), metric=reader.metric, today=reader.today
            ).traffic(files, covers=None)  # fmt: skip
        except InputError:
            continue
        found = other.read.found
        if number != best.table.number and other.counts and found.cadence == "day" and not found.counts_only:
            columns = ", ".join(map(repr, other.table.header[:6]))
            yield f"{files[0]}: table {number} of it is by day ({columns}); --table {number} takes that one"


def _refuse_missing(files: Sequence[str]) -> None:
    missing = [file for file in files if not Path(file).exists() and not any(mark in file for mark in "*?[")]
    if missing:
        raise InputError([Problem(place=Place(file=file), text="there is no such file") for file in missing])


def _candidates(reader: Reader, group: Sequence[str], left: list[Left], *, alone: bool) -> Iterator[Candidate]:
    """The traffic of files with the same columns: all together, else the best of them by itself."""
    if not group:
        return
    try:
        yield reader.traffic(group, covers=reader.ways.covers if alone else None)
        return
    except InputError as error:
        if len(group) == 1:
            left.append(_left(group[0], error))
            return
        together = error
    if says_no_days(together):
        left += [_dayless(file) for file in group if reader.named(file) is None]
        group = [file for file in group if reader.named(file) is not None]
        if group:
            yield from _candidates(reader, group, left, alone=False)
        return
    single: dict[str, Candidate] = {}
    for file in group:
        try:
            single[file] = reader.traffic([file], covers=None)
        except InputError as error:
            left.append(_left(file, error))
    if not single:
        return
    best = max(single, key=lambda file: (single[file].worth, single[file].read.found.last))
    yield single[best]
    left += [_apart(each, single[best], together) for file, each in single.items() if file != best]


def _dayless(file: str) -> Left:
    text = "this table says no days, and neither does its name; together with others it would count as the same days"
    expected = "a name with its month, as in traffic-2026-08.csv, a column of dates, or this file alone with --covers"
    return Left(file=file, problems=(Problem(place=Place(file=file), text=text, expected=expected),))


def _apart(left: Candidate, best: Candidate, together: InputError) -> Left:
    """Why files with the same columns are not one table, and what is lost with one of them."""
    file, other = left.read.ways.files[0], best.read.ways.files[0]
    why = as_option(together.problems[0])
    own, span = left.read.found.span, best.read.found.span
    both = max((min(own.end, span.end) - max(own.start, span.start)).days + 1, 0)
    lost = own.days - both
    text = f"with {visible(other)}, which has more days, it makes no table ({visible(why.place.brief)}: {why.text})"
    text += f"; {counted(lost, 'day')} that only it has are not read" if lost > 0 else ""
    return Left(file=file, problems=(replace(why, place=Place(file=file), text=text),))


def _traffic(best: Candidate, reader: Reader) -> Traffic:
    """The traffic with its levels said."""
    read = best.read
    source, history = replace(read.ways, by=read.found.levels), read.found
    if source.by:
        try:
            named = read_traffic(best.table, source, metric=reader.metric, until=None)[0]
        except InputError:
            source = replace(source, by=())
        else:
            history = named if named.leaves == history.leaves else history
            source = source if named.leaves == history.leaves else replace(source, by=())
    assumed = source.covers is not None and reader.ways.covers is None and not best.named
    counts = next((line for line in history.left_out if line.endswith(NO_SESSIONS)), "")
    metric, history = _counted(best.table, source, history, counts, reader.metric)
    return Traffic(
        source=source, history=history, export=export_of(best.table), assumed=assumed, named=best.named, metric=metric,
        counts=counts, alone=read.alone,
    )  # fmt: skip


def _counted(table: TextTable, source: Table, history: History, counts: str, metric: str) -> tuple[str, History]:
    """The name of what is counted where it is no sessions, and the history as it is read under that name."""
    quoted = counts.removeprefix(f"{table.file}: ").removesuffix(NO_SESSIONS)
    name = next((each for each in table.header if counts and repr(each) == quoted), "")
    if not name:
        return metric, history
    name = name.lower() if name.isascii() and name.istitle() else name
    try:
        found = read_traffic(table, source, metric=name, until=None)[0]
    except InputError:
        return metric, history
    same = found.leaves == history.leaves and np.array_equal(found.sessions, history.sessions, equal_nan=True)
    return (name, found) if same else (metric, history)


def _together(
    reader: Reader, efforts: Mapping[str, Effort], tables: Mapping[str, TextTable], *, beside: Period
) -> Iterator[Effort]:
    """The tables of effort, those with the same columns as one, where they can be read so."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for file in efforts:
        groups.setdefault(tables[file].header, []).append(file)
    for group in groups.values():
        try:
            ways = replace(reader.ways, files=tuple(group))
            read = read_spending(reader.table(group, "effort"), ways, beside=beside).found if len(group) > 1 else None
        except InputError:
            read = None
        yield from (read,) if isinstance(read, Effort) else (efforts[file] for file in group)


def _one_effort(efforts: Sequence[Effort]) -> Effort | None:
    """The table of effort with the most days, for a goal has one."""
    return max(efforts, key=lambda each: (each.history.amounts.shape[1], each.total), default=None)


def _no_traffic(reader: Reader, ads: Sequence[str], left: Sequence[Left]) -> InputError:
    """All that is wrong with the files, reports on ads among them."""
    problems = [problem for each in left for problem in each.problems]
    for file in ads:
        try:
            reader.traffic([file], covers=None)
        except InputError as error:
            problems += map(as_option, error.problems)
    return InputError(problems)


def _named(best: Candidate) -> str:
    files = best.read.ways.files
    return visible(files[0]) + (f" and {len(files) - 1} more" if len(files) > 1 else "")


def _left(file: str, error: InputError) -> Left:
    return Left(file=file, problems=tuple(map(as_option, error.problems)))


def _said(file: str, text: str) -> Left:
    return Left(file=file, problems=(Problem(place=Place(file=file), text=text),))
