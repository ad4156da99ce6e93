"""Which of a file's tables is meant: the one that says most of traffic by source and day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.errors import InputError, Place, Problem
from planner.sources.tables.columns import holds_channels
from planner.sources.tables.dated import holds_dates
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable

_MEASURES = {"sessions": 4, "views": 2, "users": 2, "clicks": 2, "cost": 1}
_SOURCES = ("channel", "source / medium", "source", "visitor", "campaign")
_DAYS = ("date", "week", "month", "nth")


def chosen_table(tables: Sequence[TextTable], number: str, said: Place) -> TextTable:
    """The table of that number from the top, or, where none is said, the best one; of those alike the one of the latest days, then the first.

    Raises: InputError for a number that no table has.
    """
    if number:
        if number.isdecimal() and 1 <= int(number) <= len(tables):
            return tables[int(number) - 1]
        raise InputError([_no_table(tables, number, said)])
    if len(tables) == 1:
        return tables[0]
    best = max(tables, key=lambda table: (_worth(table), table.covers.end if table.covers else date.min))
    alike = (table.number for table in tables if table is not best and table.header == best.header and table.rows)
    return replace(best, alike=tuple(alike))


def left_alike(table: TextTable) -> tuple[str, ...]:
    """The line that says which table of several with the same columns is read."""
    if not table.alike:
        return ()
    others = ", ".join(map(str, table.alike))
    return (
        f"{table.file}: table {table.number} is read, and not {others} with the same columns; `table:` names another",
    )


def _worth(table: TextTable) -> tuple[int, ...]:
    """How much a table says: of which measure, whether by source, whether by day; one without rows or columns says nothing."""
    if not table.rows or len(table.header) < 2:
        return (0,)
    roles = {role_of(name) for name in table.header}
    measure = max((worth for role, worth in _MEASURES.items() if role in roles), default=0)
    by_source = any(role in roles for role in _SOURCES) or holds_channels(table)
    by_day = any(role_of(name) in _DAYS and holds_dates(table, at) for at, name in enumerate(table.header))
    return 1, measure, int(by_source) + int(by_day), int(by_source)


def _no_table(tables: Sequence[TextTable], number: str, said: Place) -> Problem:
    listed = "; ".join(f"{table.number}: {', '.join(table.header[:4])}" for table in tables)
    text = f"{tables[0].file} has no table {number!r}"
    return Problem(place=said, text=text, expected=f"a number from the top, one of {listed}")
