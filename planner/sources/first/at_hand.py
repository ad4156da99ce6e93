"""The exports that somebody has at hand: which of them is the traffic, which the effort behind it, and what serves for neither."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planner.errors import InputError, Place, Problem
from planner.model.goal import Table
from planner.sources.first.candidates import Candidate, Reader
from planner.sources.first.effort_tables import is_spending, is_wide
from planner.sources.first.efforts import efforts_among
from planner.sources.first.left import Left, left_out, unread
from planner.sources.first.open_readings import Question, as_option
from planner.sources.first.same_columns import candidates
from planner.sources.first.spending import Effort, Spent
from planner.sources.first.traffic import Traffic, traffic_of
from planner.sources.tables.csv_file import tables_in
from planner.sources.tables.table import TextTable
from planner.text import visible


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
    tables, left = _tables(reader, files)
    groups: dict[tuple[str, ...], list[str]] = {}
    for file, table in tables.items():
        groups.setdefault(table.header, []).append(file)
    ads = [file for group in groups.values() for file in group if is_spending(tables[file], ways)]
    found: list[Candidate] = []
    for group in groups.values():
        found += candidates(reader, [file for file in group if file not in ads], left, alone=len(files) == 1)
    if not found:
        raise _no_traffic(reader, ads, left)
    best = max(found, key=lambda each: each.worth)
    others = [each for each in found if each is not best]
    traffic = traffic_of(best, reader)
    wide = [each.file for each in left if each.file in tables and is_wide(tables[each.file])]
    maybe = [*ads, *(file for each in others if each.may_be_effort for file in each.read.ways.files), *wide]
    efforts = efforts_among(reader, maybe, tables, beside=traffic.history.span)
    left = [each for each in left if each.file not in wide]
    left += [
        left_out(file, f"one table of traffic is enough, and {_named(best)} says more")
        for each in others
        for file in each.read.ways.files
        if file not in maybe
    ]
    order = {file: n for n, file in enumerate(files)}
    return AtHand(
        traffic=traffic,
        effort=efforts.chosen,
        spent=efforts.spent,
        left=tuple(sorted((*left, *efforts.left), key=lambda each: order.get(each.file, 0))),
        question=best.read.question or efforts.question,
        apart=efforts.apart,
        notes=tuple(_other_tables(reader, best)),
    )


def _tables(reader: Reader, files: Sequence[str]) -> tuple[dict[str, TextTable], list[Left]]:
    """The table in each file, and the files that hold none."""
    tables: dict[str, TextTable] = {}
    left: list[Left] = []
    for file in files:
        try:
            tables[file] = reader.table([file], "traffic")
        except InputError as error:
            left.append(unread(file, error))
    return tables, left


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
