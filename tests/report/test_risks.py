from dataclasses import replace

from report_plans import LEVERS, around, example

from planner.report.risks import risks

PLAN = replace(example(), warnings=())


def test_a_wide_forecast_is_a_risk() -> None:
    wide = replace(PLAN, forecast=around(30_000, 10_000, 60_000))
    assert risks(wide)[0] == "What happens anyway is less certain (± 25,000) than what the plan adds (9,500)."
    assert not any("less certain" in risk for risk in risks(replace(PLAN, forecast=around(30_000, 29_000, 31_000))))


def test_resting_on_usual_figures_is_a_risk() -> None:
    usual = replace(PLAN, levers=tuple(replace(lever, evidence="playbook") for lever in LEVERS))
    assert any("rests on usual figures" in risk for risk in risks(usual))
    own = replace(PLAN, levers=tuple(replace(lever, evidence="history") for lever in LEVERS))
    assert not any("rests on usual figures" in risk for risk in risks(own))


def test_one_lever_that_carries_most_is_a_risk() -> None:
    assert "59 % of what the plan adds comes from search ads alone." in risks(PLAN)


def test_a_cut_that_hurts_later_is_a_risk() -> None:
    cut = replace(PLAN, levers=(*LEVERS[:3], replace(LEVERS[3], later=-4_000.0)))
    assert "Cutting banner ads gives up 4,000 after the period, which the plan does not count." in risks(cut)


def test_warnings_come_last_and_a_plan_without_levers_has_no_more() -> None:
    assert risks(replace(PLAN, levers=(), forecast=around(10, 10, 10), warnings=("w",))) == ("w",)
