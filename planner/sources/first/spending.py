"""What effort took, in reports of ads tools and in tables of a team's own: by day, or one sum for a stretch of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.goal import EFFORT_ROLES, Table
from planner.model.history import EffortHistory
from planner.model.period import Period
from planner.sources.effort import read_effort
from planner.sources.exports.kept import counted_rows
from planner.sources.exports.tools import Export
from planner.sources.first.effort_tables import export_of_effort
from planner.sources.first.open_readings import Settled, settled
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import with_days
from planner.sources.tables.days import read_days
from planner.sources.tables.table import TextTable, Ways

MONTH = 30
"""Days to which sums are scaled, and which stand for the present."""
NEAR = 92
"""Days: what was spent so long before or after the traffic says nothing of today."""
_TYPES = (
    "campaign type",
    "campaign subtype",
    "advertising channel type",
    "kampagnentyp",
    "type de campagne",
    "tipo de campaña",
    "tipo de campanha",
    "广告系列类型",
)
"""Columns that say where a campaign is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Effort by day, week or month."""

    table: TextTable
    source: Table
    export: Export
    until: date
    """The traffic's last day."""
    history: EffortHistory
    names: tuple[str, ...]
    """Levers that had any effort, most first."""
    types: Mapping[str, str]
    """Where each of them is shown, as far as the report says it."""
    unit: str
    """The name of the column of the amounts; empty where every lever has a column."""

    @property
    def total(self) -> float:
        return float(np.nansum(self.history.amounts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What effort took over a stretch of days, with no days of its own."""

    file: str
    export: Export
    days: Period
    amounts: tuple[tuple[str, float], ...]
    types: Mapping[str, str]


def read_spending(table: TextTable, ways: Table, *, beside: Period) -> Settled[Effort] | Settled[Spent]:
    """What a table says of effort up to the traffic's last day.

    Args: ways: what the options say of it; beside: the traffic's days.
    Raises: InputError where it says no amounts, no days, none above zero, or is of another time than the traffic.
    """
    if table.wrong:
        raise InputError(table.wrong)
    export = export_of_effort(table)
    said = _columns(table, ways, export)
    ways = replace(ways, columns=tuple(said.items()), covers=None, by=(), channels=())
    levers = () if "lever" in said else tuple(name for role, name in said.items() if role == "amount")
    if levers:  # one column, which is the lever
        ways = replace(ways, columns=tuple((role, name) for role, name in said.items() if role == "date"))
    found = settled(lambda ways: read_effort(table, ways, levers=levers, until=None)[0], ways, days=beside)
    if found.question and found.question.key == "covers":
        expected = "one by day, or for a stretch of days that it names"
        raise InputError([replace(found.question.problem, text="this report says no days", expected=expected)])
    history, types = found.found, _types(table, said.get("lever", ""))
    totals = np.nansum(history.amounts, axis=1)
    if not totals.any():
        raise InputError([_of(table, "nothing was spent")])
    amounts = [(history.names[n], float(totals[n])) for n in range(len(totals)) if totals[n] > 0]
    if (stretch := _stretch(table, ways)) is not None:
        if max(stretch.start - beside.end, beside.start - stretch.end).days > NEAR:
            raise InputError([_of(table, f"its days, {stretch.start} to {stretch.end}, are far from the traffic's")])
        spent = Spent(file=table.file, export=export, days=stretch, amounts=tuple(amounts), types=types)
        return Settled(ways=found.ways, found=spent, question=found.question)
    if history.first > beside.end or history.last < beside.start:
        own, others = f"{history.first} to {history.last}", f"{beside.start} to {beside.end}"
        raise InputError([_of(table, f"its days, {own}, are none of the traffic's, {others}")])
    amounts.sort(key=lambda each: -each[1])
    effort = Effort(
        table=table,
        source=found.ways,
        export=export,
        until=beside.end,
        history=history,
        names=tuple(name for name, _ in amounts),
        types=types,
        unit=said.get("amount", "") if "lever" in said else "",
    )
    return Settled(ways=found.ways, found=effort, question=found.question, alone=found.alone)


def latest(effort: Effort) -> Spent:
    """The last days of a table of effort, as one sum."""
    history = effort.history
    days = min(history.amounts.shape[1], MONTH)
    sums = np.nansum(history.amounts[:, -days:], axis=1).tolist()
    amounts = tuple((name, total) for name, total in zip(history.names, sums, strict=True) if total > 0)
    period = Period(start=history.last - timedelta(days=days - 1), end=history.last)
    return Spent(file=effort.source.files[0], export=effort.export, days=period, amounts=amounts, types=effort.types)


def lever_effort(effort: Effort, levers: Sequence[str]) -> EffortHistory:
    """The effort as a goal with these levers reads it.

    Raises: InputError where a name of the table may mean one of them.
    """
    return read_effort(effort.table, effort.source, levers=levers, until=effort.until)[0]


def _columns(table: TextTable, ways: Table, export: Export) -> dict[str, str]:
    """The columns of lever and amount, those of ads tools in other languages too; none where every lever has a column."""
    said = {role: name for role, name in ways.columns if role in EFFORT_ROLES}
    at = {role: find_role(table, role, said) for role in EFFORT_ROLES[1:]}
    if at["amount"] is None or export.carries == "ads":
        at["amount"] = find_role(table, "cost", {}) if "amount" not in said else at["amount"]
    if at["lever"] is None or export.carries == "ads":
        campaign = find_role(table, "campaign", {}) if "lever" not in said else None
        at["lever"] = at["lever"] if campaign is None else campaign
    if at["amount"] is None:
        if export.carries == "ads":
            raise InputError(
                [_of(table, "this report has no column of costs", "one such as Cost, or --column amount=NAME")]
            )
        return {role: name for role, name in said.items() if role == "date"}
    names = {role: table.header[column] for role, column in at.items() if column is not None}
    return ({"date": said["date"]} if "date" in said else {}) | names


def _stretch(table: TextTable, ways: Table) -> Period | None:
    """The days of the whole report, where its rows are all of the same stretch."""
    kept, _ = counted_rows(table)
    dated, at = with_days(kept, dict(ways.columns), None)
    read = read_days(replace(dated, ways=Ways(dates=ways.dates)), at)
    return read.span if len(read.lengths) == 1 and read.span.days > 1 else None


def _types(table: TextTable, lever: str) -> dict[str, str]:
    at = next((at for name in _TYPES if (at := table.find(name)) is not None), None)
    lever_at = table.find(lever) if lever else None
    if at is None or lever_at is None:
        return {}
    return {name.strip(): kind for name, kind in zip(table.columns[lever_at], table.columns[at], strict=True)}


def _of(table: TextTable, text: str, expected: str = "") -> Problem:
    return Problem(place=Place(file=table.file), text=text, expected=expected)
