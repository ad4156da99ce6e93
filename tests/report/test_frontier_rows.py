"""How far more or less goes: rows that say something, and sentences that say what the figures say, in every case."""

from dataclasses import replace

import pytest
from report_plans import (
    ALONE,
    GIVEN,
    alone,
    below_forecast,
    by_chance,
    cut_by_limits,
    example,
    flat,
    leaf_goal,
    odds,
    points,
    revenue,
    unlimited,
    within_reach,
)

from planner.model.goal import Resource
from planner.model.plan import Plan, RiskChoice
from planner.model.reach import Odds
from planner.report.frontier_rows import frontier_of, frontier_sentences

SAME = ((31_200, 0.5),) * 7


def needed(plan: Plan, scale: float | None, even: Odds | None, likely: Odds | None, sure: Odds | None) -> str:
    """What the target takes of all resources together."""
    found = replace(plan.needed, scale=scale, even=even, likely=likely, sure=sure)
    said = frontier_sentences(replace(plan, needed=found, alone=()))
    return said[0] if said else ""


PLAN = within_reach()


@pytest.mark.parametrize(
    ("scale", "chances", "text"),
    [
        (1.68, (1.72, 2.35, 3.1), "On average the target takes 1.68 x as much; 50 % odds take 1.72 x, 80 % odds 2.4 x and 90 % odds 3.1 x."),
        (0.67, (0.68, 0.95, 1.04), "On average the target takes 0.67 x as much; 50 % odds take 0.68 x, 80 % odds 0.95 x and 90 % odds 1.04 x."),
        (1.68, (1.72, 2.35, None), "On average the target takes 1.68 x as much; 50 % odds take 1.72 x and 80 % odds 2.4 x; no amount makes it 90 % likely."),
        (1.68, (1.72, None, None), "On average the target takes 1.68 x as much; 50 % odds take 1.72 x; no amount makes it 80 % likely."),
        (1.68, (None, None, None), "On average the target takes 1.68 x as much; no amount makes it 50 % likely."),
        (None, (1.72, None, None), "50 % odds take 1.72 x as much; no amount makes it 80 % likely."),
        (None, (None, None, None), ""),
        (0.0, (0.0, 0.0, 0.0), "Even without any of these resources the target is reached with 90 % odds."),
        (0.0, (0.0, 0.31, None), "Even without any of these resources the target is reached with 50 % odds; 80 % odds take 0.31 x as much; no amount makes it 90 % likely."),
        (0.0, (0.2, 1.31, 12_345.0), "Even without any of these resources the target is reached on average; 50 % odds take 0.2 x as much, 80 % odds 1.31 x and 90 % odds 12,345 x."),
    ],
)  # fmt: skip
def test_what_the_target_takes(scale: float | None, chances: tuple[float | None, ...], text: str) -> None:
    even, likely, sure = (None if each is None else odds(each) for each in chances)
    assert needed(PLAN, scale, even, likely, sure) == text


def test_without_limits_the_parts_are_of_the_limits() -> None:
    assert needed(unlimited(), 0.71, odds(0.72), odds(0.9), None) == (
        "On average the target takes 71 % of the limits; 50 % odds take 72 % and 80 % odds 90 %; no amount makes it 90 % likely."
    )
    assert needed(unlimited(), None, odds(0.995), None, None).startswith("50 % odds take over 99 % of the limits;")
    assert needed(unlimited(), 0.0, odds(0.006), odds(1.0), None).startswith(
        "Even without any effort the target is reached on average; 50 % odds take under 1 % of the limits and 80 % odds 100 %;"
    )
    found = frontier_of(unlimited())
    assert (found.scale, [row.scale for row in found.rows]) == (
        "of the limits",
        ["10 %", "25 %", "50 %", "75 %", "100 %"],
    )
    assert found.rows[0].resources == ("1,340", "22.5")
    assert not any(row.usual for row in found.rows), "there is nothing that there is"


def test_one_resource_is_named() -> None:
    assert needed(revenue(), 0.0, odds(0.4), None, None).startswith("Even without any money the target is reached on")


def by_itself(money: float | None, hours: float | None, scale: float | None = 1.4) -> str:
    """What the target takes of each of two resources."""
    plan = replace(
        PLAN,
        needed=replace(PLAN.needed, scale=scale, even=None, likely=None),
        alone=(replace(ALONE[0], scale=money), replace(ALONE[1], scale=hours)),
    )
    return " ".join(frontier_sentences(plan)[1 if scale is not None else 0 :])


@pytest.mark.parametrize(
    ("money", "hours", "text"),
    [
        (2.31, None, "With all else as it is, 2.3 x the money is enough on average; no amount of writer hours is."),
        (2.31, 3.4, "With all else as it is, 2.3 x the money or 3.4 x the writer hours is enough on average."),
        (0.65, 0.0, "With all else as it is, 0.65 x the money is enough on average; the target takes no writer hours."),
        (0.0, 0.0, "With all else as it is, the target takes no money or no writer hours on average."),
        (None, None, "With all else as it is, no amount of money or writer hours is enough."),
    ],
)
def test_what_it_takes_of_each_resource_alone(money: float | None, hours: float | None, text: str) -> None:
    assert by_itself(money, hours) == text


def test_what_cannot_be_done_together_is_not_said_of_each() -> None:
    assert by_itself(None, None, scale=None) == ""
    assert by_itself(0.0, 0.0, scale=0.0) == ""


