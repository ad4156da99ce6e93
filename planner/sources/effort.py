"""An effort table, long or wide, as amounts by lever and day."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from planner.errors import InputError, Problem
from planner.model.arrays import Array, frozen
from planner.model.history import Cadence, EffortHistory
from planner.sources.cells import codes, read_amounts, read_days
from planner.sources.columns import find_role, need_role
from planner.sources.table import CsvTable
from planner.sources.traffic import spread_evenly
from planner.text import folded


def read_effort(
    table: CsvTable, *, columns: tuple[tuple[str, str], ...], levers: Sequence[str], until: date | None
) -> tuple[EffortHistory, tuple[str, ...]]:
    """Effort by day for every lever that the table knows, and what was left out.

    A long table has a row a day and lever; a wide one a column a lever. A lever without a row on a day that others have spent
    nothing; a day without any row is not known.

    Args: levers: the names in the goal file; none of them: all that the table has.
    Raises: InputError with every cell that cannot be used.
    """
    said = dict(columns)
    day_at = need_role(table, "date", said)
    days, cadence, problems = read_days(table, day_at)
    wide = [at for at, name in enumerate(table.header) if at != day_at and folded(name) in map(folded, levers)]
    names, rows, more = _wide(table, wide) if wide and "lever" not in said else _long(table, said, levers)
    if problems or more:
        raise InputError([*problems, *more])
    first, length = int(days.min()), int(days.max() - days.min()) + 1
    seen = np.bincount(days - first, minlength=length) > 0
    daily: Array = np.stack(
        [np.bincount(days - first, weights=np.nan_to_num(row), minlength=length) for row in rows]
    ).astype(np.float64)
    amounts, known = spread_evenly(daily, seen, date.fromordinal(first), cadence) if cadence != "day" else (daily, seen)
    amounts[:, ~known] = np.nan
    kept, left_out = _matched(table, names, levers)
    history = EffortHistory(
        names=tuple(names[n] for n in kept),
        first=date.fromordinal(first),
        amounts=frozen(amounts[kept]),
        cadence=cadence,
    )
    return _until(history, until, cadence), left_out


def _wide(table: CsvTable, at: Sequence[int]) -> tuple[list[str], list[Array], list[Problem]]:
    read = [read_amounts(table, column, what="effort") for column in at]
    return [table.header[column] for column in at], [row for row, _ in read], [p for _, some in read for p in some]


def _long(table: CsvTable, said: dict[str, str], levers: Sequence[str]) -> tuple[list[str], list[Array], list[Problem]]:
    lever_at = find_role(table, "lever", said)
    if lever_at is None:
        wanted = ", ".join(levers[:4]) or "the levers"
        text = "this table has neither a column for the lever nor one named for a lever of the goal file"
        raise InputError([table.complaint(-1, 0, text, expected=f"columns date, lever, amount, or date, {wanted}")])
    amounts, problems = read_amounts(table, need_role(table, "amount", said), what="effort")
    cells = table.columns[lever_at]
    named = {cell: cell.strip() for cell in set(cells)}
    names = sorted(set(named.values()) - {""})
    at = {cell: names.index(name) if name else -1 for cell, name in named.items()}
    owner = codes(cells, at)
    return names, [np.where(owner == n, amounts, 0.0) for n in range(len(names))], problems


def _matched(table: CsvTable, names: Sequence[str], levers: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    """Which rows belong to levers of the goal, and a line for those that do not."""
    wanted = set(map(folded, levers)) or set(map(folded, names))
    kept = [n for n, name in enumerate(names) if folded(name) in wanted]
    other = [name for name in names if folded(name) not in wanted]
    return kept, ((f"{table.file}: effort of {', '.join(other)}, no lever has that name",) if other else ())


def _until(history: EffortHistory, until: date | None, cadence: Cadence) -> EffortHistory:
    if until is None or until >= history.last:
        return history
    keep = max((until - history.first).days + 1, 0)
    return EffortHistory(
        names=history.names, first=history.first, amounts=frozen(history.amounts[:, :keep]), cadence=cadence
    )
