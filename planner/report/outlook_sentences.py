"""What would happen anyway, in sentences; each is a plain statement of the outlook's figures."""

from planner.model.outlook import Outlook, YearlyChange
from planner.model.period import Period, months_from
from planner.report import labels
from planner.report.sentences import metric, several
from planner.report.sparkline import BETWEEN
from planner.words.dates import month_name, period_name, year_name
from planner.words.figures import (
    apart,
    change,
    days,
    exact,
    months,
    percents,
    sessions,
    span,
    weeks,
)
from planner.words.language import say
from planner.words.phrases import clauses, flowing, listed_clauses, opened, series

MOST_YEARS = 5

_LONG = 180
"""Days of a period that is no part of a year: it has a trend, and no season."""
_FAR = 28
"""Days from which on they are told in weeks."""


def title(outlook: Outlook) -> str:
    """What is forecast."""
    return say(
        "{metric} left alone, {period}", metric=opened(metric(outlook.metric)), period=period_name(outlook.period)
    )


def answer(outlook: Outlook) -> str:
    """What comes anyway, how that stands to the stretch that it is compared with, and whose data say so."""
    found = outlook.root.forecast
    count, likely = several(sessions(found.mean), outlook.metric), span(found.p10, found.p90)
    period = period_name(outlook.period)
    if outlook.goal.effort or any(lever.now is not None for lever in outlook.goal.levers):
        text = say(
            "{period} brings {count} (80 %: {range}) if effort goes on as it was",
            period=period,
            count=count,
            range=likely,
        )
    else:
        text = say(
            "{period} brings {count} (80 %: {range}) if all goes on as it was", period=period, count=count, range=likely
        )
    return flowing([_compared(outlook, text), _learned(outlook)])


def _learned(outlook: Outlook) -> str:
    """Whose data say so."""
    if outlook.basis == "history":
        return say("Learned from {length} of history.", length=_length(outlook))
    return say("This is what sites usually do, not learned from your data: there is too little of it.")


def _compared(outlook: Outlook, text: str) -> str:
    now, base = outlook.root.now, period_name(outlook.base)
    if now <= 0:
        return say("{text}; {base} brought none.", text=text, base=base)
    if outlook.base.days == outlook.period.days:
        base = say("{base} ({count})", base=base, count=exact(now))
    else:
        base = say("{base} at {days} ({count})", base=base, days=days(outlook.period.days), count=exact(now))
    part = outlook.root.forecast.mean / now - 1
    if not percents(part):
        return say("{text}: as much as {base}.", text=text, base=base)
    if part > 0:
        return say("{text}: {size} more than {base}.", text=text, size=apart(part), base=base)
    return say("{text}: {size} less than {base}.", text=text, size=apart(part), base=base)


def _length(outlook: Outlook) -> str:
    """How much is known, in what the table counts in."""
    if outlook.cadence != "month":
        return weeks(outlook.weeks)
    first, last = outlook.first, outlook.last
    return months((last.year - first.year) * 12 + last.month - first.month + 1)


def legend(outlook: Outlook, in_a_bar: int, *, off: bool) -> str:
    """What the bars of the tree mean. Args: in_a_bar: weeks; off: whether the tree shows errors too."""
    parts = [
        say(
            "▃▅█ history {between} forecast, {weeks} a bar, from 0 to the row's highest",
            between=BETWEEN,
            weeks=weeks(in_a_bar),
        )
    ]
    if (gap := outlook.gap) == 1:
        parts.append(say("after {between} also the day before the period", between=BETWEEN))
    elif gap:
        parts.append(say("after {between} also the {count} days before the period", between=BETWEEN, count=exact(gap)))
    if off:
        parts.append(say("{off}: its mean error in the past", off=labels.OFF()))
    return clauses(parts)


