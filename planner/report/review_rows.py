"""What logged work paid, as rows of texts that every format shows."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from planner.model.review import ByWeek, Review, Standing, Verdict
from planner.report import labels
from planner.report.sentences import metric, name
from planner.words.dates import short_day
from planner.words.figures import amount, brought, bundle, ends_of, exact
from planner.words.language import say

LEAST_MONEY = 100
MOST_ROWS = 40
"""Of activities that take one resource; the others stand in the JSON."""
_VERDICTS = {
    "more": partial(say, "more", about="verdict"),
    "keep": partial(say, "keep", about="verdict"),
    "stop": partial(say, "stop", about="verdict"),
    "test": partial(say, "test", about="verdict"),
    "too early": partial(say, "too early"),
}


class ReviewRow(NamedTuple):
    """One activity."""

    verdict: str
    name: str
    here: str
    """Effort in the stretch that is looked at."""
    weekly: str
    executions: str
    average: str
    next_unit: str
    likely: str


class Ranking(NamedTuple):
    """The activities that take one resource."""

    titles: ReviewRow
    rows: tuple[ReviewRow, ...]


def resource_name(resource: str) -> str:
    """Hours or money."""
    return say("hours") if resource == "hours" else say("money")


def quantity(effort: float, resource: str) -> str:
    """12 h, 900 money."""
    figure = amount(effort)
    return say("{figure} h", figure=figure) if resource == "hours" else say("{figure} money", figure=figure)


def verdict_word(verdict: Verdict) -> str:
    """What is to be done, in a word."""
    return _VERDICTS[verdict]()


def rankings(review: Review) -> Iterator[tuple[str, Ranking]]:
    """The name of every resource, and the activities that take it."""
    for resource, group in groupby(review.standings, key=lambda one: one.resource):
        yield resource_name(resource), _ranking(review, resource, tuple(group))


def per(standings: Sequence[Standing]) -> int:
    """How many units of effort to speak of, so that the best brings at least one result; of money at least 100."""
    least = LEAST_MONEY if standings[0].resource == "money" else 1
    best = max((one.next_unit.p50 for one in standings if one.next_unit), default=1.0)
    return max(bundle(best)[0], least)


def next_units(size: int, resource: str) -> str:
    """The next hour, the next 100 money."""
    if resource == "hours":
        return say("next hour") if size == 1 else say("next {count} h", count=exact(size))
    return say("next {count} money", count=exact(size))


def _ranking(review: Review, resource: str, standings: Sequence[Standing]) -> Ranking:
    size = per(standings)
    weekly = say("h a week") if resource == "hours" else say("money a week")
    titles = ReviewRow(
        verdict="",
        name=say("activity"),
        here=say("looked at") if review.looked != review.known else "",
        weekly=weekly,
        executions=say("times"),
        average=say("average"),
        next_unit=next_units(size, resource),
        likely=labels.RANGE(),
    )
    return Ranking(titles, tuple(_row(review, one, size) for one in standings[:MOST_ROWS]))


def _row(review: Review, one: Standing, size: int) -> ReviewRow:
    spread = one.next_unit
    return ReviewRow(
        verdict=verdict_word(one.verdict),
        name=one.name,
        here=amount(one.effort) if review.looked != review.known else "",
        weekly=amount(one.weekly),
        executions=exact(one.executions) if review.basis == "log" else "",
        average="" if one.average is None else brought(one.average * size),
        next_unit="" if spread is None else brought(spread.p50 * size),
        likely="" if spread is None else ends_of(brought(spread.p10 * size), brought(spread.p90 * size)),
    )


class WeekTable(NamedTuple):
    """Effort by week."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def week_table(weeks: ByWeek) -> WeekTable:
    """A row a week, a column an activity."""
    names = [name(each) if each else say("others", about="activities") for each in weeks.activities]
    rows = [(short_day(each.monday), *map(amount, each.efforts)) for each in weeks.weeks]
    return WeekTable((say("week of"), *names), tuple(rows))


def week_heading(weeks: ByWeek) -> str:
    """Hours by week, money by week."""
    return say("{resource} by week", resource=_capital(weeks.resource))


def _capital(resource: str) -> str:
    return say("Hours") if resource == "hours" else say("Money")


def counted_result(review: Review) -> str:
    """What is counted: sessions, or a column of the log."""
    return metric(review.result)


RANKED = partial(say, "What the next unit of effort brings, best first")
DO = partial(say, "What follows")
SERVED = partial(say, "How much of it served the goal")