def test_of_nothing_more_is_nothing() -> None:
    """No sentence says that no amount of hours would do where the goal gives none."""
    none = (Resource(name="money", amount=12_000.0), Resource(name="writer hours", amount=0.0))
    plan = replace(PLAN, goal=replace(PLAN.goal, resources=none), alone=(ALONE[0], replace(ALONE[1], scale=None)))
    found = frontier_of(plan)
    assert (found.resources, found.rows[0].resources, found.alone) == (("money",), ("6,000",), ()), "all is money"
    assert not any("writer hours" in text for text in frontier_sentences(plan))
    nothing = replace(plan, goal=replace(plan.goal, resources=(Resource(name="money", amount=0.0),)))
    assert frontier_sentences(nothing) == ()
    assert frontier_sentences(replace(nothing, frontier=points(SAME, {"money": 0.0}))) == ()


def test_larger_scales_that_bring_the_same_are_left_out() -> None:
    found = frontier_of(leaf_goal())
    assert [row.scale for row in found.rows] == ["0.5", "0.75", "1"]
    assert found.alone == ("writer hours",), "money alone changes nothing"
    assert frontier_sentences(leaf_goal()) == ("More, up to 3 x, brings no more.",)
    assert [row.scale for row in frontier_of(example()).rows] == ["0.5", "0.75", "1", "1.25", "1.5", "2"]
    assert [row.scale for row in frontier_of(PLAN).rows][-1] == "3"
    assert [row.scale for row in frontier_of(PLAN).rows if row.usual] == ["1"]


def test_a_resource_alone_may_go_on_where_all_together_do_not() -> None:
    still = replace(PLAN, frontier=points(((30_000, 0.1), *((31_000, 0.2),) * 6), GIVEN))
    assert [row.scale for row in frontier_of(still).rows][-1] == "2", "money alone changes up to there"


def test_where_nothing_changes_there_is_a_sentence_and_no_table() -> None:
    assert frontier_of(below_forecast()).rows == ()
    assert frontier_sentences(below_forecast()) == (
        "With anything from 0.5 x to 3 x as much, the best plan brings the same 31,200.",
        "Even without any of these resources the target is reached with 80 % odds; 90 % odds take 0.31 x as much.",
    )
    parts = replace(unlimited(), frontier=points(SAME[:5], GIVEN, scales=(0.1, 0.25, 0.5, 0.75, 1.0)))
    assert frontier_sentences(parts)[0] == (
        "With anything from 10 % to 100 % of the limits, the best plan brings the same 31,200."
    )


def test_without_levers_there_is_nothing_to_say() -> None:
    assert frontier_of(flat()).rows == ()
    assert frontier_sentences(flat()) == ()


def test_minimums_that_little_does_not_pay_for_leave_scales_out() -> None:
    few = replace(
        PLAN, frontier=PLAN.frontier[3:], alone=tuple(replace(each, points=each.points[4:]) for each in PLAN.alone)
    )
    first = frontier_of(few).rows[0]
    assert (first.scale, first.alone) == ("1.25", (("", ""),))
    assert frontier_of(replace(PLAN, frontier=PLAN.frontier[2:3])).rows == ()
    assert frontier_of(replace(PLAN, frontier=())).rows == ()


def test_tiny_and_huge_figures() -> None:
    tiny = replace(PLAN, frontier=points(((n / 10, n / 10) for n in range(7)), {"money": 0.001}), alone=())  # type: ignore[arg-type]
    assert frontier_of(tiny).rows[0].resources == ("0",)
    huge = replace(PLAN, frontier=points([(n * 1e9, 1.0) for n in range(1, 8)], {"money": 1e12}), alone=())
    last = frontier_of(huge).rows[-1]
    assert (last.resources, last.chance, last.likely) == (
        ("3,000,000,000,000",),
        "over 99 %",
        "6,160,000,000–7,840,000,000",
    )


def test_the_table_says_where_its_plans_are_not_that_of_the_report() -> None:
    note = "These figures are of the plans with the highest mean."
    assert frontier_sentences(by_chance())[-1] == note
    same = RiskChoice(kind="chance", chosen=0.1, expected=0.1, given_up=0.0)
    assert note not in frontier_sentences(replace(by_chance(), risk=same))
    dear = replace(PLAN, goal=replace(PLAN.goal, worth=(("money", 0.5),)))
    assert frontier_sentences(dear)[-1] == "What a session is worth does not limit these plans."
    assert note not in frontier_sentences(cut_by_limits())


def test_one_resource_alone_is_all_of_them() -> None:
    one = (Resource(name="money", amount=12_000.0),)
    plan = replace(PLAN, goal=replace(PLAN.goal, resources=one), alone=(alone("money", SAME, GIVEN, 2.0),))
    assert not any("all else" in text for text in frontier_sentences(plan))


def test_many_resources_are_listed() -> None:
    names = ("money", "writer hours", "design hours", "calls")
    plan = replace(
        PLAN,
        goal=replace(PLAN.goal, resources=tuple(Resource(name=name, amount=9.0) for name in names)),
        alone=tuple(replace(ALONE[0], resource=name, scale=(2.0, 3.0, 4.0, None)[n]) for n, name in enumerate(names)),
    )
    assert frontier_sentences(plan)[-1] == (
        "With all else as it is, 2 x the money, 3 x the writer hours or 4 x the design hours is enough on average; no amount of calls is."
    )
