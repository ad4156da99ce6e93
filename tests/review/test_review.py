"""Whole reviews of small logs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from review_logs import SHAPES, make_log
from review_scores import PRIOR

from planner.errors import InputError
from planner.goalfile.read import parse_goal
from planner.model.activity_log import ActivityLog, Logged
from planner.model.goal import Goal
from planner.model.margin import LeverMargin
from planner.model.period import Period
from planner.model.review import Review
from planner.review.activities import activities, as_worked
from planner.review.review import review

MONDAY = date(2026, 9, 7)
GOAL = """
target: +10%
traffic: {Email: 4000, Organic Search: 9000}
levers:
  newsletter: {drives: {channel: Email}, uses: writer hours, now: 10, lag: 2 days}
  how-to articles: {drives: {channel: Organic Search}, uses: writer hours, now: 20, lag: 2 weeks}
"""


def goal() -> Goal:
    found, problems = parse_goal(GOAL, file="goal.yaml", today=date(2026, 11, 30))
    assert found is not None
    assert problems == ()
    return found


def log(rows: Iterable[Logged], result: str = "sessions") -> ActivityLog:
    ordered = tuple(sorted(rows, key=lambda row: row.day))
    return ActivityLog(file="log.csv", tool="", activity="activity", result=result, rows=ordered)


def weekly(name: str, brings: float | None, *, weeks: int = 12, hours: float = 3.0, first: int = 0) -> list[Logged]:
    """One execution a week, half and twice the usual in turn."""
    results = [None if brings is None else brings * (0.5, 2.0)[n % 2] for n in range(weeks)]
    return [
        Logged(
            day=MONDAY + timedelta(days=7 * (first + n) + 1),
            activity=name,
            item=f"{name} {n}",
            hours=hours,
            result=each,
        )
        for n, each in enumerate(results)
    ]


def verdicts(found: Review) -> dict[str, str]:
    return {one.name: one.verdict for one in found.standings}


def test_what_pays_and_what_does_not() -> None:
    found = review(log([*weekly("newsletter", 300), *weekly("quizzes", 6), *weekly("meetings", None)]), lag=0)
    assert verdicts(found) == {"newsletter": "more", "quizzes": "stop"}
    best, worst = found.standings
    assert best.average == pytest.approx(300 * 1.25 / 3)
    assert best.next_unit is not None
    assert best.next_unit.p10 < best.next_unit.p50 < best.average
    assert worst.freed is not None
    assert (worst.freed.to, worst.freed.effort) == ("newsletter", 3.0)
    assert 0 < worst.freed.gain.p10 < worst.freed.gain.p90
    assert [(one.name, one.lacks, one.hours) for one in found.aside] == [("meetings", "results", 36.0)]


def test_results_that_cannot_have_arrived_are_not_judged() -> None:
    rows = [*weekly("newsletter", 300), *weekly("videos", 5, weeks=2, first=10)]
    found = review(log(rows), lag=20)
    early = found.standings[-1]
    assert (early.name, early.verdict, early.executions, early.waiting) == ("videos", "too early", 0, 2)
    assert early.next_unit is None
    assert early.after == MONDAY + timedelta(days=7 * 11 + 1 + 20)
    assert (found.standings[0].executions, found.standings[0].waiting) == (9, 3)


def test_the_lag_is_the_levers_or_the_playbooks() -> None:
    rows = [*weekly("newsletter", 300), *weekly("articles", 200)]
    usual = {one.name: one.waiting for one in review(log(rows)).standings}
    said = {one.name: one.waiting for one in review(log(rows), goal=goal()).standings}
    assert usual == {"newsletter": 1, "articles": 5}  # 1 day; where nothing says the channel 30 days
    assert said == {"newsletter": 1, "articles": 2}


def test_hours_and_money_are_ranked_apart_each_activity_by_what_it_takes_most_of() -> None:
    ads = [replace(row, activity="ads", hours=0.2, money=500.0) for row in weekly("ads", 400)]
    books = [replace(row, activity="books", money=20.0) for row in weekly("books", 50)]
    found = review(log([*ads, *books, *weekly("newsletter", 300)]), lag=0)
    assert {one.name: one.resource for one in found.standings} == {
        "newsletter": "hours",
        "books": "hours",
        "ads": "money",
    }
    assert [one.name for one in found.standings][-1] == "ads"
    assert found.standings[-1].reason == "alone"


def test_what_there_is_of_hours_and_money_is_the_goals_where_it_says_so() -> None:
    mails = [replace(row, activity="newsletter", money=20.0) for row in weekly("newsletter", 300)]
    rows = log([*mails, *weekly("articles", 90)])
    (resource,) = {one.resource for one in review(rows, lag=0).standings if one.name == "newsletter"}
    assert resource == "money"  # all of the log's money, half of its hours
    limited, problems = parse_goal(
        GOAL + "resources: {money: 9000, writer hours: 90}\n", file="goal.yaml", today=date(2026, 11, 30)
    )
    assert problems == ()
    assert {one.resource for one in review(rows, goal=limited, lag=0).standings} == {"hours"}


def test_what_was_not_done_lately_is_not_stopped() -> None:
    found = review(log([*weekly("newsletter", 300, weeks=20), *weekly("quizzes", 6, weeks=6)]), lag=0)
    quizzes = next(one for one in found.standings if one.name == "quizzes")
    assert (quizzes.verdict, quizzes.reason, quizzes.weekly) == ("keep", "dormant", 0.0)


def test_a_stretch_is_told_and_the_whole_log_learned_from() -> None:
    rows = log([*weekly("newsletter", 300), *weekly("quizzes", 6), *weekly("meetings", None)])
    whole = review(rows, lag=0)
    week = Period(start=MONDAY + timedelta(days=7), end=MONDAY + timedelta(days=13))
    found = review(rows, lag=0, looked=week)
    assert [replace(one, effort=0) for one in found.standings] == [replace(one, effort=0) for one in whole.standings]
    assert {one.effort for one in found.standings} == {3.0}
    assert found.aside[0].hours == 3.0
    assert found.weeks[0].weeks[-1].monday == week.start
    assert [len(each.weeks) for each in found.weeks] == [2]


def test_effort_that_no_goal_explains() -> None:
    rows = [*weekly("Newsletter", 300), *weekly("articles", 90), *weekly("meetings", None), *weekly("SEO", None)]
    found = review(log(rows), goal=goal(), lag=0)
    (hours,) = found.served
    assert (hours.goal, hours.total) == (108.0, 144.0)
    assert hours.rest == (("meetings", 36.0),)
    assert {one.name: one.lever for one in found.standings} == {
        "Newsletter": "newsletter",
        "articles": "how-to articles",
    }


def test_without_results_the_goals_curves_tell() -> None:
    margins = [
        LeverMargin(
            name=lever.name,
            uses=lever.uses,
            now=float(lever.now or 0) / 4,
            present=np.full(400, brings),
            elasticity=np.full(400, 0.5),
        )
        for lever, brings in zip(goal().levers, (900.0, 100.0), strict=True)
    ]
    rows = log([*weekly("newsletter", None), *weekly("articles", None), *weekly("meetings", None)], result="")
    found = review(rows, goal=goal(), margins=margins)
    assert found.basis == "goal"
    newsletter, articles = found.standings
    assert newsletter.next_unit is not None
    assert articles.next_unit is not None
    assert newsletter.next_unit.mean == pytest.approx(0.5 * 900 / 2.5)
    assert articles.next_unit.mean == pytest.approx(0.5 * 100 / 5)
    assert verdicts(found) == {"newsletter": "more", "articles": "stop"}
    assert [(one.name, one.lacks) for one in found.aside] == [("meetings", "lever")]


def test_neither_results_nor_goal_is_a_complaint() -> None:
    with pytest.raises(InputError, match="does not say what came of the work"):
        review(log(weekly("meetings", None), result=""))


def test_a_stretch_without_rows_is_a_complaint() -> None:
    with pytest.raises(InputError, match="nothing was logged 2027-01-01 to 2027-01-02"):
        review(log(weekly("newsletter", 3)), looked=Period(start=date(2027, 1, 1), end=date(2027, 1, 2)))


def test_nothing_that_ever_came_of_anything_ranks_nothing() -> None:
    found = review(log(weekly("newsletter", 0)), lag=0)
    assert found.standings == ()
    assert [one.name for one in found.aside] == ["newsletter"]


def test_one_row_is_a_log() -> None:
    (one,) = review(log(weekly("newsletter", 3, weeks=1)), lag=0).standings
    assert (one.verdict, one.executions) == ("keep", 1)


def test_rows_become_the_executions_that_the_benchmark_is_made_of() -> None:
    made = make_log(11, SHAPES[0], prior=PRIOR)
    sunday = date(2026, 11, 29)
    rows = [
        Logged(
            day=sunday + timedelta(days=7 * int(week)),
            activity=f"work {n}",
            item=f"item {at}",
            hours=float(one.effort[at]),
            result=float(one.result[at]),
        )
        for n, (one, weeks) in enumerate(zip(made.activities, made.weeks, strict=True))
        for at, week in enumerate(weeks)
    ]
    found = activities(log(rows).rows, None, lag=0)
    for one in found:
        meant = made.activities[int(one.name.split()[1])]
        read = as_worked(one, None)
        order, wanted = np.argsort(read.effort), np.argsort(meant.effort)
        for name in ("effort", "result", "weekly"):
            assert getattr(read, name)[order] == pytest.approx(getattr(meant, name)[wanted])
        assert (read.level, read.elasticity) == (pytest.approx(meant.level), PRIOR)


def test_effort_lately_counts_empty_weeks_and_not_the_one_that_has_just_begun() -> None:
    rows = [*weekly("newsletter", 3, weeks=12), *weekly("articles", 3, weeks=4, first=8)]
    steady, late = activities(log(rows).rows, None, lag=0)
    assert (steady.weekly, late.weekly) == (
        3.0,
        1.125,
    )  # the log ends on a Tuesday: three of the last eight whole weeks
    assert as_worked(late, None).level == 3.0
