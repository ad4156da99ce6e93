"""What would happen anyway, in sentences; each is a plain statement of the outlook's figures."""

from collections import Counter
from collections.abc import Iterator
from math import comb

from planner.model.outlook import Backtest, Outlook, OutlookNode, YearlyChange
from planner.model.period import Period, months_from
from planner.report import labels
from planner.report.sentences import name
from planner.report.sparkline import BETWEEN
from planner.words.dates import MONTHS, period_name
from planner.words.figures import apart, change, counted, error, exact, listed, percents, sessions, span

MOST_YEARS = 5
MOST_BRANCHES = 3

_HELD = 0.8
"""Part of what comes that an 80 % range holds, if it is right."""
_UNLIKELY = 0.1
"""Chance below which a range that held so few, or so many, is not taken for right."""
_BADLY = 2.0
"""Times the error of the whole from which on a leaf is named."""
_WIDELY = 0.1
"""Error from which on it is, however well the whole is forecast."""
_MATTERS = 0.02
"""Share of the whole's sessions from which on it is."""
_LONG = 180
"""Days of a period that is no part of a year: it has a trend, and no season."""
_FAR = 28
"""Days from which on they are told in weeks."""
_STEPS = ("above", "below", "level with")


def title(outlook: Outlook) -> str:
    """What is forecast."""
    what = name(outlook.metric)
    return f"{what[:1].upper()}{what[1:]} left alone, {period_name(outlook.period)}"


def answer(outlook: Outlook) -> str:
    """What comes anyway, how that stands to the stretch that it is compared with, and whose data say so."""
    found = outlook.root.forecast
    brings = f"{sessions(found.mean)} {name(outlook.metric)} (80 %: {span(found.p10, found.p90)})"
    known = outlook.goal.effort or any(lever.now is not None for lever in outlook.goal.levers)
    goes_on = "effort" if known else "all"
    text = f"{period_name(outlook.period)} brings {brings} if {goes_on} goes on as it was{_compared(outlook)}."
    if outlook.basis == "history":
        return f"{text} Learned from {_length(outlook)} of history."
    return f"{text} This is what sites usually do, not learned from your data: there is too little of it."


def _compared(outlook: Outlook) -> str:
    now, base = outlook.root.now, period_name(outlook.base)
    if now <= 0:
        return f"; {base} brought none"
    more = apart(outlook.root.forecast.mean / now - 1, "more than", "less than", "as much as")
    days = "" if outlook.base.days == outlook.period.days else f" at {counted(outlook.period.days, 'day')}"
    return f": {more} {base}{days} ({exact(now)})"


def _length(outlook: Outlook) -> str:
    """How much is known, in what the table counts in."""
    if outlook.cadence != "month":
        return counted(outlook.weeks, "week")
    first, last = outlook.first, outlook.last
    return counted((last.year - first.year) * 12 + last.month - first.month + 1, "month")


def legend(outlook: Outlook, weeks: int, *, off: bool) -> str:
    """What the bars of the tree mean. Args: off: whether the tree shows errors too."""
    text = f"▃▅█ history {BETWEEN} forecast, {counted(weeks, 'week')} a bar, from 0 to the row's highest"
    if gap := _gap(outlook):
        text += f"; after {BETWEEN} also the {'day' if gap == 1 else f'{exact(gap)} days'} before the period"
    return f"{text}; {labels.OFF}: its mean error in the past" if off else text


def _gap(outlook: Outlook) -> int:
    """Days between the history and the period."""
    return (outlook.period.start - outlook.last).days - 1


def season(outlook: Outlook) -> str:
    """How the same days stood to those before them in earlier years, and whether they always stood so.

    Empty where there are none, and the period is so long that it has no season.
    """
    known = sorted(outlook.season, key=lambda year: year.year)[-MOST_YEARS:]
    month, before = _month(outlook.period), _month(outlook.base)
    if not (month and before):
        month, before = "", _before(outlook)
    one = bool(month) or outlook.period.days == 1
    days = month or ("The same day" if one else "The same days")
    if not known and outlook.period.days >= _LONG:
        return ""
    if not known:
        return f"{days} of an earlier year {'is' if one else 'are'} not known, so no season can be told."
    said = [apart(year.change, *_STEPS) for year in known]
    if len(known) == 1:
        return f"{days} ran {said[0]} {before} in {known[0].year}, the only year known."
    if len({_sign(year) for year in known}) > 1:
        said = [f"{said[0]} {before}", *(how.removesuffix(" with") for how in said[1:])]
        years = listed([f"{how} in {year.year}" for how, year in zip(said, known, strict=True)])
        return f"{days} {'was' if one else 'were'} {years}: no steady season."
    mean = sum(year.change for year in known) / len(known)
    return f"{days} {'runs' if month else 'ran'} {apart(mean, *_STEPS)} {before} {_years(known, outlook)}."


def _sign(year: YearlyChange) -> int:
    whole = percents(year.change)
    return (whole > 0) - (whole < 0)


