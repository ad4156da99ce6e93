"""Options that settle how an export is read, with the names and values that a goal file has for them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from planner.model.goal import Table

T = TypeVar("T")


def _option(metavar: str, text: str) -> Any:
    return typer.Option(metavar=metavar, help=text, show_default=False)


Dates = Annotated[str, _option("ORDER", "The order in dates: day/month/year, month/day/year or year/month/day.")]
Decimals = Annotated[str, _option("MARK", "The decimal mark: . or a comma.")]
Encoding = Annotated[str, _option("NAME", "The encoding of the files, as in cp1252.")]
TableNumber = Annotated[str, _option("N", "Which of a file's tables, from the top.")]
Covers = Annotated[
    str, _option("DAYS", "The days of a table that does not say them: 2026-10, or 2026-10-01..2026-10-28.")
]
Columns = Annotated[list[str] | None, _option("ROLE=NAME", "What a column is, as in sessions=Hits; may be repeated.")]
Metric = Annotated[str, typer.Option(metavar="NAME", help="What is counted.")]


def said_of_tables(
    dates: str, decimals: str, covers: str, columns: Sequence[str], *, encoding: str, table: str
) -> "Table":
    """What the options say of the tables. Raises: BadParameter for what means nothing."""
    from planner.goalfile import tables
    from planner.model.goal import Table

    return Table(
        dates=_value("--dates", dates, tables.order, ""),
        decimals=_value("--decimals", decimals, tables.decimals, ""),
        covers=_value("--covers", covers, tables.covered, None),
        columns=tuple(dict(map(_column, columns)).items()),
        encoding=encoding,
        table=table,
    )


def _value(option: str, said: str, read: Callable[[object], T], nothing: T) -> T:
    from planner.goalfile.complaint import UnclearError

    if not said:
        return nothing
    try:
        return read(said)
    except UnclearError as error:
        complaint = error.complaints[0]
        raise typer.BadParameter(f"{complaint.text}; expected {complaint.expected}", param_hint=option) from None


def _column(said: str) -> tuple[str, str]:
    from planner.model.goal import EFFORT_ROLES, TRAFFIC_ROLES

    role, _, name = (part.strip() for part in said.partition("="))
    roles = tuple(dict.fromkeys((*TRAFFIC_ROLES, *EFFORT_ROLES)))
    if role not in roles or not name:
        text = f"{said!r} is no role and column; expected one of {', '.join(roles)}, as in sessions=Hits"
        raise typer.BadParameter(text, param_hint="--column")
    return role, name
