"""How far off a forecast would have been before, in sentences."""

from collections import Counter
from collections.abc import Iterator
from math import comb

from planner.model.outlook import Backtest, Outlook, OutlookNode
from planner.model.period import Period, months_from
from planner.report.sentences import metric, name
from planner.words.dates import period_name
from planner.words.figures import days, error, exact, months, percentage, percents, weeks, years
from planner.words.language import say
from planner.words.phrases import flowing, listed

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


def looking_back(outlook: Outlook) -> str:
    """How far off the forecast would have been, and a plain guess, and whether its range would have held."""
    test = outlook.root.backtest
    if test is None:
        return say("The history is too short to test the forecast on itself.")
    return flowing([_guessed(outlook, test), _held(test), _worst(outlook, test)])


def _guessed(outlook: Outlook, test: Backtest) -> str:
    """How far off it would have been, and what a guess would have been."""
    when = period_name(Period(start=test.first.start, end=test.last.end))
    gap = outlook.gap
    known = say("{time} before it", time=_time(gap)) if gap else say("before it")
    guess = say("the pace of the four weeks known last") if gap else say("the pace of the four weeks before")
    if test.tests == 1:
        text = say(
            "Made for {period} from what was known {before}, this forecast would have been {error} off",
            period=when,
            before=known,
            error=error(test.off),
        )
        return _plain_guess(test, text, guess)
    text = say(
        "Made anew for each of the last {stretches} ({period}) from what was known {before}, "
        "this forecast would have been {error} off on average",
        stretches=_stretches(test),
        period=when,
        before=known,
        error=error(test.off),
    )
    return _plain_guess(test, text, guess)


def _time(length: int) -> str:
    return weeks(length // 7) if length % 7 == 0 else days(length)


def _stretches(test: Backtest) -> str:
    """How many, of what length."""
    of_months, of_days = _months(test.first), test.first.days
    if of_months and of_months == _months(test.last):
        count, length = {1: months, 12: years}.get(of_months), months(of_months)
    else:
        count, length = {1: days, 7: weeks}.get(of_days), days(of_days)
    return count(test.tests) if count else say("{count} stretches of {length}", count=exact(test.tests), length=length)


def _months(period: Period) -> int:
    """How many whole calendar months it is; 0 for other stretches."""
    first, last = period.start, period.end
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return count if period == months_from(first, count) else 0


def _plain_guess(test: Backtest, text: str, guess: str) -> str:
    if percents(test.naive) > percents(test.off):
        return say("{text}, {guess} {error}.", text=text, guess=guess, error=error(test.naive))
    if percents(test.naive) == percents(test.off):
        return say("{text}, and {guess} as much.", text=text, guess=guess)
    return say("{text}; {guess} came closer, {error} off.", text=text, guess=guess, error=error(test.naive))


def _held(test: Backtest) -> str:
    """How many fell within the range, and what to think of it where that is surprising."""
    if test.tests == 1:
        return (
            say("What came was within the 80 % range.") if test.held else say("What came was outside the 80 % range.")
        )
    chances = [comb(test.tests, n) * _HELD**n * (1 - _HELD) ** (test.tests - n) for n in range(test.tests + 1)]
    text = _within(exact(test.held), exact(test.tests))
    if sum(chances[: test.held + 1]) < _UNLIKELY:
        return say("{text}, so it may be too narrow.", text=text)
    if sum(chances[test.held :]) < _UNLIKELY:
        return say("{text}, so it may be wider than need be.", text=text)
    return say("{text}.", text=text)


def _within(held: str, tests: str) -> str:
    """How many of the tests ended within the range."""
    if held == "0":
        return say("None of {count} ended within the 80 % range", count=tests)
    if held == tests:
        return say("All {count} ended within the 80 % range", count=tests)
    return say("{held} of {count} ended within the 80 % range", held=held, count=tests)


def _worst(outlook: Outlook, test: Backtest) -> str:
    """The leaves that are forecast worst, if they matter to the whole and are forecast much worse than it."""
    leaves = list(_leaves(outlook.root))
    names = Counter(leaf.name for leaf, _ in leaves)
    worst = sorted(
        (-leaf.backtest.off, _named(leaf.name, parent if names[leaf.name] > 1 else ""))
        for leaf, parent in leaves
        if leaf.backtest
        and leaf.backtest.off >= max(_BADLY * test.off, _WIDELY)
        and leaf.now >= _MATTERS * outlook.root.now
    )[:MOST_BRANCHES]
    if not worst:
        return ""
    return say(
        "Furthest off, of the leaves with {share} of the {metric} or more: {branches}.",
        share=percentage(exact(_MATTERS * 100)),
        metric=metric(outlook.metric),
        branches=listed([say("{branch} ({error})", branch=what, error=error(-off)) for off, what in worst]),
    )


def _named(leaf: str, parent: str) -> str:
    """A leaf, with the branch that it is a part of where that is said."""
    return say("{leaf} of {branch}", leaf=name(leaf), branch=name(parent)) if parent else name(leaf)


def _leaves(node: OutlookNode, parent: str = "") -> Iterator[tuple[OutlookNode, str]]:
    """Each with the name of what it is a part of: names come again under other branches."""
    if not node.children:
        yield node, parent
    for child in node.children:
        yield from _leaves(child, node.name)
