from itertools import pairwise

import pytest
from planning_goals import TRAFFIC, loaded

from planner.model.page import LIKELY_TOTALS, Page
from planner.planning.curves import lever_curves
from planner.planning.make_plan import make_plan
from planner.planning.page import make_page

TEXT = f"""
target: +25%
as_of: 2026-11-30
{TRAFFIC}
resources: {{money: 9000}}
levers:
  search ads: {{drives: {{channel: paid search}}, uses: money, now: 3000, max: 9000, expect: {{at: 3000, sessions: 900..2400}}}}
  newsletter: {{drives: {{channel: email}}, uses: money, now: 500, max: 4000, expect: {{at: 500, sessions: 100..900}}}}
"""


@pytest.fixture(scope="module")
def page() -> Page:
    return make_page(*loaded(TEXT))


def test_the_plan_and_its_curves_are_those_of_the_other_commands(page: Page) -> None:
    assert page.plan == make_plan(*loaded(TEXT))
    assert (page.plan, page.curves) == lever_curves(*loaded(TEXT))


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("+25%", "3x"), TEXT.replace("+25%", "double email")])
def test_as_many_likely_totals_reach_the_target_as_the_chance_says(text: str) -> None:
    page = make_page(*loaded(text))
    for totals, chance in ((page.alone, page.plan.chance_alone), (page.outcome, page.plan.chance)):
        assert list(totals) == sorted(totals)
        assert sum(total >= page.plan.target for total in totals) / LIKELY_TOTALS == pytest.approx(
            chance, abs=0.5 / LIKELY_TOTALS
        )


def test_days_run_to_the_outcome_and_pass_through_the_checkpoints(page: Page) -> None:
    days = {each.day: each for each in page.days}
    for point in page.plan.checkpoints:
        assert days[point.day].expected == pytest.approx(point.expected)
        assert days[point.day].low == pytest.approx(point.worry)
    last = days[page.plan.period.end]
    outcome = page.plan.outcome
    assert (last.expected, last.low, last.high) == pytest.approx((outcome.mean, outcome.p10, outcome.p90))
    assert last.alone == pytest.approx(page.plan.forecast.mean)
    for one, other in pairwise(page.days):
        assert one.low <= one.expected <= one.high
        assert one.day < other.day
        assert one.expected < other.expected


def test_of_a_long_period_few_days_are_kept() -> None:
    page = make_page(*loaded(TEXT + "period: 2026-12..2027-11\n"))
    assert 30 <= len(page.days) <= 80
    assert page.days[-1].day == page.plan.period.end


def test_a_plan_from_nothing_has_its_own_forecast() -> None:
    page = make_page(*loaded(TEXT), start="fresh")
    assert page.days[-1].alone == pytest.approx(page.plan.forecast.mean)
    assert page.plan.start == "fresh"
