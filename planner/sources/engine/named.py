"""The table that a goal file means, among those that a database has."""

from collections.abc import Sequence

from planner.errors import Place, nearest_name
from planner.sources.engine import quoted
from planner.sources.engine.complaint import refused

MOST_LISTED = 30  # names in a complaint


def named(tables: Sequence[tuple[str, str]], table: str, *, usual: Sequence[str], shown: str, said: Place) -> str:
    """The (schema, name) that is written as `name`, `schema.name` or `"schema"."name"`, quoted for SQL.

    Whatever is written in the goal file is only compared, and never becomes SQL itself.
    Args: usual: the schemas whose tables need no schema before their name, the first of them first.
    Raises: InputError where there is none of that name.
    """
    spelt: dict[str, str] = {}
    for schema, name in sorted(tables, key=lambda each: usual.index(each[0]) if each[0] in usual else len(usual)):
        sql = f"{quoted.name(schema)}.{quoted.name(name)}"
        for way in (*((name,) if schema in usual else ()), f"{schema}.{name}", sql):
            spelt.setdefault(way, sql)
    if table in spelt:
        return spelt[table]
    listed = sorted(name if schema in usual else f"{schema}.{name}" for schema, name in tables)
    raise no_table(table, listed, shown=shown, said=said)


def no_table(table: str, known: Sequence[str], *, shown: str, said: Place) -> Exception:
    """The complaint that there is no such table."""
    more = " …" if len(known) > MOST_LISTED else ""
    expected = f"one of: {', '.join(known[:MOST_LISTED])}{more}" if known else ""
    return refused(said, f"{shown} has no table {table!r}", expected=expected, nearest=nearest_name(table, known))
