"""What sessions are worth in another measure: figures that one can read at every size, and sentences that are true in every case."""

from dataclasses import replace

import pytest
from report_plans import CONVERSIONS, FLOOR, HOSTILE, TREE, around, example, fresh, hostile, large, quality, revenue

from planner.model.plan import Plan
from planner.model.quality import Quality
from planner.report.quality_rows import floor_sentences, quality_rows, quality_sentences, quality_title, rate_title

PLAN = example()


def site(usual: float) -> Quality:
    """The same rate everywhere."""
    return quality("orders", TREE, {}, usual=usual)


@pytest.mark.parametrize(
    ("usual", "title", "rate", "likely"),
    [
        (12.0, "per session", "12.0", "10.8–13.2"),
        (1_234.5, "per session", "1,230", "1,110–1,360"),
        (1.0, "per session", "1.00", "0.90–1.10"),
        (0.9999, "per 100", "100", "90–110"),
        (0.12, "per 100", "12.0", "10.8–13.2"),
        (0.0241, "per 100", "2.41", "2.17–2.65"),
        (0.0003, "per 10,000", "3.00", "2.70–3.30"),
        (0.000001, "per 1,000,000", "1.00", "0.90–1.10"),
        (1e-9, "per 1,000,000", "0.00100", "0.00090–0.00110"),
        (0.0, "per 100", "0", "0–0"),
    ],
)
def test_a_rate_is_of_as_many_sessions_as_make_it_readable(usual: float, title: str, rate: str, likely: str) -> None:
    row = next(quality_rows(site(usual), 9))
    assert (rate_title(PLAN, site(usual)), row.rate, row.likely) == (title, rate, likely)


def test_what_is_counted_has_its_own_name() -> None:
    plan = replace(PLAN, metric="signups")
    assert (rate_title(plan, site(12.0)), quality_title(plan)) == ("per signup", "What the signups are worth")
    assert rate_title(replace(PLAN, metric="x" * 300), site(12.0)) == f"per {'x' * 15}…"


def test_every_figure_of_a_column_has_the_same_decimals() -> None:
    rows = list(quality_rows(quality("orders", TREE, {"Display": 0.0, "Email": 0.3}, usual=0.0012), 60))
    assert {row.rate.partition(".")[2] and len(row.rate.partition(".")[2]) for row in rows} == {2}
    small = next(row for row in rows if row.name == "Display")
    assert (small.rate, small.now, small.plan) == ("0.00", "0", "0")
    few = list(quality_rows(site(0.000012), 60))
    assert [row.plan for row in few][:2] == ["0.535", "0.372"]
    assert all(len(row.plan) == 5 for row in few)


def test_a_refund_is_less_than_nothing() -> None:
    back = replace(CONVERSIONS, rates=(CONVERSIONS.rates[0], replace(CONVERSIONS.rates[1], plan=-0.2, now=-3.0)))
    assert [(row.now, row.plan) for row in quality_rows(back, 9)][1] == ("-3", "0")


def test_the_largest_of_many_branches_are_shown_with_those_above_them() -> None:
    (signups,) = large().quality
    rows = list(quality_rows(signups, 14))
    assert [row.name for row in rows][:4] == ["all", "new", "Paid channel", "campaign 1-6"]
    assert [row.depth for row in rows][:4] == [0, 1, 2, 3]
    left = len(signups.rates) - len(rows)
    assert quality_sentences(large(), signups, 14)[0] == f"{left} smaller branches stand in the JSON report."
    assert len(list(quality_rows(signups, 60))) == len(signups.rates) == 47
    assert "1 smaller branch stands in the JSON report." in quality_sentences(large(), signups, 46)
    assert not any("smaller" in text for text in quality_sentences(large(), signups, 60))


def brings(plan: Plan, found: Quality) -> str:
    return next(text for text in quality_sentences(plan, found, 60) if text.startswith("In "))


