"""One month's counts from the goal file as a History."""

from datetime import date

import numpy as np

from planner.model.arrays import frozen
from planner.model.channels import channel_group
from planner.model.goal import Counts
from planner.model.history import History
from planner.model.period import last_full_month
from planner.model.visitors import visitor_kind


def counted_history(counts: Counts, *, as_of: date, before: date | None) -> History:
    """The counts as the sessions of the last full month that ends by `as_of` and before day `before`, spread evenly.

    Args: before: the first day of the period that is planned for, where the goal file says it and does not say `as_of`.
    """
    month = last_full_month(as_of)
    if before is not None and before <= month.end:
        month = last_full_month(date.fromordinal(before.toordinal() - 1))
    rows = sorted(counts.rows)
    daily = np.array([[sessions] for _, sessions in rows]) / month.days
    return History(
        levels=_levels([names for names, _ in rows]),
        leaves=tuple(names for names, _ in rows),
        first=month.start,
        sessions=frozen(np.repeat(daily, month.days, axis=1)),
        cadence="month",
        counts_only=True,
    )


def _levels(leaves: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Names for the levels of an unnamed tree: visitor and channel where the names are those of visitors and channels."""
    levels: list[str] = []
    for depth in range(max(map(len, leaves))):
        names = {leaf[depth] for leaf in leaves if depth < len(leaf)}
        usual = "visitor" if any(map(visitor_kind, names)) else "channel" if _mostly_channels(names) else ""
        levels.append(usual if usual and usual not in levels else f"level {depth + 1}")
    return tuple(levels)


def _mostly_channels(names: set[str]) -> bool:
    return 2 * sum(channel_group(name) is not None for name in names) > len(names)
