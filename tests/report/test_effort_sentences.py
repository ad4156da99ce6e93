"""What is taken back, what is new, and what less risk costs: the sentences say what the figures say, in every case."""

from dataclasses import replace

import pytest
from report_plans import FREED, HOSTILE, REALLOCATED, around, example, fresh, returning_branch

from planner.model.lever_plan import Freed
from planner.model.plan import Plan, RiskChoice
from planner.model.spread import Spread
from planner.report.effort_sentences import freed, least_effort, left_alone, moved, risk

PLAN = example()


def said(one: Freed, plan: Plan = PLAN) -> str:
    (text,) = freed(replace(plan, reallocated=replace(REALLOCATED, freed=(one,))))
    return text


def test_a_lever_that_stops_and_one_that_is_cut() -> None:
    assert (
        said(replace(FREED, lost=around(251, 63, 410)))
        == "Stop banner ads: 1,100 → 0 money. That frees 1,100 money and gives up 251 sessions (80 %: 63–410)."
    )
    some = replace(FREED, unit="page", now=8, planned=1, uses=(("money", 1050.0), ("writer hours", 1.0)))
    assert said(some).startswith("Cut banner ads: 8 → 1 page. That frees 1,050 money and 1 writer hour and gives up 40")


def test_what_hardly_anybody_can_tell_is_tested_first() -> None:
    assert said(replace(FREED, lever="podcast")).startswith("Test before you stop podcast: 1,100 → 0 money.")


@pytest.mark.parametrize(
    ("lost", "text"),
    [
        (around(40, -10, 260), "gives up 40 sessions (80 %: -10 to 260)"),
        (around(1, 0.6, 1.4), "gives up 1 session (80 %: 1–1)"),
        (around(1_234_567, 900_000, 1_500_000), "gives up 1,230,000 sessions (80 %: 900,000–1,500,000)"),
        (around(-40, -260, 10), "brings 40 sessions (80 %: -10 to 260)"),
        (around(0.2, -30, 35), "gives up nothing on average (80 %: -30 to 35)"),
        (around(0.0, -0.1, 0.1), "gives up nothing"),
    ],
)
def test_what_goes_with_it(lost: Spread, text: str) -> None:
    assert said(replace(FREED, lost=lost)) == f"Stop banner ads: 1,100 → 0 money. That frees 1,100 money and {text}."


def test_effort_that_takes_nothing_frees_nothing() -> None:
    assert "That frees nothing and gives up" in said(replace(FREED, uses=()))
    assert "That frees nothing and gives up" in said(replace(FREED, uses=(("money", 0.001),)))


def test_what_is_counted_has_its_own_name() -> None:
    assert "gives up 40 signups" in said(FREED, replace(PLAN, metric="signups"))


def test_where_the_goal_is_a_branch_the_figures_say_what_they_are_of() -> None:
    assert "gives up 40 sessions on the whole site (80 %" in said(FREED, returning_branch())
    assert moved(returning_branch()).endswith("; what it raises brings 9,500 sessions on the whole site.")


def test_names_from_outside_cannot_steer_a_terminal() -> None:
    for name in HOSTILE:
        text = said(replace(FREED, lever=name, unit=name, uses=((name, 3.0),)), replace(PLAN, metric=name))
        assert "\x1b" not in text
        assert "\n" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize(
    ("added", "brought", "text"),
    [
        (
            (("money", 5_012.4), ("writer hours", 148.0)),
            9_500,
            "All told the plan takes 5,012 money and 148 writer hours more than today; what it raises brings 9,500 sessions.",
        ),
        (
            (("money", 500.0), ("writer hours", -1.0)),
            0.0,
            "All told the plan takes 500 money more than today and saves 1 writer hour.",
        ),
        ((("money", -500.0),), 1, "All told the plan saves 500 money; what it raises brings 1 session."),
        (
            (("money", 1e-9), ("writer hours", -1e-9)),
            20,
            "All told the plan takes as much as today; what it raises brings 20 sessions.",
        ),
        ((), 20, "What it raises brings 20 sessions."),
        ((), 0, ""),
    ],
)
def test_what_is_new_and_what_is_only_moved(added: tuple[tuple[str, float], ...], brought: float, text: str) -> None:
    assert moved(replace(PLAN, reallocated=replace(REALLOCATED, added=added, brought=brought))) == text


def test_where_nothing_is_taken_back_nothing_is_said() -> None:
    kept = replace(PLAN, reallocated=None)
    assert (freed(kept), moved(kept)) == ((), "")


def choice(kind: str, chosen: float, expected: float, given_up: float) -> str:
    return risk(replace(PLAN, risk=RiskChoice(kind=kind, chosen=chosen, expected=expected, given_up=given_up)))  # type: ignore[arg-type]


def test_the_cautious_plan_says_what_it_gets_and_what_it_gives_up() -> None:
    assert choice("cautious", 38_940, 38_110, 312) == (
        "This plan is the cautious one: in the worst fifth of cases it brings 38,900 on average, 830 more than the plan with the "
        "highest mean, for 312 sessions fewer over all cases."
    )
    assert choice("cautious", 38_112, 38_110, 0.2).endswith(
        "38,100 on average, 2 more than the plan with the highest mean."
    )
    assert choice("cautious", 38_112, 38_110, 1).endswith(", for 1 session fewer over all cases.")
    none = "No plan that was found brings clearly more in the worst fifth of cases than the one with the highest mean."
    assert choice("cautious", 38_110, 38_110, 0) == choice("cautious", 38_110.3, 38_110, 0) == none


def test_the_plan_for_the_chance_says_how_much_likelier_it_is() -> None:
    """In points: the chance beside it is of other draws, and two levels that nearly agree would read as a mistake."""
    assert choice("chance", 0.108, 0.081, 455) == (
        "This plan aims at the chance of the target: 3 points above that of the plan with the highest mean, for 455 sessions fewer on average."
    )
    assert "1 point above" in choice("chance", 0.51, 0.5, 0)
    assert "less than a point above" in choice("chance", 0.503, 0.5, 0)
    assert "100 points above" in choice("chance", 1.0, 0.0, 0)
    none = "No plan that was found is clearly likelier to reach the target than the one with the highest mean."
    assert choice("chance", 0.5, 0.5, 0) == choice("chance", 0.0, 0.0, 0) == choice("chance", 1.0, 1.0, 0) == none
    assert risk(PLAN) == ""


def test_left_alone_is_not_said_of_a_plan_from_nothing() -> None:
    assert left_alone(PLAN) == left_alone(returning_branch()) == "left alone"
    plan = fresh()
    assert (left_alone(plan), least_effort(plan)) == ("without effort", False)
    least = replace(plan, levers=(replace(plan.levers[0], least=2.0), *plan.levers[1:]))
    assert (left_alone(least), least_effort(least)) == ("with least effort", True)
