"""The days that move a forecast, and the days of history that were not taken as they stand, in words."""

from planner.model.outlook import Moved, Outlook, Repaired
from planner.model.period import Period
from planner.report.sentences import name
from planner.words.dates import period_name, short_day
from planner.words.figures import apart, apart_range, counted, exact, listed, percents

MOST = 8
"""Lines of either kind, and names in one."""


def moved(outlook: Outlook) -> tuple[str, ...]:
    """Holidays and events by day, of many those that move most; last the holidays without a clear effect."""
    by_day = sorted(outlook.moved, key=lambda one: one.on.start)
    plain = [one for one in by_day if one.kind == "holiday" and percents(one.low - 1) < 0 < percents(one.high - 1)]
    clear = [one for one in by_day if one not in plain]
    most = sorted(clear, key=lambda one: -abs(one.middle - 1) * one.on.days)[:MOST]
    said = _shortened([_moved(one, outlook) for one in clear if one in most], len(clear), "of less effect")
    return (*said, *([f"No clear effect: {_named(plain, outlook)}"] if plain else []))


def _moved(one: Moved, outlook: Outlook) -> str:
    where = f", {name(one.where)}" if one.where else ""
    what = name(outlook.metric)
    middle = apart(one.middle - 1, f"more {what} than usual", f"fewer {what} than usual", f"as many {what} as usual")
    likely = apart_range(one.low - 1, one.high - 1, "more", "fewer")
    return f"{name(one.name)} ({_when(one, outlook)}{where}): {middle} (80 %: {likely}), {_known(one)}"


def _named(days: list[Moved], outlook: Outlook) -> str:
    """Each with its day; of many the first."""
    left = len(days) - MOST
    names = [f"{name(one.name)} ({_when(one, outlook)})" for one in days[:MOST]]
    return listed([*names, *([f"{exact(left)} more"] if left > 0 else [])])


def _when(one: Moved, outlook: Outlook) -> str:
    first, last = (short_day(day, outlook.period) for day in (one.on.start, one.on.end))
    return first if first == last else f"{first} to {last}"


def _known(one: Moved) -> str:
    """Where the range comes from."""
    seen = {0: "", 1: "seen once", 2: "seen twice"}.get(one.seen, f"seen {exact(one.seen)} times")
    return ", ".join(filter(None, ("your range" if one.said else "", seen))) or "not seen yet"


def repaired(outlook: Outlook) -> tuple[str, ...]:
    """Outages, spikes and gaps by day, of many the longest."""
    most = sorted(outlook.repaired, key=lambda one: -one.days)[:MOST]
    found = [_repaired(one, outlook) for one in sorted(outlook.repaired, key=lambda one: one.first) if one in most]
    return _shortened(found, len(outlook.repaired), "of fewer days")


def _repaired(one: Repaired, outlook: Outlook) -> str:
    stretch = Period(start=one.first, end=one.last)
    when = f"{'' if one.days >= stretch.days else 'within '}{period_name(stretch)}"
    where = f"{name(one.where)}: " if one.where else ""
    days = counted(one.days, "day")
    what = {
        "outage": f"{days} without {name(outlook.metric)} ({when}), taken for an outage",
        "spike": f"{days} far above the days around ({when}), taken for a spike that does not come again",
        "partial": f"the last {'day' if one.days == 1 else days} ({when}), not over yet",
        "missing": f"{days} without a row in the table ({when})",
    }[one.kind]
    return where + what


def _shortened(shown: list[str], count: int, which: str) -> tuple[str, ...]:
    """The lines, and how many are left out."""
    left = count - len(shown)
    return (*shown, *([f"{exact(left)} more {which}"] if left > 0 else []))
