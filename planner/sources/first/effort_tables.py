"""By what a table of effort is known: reports of ads tools in any language, and what a team writes down itself."""

import re
from typing import Literal

from planner.errors import InputError
from planner.model.channels import channel_group
from planner.model.goal import Table
from planner.sources.exports.measures import outcome_columns
from planner.sources.exports.tools import EXPORTS, PLAIN, Export, export_of
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import date_column
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable
from planner.text import folded

Kind = Literal["money", "hours"]
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
