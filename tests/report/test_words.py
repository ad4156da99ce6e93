"""The sentences say what the figures say, in every case."""

from dataclasses import replace

import pytest
from report_plans import (
    GOAL,
    LEVERS,
    around,
    below_forecast,
    example,
    flat,
    lever,
    returning_branch,
    unlimited,
    within_reach,
)

from planner.model.goal import Target
from planner.model.plan import Plan, ResourcePlan
from planner.report import words
from planner.report.answers import answers


def test_the_headline_of_a_target_out_of_reach() -> None:
    head = words.headline(example())
    assert head.title == "Triple traffic next month"
    assert head.alone == "Left alone, December 2026 brings 31,200 sessions (80 %: 28,900–33,800)."
    assert head.plan == "With 12,000 money and 160 writer hours the best plan brings 44,600 (80 %: 40,100–49,200)."
    assert head.chance == "Chance of 90,000: under 1 %."
    assert head.take == (
        "No amount of effort is expected to reach it: the most these levers can bring at all is 71,000; 19,000 of the target has no lever."
    )


def take(plan: Plan, **needed: float | None) -> str:
    return words.headline(replace(plan, needed=replace(plan.needed, **needed))).take


def test_odds_as_multiples_of_what_there_is() -> None:
    most = "The most these levers can bring at all is 71,000."
    plan = within_reach()
    assert take(plan) == (
        "Even odds of it would take 1.72 x as much (20,600 money and 275 writer hours); "
        f"80 % odds would take 2.4 x (28,200 money and 376 writer hours). {most}"
    )
    assert take(plan, even=None, likely=None) == f"No amount of these resources makes it even odds. {most}"
    assert take(plan, even=0.9, likely=None) == f"No amount makes it 80 % likely. {most}"
    assert take(plan, even=0.9, likely=1.2) == f"80 % odds would take 1.2 x (14,400 money and 192 writer hours). {most}"
    assert (
        take(plan, even=0.4, likely=0.5)
        == f"80 % odds need only 0.5 x as much (6,000 money and 80 writer hours). {most}"
    )
    assert take(plan, even=0.0, likely=0.0) == most


def test_without_limits_the_plan_is_what_it_would_take() -> None:
    plan = unlimited()
    assert words.headline(plan).plan.startswith(
        "No limits are given, so this is what it would take: 9,512 money and 160 writer hours bring"
    )
    assert take(plan).startswith("80 % odds would take 12,100 money and 203 writer hours.")
    assert take(plan, likely=None).startswith("No amount of effort makes it 80 % likely.")
    assert words.headline(replace(plan, needed=replace(plan.needed, scale=None))).plan.startswith(
        "No limits are given; at the levers' own limits"
    )


def test_a_target_below_the_forecast() -> None:
    head = words.headline(below_forecast())
    assert head.title == "-10%: 27,000 sessions in December 2026"
    assert head.alone.endswith(", above the target.")
    assert head.plan == "The best plan leaves all effort as it is and brings 31,200 (80 %: 28,900–33,800)."


def test_the_branch_of_the_target_is_named() -> None:
    assert "45,200 sessions from returning" in words.headline(returning_branch()).alone


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("50000", "total", "90,000 sessions in December 2026"),
        ("3x", "multiple", "3x: 90,000 sessions in December 2026"),
        ("", "total", "90,000 sessions in December 2026"),
        ("下个月网站流量翻3倍", "multiple", "下个月网站流量翻3倍"),
        ("double returning visitors", "multiple", "Double returning visitors"),
    ],
)
def test_title(text: str, kind: str, title: str) -> None:
    target = Target(text=text, kind=kind, amount=1.0)  # type: ignore[arg-type]
    assert words.title(replace(example(), goal=replace(GOAL, target=target))) == title


def test_what_more_of_a_resource_would_bring() -> None:
    hours = ResourcePlan(name="writer hours", amount=160, now=0, used=160, left=0, next_unit=21.4)
    assert words.more_of(hours) == "One more writer hour would bring 21."
    assert words.more_of(replace(hours, name="money", next_unit=0.58)) == "100 more money would bring 58."
    assert words.more_of(replace(hours, next_unit=0.0)) == "More writer hours would bring nothing."
    assert words.more_of(replace(hours, amount=None)) == ""


def test_what_is_left_of_a_resource_and_why() -> None:
    hours = ResourcePlan(
        name="writer hours", amount=160, now=0, used=92, left=68, next_unit=0, reason="no further step fits"
    )
    assert words.left_over(hours) == "68 of 160 writer hours stay unused: no further step fits."
    assert words.left_over(replace(hours, reason="")) == "68 of 160 writer hours stay unused."
    assert words.left_over(replace(hours, left=0.0)) == ""


