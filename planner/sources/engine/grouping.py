"""The SQL that sums a table by group, alike for DuckDB and PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """A column as SQL expressions of one row."""

    number: str
    """The number in the cell, NULL where there is none."""
    filled: str = ""
    """Something that is not NULL where the cell should hold a number; '' where every cell that is not NULL holds one."""


def grouped_sql(source: str, keys: Sequence[str], sums: Sequence[Summed], *, text: str, total: str) -> str:
    """One row a group: the text of every key, every sum, how many cells of each are no numbers, and how many rows.

    Rows are grouped by the keys as they are, and only the groups once more by their texts: a text for every row would cost several times the rest.
    Args: source: what stands after FROM; keys: expressions of one row; text, total: how the database writes a text that sorts
        bytewise, and a sum of many small parts; with a hole for the expression.
    """
    cells = [f"{key} AS k{n}" for n, key in enumerate(keys)]
    cells += [f"{each.number} AS v{n}" for n, each in enumerate(sums)]
    cells += [f"{each.filled} AS f{n}" for n, each in enumerate(sums) if each.filled]
    by = [f"k{n}" for n in range(len(keys))]
    parts = [*by, *(f"{total.format(f'v{n}')} AS s{n}" for n in range(len(sums)))]
    parts += [f"count(f{n}) - count(v{n}) AS b{n}" for n, each in enumerate(sums) if each.filled]
    texts = [f"{text.format(key)} AS t{n}" for n, key in enumerate(by)]
    asked = [*texts, *(f"CAST(sum(s{n}) AS DOUBLE PRECISION)" for n in range(len(sums)))]
    asked += [f"sum(b{n})" if each.filled else "0" for n, each in enumerate(sums)]
    order = ", ".join(str(n + 1) for n in range(len(keys)))
    return (
        f"SELECT {', '.join([*asked, 'sum(n)'])} FROM ("
        f"SELECT {', '.join([*parts, 'count(*) AS n'])} FROM ("
        f"SELECT {', '.join(cells) or '1 AS one'} FROM {source}) AS cells{_by(by)}) AS groups"
        + (f" GROUP BY {order} ORDER BY {order}" if keys else "")
    )


def unread_sql(source: str, summed: Summed, cell: str, *, most: int) -> str:
    """The cells that are no numbers, the most frequent first, each with how often it stands there."""
    return (
        f"SELECT cell, count(*) FROM (SELECT {cell} AS cell, {summed.number} AS v, {summed.filled} AS f FROM {source}) AS cells "
        f"WHERE f IS NOT NULL AND v IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
    )


def _by(keys: Sequence[str]) -> str:
    return f" GROUP BY {', '.join(keys)}" if keys else ""