def season(outlook: Outlook) -> str:
    """How the same days stood to those before them in earlier years, and whether they always stood so.

    Empty where there are none, and the period is so long that it has no season.
    """
    known = sorted(outlook.season, key=lambda year: year.year)[-MOST_YEARS:]
    month, before = _month(outlook.period), _month(outlook.base)
    if not (month and before):
        month, before = "", _before(outlook)
    if not known:
        return "" if outlook.period.days >= _LONG else _no_season(outlook, month)
    days = month or (say("The same day") if outlook.period.days == 1 else say("The same days"))
    if len(known) == 1:
        step, year = _step(known[0].change, before), year_name(known[0].year)
        return say("{days} ran {step} in {year}, the only year known.", days=days, step=step, year=year)
    if len({_sign(year) for year in known}) > 1:
        several = not month and outlook.period.days > 1
        return _unsteady(known, before, days, several=several)
    step, each = _step(sum(year.change for year in known) / len(known), before), _years(known, outlook)
    if month:
        return say("{month} runs {step} {years}.", month=month, step=step, years=each)
    return say("{days} ran {step} {years}.", days=days, step=step, years=each)


def _no_season(outlook: Outlook, month: str) -> str:
    if month:
        return say("{month} of an earlier year is not known, so no season can be told.", month=month)
    if outlook.period.days == 1:
        return say("The same day of an earlier year is not known, so no season can be told.")
    return say("The same days of an earlier year are not known, so no season can be told.")


def _unsteady(known: list[YearlyChange], before: str, days: str, *, several: bool) -> str:
    """Years that differ even in their direction."""
    first, *others = known
    steps = [_step(first.change, before), *(_bare_step(year.change) for year in others)]
    each = [
        say("{step} in {year}", step=step, year=year_name(year.year)) for step, year in zip(steps, known, strict=True)
    ]
    if several:
        return say("{days} were {years}: no steady season.", days=days, years=listed_clauses(each))
    return say("{days} was {years}: no steady season.", days=days, years=listed_clauses(each))


def _step(part: float, before: str) -> str:
    """How one stretch stands to another."""
    whole = percents(part)
    if whole > 0:
        return say("{size} above {before}", size=apart(part), before=before)
    if whole < 0:
        return say("{size} below {before}", size=apart(part), before=before)
    return say("level with {before}", before=before)


def _bare_step(part: float) -> str:
    """The same, where it was said what it is compared with."""
    whole = percents(part)
    if whole > 0:
        return say("{size} above", size=apart(part))
    return say("{size} below", size=apart(part)) if whole else say("level")


def _sign(year: YearlyChange) -> int:
    whole = percents(year.change)
    return (whole > 0) - (whole < 0)


def _years(known: list[YearlyChange], outlook: Outlook) -> str:
    """In your last 2 years, with the change in each."""
    last = known[0].year + len(known) == outlook.period.start.year
    each = series([say("{change} in {year}", change=change(year.change), year=year_name(year.year)) for year in known])
    if last:
        return say("in your last {count} years ({changes})", count=len(known), changes=each)
    return say("in the {count} years known ({changes})", count=len(known), changes=each)


def _month(period: Period) -> str:
    """The name of a whole calendar month; empty for other stretches."""
    return month_name(period.start) if period == months_from(period.start, 1) else ""


def _before(outlook: Outlook) -> str:
    """The comparison stretch as seen from the period."""
    length, since = outlook.base.days, (outlook.period.start - outlook.base.end).days
    if since == 1:
        return say("the day before") if length == 1 else say("the {count} days before", count=exact(length))
    ago = days(since) if since < _FAR else weeks(round(since / 7))
    if length == 1:
        return say("the day {time} before", time=ago)
    return say("the {count} days that ended {time} before", count=exact(length), time=ago)


def trend(outlook: Outlook) -> str:
    """Where the last weeks stand; empty where nothing is known to compare them with."""
    known = ((outlook.growth, say("the same weeks a year ago")), (outlook.lately, say("the four before")))
    said = [_step(part, what) for part, what in known if part is not None]
    if len(said) == 2:
        return say("The last four weeks ran {step} and {another}.", step=said[0], another=said[1])
    return say("The last four weeks ran {step}.", step=said[0]) if said else ""
