"""An effort table as amounts by lever and day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from planner.errors import InputError
from planner.model.arrays import Array, frozen
from planner.model.goal import Table
from planner.model.history import EffortHistory
from planner.sources.effort_rows import read_rows
from planner.sources.exports.chosen import left_alike
from planner.sources.exports.kept import counted_rows
from planner.sources.spread import spread_evenly
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import with_days
from planner.sources.tables.days import read_days
from planner.sources.tables.table import TextTable, Ways
from planner.words.figures import counted

STALE = 14  # days without effort figures before the traffic's end that are worth a line


def read_effort(
    table: TextTable,
    source: Table,
    *,
    levers: Sequence[str],
    until: date | None,
    as_of: date | None = None,
) -> tuple[EffortHistory, tuple[str, ...]]:
    """Effort by day for every lever that the table knows, and what was left out or is missing.

    A lever without a row on a day that others have spent nothing; a day without any row is not known.

    Args: source: what the goal file says of the table; levers: the names in the goal file; none of them: all that the table has; until: the traffic's last day, where known;
        as_of: the last day that the figures cover, where the goal file says it.
    Raises: InputError with every cell that cannot be used.
    """
    if table.wrong:
        raise InputError(table.wrong)
    said = dict(source.columns)
    if not table.read:
        table = replace(table, ways=Ways(dates=source.dates, decimals=source.decimals))
    table, left_out = counted_rows(table, count_at=find_role(table, "amount", said), metric="effort")
    left_out = left_alike(table) + left_out
    table, day_at = with_days(table, said, source.covers)
    read = read_days(table, day_at)
    days = read.days
    rows = read_rows(table, said, levers, day_at=day_at)
    if read.problems or rows.problems:
        raise InputError([*read.problems, *rows.problems])
    first, length = int(days.min()), int(days.max() - days.min()) + 1
    daily: Array = np.zeros((len(rows.names), length))
    for lever, amounts in enumerate(rows.amounts):
        daily[lever] = np.bincount(days - first, weights=np.nan_to_num(amounts), minlength=length)
    seen = np.bincount(days - first, minlength=length) > 0
    daily, seen = spread_evenly(daily, seen, read.lengths, date.fromordinal(first), until=as_of)
    daily[:, ~seen] = np.nan
    history = EffortHistory(
        names=rows.names, first=date.fromordinal(first), amounts=frozen(daily), cadence=read.cadence
    )
    left_out += rows.left_out
    if until is None:
        return history, left_out
    history, lines = _beside_traffic(history, until, table.file)
    return history, left_out + lines


def _beside_traffic(history: EffortHistory, until: date, file: str) -> tuple[EffortHistory, tuple[str, ...]]:
    """The effort up to the traffic's last day, and a line where it goes on after it or ends long before."""
    after = (history.last - until).days
    if after > 0:
        length = history.amounts.shape[1]
        line = f"{file}: {counted(min(after, length), 'day')} after {until}, the traffic's last day, left out"
        return replace(history, amounts=frozen(history.amounts[:, : max(length - after, 0)])), (line,)
    missing = f"{file} ends on {history.last}, {-after} days before the traffic"
    return history, (missing,) if -after >= STALE else ()
