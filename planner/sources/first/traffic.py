"""The traffic of a first goal: its levels, and what is counted."""

from dataclasses import dataclass, replace

import numpy as np

from planner.errors import InputError
from planner.model.goal import Table
from planner.model.history import History
from planner.model.period import Period
from planner.sources.exports.tools import Export, export_of
from planner.sources.first.candidates import Candidate, Reader
from planner.sources.tables.table import TextTable
from planner.sources.traffic import read_traffic

NO_SESSIONS = " is counted, for there are no sessions"
"""How a line ends that says what else is counted."""


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


def traffic_of(best: Candidate, reader: Reader) -> Traffic:
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
