"""Sums by group as expressions of ibis, which writes them in the dialect of any database that it knows."""

from collections.abc import Sequence
from typing import Any

from planner.sources.engine.facts import Column, Kind


def columns_of(table: Any) -> tuple[Column, ...]:
    """The columns of a table of ibis."""
    return tuple(Column(name=name, kind=_kind(type_), type=str(type_)) for name, type_ in table.schema().items())


def texts_of(table: Any, columns: Sequence[Column], rows: int) -> Any:
    """The first rows as text; what has no plain text, such as a list, is left empty."""
    import ibis  # noqa: PLC0415 - an extra, and 400 ms

    plain = [column.kind != "other" or column.type == "boolean" for column in columns]
    cells = [
        _text(table[column.name]) if told else ibis.literal("") for column, told in zip(columns, plain, strict=True)
    ]
    return table.limit(rows).select(**{f"t{n}": cell for n, cell in enumerate(cells)})


def grouped_rows(table: Any, keys: Sequence[Column], sums: Sequence[Column], *, cut: Column | None) -> Any:
    """One row a group: the text of every key, every sum, how many rows; in that order.

    Grouped by the keys as they are and then by their texts, so that NULL and '' are one group.
    """
    by = {f"k{n}": _key(table[key.name], whole_day=key is cut and key.kind == "time") for n, key in enumerate(keys)}
    parts = {f"s{n}": _number(table[column.name], column).sum() for n, column in enumerate(sums)}
    groups = (
        table.group_by(**by).aggregate(**parts, n=table.count()) if by else table.aggregate(**parts, n=table.count())
    )
    totals = {name: groups[name].sum().cast("float64") for name in parts} | {"n": groups["n"].sum()}
    if not by:
        return groups.aggregate(**totals)
    return groups.group_by(**{name: _text(groups[name]) for name in by}).aggregate(**totals)


def can_sum(column: Column) -> bool:
    """Whether the column holds numbers, or yes and no."""
    return column.kind == "number" or column.type.removeprefix("!") == "boolean"


def _key(cell: Any, *, whole_day: bool) -> Any:
    return cell.date() if whole_day else cell


def _text(cell: Any) -> Any:
    return cell.cast("string").fill_null("")


def _number(cell: Any, column: Column) -> Any:
    return cell if column.kind == "number" else cell.cast("int64")


def _kind(type_: Any) -> Kind:
    if type_.is_numeric() and not type_.is_boolean():
        return "number"
    if type_.is_date():
        return "date"
    if type_.is_timestamp():
        return "time"
    return "text" if type_.is_string() else "other"
