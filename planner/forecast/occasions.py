"""The days of the calendar that are not like others: public holidays and the goal's events."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from planner.model.arrays import Ints
from planner.model.goal import Event, Range
from planner.model.history import History
from planner.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A holiday or an event, with all its days in the history and the period."""

    name: str
    kind: Literal["holiday", "event"]
    leaves: Ints
    """That it moves."""
    past: tuple[Ints, ...]
    """Days of the history, counted from its first, of every time that it happened."""
    ahead: Ints
    """Days of the period, counted from its first."""
    on: tuple[Period, ...]
    """The stretches of the period."""
    said: Range | None = None
    """80 % range of sessions against usual ones that the goal file says."""


def occasions(history: History, period: Period, events: Sequence[Event]) -> tuple[Occasion, ...]:
    """Every holiday and event that touches the history or the period; in a table by week or month the past does not show its days."""
    found = (*_holidays(history, period), *_events(history, period, events))
    return tuple(
        each for each in found if len(each.leaves) and (each.past or (len(each.ahead) and _known(each, history)))
    )


def _known(occasion: Occasion, history: History) -> bool:
    """Whether anything tells what it does: of a holiday, only history by day."""
    return occasion.kind == "event" or _by_day(history)


def _by_day(history: History) -> bool:
    return history.cadence == "day" and not history.counts_only


def _holidays(history: History, period: Period) -> Iterator[Occasion]:
    days: dict[str, list[date]] = defaultdict(list)
    named: dict[date, str] = {}
    for holiday in history.holidays:
        if named.setdefault(holiday.day, holiday.name) == holiday.name:  # a day of two holidays counts once
            days[holiday.name].append(holiday.day)
    everywhere = np.arange(len(history.leaves))
    for name, when in days.items():
        single = [Period(start=day, end=day) for day in sorted(set(when))]
        yield _occasion(name, "holiday", everywhere, _joined(single), history, period, said=None)


def _events(history: History, period: Period, events: Sequence[Event]) -> Iterator[Occasion]:
    for event in events:
        leaves = np.array(history.matching(event.where), dtype=np.int64)
        yield _occasion(event.name, "event", leaves, event.on, history, period, said=event.lift)


def _occasion(
    name: str, kind: Literal["holiday", "event"], leaves: Ints, on: Sequence[Period],
    history: History, period: Period, *, said: Range | None,
) -> Occasion:  # fmt: skip
    past = [days for each in on if len(days := _within(each, history.span))] if _by_day(history) else []
    ahead = [days for each in on if len(days := _within(each, period))]
    return Occasion(
        name=name,
        kind=kind,
        leaves=leaves,
        past=tuple(past),
        ahead=np.concatenate(ahead) if ahead else np.zeros(0, dtype=np.int64),
        on=tuple(each for each in on if each.start <= period.end and each.end >= period.start),
        said=said,
    )


def _within(stretch: Period, whole: Period) -> Ints:
    """Days of a stretch that lie in another, counted from the other's first."""
    first = max((stretch.start - whole.start).days, 0)
    return np.arange(first, min((stretch.end - whole.start).days, whole.days - 1) + 1)


def _joined(days: Sequence[Period]) -> tuple[Period, ...]:
    """Single days with those that follow on each other as one stretch: a holiday of several days happens once."""
    found: list[Period] = []
    for day in days:
        if found and (day.start - found[-1].end).days == 1:
            found[-1] = Period(start=found[-1].start, end=day.end)
        else:
            found.append(day)
    return tuple(found)
