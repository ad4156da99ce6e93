"""The amounts of an effort table row by row, whether it is long or wide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.errors import InputError, Problem, nearest_name
from planner.model.arrays import Array
from planner.sources.tables.cells import MOST_SHOWN, codes, numeric_share, read_amounts
from planner.sources.tables.columns import find_role, need_role
from planner.sources.tables.table import TextTable
from planner.text import folded

MOSTLY = 0.5  # a column with more numbers than this holds numbers, and its other cells are mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortRows:
    """What a table says of the goal's levers."""

    names: tuple[str, ...]
    """The levers as the table spells them."""
    amounts: tuple[Array, ...]
    """One array a lever: (n_rows,) [lever units], NaN where a cell is empty."""
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]


def read_rows(table: TextTable, said: Mapping[str, str], levers: Sequence[str], *, day_at: int) -> EffortRows:
    """A long table (date, lever, amount) has a row a day and lever; a wide one has a column a lever.

    Args: said: column by role, as the goal file names them; levers: the goal's, or none for all that the table has.
    Raises: InputError if the table is neither.
    """
    wide = () if "lever" in said else _wide_columns(table, levers, day_at)
    return _wide(table, wide, levers, day_at) if wide else _long(table, said, levers)


def _wide_columns(table: TextTable, levers: Sequence[str], day_at: int) -> tuple[int, ...]:
    """The columns of a wide table that are levers; none where the table is long."""
    if levers:
        found = {table.find(name) for name in levers}
        return tuple(at for at in range(len(table.header)) if at in found and at != day_at)
    lever_at, amount_at = find_role(table, "lever", {}), find_role(table, "amount", {})
    if lever_at is not None and (amount_at is not None or not _holds_numbers(table, lever_at)):
        return ()
    numeric = [name for at, name in enumerate(table.header) if at != day_at and name and _holds_numbers(table, at)]
    return tuple(at for name in numeric if (at := table.find(name)) is not None)


def _holds_numbers(table: TextTable, column: int) -> bool:
    return numeric_share(table, column) > MOSTLY


def _wide(table: TextTable, wide: tuple[int, ...], levers: Sequence[str], day_at: int) -> EffortRows:
    names = tuple(table.header[at] for at in wide)
    read = [read_amounts(table, at, what="effort") for at in wide]
    missing = _missing(levers, names)
    left_out, misspelt = [], []
    for at, name in enumerate(table.header):
        if not name or at == day_at or at in wide:
            continue
        if near := nearest_name(name, missing):
            misspelt.append(_misspelt(table, -1, at, name, near, missing))
        elif _holds_numbers(table, at):
            left_out.append(f"{table.file}: column {name!r} left out, it is no lever")
    return EffortRows(
        names=names,
        amounts=tuple(amounts for amounts, _ in read),
        problems=(*misspelt, *(problem for _, problems in read for problem in problems)),
        left_out=tuple(left_out),
    )


def _long(table: TextTable, said: Mapping[str, str], levers: Sequence[str]) -> EffortRows:
    lever_at = find_role(table, "lever", said)
    if lever_at is None:
        wanted = ", ".join(levers[:4]) or "the levers"
        text = "this table has neither a column for the lever nor one named for a lever of the goal file"
        raise InputError([table.complaint(-1, 0, text, expected=f"columns date, lever, amount, or date, {wanted}")])
    amounts, problems = read_amounts(table, need_role(table, "amount", said), what="effort")
    cells = table.columns[lever_at]
    spelled = sorted({cell.strip() for cell in set(cells)})
    wanted_names = set(map(folded, levers)) or set(map(folded, spelled))
    names: dict[str, str] = {}
    for name in spelled:
        if name and folded(name) in wanted_names:
            names.setdefault(folded(name), name)
    at = {name: n for n, name in enumerate(names)}
    owner = codes(cells, {cell: at.get(folded(cell), -1) for cell in set(cells)})
    missing = _missing(levers, tuple(names.values()))
    near = {name: nearest_name(name, missing) for name in spelled if folded(name) not in names}
    misspelt = [
        _misspelt(table, _row_of(cells, name), lever_at, name, meant, missing) for name, meant in near.items() if meant
    ]
    return EffortRows(
        names=tuple(names.values()),
        amounts=tuple(np.where(owner == n, amounts, 0.0) for n in range(len(names))),
        problems=(*misspelt, *problems),
        left_out=tuple(_other(table.file, [name for name, meant in near.items() if not meant])),
    )


def _other(file: str, names: Sequence[str]) -> Iterator[str]:
    """The line for names that are no lever's."""
    if names:
        shown = [name or "no name" for name in names[:MOST_SHOWN]]
        more = f" and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else ""
        yield f"{file}: effort of {', '.join(shown)}{more} left out, no lever has that name"


def _misspelt(table: TextTable, row: int, column: int, name: str, near: str, missing: Sequence[str]) -> Problem:
    """A name that is nearly that of a lever without effort: taken for another, that lever would seem never to have been used."""
    return table.complaint(
        row, column, f"no lever is called {name!r}", expected=f"one of: {', '.join(missing)}", nearest=near
    )


def _row_of(cells: Sequence[str], name: str) -> int:
    return next(n for n, cell in enumerate(cells) if cell.strip() == name)


def _missing(levers: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """The levers that the table does not know: a name of the table may mean one of them."""
    known = set(map(folded, names))
    return tuple(lever for lever in levers if folded(lever) not in known)
