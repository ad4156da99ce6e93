"""The effort among the files: one table by day, and sums of what is spent now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.errors import InputError
from planner.model.period import Period
from planner.sources.first.candidates import Reader
from planner.sources.first.left import Left, left_out, unread
from planner.sources.first.open_readings import Question
from planner.sources.first.spending import Effort, Spent, latest, read_spending
from planner.sources.tables.table import TextTable
from planner.text import folded, visible

ONE_TABLE = "to use both by day, put them into one table with columns date, lever and amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Efforts:
    """What the files say of effort."""

    chosen: Effort | None
    spent: tuple[Spent, ...]
    apart: tuple[str, ...]
    """Files of effort by day beside the one that is used."""
    left: tuple[Left, ...]
    question: Question | None
    """The first that one of them leaves open."""


def efforts_among(reader: Reader, files: Sequence[str], tables: Mapping[str, TextTable], *, beside: Period) -> Efforts:
    """What files that may be effort hold. Args: tables: each file's; beside: the days of the traffic."""
    by_day: dict[str, Effort] = {}
    sums: list[Spent] = []
    left: list[Left] = []
    question: Question | None = None
    for file in files:
        try:
            read = read_spending(tables[file], replace(reader.ways, files=(file,)), beside=beside)
        except InputError as error:
            left.append(unread(file, error))
            continue
        question = question or read.question
        if isinstance(read.found, Effort):
            by_day[file] = read.found
        else:
            sums.append(read.found)
    whole = tuple(_together(reader, by_day, tables, beside=beside))
    chosen = _one_effort(whole)
    spent, apart, more = _beside(chosen, [each for each in whole if each is not chosen], sums)
    return Efforts(chosen=chosen, spent=tuple(spent), apart=apart, left=(*left, *more), question=question)


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
        left_out(each.file, f"{name} has its effort by day; it would count twice")
        for each in sums
        if each.file in again
    ]
    left += [left_out(file, f"a goal has one table of effort, and {name} has more; {ONE_TABLE}") for file in apart]
    return [each for each in sums if each.file not in again], apart, left


def _same_money(spent: Spent, effort: Effort) -> bool:
    """Whether a sum is of what a table has by day: under the same names, or by the same tool on the same days."""
    names = {folded(name) for name in effort.names}
    if any(folded(name) in names for name, _ in spent.amounts):
        return True
    same = effort.export.carries == "ads" and spent.export is effort.export
    return same and spent.days.start <= effort.history.last and spent.days.end >= effort.history.first
