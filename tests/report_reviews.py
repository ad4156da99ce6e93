"""Reviews to show, with every verdict, and with names from strangers."""

from dataclasses import replace
from datetime import date

from planner.model.period import Period
from planner.model.review import Aside, ByWeek, Freed, Review, Served, Standing, WeekOf
from planner.model.spread import Spread

HOSTILE = '<script>alert(1)</script> | [red] =1+1 "`\x1b[31m' + "长" * 60
KNOWN = Period(start=date(2026, 9, 7), end=date(2026, 11, 29))


def around(middle: float, apart: float = 2.0) -> Spread:
    return Spread(
        mean=middle * 1.1,
        p05=middle / apart**1.3,
        p10=middle / apart,
        p25=middle / apart**0.5,
        p50=middle,
        p75=middle * apart**0.5,
        p90=middle * apart,
        p95=middle * apart**1.3,
    )


def standing(name: str, verdict: str, reason: str, middle: float, **more: object) -> Standing:
    usual = {
        "name": name, "resource": "hours", "executions": 12, "effort": 36.0, "weekly": 3.0, "result": 900.0, "average": middle * 1.6,
        "next_unit": around(middle), "elasticity": 0.6, "better": 0.5, "beside": "newsletter", "verdict": verdict, "reason": reason,
    }  # fmt: skip
    return Standing(**(usual | more))  # type: ignore[arg-type]


def every_verdict() -> Review:
    young = {"next_unit": None, "average": None, "better": None, "executions": 0, "result": 0.0, "elasticity": None}
    return Review(
        file="log.csv",
        tool="",
        result="sessions",
        basis="log",
        known=KNOWN,
        looked=KNOWN,
        standings=(
            standing("newsletter", "more", "better", 121.4, lever="newsletter", better=0.963, beside="articles"),
            standing("podcast guests", "test", "wide", 40.0, executions=1, next_unit=around(40.0, 4.0)),
            standing("articles", "keep", "lower", 27.8, waiting=6, after=date(2026, 12, 3), weekly=8.85),
            standing("webinars", "keep", "level", 80.0, waiting=1, after=date(2026, 12, 14)),
            standing("quizzes", "test", "dormant", 90.0, weekly=0.0, effort=0.0),
            standing("flyers", "keep", "dormant", 2.0, weekly=0.0, effort=0.0),
            standing("social posts", "stop", "worse", 1.9, better=0.0, freed=Freed(to="newsletter", effort=4.25, gain=around(448.0, 1.4))),
            standing("videos", "too early", "young", 1.0, waiting=2, after=date(2026, 12, 14), **young),
            standing("search ads", "more", "better", 1.06, resource="money", weekly=974.0, effort=12000.0, lever="search ads"),
            standing("banner ads", "stop", "worse", 0.06, resource="money", weekly=311.0, effort=4000.0, freed=Freed(to="search ads", effort=311.0, gain=around(297.0, 1.3))),
        ),
        aside=(
            Aside(name="meetings", hours=41.6, money=0.0, lacks="results"),
            Aside(name="reporting", hours=26.5, money=120.0, lacks="results"),
        ),
        served=(
            Served(resource="hours", goal=31.0, total=52.0, rest=(("meetings", 9.0), *((f"chore {n}", 2.0) for n in range(6)))),
            Served(resource="money", goal=16000.0, total=16000.0, rest=()),
        ),
        weeks=(
            ByWeek(
                resource="hours",
                activities=("articles", "newsletter", ""),
                weeks=(
                    WeekOf(monday=date(2026, 11, 16), efforts=(9.0, 3.1, 12.25)),
                    WeekOf(monday=date(2026, 11, 23), efforts=(0.0, 2.5, 8.0)),
                ),
            ),
        ),
        target="+10%",
        left_out=("log.csv: 2 rows without effort left out",),
    )  # fmt: skip


def one_week() -> Review:
    return replace(every_verdict(), looked=Period(start=date(2026, 11, 16), end=date(2026, 11, 22)))


def by_goal() -> Review:
    whole = every_verdict()
    some = [replace(one, average=None, executions=0, waiting=0, after=None) for one in whole.standings[:4]]
    aside = (
        Aside(name="meetings", hours=41.6, money=0.0, lacks="lever"),
        Aside(name="flyers", hours=0.0, money=0.0, lacks="curve"),
    )
    return replace(whole, tool="Toggl", basis="goal", standings=tuple(some), aside=aside, left_out=())


def alone() -> Review:
    one = standing("newsletter", "keep", "alone", 12.0, beside="")
    return replace(every_verdict(), standings=(one,), aside=(), served=(), target="", left_out=())


def nothing_ranked() -> Review:
    return replace(every_verdict(), standings=())


def hostile() -> Review:
    whole = every_verdict()
    named = [
        replace(one, name=HOSTILE, beside=HOSTILE, freed=replace(one.freed, to=HOSTILE) if one.freed else None)
        for one in whole.standings
    ]
    weeks = tuple(replace(each, activities=(HOSTILE, HOSTILE, "")) for each in whole.weeks)
    return replace(
        whole,
        standings=tuple(named),
        result=HOSTILE,
        target=HOSTILE,
        aside=(replace(whole.aside[0], name=HOSTILE),),
        served=(replace(whole.served[0], rest=((HOSTILE, 9.0),)),),
        weeks=weeks,
        left_out=(f"log.csv: column {HOSTILE!r} left out",),
    )


REVIEWS = {
    "every verdict": every_verdict,
    "one week": one_week,
    "by goal": by_goal,
    "alone": alone,
    "nothing ranked": nothing_ranked,
    "hostile": hostile,
}