def _years(known: list[YearlyChange], outlook: Outlook) -> str:
    """In your last 2 years, with the change in each."""
    years = counted(len(known), "year")
    last = known[0].year + len(known) == outlook.period.start.year
    each = ", ".join(f"{change(year.change)} in {year.year}" for year in known)
    return f"in {f'your last {years}' if last else f'the {years} known'} ({each})"


def _month(period: Period) -> str:
    """The name of a whole calendar month; empty for other stretches."""
    return MONTHS[period.start.month - 1] if period == months_from(period.start, 1) else ""


def _before(outlook: Outlook) -> str:
    """The comparison stretch as seen from the period."""
    days, since = outlook.base.days, (outlook.period.start - outlook.base.end).days
    what = "day" if days == 1 else f"{exact(days)} days"
    if since == 1:
        return f"the {what} before"
    ago = f"{exact(since)} days" if since < _FAR else f"{exact(round(since / 7))} weeks"
    return f"the {what} {'' if days == 1 else 'that ended '}{ago} before"


def trend(outlook: Outlook) -> str:
    """Where the last weeks stand; empty where nothing is known to compare them with."""
    known = ((outlook.growth, "the same weeks a year ago"), (outlook.lately, "the four before"))
    said = [f"{apart(part, *_STEPS)} {what}" for part, what in known if part is not None]
    return f"The last four weeks ran {listed(said)}." if said else ""


def looking_back(outlook: Outlook) -> str:
    """How far off the forecast would have been, and a plain guess, and whether its range would have held."""
    test = outlook.root.backtest
    if test is None:
        return "The history is too short to test the forecast on itself."
    when = period_name(Period(start=test.first.start, end=test.last.end))
    gap = _gap(outlook)
    many = test.tests > 1
    past = f"anew for each of the last {_stretches(test)} ({when})" if many else f"for {when}"
    known = f"{_time(gap)} before it" if gap else "before it"
    off = f"Made {past} from what was known {known}, this forecast would have been {error(test.off)} off"
    off += " on average" if many else ""
    guess = f"the pace of the four weeks {'known last' if gap else 'before'}"
    return " ".join([f"{off}{_plain_guess(test, guess)}.", _held(test), *_worst(outlook, test)])


def _time(days: int) -> str:
    return counted(days // 7, "week") if days % 7 == 0 else counted(days, "day")


def _stretches(test: Backtest) -> str:
    """How many, of what length."""
    months, days = _months(test.first), test.first.days
    if months and months == _months(test.last):
        what, length = {1: "month", 12: "year"}.get(months), counted(months, "month")
    else:
        what, length = {1: "day", 7: "week"}.get(days), counted(days, "day")
    return counted(test.tests, what) if what else f"{exact(test.tests)} stretches of {length}"


def _months(period: Period) -> int:
    """How many whole calendar months it is; 0 for other stretches."""
    first, last = period.start, period.end
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return count if period == months_from(first, count) else 0


def _plain_guess(test: Backtest, guess: str) -> str:
    if percents(test.naive) > percents(test.off):
        return f", {guess} {error(test.naive)}"
    if percents(test.naive) == percents(test.off):
        return f", and {guess} as much"
    return f"; {guess} came closer, {error(test.naive)} off"


def _held(test: Backtest) -> str:
    """How many fell within the range, and what to think of it where that is surprising."""
    if test.tests == 1:
        return f"What came was {'within' if test.held else 'outside'} the 80 % range."
    chances = [comb(test.tests, n) * _HELD**n * (1 - _HELD) ** (test.tests - n) for n in range(test.tests + 1)]
    many = f"All {exact(test.held)}" if test.held == test.tests else f"{exact(test.held)} of {exact(test.tests)}"
    text = f"{many if test.held else f'None of {exact(test.tests)}'} ended within the 80 % range"
    if sum(chances[: test.held + 1]) < _UNLIKELY:
        return f"{text}, so it may be too narrow."
    if sum(chances[test.held :]) < _UNLIKELY:
        return f"{text}, so it may be wider than need be."
    return f"{text}."


def _worst(outlook: Outlook, test: Backtest) -> list[str]:
    """The leaves that are forecast worst, if they matter to the whole and are forecast much worse than it."""
    leaves = list(_leaves(outlook.root))
    names = Counter(leaf.name for leaf, _ in leaves)
    worst = sorted(
        (
            (-leaf.backtest.off, name(leaf.name) + (f" of {name(parent)}" if names[leaf.name] > 1 else ""))
            for leaf, parent in leaves
            if leaf.backtest
            and leaf.backtest.off >= max(_BADLY * test.off, _WIDELY)
            and leaf.now >= _MATTERS * outlook.root.now
        ),
    )[:MOST_BRANCHES]
    if not worst:
        return []
    which = f"of the leaves with {exact(_MATTERS * 100)} % of the {name(outlook.metric)} or more"
    return [f"Furthest off, {which}: {listed([f'{what} ({error(-off)})' for off, what in worst])}."]


def _leaves(node: OutlookNode, parent: str = "") -> Iterator[tuple[OutlookNode, str]]:
    """Each with the name of what it is a part of: names come again under other branches."""
    if not node.children:
        yield node, parent
    for child in node.children:
        yield from _leaves(child, node.name)
