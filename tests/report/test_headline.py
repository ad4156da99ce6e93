"""The honest answer says what the figures say, in every case."""

from dataclasses import replace

import pytest
from report_plans import (
    GOAL,
    around,
    below_forecast,
    by_chance,
    cautious,
    cut_by_limits,
    example,
    flat,
    fresh,
    odds,
    only_new,
    returning_branch,
    unlimited,
    within_reach,
)

from planner.model.goal import Resource, Target
from planner.model.plan import Plan
from planner.model.reach import Odds
from planner.report.headline import headline, title


def test_the_headline_of_a_target_out_of_reach() -> None:
    head = headline(example())
    assert head.title == "Triple traffic next month"
    assert head.alone == "Left alone, December 2026 brings 31,200 sessions (80 %: 28,900–33,800)."
    assert head.plan == "With 12,000 money and 160 writer hours the best plan brings 44,600 (80 %: 40,100–49,200)."
    assert head.chance == "Chance of 90,000: under 1 %."
    assert head.take == (
        "No amount of effort is expected to reach it: the most these levers can bring at all is 71,000; 19,000 of the target has no lever."
    )


def take(plan: Plan, **needed: Odds | float | None) -> str:
    return headline(replace(plan, needed=replace(plan.needed, **needed))).take  # type: ignore[arg-type]


MOST = "The most these levers can bring at all is 71,000."


def test_odds_as_multiples_of_what_there_is_and_what_they_really_use() -> None:
    plan = within_reach()
    assert take(plan) == (
        "Even odds of it would take 1.72 x as much (20,600 money and 112 writer hours); "
        f"80 % odds would take 2.4 x as much (28,200 money and 376 writer hours). {MOST}"
    )
    assert take(plan, even=None, likely=None) == f"No amount of these resources makes it even odds. {MOST}"
    assert take(plan, even=odds(0.9), likely=None) == f"No amount makes it 80 % likely. {MOST}"
    likely = odds(1.2, money=14_400, writer_hours=1)
    assert (
        take(plan, even=odds(0.9), likely=likely)
        == f"80 % odds would take 1.2 x as much (14,400 money and 1 writer hour). {MOST}"
    )
    assert (
        take(plan, even=odds(0.4), likely=odds(0.5, money=6_000))
        == f"80 % odds need only 0.5 x as much (6,000 money). {MOST}"
    )
    assert take(plan, even=odds(0.0), likely=odds(0.0)) == MOST


def test_odds_that_the_plan_has_are_not_called_impossible() -> None:
    plan = replace(within_reach(), chance=0.55)
    assert take(plan, even=None, likely=None) == MOST
    assert take(replace(plan, chance=0.496), even=odds(1.01), likely=None) == f"No amount makes it 80 % likely. {MOST}"
    assert take(replace(plan, chance=0.85), even=odds(1.0), likely=None) == MOST


def test_the_chance_left_alone_is_told_where_there_is_one() -> None:
    plan = replace(within_reach(), chance=0.49, chance_alone=0.402)
    assert headline(plan).chance == "Chance of 50,000: 49 % (left alone 40 %)."
    assert headline(replace(plan, chance_alone=0.009)).chance == "Chance of 50,000: 49 %."
    assert headline(below_forecast()).chance == "Chance of 27,000: 98 %.", "nothing changes, so it is the same chance"


def test_above_the_target_is_half_of_the_futures_or_more() -> None:
    plan = within_reach()
    skewed = replace(plan, forecast=replace(plan.forecast, mean=50_600.0, p50=47_000.0))
    assert not headline(skewed).alone.endswith("above the target.")
    assert headline(replace(skewed, target=47_000)).alone.endswith(", above the target.")


def test_a_target_within_reach_is_never_called_out_of_every_reach() -> None:
    plan = within_reach()
    held = replace(plan, needed=replace(plan.needed, scale=None))
    assert headline(held).take == (
        f"Within the goal's limits it is out of reach on average, with any amount of these resources. {MOST}"
    )
    without = replace(held, goal=replace(GOAL, resources=(Resource(name="money", amount=0.0),)))
    assert headline(without).take == f"Without any money it is out of reach on average. {MOST}"
    dear = replace(held, goal=replace(GOAL, worth=(("money", 0.5),)))
    assert headline(dear).take == f"At the price that `worth` allows it is out of reach on average. {MOST}"
    assert headline(cut_by_limits()).take == f"The limits force effort below what it is, which gives up 3,200. {MOST}"


