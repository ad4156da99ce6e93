"""What effort took, in reports of ads tools and in tables of a team's own: by day, or one sum for a stretch of days."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.channels import channel_group
from planner.model.goal import EFFORT_ROLES, Table
from planner.model.history import EffortHistory
from planner.model.period import Period
from planner.sources.effort import read_effort
from planner.sources.exports.kept import counted_rows
from planner.sources.exports.measures import outcome_columns
from planner.sources.exports.tools import EXPORTS, PLAIN, Export, export_of
from planner.sources.first.open_readings import Settled, settled
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import date_column, with_days
from planner.sources.tables.days import read_days
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable, Ways
from planner.text import folded

Kind = Literal["money", "hours"]
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

_LEVERS = ("lever", "activity", "杠杆", "活动")
_OUTCOMES = {"sessions", "views", "users", "clicks", "impressions"}
_UNIT = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$")
_HOURS = re.compile(
    r"hour|\bhrs\b|工时|小时|stunden|\bstd\b|heures|\bhoras\b|\bore\b|\buren\b|godzin|часы|часов|時間|시간|\(h\)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"money|budget|spen[dt]|\bcosts?\b|\beur|\busd\b|\bgbp\b|dollar|[$€£¥]|金额|预算|元|kosten|ausgaben|betrag|geld|\bchf\b|coût|dépens|\bgasto|\bcusto|费|₽|₩|zł",
    re.IGNORECASE,
)
_VAGUE = ("value", "amount", "金额")
"""Names of amounts that may be visits."""


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


def export_of_effort(table: TextTable) -> Export:
    """Whose report a table is; one of campaigns with costs and clicks is of ads, in any language."""
    export = export_of(table)
    roles = {role_of(name) for name in table.header}
    if (
        export is PLAIN
        and {"campaign", "cost"} <= roles
        and roles & {"clicks", "impressions"}
        and "sessions" not in roles
    ):
        return next(each for each in EXPORTS if each.name == "Google Ads")
    return export


def amount_kind(name: str) -> Kind | None:
    """Money or hours, by the name of a column of amounts, or of one that is a lever; None where it says neither."""
    if role_of(name) == "cost":
        return "money"
    return "hours" if _HOURS.search(name) else "money" if _MONEY.search(name) else None


def without_unit(name: str) -> str:
    """A lever's name without the unit in brackets behind it."""
    return _UNIT.sub("", name).strip() or name


def is_wide(table: TextTable) -> bool:
    """Whether a table of days has nothing but figures, one of them named for a channel or with a unit of effort."""
    if {role_of(name) for name in table.header} & _OUTCOMES:
        return False
    try:
        at = date_column(table, {})
    except InputError:
        return False
    if at is None or outcome_columns(table, used=()):
        return False
    others = [n for n, name in enumerate(table.header) if n != at and name]
    return all(numeric_share(table, n) > 0 for n in others) and any(
        amount_kind(table.header[n]) or channel_group(without_unit(table.header[n])) for n in others
    )


def is_spending(table: TextTable, ways: Table) -> bool:
    """Whether a table says what ads cost, or who did how much of what, and no visits to the site."""
    said = dict(ways.columns)
    if "sessions" in said:
        return False
    if export_of_effort(table).carries == "ads":
        return True
    roles = {role_of(name) for name in table.header}
    if roles & {"sessions", "views", "users"}:
        return False
    if "amount" in said:
        return True
    try:
        amount, lever = find_role(table, "amount", {}), find_role(table, "lever", {})
        by_lever = lever is not None and folded(table.header[lever]) in _LEVERS
        sure = amount is not None and (by_lever or folded(table.header[amount]) not in _VAGUE)
        return sure or ("cost" in roles and find_role(table, "cost", {}) is not None)
    except InputError:
        return False


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
        raise InputError(
            [
                replace(
                    found.question.problem,
                    text="this report says no days",
                    expected="one by day, or for a stretch of days that it names",
                )
            ]
        )
    history, types = found.found, _types(table, said.get("lever", ""))
    totals = np.nansum(history.amounts, axis=1)
    if not totals.any():
        raise InputError([_of(table, "nothing was spent")])
    if (stretch := _stretch(table, ways)) is not None:
        if max(stretch.start - beside.end, beside.start - stretch.end).days > NEAR:
            raise InputError([_of(table, f"its days, {stretch.start} to {stretch.end}, are far from the traffic's")])
        amounts = tuple((name, float(total)) for name, total in zip(history.names, totals, strict=True) if total > 0)
        spent = Spent(file=table.file, export=export, days=stretch, amounts=amounts, types=types)
        return Settled(ways=found.ways, found=spent, question=found.question)
    if history.first > beside.end or history.last < beside.start:
        own, others = (
            f"{days.start} to {days.end}" for days in (Period(start=history.first, end=history.last), beside)
        )
        raise InputError([_of(table, f"its days, {own}, are none of the traffic's, {others}")])
    order = np.argsort(-totals, kind="stable").tolist()
    effort = Effort(
        table=table,
        source=found.ways,
        export=export,
        until=beside.end,
        history=history,
        names=tuple(history.names[n] for n in order if totals[n] > 0),
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
