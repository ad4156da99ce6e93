"""`risk` from the goal file to the plan."""

import pytest
from planning_goals import planned

GOAL = """
target: +30%
period: 2026-12
traffic: {new: {paid search: 4000, paid social: 11000}}
resources: {money: 3000}
risk: RISK
levers:
  safe: {drives: {channel: paid search}, uses: money, max: 3000, expect: {at: 3000, sessions: 2900..3000}, doubling: 1.5}
  risky: {drives: {channel: paid social}, uses: money, max: 3000, expect: {at: 3000, sessions: 1000..9500}, doubling: 1.5}
"""


@pytest.mark.parametrize("risk", ["cautious", "chance"])
def test_a_plan_by_risk_is_no_worse_by_its_own_figure_and_keeps_the_limits(risk: str) -> None:
    expected, plan = planned(GOAL.replace("RISK", "expected")), planned(GOAL.replace("RISK", risk))
    assert expected.risk is None
    assert plan.risk is not None
    assert plan.risk.kind == risk
    assert plan.risk.chosen >= plan.risk.expected
    assert plan.outcome.mean <= expected.outcome.mean * (1 + 1e-4)
    assert plan.certificate.bound >= expected.outcome.mean * (1 - 1e-6)
    assert sum(lever.planned for lever in plan.levers) <= 3000 * (1 + 1e-9)


def test_caution_moves_effort_to_the_safe_lever() -> None:
    expected, plan = planned(GOAL.replace("RISK", "expected")), planned(GOAL.replace("RISK", "cautious"))
    assert plan.levers[0].planned > expected.levers[0].planned
    assert plan.risk is not None
    assert plan.risk.chosen > plan.risk.expected
    assert plan.risk.given_up > 0
