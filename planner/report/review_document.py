"""Which of the logged work paid, as a report."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.model.review import ByWeek, Review, Standing, Verdict
from planner.report import labels
from planner.report.document import Document, Grid, Head, Items, Prose, Row, Section
from planner.report.review_sentences import (
    MOST_ROWS,
    aside_sentences,
    basis,
    heading,
    next_units,
    per,
    sentences,
    served_sentences,
)
from planner.report.sentences import name
from planner.words.dates import short_day
from planner.words.figures import amount, brought, ends_of, exact
from planner.words.language import say


def review_document(review: Review) -> Document:
    """The report on an activity log."""
    said = (*sentences(review), *aside_sentences(review))
    return Document(
        title=heading(review),
        lead=(Prose(text=basis(review)),),
        sections=(
            Section(heading=say("What the next unit of effort brings, best first"), parts=tuple(_rankings(review))),
            Section(heading=say("What follows"), parts=(Items(texts=said),)),
            Section(heading=say("How much of it served the goal"), parts=(Items(texts=served_sentences(review)),)),
            *(Section(heading=_week_heading(weeks), parts=(_weeks(review, weeks),)) for weeks in review.weeks),
            Section(heading=labels.WARNINGS(), parts=(Items(texts=review.left_out),)),
        ),
    )


def _rankings(review: Review) -> Iterator[Grid]:
    """The activities by the resource that they take most of."""
    for resource, group in groupby(review.standings, key=lambda one: one.resource):
        yield _ranking(review, resource, tuple(group))


def _ranking(review: Review, resource: str, standings: Sequence[Standing]) -> Grid:
    size = per(standings)
    heads = (
        Head(title="", kind="words"),
        Head(title=say("activity"), kind="name"),
        Head(title=say("looked at"), spare=2),
        Head(title=say("h a week") if resource == "hours" else say("money a week"), spare=3),
        Head(title=say("times"), spare=2),
        Head(title=say("average"), spare=4),
        Head(title=next_units(size, resource)),
        Head(title=labels.RANGE(), spare=1),
    )
    return Grid(heads=heads, rows=tuple(_row(review, one, size) for one in standings[:MOST_ROWS]))


def _row(review: Review, one: Standing, size: int) -> Row:
    spread = one.next_unit
    return Row(
        cells=(
            _verdict(one.verdict),
            one.name,
            amount(one.effort) if review.looked != review.known else "",
            amount(one.weekly),
            exact(one.executions) if review.basis == "log" else "",
            "" if one.average is None else brought(one.average * size),
            "" if spread is None else brought(spread.p50 * size),
            "" if spread is None else ends_of(brought(spread.p10 * size), brought(spread.p90 * size)),
        )
    )


def _verdict(verdict: Verdict) -> str:
    """What is to be done, in a word."""
    return {
        "more": say("more", about="verdict"),
        "keep": say("keep", about="verdict"),
        "stop": say("stop", about="verdict"),
        "test": say("test", about="verdict"),
        "too early": say("too early"),
    }[verdict]


def _week_heading(weeks: ByWeek) -> str:
    """Hours by week, money by week."""
    return say("{resource} by week", resource=say("Hours") if weeks.resource == "hours" else say("Money"))


def _weeks(review: Review, weeks: ByWeek) -> Grid:
    """A row a week, a column an activity."""
    names = [name(each) if each else say("others", about="activities") for each in weeks.activities]
    return Grid(
        heads=(Head(title=say("week of"), kind="words"), *(Head(title=each, kind="named") for each in names)),
        rows=tuple(
            Row(cells=(short_day(each.monday, review.known), *map(amount, each.efforts))) for each in weeks.weeks
        ),
    )
