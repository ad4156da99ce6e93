"""The days that move a forecast, and the days of history that were not taken as they stand, in words."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial

from planner.model.outlook import Moved, Outlook, Repaired, RepairKind
from planner.model.period import Period
from planner.report.sentences import metric, name
from planner.words.dates import days_name
from planner.words.figures import apart, apart_range, days, exact, percents
from planner.words.language import say
from planner.words.phrases import listed

MOST = 8
"""Lines of either kind, and names or stretches in one."""
_FEW = 2
"""Leaves up to which they are named where they make up no branch."""
_SMALLER: dict[RepairKind, tuple[partial[str], partial[str]]] = {
    "outage": (partial(say, "1 smaller outage"), partial(say, "{count} smaller outages")),
    "spike": (partial(say, "1 smaller spike"), partial(say, "{count} smaller spikes")),
    "partial": (partial(say, "1 smaller unfinished day"), partial(say, "{count} smaller unfinished days")),
    "missing": (partial(say, "1 smaller gap"), partial(say, "{count} smaller gaps")),
}
"""One repair of a kind that is left out, and several."""


def moved(outlook: Outlook) -> tuple[str, ...]:
    """Holidays and events by day, of many those that move most; last the holidays of which little or nothing is known."""
    coming = [one for one in outlook.moved if not one.past]
    unseen = [one for one in coming if one.kind == "holiday" and not one.seen]
    plain = [one for one in coming if one.kind == "holiday" and one.seen and not _clear(one)]
    clear = [one for one in coming if one not in unseen and one not in plain]
    most = _grouped(clear, _occasion)
    shown = sorted(most, key=lambda same: -abs(same[0].middle - 1) * sum(one.on.days for one in same))[:MOST]
    said = [_moved(same, outlook) for same in most if same in shown]
    return (
        *said,
        *_left(len(most) - len(said)),
        *([say("No clear effect: {days}", days=_named(plain, outlook))] if plain else []),
        *(_unseen(same, outlook) for same in _grouped(unseen, lambda one: _effect(one, outlook))),
    )


def _clear(one: Moved) -> bool:
    return not percents(one.low - 1) < 0 < percents(one.high - 1)


def _occasion(one: Moved) -> Hashable:
    """What the several times of one occasion have in common."""
    return one.name, one.kind, one.where, one.low, one.middle, one.high, one.seen, one.said


def _grouped(some: Iterable[Moved], key: Callable[[Moved], Hashable]) -> list[list[Moved]]:
    """Those with the same key together, by their first day."""
    groups: dict[Hashable, list[Moved]] = {}
    for one in sorted(some, key=lambda one: one.on.start):
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _moved(same: Sequence[Moved], outlook: Outlook) -> str:
    one = same[0]
    when = _several([days_name(each.on, outlook.period) for each in same])
    return say(
        "{occasion}: {effect}, {known}", occasion=_told(one, when), effect=_effect(one, outlook), known=_known(one)
    )


def _told(one: Moved, when: str) -> str:
    """An occasion with its days, and the branch that it is about."""
    if one.where:
        return say("{occasion} ({days}, {branch})", occasion=name(one.name), days=when, branch=name(one.where))
    return say("{occasion} ({days})", occasion=name(one.name), days=when)


def _effect(one: Moved, outlook: Outlook) -> str:
    return say("{effect} (80 %: {range})", effect=_than_usual(one, metric(outlook.metric)), range=_range(one))


def _than_usual(one: Moved, what: str) -> str:
    size, whole = apart(one.middle - 1), percents(one.middle - 1)
    if whole > 0:
        return say("{size} more {metric} than usual", size=size, metric=what)
    if whole < 0:
        return say("{size} fewer {metric} than usual", size=size, metric=what)
    return say("as many {metric} as usual", metric=what)


def _range(one: Moved) -> str:
    """45–70 % fewer, 20 % fewer to 10 % more."""
    low, high = one.low - 1, one.high - 1
    if percents(low) < 0 < percents(high):
        return say("{less} fewer to {more} more", less=apart(low), more=apart(high))
    size = apart_range(low, high)
    return say("{size} fewer", size=size) if percents(low) < 0 else say("{size} more", size=size)


def _unseen(same: Sequence[Moved], outlook: Outlook) -> str:
    return say(
        "Not in your history yet: {days}; reckoned with {effect}",
        days=_named(same, outlook),
        effect=_effect(same[0], outlook),
    )


def _named(some: Iterable[Moved], outlook: Outlook) -> str:
    """Each with its days; of many the first."""
    return _several(
        [
            say(
                "{occasion} ({days})",
                occasion=name(same[0].name),
                days=_several([days_name(one.on, outlook.period) for one in same]),
            )
            for same in _grouped(some, lambda one: one.name)
        ]
    )


def _known(one: Moved) -> str:
    """Where the range comes from."""
    if one.said and one.seen:
        text = say("from your range and {count} past times", count=exact(one.seen))
        return say("from your range and 1 past time") if one.seen == 1 else text
    if one.said:
        return say("your range")
    if one.seen > 2:
        return say("seen {count} times", count=exact(one.seen))
    return (say("not seen yet"), say("seen once"), say("seen twice"))[one.seen]


def taken_out(outlook: Outlook) -> tuple[str, ...]:
    """Events that lie in the history alone, the latest first, of many those that moved it most."""
    past = sorted((one for one in outlook.moved if one.past), key=lambda one: one.on.end, reverse=True)
    most = sorted(past, key=lambda one: -abs(one.middle - 1) * one.on.days)[:MOST]
    said = [_taken_out(one, outlook) for one in past if one in most]
    left = len(past) - len(said)
    more = say("{count} more moved it less; the JSON report has all", count=exact(left))
    return (*said, *((more,) if left else ()))


def _taken_out(one: Moved, outlook: Outlook) -> str:
    return say(
        "{occasion}: {effect}, taken out of the history, {known}",
        occasion=_told(one, days_name(one.on)),
        effect=_brought(one, metric(outlook.metric)),
        known=_known(one),
    )


def _brought(one: Moved, what: str) -> str:
    """What an event did when it was."""
    size, whole = apart(one.middle - 1), percents(one.middle - 1)
    if whole > 0:
        return say("{size} more {metric}", size=size, metric=what)
    if whole < 0:
        return say("{size} fewer {metric}", size=size, metric=what)
    return say("as many {metric} as usual", metric=what)


def repaired(outlook: Outlook) -> tuple[str, ...]:
    """Outages, spikes and gaps, those that concern most sessions first."""
    by_size = sorted(outlook.repaired, key=lambda one: -one.sessions)
    left = Counter(one.kind for one in by_size[MOST:])
    smaller = listed([_smaller(kind, count) for kind, count in left.items()])
    rest = say("{repairs}; the JSON report has all", repairs=smaller)
    return (*(_repaired(one, outlook) for one in by_size[:MOST]), *((rest,) if smaller else ()))


def _smaller(kind: RepairKind, count: int) -> str:
    one, several = _SMALLER[kind]
    return one() if count == 1 else several(count=exact(count))


def _repaired(one: Repaired, outlook: Outlook) -> str:
    where, what = _where(one, outlook), _what(one, outlook)
    return say("{branch}: {repair}", branch=where, repair=what) if where else what


def _what(one: Repaired, outlook: Outlook) -> str:
    """What was found, and what it was taken for."""
    when, length = days_name(Period(start=one.first, end=one.last)), days(one.days)
    if one.kind == "outage":
        what = metric(outlook.metric)
        return say("{length} without {metric} ({days}), taken for an outage", length=length, metric=what, days=when)
    if one.kind == "spike":
        return say(
            "{length} far above the days around ({days}), taken for a spike that does not come again",
            length=length,
            days=when,
        )
    if one.kind == "missing":
        return say("{length} without a row in the table ({days})", length=length, days=when)
    if one.days == 1:
        return say("the last day ({days}), not over yet", days=when)
    return say("the last {length} ({days}), not over yet", length=length, days=when)


def _where(one: Repaired, outlook: Outlook) -> str:
    """Whose days they are; nothing where there is but one series."""
    if one.where:
        return name(one.where)
    if len(one.leaves) > _FEW:
        return say("{count} branches", count=exact(len(one.leaves)))
    if one.leaves:
        return listed([name(leaf) for leaf in one.leaves])
    return say("The whole site") if outlook.root.children else ""


def _several(words: Sequence[str]) -> str:
    """All of them, or the first and how many more."""
    more = say("{count} more", count=exact(len(words) - MOST))
    return listed([*words[:MOST], *([more] if len(words) > MOST else [])])


def _left(count: int) -> Iterator[str]:
    """The line for those that are left out."""
    if count == 1:
        yield say("1 more moves it less; the JSON report has all")
    elif count > 1:
        yield say("{count} more move it less; the JSON report has all", count=exact(count))
