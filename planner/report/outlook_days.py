"""The days that move a forecast, and the days of history that were not taken as they stand, in words."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from planner.model.outlook import Moved, Outlook, Repaired
from planner.model.period import Period
from planner.report.sentences import name
from planner.words.dates import short_day
from planner.words.figures import apart, apart_range, counted, exact, listed, percents

MOST = 8
"""Lines of either kind, and names or stretches in one."""
_FEW = 2
"""Leaves up to which they are named where they make up no branch."""
_ALL = "the JSON report has all"
_KINDS = {"outage": "outage", "spike": "spike", "partial": "unfinished day", "missing": "gap"}


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
        *_left(len(most) - len(said), "moves", "move"),
        *([f"No clear effect: {_named(plain, outlook)}"] if plain else []),
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
    when = _several([_days(each.on, outlook.period) for each in same])
    where = f", {name(one.where)}" if one.where else ""
    return f"{name(one.name)} ({when}{where}): {_effect(one, outlook)}, {_known(one)}"


def _effect(one: Moved, outlook: Outlook) -> str:
    what = name(outlook.metric)
    middle = apart(one.middle - 1, f"more {what} than usual", f"fewer {what} than usual", f"as many {what} as usual")
    return f"{middle} (80 %: {apart_range(one.low - 1, one.high - 1, 'more', 'fewer')})"


def _unseen(same: Sequence[Moved], outlook: Outlook) -> str:
    return f"Not in your history yet: {_named(same, outlook)}; reckoned with {_effect(same[0], outlook)}"


def _named(days: Iterable[Moved], outlook: Outlook) -> str:
    """Each with its days; of many the first."""
    return _several(
        [
            f"{name(same[0].name)} ({_several([_days(one.on, outlook.period) for one in same])})"
            for same in _grouped(days, lambda one: one.name)
        ]
    )


def _known(one: Moved) -> str:
    """Where the range comes from."""
    if one.said and one.seen:
        return f"from your range and {counted(one.seen, 'past time')}"
    if one.said:
        return "your range"
    return {0: "not seen yet", 1: "seen once", 2: "seen twice"}.get(one.seen, f"seen {exact(one.seen)} times")


def taken_out(outlook: Outlook) -> tuple[str, ...]:
    """Events that lie in the history alone, the latest first, of many those that moved it most."""
    past = sorted((one for one in outlook.moved if one.past), key=lambda one: one.on.end, reverse=True)
    most = sorted(past, key=lambda one: -abs(one.middle - 1) * one.on.days)[:MOST]
    said = [_taken_out(one, outlook) for one in past if one in most]
    return (*said, *_left(len(past) - len(said), "moved", "moved"))


def _taken_out(one: Moved, outlook: Outlook) -> str:
    where = f", {name(one.where)}" if one.where else ""
    what = name(outlook.metric)
    middle = apart(one.middle - 1, f"more {what}", f"fewer {what}", f"as many {what} as usual")
    return f"{name(one.name)} ({_days(one.on)}{where}): {middle}, taken out of the history, {_known(one)}"


def repaired(outlook: Outlook) -> tuple[str, ...]:
    """Outages, spikes and gaps, those that concern most sessions first."""
    by_size = sorted(outlook.repaired, key=lambda one: -one.sessions)
    left = Counter(one.kind for one in by_size[MOST:])
    smaller = listed([counted(count, f"smaller {_KINDS[kind]}") for kind, count in left.items()])
    return (*(_repaired(one, outlook) for one in by_size[:MOST]), *([f"{smaller}; {_ALL}"] if smaller else []))


def _repaired(one: Repaired, outlook: Outlook) -> str:
    when = _days(Period(start=one.first, end=one.last))
    days = counted(one.days, "day")
    what = {
        "outage": f"{days} without {name(outlook.metric)} ({when}), taken for an outage",
        "spike": f"{days} far above the days around ({when}), taken for a spike that does not come again",
        "partial": f"the last {'day' if one.days == 1 else days} ({when}), not over yet",
        "missing": f"{days} without a row in the table ({when})",
    }[one.kind]
    return f"{_where(one, outlook)}{what}"


def _where(one: Repaired, outlook: Outlook) -> str:
    """Whose days they are; nothing where there is but one series."""
    if one.where:
        return f"{name(one.where)}: "
    if one.leaves:
        few = len(one.leaves) <= _FEW
        return f"{listed([name(leaf) for leaf in one.leaves]) if few else f'{exact(len(one.leaves))} branches'}: "
    return "The whole site: " if outlook.root.children else ""


def _days(stretch: Period, within: Period | None = None) -> str:
    """9 to 15 Mar 2026; without the year where the period it lies in leaves no doubt about it."""
    last = short_day(stretch.end, within)
    if stretch.start == stretch.end:
        return last
    if (stretch.start.year, stretch.start.month) == (stretch.end.year, stretch.end.month):
        return f"{stretch.start.day} to {last}"
    same_year = within or (stretch if stretch.start.year == stretch.end.year else None)
    return f"{short_day(stretch.start, same_year)} to {last}"


def _several(words: Sequence[str]) -> str:
    """All of them, or the first and how many more."""
    return listed([*words[:MOST], *([f"{exact(len(words) - MOST)} more"] if len(words) > MOST else [])])


def _left(count: int, one: str, several: str) -> Iterator[str]:
    """The line for those that are left out. Args: one, several: what it does, or they do."""
    if count > 0:
        yield f"{exact(count)} more {one if count == 1 else several} it less; {_ALL}"
