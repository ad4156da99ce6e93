"""The leaves of the traffic's tree: which columns make them, and which row belongs to which."""

from collections.abc import Mapping

import numpy as np

from planner.errors import InputError, Problem
from planner.model.arrays import Ints
from planner.model.history import Leaf
from planner.sources.tables.cells import codes
from planner.sources.tables.table import TextTable
from planner.text import folded

NO_NAME = "(not set)"
MOST_LEAVES = 20_000  # more could neither be forecast in reasonable time nor read


def tree_columns(
    table: TextTable, by: tuple[str, ...], *, places: Mapping[str, int | None], day_at: int, count_at: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The columns that the goal file names, or else those for visitor and channel where there are such, and the names of their levels.

    Args: places: the columns of visitor and channel, which need not be called so.
    Raises: InputError for every name that is no column, one of other use or one named before.
    """
    if not by:
        usual = {
            level: at
            for level in ("visitor", "channel")
            if (at := places[level]) is not None and at not in (day_at, count_at)
        }
        return tuple(usual.values()), tuple(_level(table, level, at) for level, at in usual.items())
    found: list[int] = []
    problems: list[Problem] = []
    for name in by:
        if (at := table.find(name)) is None:
            at = places.get(folded(name))
        if at is None:
            problems.append(table.no_column(name))
        elif at in (day_at, count_at):
            text = f"`by` names {name!r}, the column of the {'dates' if at == day_at else 'sessions'}"
            problems.append(table.complaint(-1, at, text, expected="columns that name branches, such as a channel"))
        elif at in found:
            problems.append(table.complaint(-1, at, f"`by` names {name!r} twice", expected="every column once"))
        else:
            found.append(at)
    if problems:
        raise InputError(problems)
    return tuple(found), by


def _level(table: TextTable, level: str, at: int) -> str:
    """The column's own name, where that is the level's in other letters."""
    return table.header[at] if folded(table.header[at]) == level else level


def read_leaves(table: TextTable, tree_at: tuple[int, ...]) -> tuple[Ints, tuple[Leaf, ...]]:
    """The leaf of every row, (n_rows,), as an index into the leaves sorted by name.

    Raises: InputError if there are more than 20,000.
    """
    leaf_of = np.zeros(table.rows, dtype=np.int64)
    named: list[dict[str, str]] = []
    for at in tree_at:
        names = {cell: cell.strip() or NO_NAME for cell in set(table.columns[at])}
        index = {name: n for n, name in enumerate(sorted(set(names.values())))}
        code = codes(table.columns[at], {cell: index[name] for cell, name in names.items()})
        # numbered anew at every level, so that the product stays far from the largest integer
        leaf_of = np.unique(leaf_of * len(index) + code, return_inverse=True)[1] if named else code
        named.append(names)
    row_of = np.zeros(int(leaf_of.max()) + 1, dtype=np.int64)
    row_of[leaf_of] = np.arange(table.rows)
    if len(row_of) > MOST_LEAVES:
        hint = f"at most {MOST_LEAVES:,}: leave out a column of `by`"
        raise InputError([table.complaint(-1, tree_at[-1], f"this tree has {len(row_of):,} leaves", expected=hint)])
    cells = [(names, table.columns[at]) for names, at in zip(named, tree_at, strict=True)]
    return leaf_of, tuple(tuple(names[column[row]] for names, column in cells) for row in row_of.tolist())
