"""What is odd about the days of a history: days counted twice or outside it, channels that begin or end, too few of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import numpy as np

from planner.model.arrays import Array
from planner.model.channels import channel_group
from planner.model.history import History
from planner.model.inspection import Finding
from planner.model.period import Period
from planner.model.repair import FEW
from planner.sources.inspected.findings import Seen, quoted, several, short
from planner.sources.inspected.total_facts import WEEK, known_days, runs, stretches
from planner.words.dates import period_name, short_day
from planner.words.figures import counted, exact

SHORT = 42  # days: the forecast's usual weights need six weeks of history
TWICE = (1.6, 2.5)  # times the days around: a day counted twice, and how far a usual day strays
EACH = (1.3, 3.0)  # the same for each channel by itself, which strays further
MOST = 50  # leaves, the largest, that tell whether a day was counted twice
BUSY = 3  # channels that must tell: one alone may just have had a good day
SILENT = {"day": 28, "week": 28, "month": 59}
"""Days with figures and without any session of a channel after which it is gone, by how fine the table is."""
ALIKE = 3.0  # times: a channel that takes another's place has about as much
EXPECTED = 30.0  # sessions that it would have had then
STRAY = 60  # days without a row before the last few
FEW_DAYS = 7
AI_BREAK = date(2026, 5, 13)
"""Since then Google Analytics 4 counts visits from AI assistants as a channel of their own (What's new in Google Analytics)."""
NEAR_BREAK = 45  # days: tools carry it over to exports by and by

DayCheck = Callable[[Seen], Iterator[Finding]]


def day_findings(seen: Seen) -> Iterator[Finding]:
    """What the days tell; one sum a branch has none."""
    for check in CHECKS:
        yield from check(seen)


def _doubled_days(seen: Seen) -> Iterator[Finding]:
    """Days that have twice the days around them in all channels at once, in even figures: an export that was put behind another."""
    history = seen.history
    if history.cadence != "day" or history.counts_only or history.sessions.shape[1] < 2 * WEEK:
        return
    largest = np.argsort(-np.nansum(history.sessions, axis=1), kind="stable")[:MOST]
    rows = np.nan_to_num(history.sessions[largest])
    usual = _usual(rows)
    busy = usual >= FEW / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(busy, rows / np.maximum(usual, 1e-9), 2.0)
        whole = rows.sum(axis=0) / np.maximum(usual.sum(axis=0), 1e-9)
    even = np.all(rows % 2 == 0, axis=0) & (busy.sum(axis=0) >= BUSY)
    inside = (each >= EACH[0]) & (each <= EACH[1])
    found = even & np.all(inside, axis=0) & (whole >= TWICE[0]) & (whole <= TWICE[1])
    if not found.any() or found.mean() > 0.1:
        return
    touched = float(rows[:, found].sum() / 2)
    days = tuple(stretches(found, history))
    text = f"{_days(days)}: twice the days around, in every channel at once and in even figures alone, as where a day stands in two exports that were added"
    advice = "Compare with the tool, and take one of the two out"
    yield Finding(kind="doubled day", text=text, advice=advice, days=days, sessions=touched)


def _usual(rows: Array) -> Array:
    """(n_rows, n_days) the median of the same day of the week in the three weeks to either side, itself left out."""
    length = rows.shape[1]
    near = np.full((6, *rows.shape), np.nan)
    for n, weeks in enumerate((-3, -2, -1, 1, 2, 3)):
        shift = weeks * WEEK
        if abs(shift) < length:
            to, of = (
                (slice(-shift, None), slice(None, shift)) if shift < 0 else (slice(None, -shift), slice(shift, None))
            )
            near[n, :, to] = rows[:, of]
    count = (~np.isnan(near)).sum(axis=0)
    near.sort(axis=0)  # what is not known last
    middles = [np.take_along_axis(near, (at // 2)[None], axis=0)[0] for at in (np.maximum(count - 1, 0), count)]
    return np.where(count > 0, (middles[0] + middles[1]) / 2, 0.0)


def _begins_and_ends(seen: Seen) -> Iterator[Finding]:
    """Channels that begin late or end early, and those that seem to have taken another's place."""
    history = seen.history
    if history.counts_only:
        return
    for level in range(len(history.levels)):
        first, last, means = _lives(history, level)
        ended = {name: end for name, end in last.items() if _gone(history, end, means[name])}
        begun = {name: begin for name, begin in first.items() if _new(history, begin, means[name])}
        heirs = {
            name: [other for other, begin in begun.items() if _follows(begin, end, means[other], means[name])]
            for name, end in ended.items()
        }
        for name, end in sorted(ended.items(), key=lambda one: one[1]):
            yield _vanished(seen, level, name, end, heirs[name])
        for name, begin in sorted(begun.items(), key=lambda one: one[1]):
            if not any(name in others for others in heirs.values()):
                yield _appeared(seen, level, name, begin)


def _follows(begin: date, end: date, mean: float, before: float) -> bool:
    """Whether one channel begins where another ends, with about as much."""
    return abs((begin - end).days) <= FEW_DAYS and before / ALIKE <= mean <= before * ALIKE


def _vanished(seen: Seen, level: int, name: str, end: date, heirs: list[str]) -> Finding:
    what, day = short(seen.history.levels[level]), short_day(end)
    text = f"{quoted(name)} under {what} has nothing after {day}"
    advice = "Find out whether it ended or is tagged in another way; the forecast takes it for ended"
    if heirs:
        text = f"{quoted(name)} under {what} ends on {day}, where {several(heirs)} begins: perhaps the same under another name"
        advice = "Give both one name with `channels:`, or one looks gone and the other new"
    return Finding(
        kind="vanished", text=text, advice=advice, days=(Period(start=end, end=seen.history.last),), branches=(name, *heirs),
        sessions=_touched(seen, level, [name]),
    )  # fmt: skip


def _appeared(seen: Seen, level: int, name: str, begin: date) -> Finding:
    text = f"{quoted(name)} under {short(seen.history.levels[level])} begins on {short_day(begin)}"
    advice = "Find out whether it is new or tagged in another way; the forecast takes it for new"
    if channel_group(name) == "AI Assistant" and -FEW_DAYS <= (begin - AI_BREAK).days <= NEAR_BREAK:
        text += f": since {short_day(AI_BREAK)} Google counts visits from AI assistants by themselves, that were Referral and Direct before"
        advice = (
            "Compare Referral and Direct from before and after that day with care; the sum of the site is not touched"
        )
    return Finding(
        kind="appeared", text=text, advice=advice, days=(Period(start=begin, end=seen.history.last),), branches=(name,), sessions=_touched(seen, level, [name])
    )  # fmt: skip


def _touched(seen: Seen, level: int, names: list[str]) -> float:
    at = [n for n, leaf in enumerate(seen.history.leaves) if level < len(leaf) and leaf[level] in names]
    return float(np.nansum(seen.history.sessions[at]))


def _lives(history: History, level: int) -> tuple[dict[str, date], dict[str, date], dict[str, float]]:
    """The first and the last day with sessions of every name on a level, and its mean [sessions/day] in between."""
    below: dict[str, list[int]] = defaultdict(list)
    for n, leaf in enumerate(history.leaves):
        if level < len(leaf):
            below[leaf[level]].append(n)
    first, last, means = {}, {}, {}
    for name, at in below.items():
        days = np.nansum(history.sessions[at], axis=0)
        some = np.flatnonzero(days > 0)
        if len(some):
            begin, end = int(some[0]), int(some[-1])
            first[name], last[name] = (history.first + timedelta(days=n) for n in (begin, end))
            means[name] = float(days[begin : end + 1].mean())
    return first, last, means


def _gone(history: History, end: date, mean: float) -> bool:
    after = int(known_days(history)[(end - history.first).days + 1 :].sum())
    return after >= SILENT[history.cadence] and mean * after >= EXPECTED


def _new(history: History, begin: date, mean: float) -> bool:
    before = int(known_days(history)[: (begin - history.first).days].sum())
    return before >= SILENT[history.cadence] and mean * before >= EXPECTED


def _stray(seen: Seen) -> Iterator[Finding]:
    """Days that cannot be: after today, after a long gap at the end, outside the days that the titles name."""
    history = seen.history
    known = known_days(history)
    days = [history.first + timedelta(days=int(n)) for n in np.flatnonzero(known)]
    if history.last > seen.today and not (history.cadence != "day" and (history.last - seen.today).days < 31):
        late = [day for day in days if day > seen.today]
        if late:
            text = f"{counted(len(late), 'day')} after today, {short_day(seen.today)}: up to {short_day(late[-1])}"
            yield Finding(
                kind="future", text=text, advice="Check the year and the order in dates (`dates:`)", days=(Period(start=late[0], end=late[-1]),), sessions=_on(seen, late[0], late[-1])
            )  # fmt: skip
    begin, end = runs(known)[-1] if known.any() else (0, 0)
    gap = begin - runs(known)[-2][1] if len(runs(known)) > 1 else 0
    if history.cadence == "day" and gap >= STRAY and end - begin <= FEW_DAYS:
        period = Period(start=history.first + timedelta(days=begin), end=history.last)
        text = f"{period_name(period)} stands {counted(gap, 'day')} after the day before it in the table"
        yield Finding(
            kind="stray",
            text=text,
            advice="Check the dates: the plan counts from the last day",
            days=(period,),
            sessions=_on(seen, period.start, period.end),
        )
    covers = seen.table.covers
    if (
        covers is not None
        and not seen.layout.covers
        and (history.first < covers.start or history.last > covers.end)
        and history.cadence == "day"
    ):
        text = f"The rows go from {period_name(history.span)}, the titles above them say {period_name(covers)}"
        yield Finding(kind="outside", text=text, advice="Check the order in dates (`dates:`)", days=(history.span,))


def _on(seen: Seen, first: date, last: date) -> float:
    at = slice((first - seen.history.first).days, (last - seen.history.first).days + 1)
    return float(np.nansum(seen.history.sessions[:, at]))


def _few_days(seen: Seen) -> Iterator[Finding]:
    """Too little to learn from."""
    history = seen.history
    length = history.sessions.shape[1]
    if history.counts_only:
        days = period_name(history.span)
        text = f"One sum a branch for {days}, without days: a plan can begin with it, a forecast learns nothing from it"
        advice = f"A table by day{f' ({seen.export.days})' if seen.export.days else ''} tells seasons, trends and what effort brings"
        yield Finding(kind="no days", text=text, advice=advice)
    elif length < SHORT:
        text = f"The history has {counted(length, 'day')}, less than six weeks: the forecast rests on what sites usually do"
        yield Finding(kind="short", text=text, advice="Export a year or more, so that its seasons are known")


def _days(days: tuple[Period, ...]) -> str:
    shown = [period_name(each) for each in days[:5]]
    return ", ".join(shown) + (f" and {exact(len(days) - 5)} more" if len(days) > 5 else "")


CHECKS: tuple[DayCheck, ...] = (_doubled_days, _stray, _begins_and_ends, _few_days)
