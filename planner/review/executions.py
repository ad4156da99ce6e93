"""The rows of a log as executions: what was done once, and could come out well or badly by itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from planner.model.activity_log import Logged
from planner.model.review import Execution
from planner.text import folded


def monday(day: date) -> date:
    """Of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def spelled(rows: Sequence[Logged]) -> Mapping[str, str]:
    """Every activity as it is spelled first, by its folded name."""
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(folded(row.activity), row.activity)
    return names


def executions(rows: Sequence[Logged]) -> tuple[Execution, ...]:
    """Every execution, in the order of their last days.

    Rows of the same activity and item belong together: up to the first that has a result, then up to the next; where none has one, those of
    a week. Rows that name no item belong together where they are of the same day, each with a result being one of its own.
    """
    names = spelled(rows)
    parts = sorted(rows, key=lambda row: (*_key(row), row.day))
    found = [
        _one(names[key[0]], part) for key, group in groupby(parts, key=_key) for part in _closed(list(group))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.last, one.activity, one.item)))


def _key(row: Logged) -> tuple[str, str]:
    return folded(row.activity), folded(row.item) or row.day.isoformat()


def _closed(rows: Sequence[Logged]) -> Iterator[list[Logged]]:
    """The rows of one item, in the order of their days, parted after each result; what has none by weeks."""
    part: list[Logged] = []
    for row in rows:
        part.append(row)
        if row.result is not None:
            yield part
            part = []
    for _, group in groupby(part, key=lambda row: monday(row.day)):
        yield list(group)


def _one(activity: str, rows: Sequence[Logged]) -> Execution:
    worked = [row for row in rows if row.hours > 0 or row.money > 0] or rows
    return Execution(
        activity=activity,
        item=rows[0].item,
        last=worked[-1].day,
        hours=sum(row.hours for row in rows),
        money=sum(row.money for row in rows),
        result=rows[-1].result,
    )
