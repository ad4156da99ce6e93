"""What is known of each activity: its resource, its executions, and which of them can be judged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.model.activity_log import Logged
from planner.model.goal import Goal
from planner.model.period import WEEK, Period
from planner.model.review import Execution
from planner.response.elasticity import usual_elasticity, usual_lag
from planner.response.kinds import by_kind
from planner.review.executions import executions, monday, spelled
from planner.review.returns import Worked
from planner.review.serving import Service, services
from planner.review.weeks import RESOURCES, taken, totals
from planner.text import folded

LATELY = 8  # weeks that effort as it is is taken from
FRIDAY = 4
ENOUGH = 3  # executions before an activity may be stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity of a log."""

    key: str
    name: str
    service: Service
    resource: str
    """The one of which it takes the larger share: of what the goal has of each, else of what the log has."""
    lag: float
    """[days]."""
    weekly: float
    """[units/week] over the last weeks; 0 where nothing was done of it."""
    ripe: tuple[Execution, ...]
    """With effort of that resource, and a result that can have arrived."""
    waiting: tuple[Execution, ...]
    """With effort, whose results cannot have arrived."""
    efforts: tuple[tuple[date, float], ...]
    """(Monday, units) of each week that took any of its resource."""
    since: date
    """The Monday from which on it is lately."""


def activities(rows: Sequence[Logged], goal: Goal | None, *, lag: float | None) -> tuple[Activity, ...]:
    """Every activity of the log. Args: lag: [days] until results are in, in place of the levers' and the playbook's."""
    service = services(rows, goal)
    names = spelled(rows)
    spent = {resource: totals(rows, resource) for resource in RESOURCES}
    whole = _at_hand(goal) or {resource: sum(each.values()) for resource, each in spent.items()}
    done: dict[str, list[Execution]] = {}
    for one in executions(rows):
        done.setdefault(folded(one.activity), []).append(one)
    of: dict[str, list[Logged]] = {}
    for row in rows:
        of.setdefault(folded(row.activity), []).append(row)
    last = rows[-1].day
    first_week = monday(rows[0].day)
    found = []
    for key, name in names.items():
        resource = max(RESOURCES, key=lambda each: spent[each].get(key, 0.0) / whole[each] if whole[each] else 0.0)
        delay = _lag(service[key], name, resource) if lag is None else lag
        some = [one for one in done[key] if taken(one, resource) > 0]
        early = [one for one in some if one.last + timedelta(days=math.ceil(delay)) > last]
        efforts = _weekly(of[key], resource)
        found.append(
            Activity(
                key=key,
                name=name,
                service=service[key],
                resource=resource,
                lag=delay,
                weekly=_lately(efforts, first_week, last),
                ripe=tuple(one for one in some if one.result is not None and one not in early),
                waiting=tuple(early),
                efforts=efforts,
                since=monday(last) - timedelta(days=WEEK * (LATELY - 1)),
            )
        )
    return tuple(found)


def _at_hand(goal: Goal | None) -> dict[str, float]:
    """What there is of each resource, as the goal says it; empty where it does not say it of both."""
    found = by_kind([(each.name, each.amount) for each in goal.resources]) if goal and goal.resources else {}
    return dict(found.items()) if len(found) == len(RESOURCES) else {}


def judged_after(activity: Activity) -> date | None:
    """The day by which `ENOUGH` of the executions that wait, or all of them, can be judged; None where none waits."""
    if not activity.waiting:
        return None
    ends = sorted(one.last for one in activity.waiting)
    return ends[min(ENOUGH, len(ends)) - 1] + timedelta(days=math.ceil(activity.lag))


def as_worked(activity: Activity, elasticity: tuple[float, float] | None) -> Worked:
    """Its executions as numbers. Args: elasticity: mean and standard deviation; None for the playbook's."""
    believed = elasticity or usual_elasticity(activity.service.channel, activity.name, activity.resource)
    weekly = dict(activity.efforts)
    recent = [effort for day, effort in activity.efforts if day >= activity.since]
    recent = recent or [effort for _, effort in activity.efforts[-LATELY:]]
    return Worked(
        effort=np.array([taken(one, activity.resource) for one in activity.ripe]),
        result=np.array([one.result or 0.0 for one in activity.ripe]),
        weekly=np.array([weekly.get(monday(one.last), 0.0) or taken(one, activity.resource) for one in activity.ripe]),
        level=sum(recent) / len(recent),
        now=activity.weekly or sum(recent) / len(recent),
        elasticity=believed,
    )


def span(rows: Sequence[Logged]) -> Period:
    """From the first day of a log to the last."""
    return Period(start=rows[0].day, end=rows[-1].day)


def _lag(service: Service, name: str, resource: str) -> float:
    if service.lever is not None and service.lever.lag is not None:
        return service.lever.lag
    return usual_lag(service.channel, service.lever.name if service.lever else name, resource)


def _weekly(rows: Sequence[Logged], resource: str) -> tuple[tuple[date, float], ...]:
    found: dict[date, float] = {}
    for row in rows:
        found[monday(row.day)] = found.get(monday(row.day), 0.0) + taken(row, resource)
    return tuple(sorted((day, effort) for day, effort in found.items() if effort > 0))


def _lately(efforts: Sequence[tuple[date, float]], first: date, last: date) -> float:
    """[units/week] mean of the last weeks of the log, the one it ends in only where that is over, or alone has any."""
    ends = [monday(last) + timedelta(days=WEEK)]
    if last.weekday() < FRIDAY and monday(last) > first:
        ends.insert(0, monday(last))
    for end in ends:
        start = max(first, end - timedelta(days=WEEK * LATELY))
        weeks = (end - start).days // WEEK
        if (mean := sum(effort for day, effort in efforts if start <= day < end) / weeks) > 0:
            return mean
    return 0.0