def test_what_the_plan_brings_and_through_what() -> None:
    assert brings(PLAN, CONVERSIONS) == (
        "In conversions the plan brings 1,010 (80 %: 918–1,100), 233 more than left alone: newsletter +117, comparison pages +44, "
        "search ads +38."
    )
    few = replace(CONVERSIONS, forecast=around(4.93, 4.5, 5.3), outcome=around(5.54, 5.0, 6.04), extra=(("ads", 0.3),))
    assert (
        brings(PLAN, few) == "In conversions the plan brings 5.54 (80 %: 5–6.04), 0.61 more than left alone: ads +0.3."
    )
    assert "more than without effort: " in brings(fresh(), CONVERSIONS)
    assert "from returning (80 %: " in brings(revenue(), revenue().quality[0])


def test_less_and_the_same_and_nothing() -> None:
    less = replace(CONVERSIONS, outcome=around(700, 640, 760), extra=(("ads", -75.1),))
    assert brings(PLAN, less).endswith("75 less than left alone: ads -75.")
    same = replace(CONVERSIONS, outcome=CONVERSIONS.forecast, extra=(("ads", 0.2),))
    assert brings(PLAN, same) == "In conversions the plan brings 775 (80 %: 721–829), as much as left alone."
    none = replace(same, forecast=around(0, 0, 0), outcome=around(0, 0, 0), extra=())
    assert brings(PLAN, none) == "In conversions the plan brings 0 (80 %: 0–0), as much as left alone."
    odd = replace(same, outcome=around(100, -20, 220))
    assert "(80 %: -20 to 220)" in brings(PLAN, odd)


def test_of_many_levers_those_that_move_most() -> None:
    many = replace(CONVERSIONS, extra=tuple((f"lever {n}", 10.0 * n) for n in range(1, 9)))
    assert brings(PLAN, many).endswith(
        ": lever 8 +80, lever 7 +70, lever 6 +60, lever 5 +50, lever 4 +40, 3 others +60."
    )


def test_what_another_plan_would_bring() -> None:
    said = quality_sentences(PLAN, CONVERSIONS, 60)
    assert said[-1] == "A plan that aims at conversions (`value` in the goal file) would bring 11 more."
    assert len(quality_sentences(PLAN, replace(CONVERSIONS, best=None), 60)) == 1
    hair = CONVERSIONS.outcome.mean + 0.2
    assert len(quality_sentences(PLAN, replace(CONVERSIONS, best=hair), 60)) == 1, "no more that anybody could see"
    valued = quality_sentences(PLAN, replace(CONVERSIONS, valued=True, best=None), 60)
    assert valued[-1] == "This is the plan that brings most conversions, not most sessions."


def test_floors() -> None:
    assert floor_sentences(PLAN) == (
        "At least 700 conversions: left alone 775, with the plan 1,000 (chance over 99 %).",
    )
    one = replace(FLOOR, at_least=1, forecast=0.431, plan=1.27, chance=0.0)
    assert floor_sentences(replace(PLAN, floors=(one,))) == (
        "At least 1 conversion: left alone 0.43, with the plan 1.27 (chance under 1 %).",
    )
    large_one = replace(FLOOR, measure="revenue", at_least=1_250_000, forecast=1_134_567, plan=1_301_234, chance=0.5)
    assert floor_sentences(replace(fresh(), floors=(large_one,))) == (
        "At least 1,250,000 revenue: without effort 1,130,000, with the plan 1,300,000 (chance 50 %).",
    )
    assert floor_sentences(replace(PLAN, floors=())) == ()


def test_names_from_outside_cannot_steer_a_terminal() -> None:
    plan = hostile()
    texts = [text for each in plan.quality for text in quality_sentences(plan, each, 60)]
    texts += [*floor_sentences(plan), quality_title(plan), *(rate_title(plan, each) for each in plan.quality)]
    assert len(texts) > len(HOSTILE)
    assert not any(sign in text for text in texts for sign in "\x1b\x07\n\u202e")
