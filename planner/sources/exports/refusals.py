"""Why a table is no table of traffic."""

from collections.abc import Mapping

from planner.errors import Problem
from planner.sources.exports.measures import DEFAULT
from planner.sources.exports.tools import Export
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.columns import find_role
from planner.sources.tables.names import plain_name, role_of
from planner.sources.tables.table import TextTable
from planner.text import folded

_OF = {
    "page": "pages",
    "query": "search terms",
    "event": "events or audiences",
    "country": "places or languages",
    "device": "devices",
}
_EFFORT = frozenset(map(plain_name, ("amount", "effort", "spend", "cost", "hours", "money", "金额")))  # fmt: skip
"""Names of what was put in: no count of visits has them."""
_SOURCES = ("channel", "source", "source / medium", "medium", "visitor")


def refusal(
    table: TextTable, export: Export, said: Mapping[str, str], metric: str, count_at: int | None
) -> Problem | None:
    """What a table carries in place of traffic by source; None where it can be read, or the goal file insists on a column.

    Args: said: column by role, as the goal file names them; count_at: the column of the metric, if there is one.
    """
    if "sessions" in said or folded(metric) != DEFAULT:
        return None
    role = role_of(table.header[count_at]) if count_at is not None else ""
    if export.carries == "ads" or (role != "sessions" and find_role(table, "cost", {}) is not None):
        report = f"{export.name} report" if export.carries == "ads" else "report on ads"
        text = f"this is a {report}: it says what ads cost and how often they were clicked, not the site's sessions"
        return table.complaint(
            -1,
            0,
            text,
            expected="it under `effort:`, if it has a row a day, and an export of the site's analytics here",
        )
    if role == "sessions":
        return None
    of = next((what for kind, what in _OF.items() if _names(table, find_role(table, kind, {}))), "")
    if of and all(find_role(table, source, {}) is None for source in _SOURCES):
        what = f"{table.header[count_at]} of {of}" if count_at is not None else of
        text = f"this is a report of {what}, not of sessions by source"
        expected = f"a report with sessions{f' ({export.channels})' if export.channels else ''}, or the column to count, as in `columns: {{sessions: Views}}`"
        return table.complaint(-1, max(count_at or 0, 0), text, expected=expected)
    return _no_count(table, count_at) if count_at is not None and not role else None


def _no_count(table: TextTable, count_at: int) -> Problem | None:
    """The complaint about a column of no known name that holds effort, or fractions."""
    name = table.header[count_at]
    if plain_name(name) in _EFFORT:
        text = f"{name!r} says what was put in, not the site's sessions: this is a table of effort"
        expected = "it under `effort:`, and a table of the site's sessions here; `columns: {sessions: …}` reads the column all the same"
        return table.complaint(-1, count_at, text, expected=expected)
    if fractions := _fractions(table, count_at):
        text = f"{name!r} holds no counts: {fractions}"
        expected = "whole numbers; `columns: {sessions: …}` reads the column all the same"
        return table.complaint(0, count_at, text, expected=expected)
    return None


def _names(table: TextTable, column: int | None) -> bool:
    """Whether there is such a column, and it is no measure."""
    return column is not None and numeric_share(table, column) < 1


def _fractions(table: TextTable, column: int) -> str:
    """A range of fractions, where all of the first cells are such."""
    cells = [cell.strip() for cell in table.columns[column][:200] if cell.strip()]
    try:
        values = [float(cell) for cell in cells]
    except ValueError:
        return ""
    if not values or any(value == round(value) for value in values):
        return ""
    return f"its values are fractions between {min(values):.3g} and {max(values):.3g}, as of an average or a logarithm"