def test_tasks_say_how_much() -> None:
    ads, letter, pages, banner, podcast = LEVERS
    assert words.task(ads) == "Raise search ads: 3,000 → 7,912 money"
    assert words.task(pages).endswith("that support gets most (comparison pages, 0 → 8 page)")
    assert words.task(replace(pages, action="")) == "Start comparison pages: 0 → 8 page"
    assert words.task(banner) == "Stop banner ads: 1,100 → 0 money"
    assert words.task(replace(banner, planned=100, verdict="less")) == "Cut banner ads: 1,100 → 100 money"
    assert words.task(podcast) == "Test podcast (spend never varied: try 800 for two weeks)"
    assert words.task(replace(podcast, planned=800)) == "Test podcast: 400 → 800 money"
    assert words.task(replace(letter, action="Send it twice", planned=3, verdict="less")) == "Cut newsletter: 12 → 3 h"


def test_what_more_effort_would_bring() -> None:
    ads = replace(LEVERS[0], price=1.5625)
    assert (words.next_brings(ads), words.further(ads)) == ("64 per 100", "a further session takes 1.56 money")
    each = replace(ads, next_unit=around(31, 20, 40))
    assert words.next_brings(each) == "31 each"
    none = replace(ads, next_unit=around(0, 0, 0), price=None)
    assert (words.next_brings(none), words.further(none)) == ("nothing", "more brings nothing")
    full = replace(ads, planned=9000)
    assert words.next_brings(full) == words.further(full) == "at its limit"


def test_what_comes_after_the_period() -> None:
    ads = LEVERS[0]
    assert words.reasons(replace(ads, why="x", later=900.0)) == "x; 900 more after the period"
    assert words.reasons(replace(ads, why="x", later=-900.0)) == "x; 900 fewer after the period"
    assert words.reasons(replace(ads, why="x", later=3.0)) == "x"


def test_a_lever_to_test_is_tried_before_all_of_it_is_done() -> None:
    pages = replace(LEVERS[2], verdict="test first")
    assert words.task(pages).startswith("Try some of it first: Two comparison pages a week")


def test_price() -> None:
    assert words.price(replace(LEVERS[0], price=1.5625)) == "1.56 money"
    assert words.price(replace(LEVERS[0], price=0.004)) == "0.4 money per 100"
    assert words.price(replace(LEVERS[0], price=None)) == ""


def test_reasons_name_their_place_and_what_comes_later() -> None:
    pages = replace(LEVERS[2], where="/home/ana/goals/goal.yaml:31:3")
    assert words.reasons(pages) == "your estimate (goal.yaml:31); 900 more after the period"
    assert words.place("Lewis and Rao (2015)") == "Lewis and Rao (2015)"
    assert words.place(r"C:\goals\goal.yaml:31:3") == "goal.yaml:31"


def asked(plan: Plan) -> list[str]:
    return [answer.text for answer in answers(plan)]


def test_the_four_answers() -> None:
    assert asked(example()) == [
        "64 % from new visitors and 36 % from returning visitors. Organic Search 39 %, Direct 29 %, Paid Search 14 %, the other 3 together 18 %.",
        "At their limits the levers add 5,720 to the 11,300 forecast (51 % of it), most of it in Email; the plan uses 2,310 of it.",
        "Paid Search through search ads (+5,590, a further session takes 1.56 money); then Organic Search and Organic Social through "
        "comparison pages (+2,100, a further session takes 0.727 page per 100).",
        "Stop banner ads from 1,100 to 0 money (brings nothing we can see). Display brings under 1 % of the traffic and no lever moves it.",
    ]  # fmt: skip


def test_answers_without_a_visitor_level_say_so() -> None:
    plan = example()
    tree = replace(plan.tree, children=(*plan.tree.children[0].children, *plan.tree.children[1].children))
    today, room, best, _ = asked(replace(plan, tree=tree, new=None, returning=None))
    assert today.startswith("Organic Search 39 %")
    assert (
        room
        == "The traffic is not split into new and returning visitors, so this cannot be told. On the whole site the levers could add 39,800."
    )
    assert best.startswith(
        "The traffic is not split into new and returning visitors, so this cannot be told. Of all channels: Paid Search and Direct through"
    )


def test_answers_with_nothing_to_say_say_that() -> None:
    assert asked(flat()) == [
        "The traffic is one figure, not split by visitor or channel.",
        "The traffic is not split into new and returning visitors, so this cannot be told. On the whole site no lever adds anything.",
        "The traffic is not split into new and returning visitors, so this cannot be told. Of all channels: no lever moves them.",
        "Nothing that these figures show.",
    ]
    idle = replace(example(), levers=(lever("newsletter", "keep", now=12, planned=12, most=30),))
    assert asked(idle)[2] == "The plan raises no lever there."


def test_a_returning_side_without_room() -> None:
    plan = example()
    assert plan.returning is not None
    none = replace(plan, returning=replace(plan.returning, room=0))
    assert asked(none)[1] == "None that these levers can use: 11,300 are forecast, and no lever adds to them."


def test_no_traffic_at_all_yet() -> None:
    assert (
        asked(replace(example(), tree=replace(example().tree, now=0)))[0] == "There was none in the comparison period."
    )
