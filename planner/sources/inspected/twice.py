"""Traffic of which some rows stand twice: each is counted once, so that all else can be shown."""

from datetime import date

import numpy as np

from planner.errors import InputError, Problem
from planner.model.arrays import Ints
from planner.model.goal import Table
from planner.model.history import History
from planner.model.inspection import Finding
from planner.model.period import Period
from planner.sources.doubles import doubles
from planner.sources.exports.layout import Layout, lay_out
from planner.sources.inspected.findings import Seen, counts_of
from planner.sources.tables.days import read_days
from planner.sources.tables.table import TextTable
from planner.sources.traffic import read_traffic
from planner.words.dates import period_name
from planner.words.figures import counted


def counted_once(
    table: TextTable, source: Table, metric: str, today: date
) -> tuple[History | None, Layout | None, tuple[Problem, ...], tuple[Finding, ...]]:
    """The history, how it was read, why it cannot be used, and the rows that stand twice; those are counted once."""
    layout: Layout | None = None
    try:
        layout = lay_out(table, source, metric)
        history, problems = read_traffic(table, source, metric=metric, until=None)
    except InputError as error:
        if layout is None or (rows := _twice(layout)) is None:
            return None, layout, error.problems, ()
        once = table.only(np.flatnonzero(~np.isin(table.records, layout.table.records[rows])))
        try:
            history = read_traffic(once, source, metric=metric, until=None)[0]
            layout_once = lay_out(once, source, metric)
        except InputError:
            return None, layout, error.problems, ()
        seen = Seen(table=table, export=layout.export, layout=layout, history=history, metric=metric, today=today)
        return history, layout_once, error.problems, (_doubled(seen, rows),)
    return history, layout, tuple(problems), ()


def _twice(layout: Layout) -> Ints | None:
    """The rows that are alike in day and every name with an earlier one; None where there are none, or days cannot be read."""
    table = layout.table
    try:
        days = read_days(table, layout.day_at)
    except InputError:
        return None
    if days.problems or layout.covers or not len(table.records):
        return None
    found = doubles(table, days.days, keys=(layout.day_at, *layout.tree_at), measures=(layout.count_at,))
    again = [row for row, _ in found]
    return np.array(again, dtype=np.int64) if again else None


def _doubled(seen: Seen, rows: Ints) -> Finding:
    """Rows that stand twice."""
    table, amounts = seen.layout.table, counts_of(seen)
    days = read_days(table, seen.layout.day_at).days[rows]
    first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
    span = Period(start=first, end=last)
    touched = float(np.nansum(amounts[rows]))
    alike = _alike(table, rows)
    how = f"{'stands' if len(rows) == 1 else 'stand'} a second time{'' if alike else ' with other figures'}"
    text = f"{counted(len(rows), 'row')} of {period_name(span)} {how}; here each is counted once, as it stands first"
    return Finding(
        kind="doubled", text=text, advice="Take them out of the file: overlapping exports were put behind each other, or a column that tells them apart was left out",
        days=(span,), place=str(table.place(int(rows[0]), seen.layout.day_at)), sessions=touched,
    )  # fmt: skip


def _alike(table: TextTable, rows: Ints) -> bool:
    """Whether each of the rows is the same as another one in every cell."""
    wanted = set(rows.tolist())
    cells = list(zip(*table.columns, strict=True))
    earlier = {row for n, row in enumerate(cells) if n not in wanted}
    return all(cells[n] in earlier for n in wanted)
