"""Effort by week, by activity, and by whether it served a goal."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from planner.model.activity_log import Logged
from planner.model.period import WEEK, Period
from planner.model.review import ByWeek, Execution, Served, WeekOf
from planner.review.executions import monday
from planner.review.serving import Service
from planner.text import folded

RESOURCES: tuple[str, ...] = ("hours", "money")
SHOWN_WEEKS, SHOWN_ACTIVITIES = 5, 4


def taken(work: Logged | Execution, resource: str) -> float:
    """[hours or money] that a row or an execution took."""
    return work.hours if resource == "hours" else work.money


def totals(rows: Sequence[Logged], resource: str) -> dict[str, float]:
    """Effort by the folded name of the activity."""
    found: dict[str, float] = {}
    for row in rows:
        found[folded(row.activity)] = found.get(folded(row.activity), 0.0) + taken(row, resource)
    return found


def within(rows: Sequence[Logged], days: Period) -> tuple[Logged, ...]:
    """The rows of a stretch of days."""
    return tuple(row for row in rows if days.start <= row.day <= days.end)


def served(rows: Sequence[Logged], names: Mapping[str, str], service: Mapping[str, Service]) -> tuple[Served, ...]:
    """How much of each resource went to a goal. Args: names: of the activities, by their folded names."""
    found = []
    for resource in RESOURCES:
        spent = totals(rows, resource)
        if (total := sum(spent.values())) > 0:
            rest = [(names[name], effort) for name, effort in spent.items() if effort > 0 and not service[name].serves]
            rest.sort(key=lambda each: (-each[1], each[0]))
            found.append(
                Served(resource=resource, goal=total - sum(effort for _, effort in rest), total=total, rest=tuple(rest))
            )
    return tuple(found)


def by_week(rows: Sequence[Logged], names: Mapping[str, str], looked: Period) -> tuple[ByWeek, ...]:
    """The weeks up to the last one that is looked at, for each resource that they took any of."""
    last = monday(looked.end)
    mondays = [last - timedelta(days=WEEK * n) for n in reversed(range(SHOWN_WEEKS))]
    first = min((row.day for row in rows), default=last)
    mondays = [day for day in mondays if day >= monday(first)]
    found = []
    for resource in RESOURCES:
        weekly = [
            totals(within(rows, Period(start=day, end=day + timedelta(days=WEEK - 1))), resource) for day in mondays
        ]
        spent = {name: effort for name in names if (effort := sum(week.get(name, 0.0) for week in weekly)) > 0}
        ranked = sorted(spent, key=lambda name: (-spent[name], name))
        kept = ranked if len(ranked) <= SHOWN_ACTIVITIES + 1 else ranked[:SHOWN_ACTIVITIES]
        if not kept:
            continue
        others = ranked[len(kept) :]
        lines = [
            WeekOf(
                monday=day,
                efforts=(
                    *(week.get(name, 0.0) for name in kept),
                    *([sum(week.get(name, 0.0) for name in others)] if others else []),
                ),
            )
            for day, week in zip(mondays, weekly, strict=True)
        ]
        shown = (*(names[name] for name in kept), *([""] if others else []))
        found.append(ByWeek(resource=resource, activities=shown, weeks=tuple(lines)))
    return tuple(found)