def test_without_levers_it_is_said_why() -> None:
    plan = replace(flat(), goal=replace(flat().goal, resources=(Resource(name="hours", amount=9.0),)))
    assert headline(plan).plan == "No lever is known that these resources could pay for, so no effort can be planned."
    assert headline(flat()).plan == "No lever is known for this traffic, so no effort can be planned."


def test_one_is_singular() -> None:
    one = replace(
        within_reach(),
        target=1,
        forecast=around(1, 0, 2),
        goal=replace(GOAL, target=Target(text="1", kind="total", amount=1)),
    )
    assert headline(one).title == "1 session in December 2026"
    assert "brings 1 session (80 %: 0–2)" in headline(one).alone


def test_without_limits_the_plan_is_what_it_would_take() -> None:
    plan = unlimited()
    assert headline(plan).plan.startswith(
        "No limits are given, so this is what it would take: 9,512 money and 160 writer hours bring"
    )
    assert take(plan).startswith("80 % odds would take 12,100 money and 203 writer hours.")
    assert take(plan, likely=None).startswith("No amount of effort makes it 80 % likely.")
    assert headline(replace(plan, needed=replace(plan.needed, scale=None))).plan.startswith(
        "No limits are given; at the levers' own limits"
    )


def test_a_target_below_the_forecast() -> None:
    head = headline(below_forecast())
    assert head.title == "-10%: 27,000 sessions in December 2026"
    assert head.alone.endswith(", above the target.")
    assert head.plan == "The best plan leaves all effort as it is and brings 31,200 (80 %: 28,900–33,800)."


def test_the_branch_of_the_target_is_named() -> None:
    assert "45,200 sessions from returning" in headline(returning_branch()).alone


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("50000", "total", "90,000 sessions in December 2026"),
        ("3x", "multiple", "3x: 90,000 sessions in December 2026"),
        ("", "total", "90,000 sessions in December 2026"),
        ("下个月网站流量翻3倍", "multiple", "下个月网站流量翻3倍"),
        ("double returning visitors", "multiple", "Double returning visitors"),
    ],
)
def test_title(text: str, kind: str, shown: str) -> None:
    target = Target(text=text, kind=kind, amount=1.0)  # type: ignore[arg-type]
    assert title(replace(example(), goal=replace(GOAL, target=target))) == shown


def test_a_plan_from_nothing_says_so() -> None:
    plan = fresh()
    assert headline(plan).alone == (
        "This plan starts from nothing: without effort on its levers, December 2026 brings 24,800 sessions (80 %: 22,600–27,100)."
    )
    assert headline(replace(plan, chance_alone=0.05)).chance == "Chance of 50,000: 8 % (without effort 5 %)."
    idle = tuple(replace(lever, planned=lever.now, verdict="keep") for lever in plan.levers)
    assert headline(replace(plan, levers=idle)).plan.startswith("The best plan adds nothing to that and brings 44,600")
    least = replace(plan, levers=(replace(plan.levers[0], least=2.0), *plan.levers[1:]))
    assert headline(least).alone.startswith(
        "This plan starts from the least that the levers need: with that, December 2026 brings 24,800 sessions"
    )


def test_a_plan_that_keeps_todays_effort_says_so() -> None:
    plan = only_new()
    assert headline(plan).alone.startswith("Left alone, ")
    assert headline(plan).plan.startswith(
        "With 12,000 money and 160 writer hours the best plan that keeps today's effort brings 44,600"
    )
    none = (Resource(name="money", amount=0.0),)
    given = replace(plan, goal=replace(plan.goal, resources=none))
    assert headline(given).plan.startswith("The best plan that keeps today's effort brings 44,600")
    worth = replace(plan, goal=replace(plan.goal, worth=(("money", 0.5),)))
    assert ", the best plan that keeps today's effort uses 9,512 money" in headline(worth).plan
    free = replace(unlimited(), start="only new")
    assert headline(free).plan.startswith(
        "No limits are given, so this is what it would take, today's effort kept: 9,512 money and 160 writer hours bring"
    )
    most = replace(free, needed=replace(free.needed, scale=None))
    assert headline(most).plan.startswith(
        "No limits are given; at the levers' own limits, today's effort kept, 9,512 money"
    )


def test_what_a_plan_of_less_risk_gives_up() -> None:
    assert headline(example()).risk == ""
    assert headline(cautious()).risk.startswith("This plan is the cautious one: ")
    assert headline(by_chance()).risk.startswith("This plan aims at the chance of the target: ")
