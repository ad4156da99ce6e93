"""The sentences say what the figures say, in every case."""

from dataclasses import replace

import pytest
from report_plans import LEVERS, around, lever

from planner.model.plan import ResourcePlan
from planner.report import sentences


def test_what_more_of_a_resource_would_bring() -> None:
    hours = ResourcePlan(name="writer hours", amount=160, now=0, used=160, left=0, next_unit=21.4)
    assert sentences.more_of(hours) == "One more writer hour would bring 21."
    assert sentences.more_of(replace(hours, name="money", next_unit=0.58)) == "100 more money would bring 58."
    assert sentences.more_of(replace(hours, next_unit=0.0)) == "More writer hours would bring nothing."
    assert sentences.more_of(replace(hours, amount=None)) == ""


def test_what_is_left_of_a_resource_and_why() -> None:
    hours = ResourcePlan(
        name="writer hours", amount=160, now=0, used=92, left=68, next_unit=0, reason="no further step fits"
    )
    assert sentences.left_over(hours) == "68 of 160 writer hours stay unused: no further step fits."
    assert sentences.left_over(replace(hours, reason="")) == "68 of 160 writer hours stay unused."
    assert sentences.left_over(replace(hours, left=0.0)) == ""


def test_tasks_say_how_much() -> None:
    ads, letter, pages, banner, podcast = LEVERS
    assert sentences.task(ads) == "Raise search ads: 3,000 → 7,912 money"
    assert sentences.task(pages).endswith("that support gets most (comparison pages, 0 → 8 page)")
    assert sentences.task(replace(pages, action="")) == "Start comparison pages: 0 → 8 page"
    assert sentences.task(banner) == "Stop banner ads: 1,100 → 0 money"
    assert sentences.task(replace(banner, planned=100, verdict="less")) == "Cut banner ads: 1,100 → 100 money"
    assert sentences.task(podcast) == "Test podcast (spend never varied: try 800 for two weeks)"
    assert sentences.task(replace(podcast, planned=800)) == "Test before you raise podcast: 400 → 800 money"
    assert (
        sentences.task(replace(letter, action="Send it twice", planned=3, verdict="less")) == "Cut newsletter: 12 → 3 h"
    )


def test_what_more_effort_would_bring() -> None:
    ads = replace(LEVERS[0], price=1.5625)
    assert (sentences.next_brings(ads), sentences.further(ads, "sessions")) == (
        "64 per 100",
        "a further session takes 1.56 money",
    )
    each = replace(ads, next_unit=around(31, 20, 40))
    assert sentences.next_brings(each) == "31 each"
    none = replace(ads, next_unit=around(0, 0, 0), price=None)
    assert (sentences.next_brings(none), sentences.further(none, "sessions")) == ("nothing", "more brings nothing")
    full = replace(ads, planned=9000)
    assert sentences.next_brings(full) == sentences.further(full, "sessions") == "at its limit"


def test_what_comes_after_the_period() -> None:
    ads = LEVERS[0]
    assert sentences.reasons(replace(ads, why="x", later=900.0)) == "x; 900 more after the period"
    assert sentences.reasons(replace(ads, why="x", later=-900.0)) == "x; 900 fewer after the period"
    assert sentences.reasons(replace(ads, why="x", later=3.0)) == "x"


def test_a_lever_to_test_is_tried_before_all_of_it_is_done() -> None:
    pages = replace(LEVERS[2], verdict="test first")
    assert sentences.task(pages).startswith("Try some of it first: Two comparison pages a week")


@pytest.mark.parametrize(
    ("price", "column", "phrase"),
    [
        (1.5625, "1.56 money each", "a further session takes 1.56 money"),
        (0.1, "0.1 money each", "a further session takes 0.1 money"),
        (0.0165, "1.65 money per 100", "100 further sessions take 1.65 money"),
        (0.00002, "0.2 money per 10,000", "10,000 further sessions take 0.2 money"),
    ],
)
def test_a_price_is_given_for_as_many_sessions_as_make_it_readable(price: float, column: str, phrase: str) -> None:
    ads = replace(LEVERS[0], price=price)
    assert (sentences.price(ads), sentences.further(ads, "sessions")) == (column, phrase)
    assert sentences.price(replace(ads, planned=ads.most)) == "", "at its limit there is no further session"
    assert sentences.price(replace(ads, price=None)) == ""


def test_what_is_counted_has_its_own_name() -> None:
    ads = replace(LEVERS[0], price=1.5625)
    assert sentences.further(ads, "signups") == "each further one takes 1.56 money"
    assert sentences.further(replace(ads, price=0.0165), "signups") == "100 further signups take 1.65 money"


def test_one_is_singular() -> None:
    hours = lever("calls", "more", unit="writer hours", now=0, planned=1, most=9)
    assert sentences.task(hours) == "Start calls: 0 → 1 writer hour"
    assert sentences.further(replace(hours, price=1.0), "sessions") == "a further session takes 1 writer hour"
    assert sentences.quantities((("writer hours", 1.0), ("bus", 1.0), ("money", 0.0))) == "1 writer hour and 1 bus"


def test_keep_said_of_no_effort_is_not_used() -> None:
    idle = lever("banner", "keep", now=0, planned=0, most=9)
    assert sentences.unused(idle) == "not used"
    assert sentences.unused(replace(idle, now=3.0, planned=3.0)) == ""
    assert sentences.unused(replace(idle, verdict="stop", now=3.0)) == ""


def test_reasons_name_their_place_and_what_comes_later() -> None:
    pages = replace(LEVERS[2], where="/home/ana/goals/goal.yaml:31:3")
    assert sentences.reasons(pages) == "your estimate (goal.yaml:31); 900 more after the period"
    assert sentences.place("goals/goal.yaml:31") == sentences.place("goal.yaml:31") == "goal.yaml:31"
    assert sentences.place("https://example.org:80") == "https://example.org:80"
    assert sentences.place("Lewis and Rao (2015)") == "Lewis and Rao (2015)"
    assert sentences.place(r"C:\goals\goal.yaml:31:3") == "goal.yaml:31"
