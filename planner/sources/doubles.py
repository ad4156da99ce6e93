"""Days that a traffic table counts twice."""

import numpy as np

from planner.errors import InputError, Problem
from planner.model.arrays import Ints
from planner.sources.exports.measures import is_measure
from planner.sources.tables.cells import MOST_SHOWN
from planner.sources.tables.table import TextTable


def refuse_doubles(
    table: TextTable, days: Ints, leaf_of: Ints, *, keys: tuple[int, ...], measures: tuple[int, ...]
) -> None:
    """A finer table (by campaign, device, hour …) has many rows a day and leaf; two rows alike in every name are one day counted twice.

    Args: days, leaf_of (n_rows,); keys: the columns of the date and the tree; measures: those of the sessions and other measures.
    Raises: InputError with the first few such rows.
    """
    if np.diff(np.sort(leaf_of * (int(days.max()) + 1) + days)).all():
        return
    others = [at for at in range(len(table.header)) if at in keys or (at not in measures and not is_measure(table, at))]
    seen: dict[tuple[object, ...], int] = {}
    problems: list[Problem] = []
    names = (table.columns[at] for at in others)
    for row, key in enumerate(zip(days.tolist(), *names, strict=True)):
        if (earlier := seen.setdefault(key, row)) != row:
            problems.append(_double(table, row, earlier, keys))
            if len(problems) == MOST_SHOWN:
                break
    if problems:
        raise InputError(problems)


def _double(table: TextTable, row: int, earlier: int, keys: tuple[int, ...]) -> Problem:
    shown = " / ".join(table.columns[at][row] for at in keys)
    here, there = table.place(row, keys[0]), table.place(earlier, keys[0])
    where = f"line {there.line}" if there.file == here.file else f"line {there.line} of {there.file}"
    text = f"this day is counted twice: {shown} stands in {where} too"
    return Problem(place=here, text=text, expected="one row a day and leaf")
