from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from planning_goals import TRAFFIC, loaded, planned

from planner.errors import InputError
from planner.model.plan import LeverPlan, Plan
from planner.model.tree import Node
from planner.planning.make_plan import make_plan

LEVERS = """
resources: {money: 9000, hours: 100}
levers:
  search ads:
    drives: {channel: paid search}
    uses: money
    now: 3000
    max: 9000
    expect: {at: 3000, sessions: 3000..4000}
    doubling: 1.3..1.7
  pages:
    drives: {channel: organic search}
    uses: {money: 150, hours: 6}
    unit: page
    step: 1
    now: 4
    min: 2
    max: 12
    expect: {at: 8, sessions: 900..2200}
    lag: 10 days
  newsletter:
    drives: {visitor: returning, channel: email}
    uses: hours
    now: 12
    max: 60
    expect: {at: 24, sessions: 2500..4500}
"""


def lever(plan: Plan, name: str) -> LeverPlan:
    return next(each for each in plan.levers if each.name == name)


def node(plan: Plan, *names: str) -> Node:
    return next(each for each in plan.tree.walk() if tuple(value for _, value in each.key) == names)


def test_the_plan_keeps_within_its_resources_and_limits() -> None:
    plan = planned("target: 2x\n" + LEVERS + TRAFFIC)
    for resource in plan.resources:
        assert resource.used <= (resource.amount or 0) * (1 + 1e-9)
        assert resource.left == pytest.approx((resource.amount or 0) - resource.used)
    for each in plan.levers:
        assert each.least <= each.planned <= each.most
    assert lever(plan, "pages").planned == round(lever(plan, "pages").planned)
    assert plan.certificate.gap <= 1e-4
    assert plan.certificate.value == pytest.approx(plan.outcome.mean)


def test_the_outcome_is_the_forecast_and_the_extra_sessions() -> None:
    plan = planned("target: 2x\n" + LEVERS + TRAFFIC)
    extra = sum(each.extra.mean for each in plan.levers)
    assert plan.outcome.mean == pytest.approx(plan.forecast.mean + extra)
    assert plan.tree.expected == round(plan.outcome.mean)
    assert plan.checkpoints[-1].expected == pytest.approx(plan.outcome.mean)
    assert plan.checkpoints[-1].worry == pytest.approx(plan.outcome.p10)


def test_a_target_out_of_reach_leaves_a_rest_that_no_branch_is_given() -> None:
    plan = planned("target: 3x\n" + LEVERS + TRAFFIC)
    assert plan.needed.scale is None
    assert plan.needed.unassigned == plan.target - round(plan.needed.reachable)
    assert plan.tree.children[-1].unassigned
    assert plan.tree.children[-1].target == plan.needed.unassigned
    direct = node(plan, "returning", "direct")
    assert direct.room == 0
    assert abs(direct.target - direct.forecast) <= 1


def test_a_target_within_reach_is_split_where_levers_bring_it() -> None:
    plan = planned("target: +15%\n" + LEVERS + TRAFFIC)
    assert plan.needed.unassigned == 0
    assert plan.needed.scale is not None
    assert sum(child.target for child in plan.tree.children) == plan.target
    for each in plan.tree.walk():
        if not each.children:
            assert each.forecast - 1 <= each.target <= each.forecast + each.room + 1
    amounts = dict(plan.needed.resources)
    assert amounts["money"] == pytest.approx(9000 * plan.needed.scale)


def test_what_it_would_take_rises_with_the_chance() -> None:
    plan = planned("target: +25%\n" + LEVERS + TRAFFIC)
    assert plan.needed.even is not None
    assert plan.needed.likely is None or plan.needed.likely > plan.needed.even
    means = [point.mean for point in plan.frontier]
    assert means == sorted(means)
    at_one = next(point for point in plan.frontier if point.scale == 1)
    assert at_one.chance == pytest.approx(plan.chance, abs=0.01)


def test_a_target_below_the_forecast_needs_no_split() -> None:
    plan = planned("target: 20000\n" + LEVERS + TRAFFIC)
    assert plan.needed.unassigned == 0
    assert sum(child.target for child in plan.tree.children) == 20000
    assert all(each.target <= each.forecast for each in plan.tree.walk())


def test_a_target_of_a_branch_leaves_the_others_their_forecast() -> None:
    plan = planned("target: double returning visitors next month\n" + LEVERS + TRAFFIC)
    assert plan.where == (("visitor", ("returning",)),)
    assert node(plan, "returning").target == plan.target
    assert node(plan, "new").target == node(plan, "new").forecast
    assert plan.forecast.mean == pytest.approx(node(plan, "returning").forecast, abs=1)


def test_without_levers_and_resources_the_playbook_says_what_it_would_take() -> None:
    plan = planned("target: +5%\n" + TRAFFIC)
    assert plan.levers
    assert all(each.evidence == "playbook" for each in plan.levers)
    assert plan.needed.scale is not None
    assert plan.outcome.mean >= plan.target * 0.999
    assert all(resource.amount is None for resource in plan.resources)
    assert any("playbook" in each.source for each in plan.assumptions)


def test_resources_decide_which_playbook_levers_there_are() -> None:
    plan = planned("target: +5%\nresources: {Budget: 2000}\n" + TRAFFIC)
    assert {name for each in plan.levers for name, _ in each.uses} == {"Budget"}
    assert any("takes hours" in warning for warning in plan.warnings)


def test_traffic_that_no_lever_moves_still_gives_a_plan() -> None:
    plan = planned("target: 2x\ntraffic: {direct: 1000}\n")
    assert plan.levers == ()
    assert plan.outcome == plan.forecast
    assert plan.needed.unassigned > 0
    assert plan.certificate.gap == 0


def test_a_sub_target_moves_effort() -> None:
    free = planned(
        "target: 2x\nresources: {hours: 60}\n"
        + LEVERS.split("\n", 2)[2]
        .replace("{money: 150, hours: 6}", "{hours: 6}")
        .replace("uses: money", "uses: {hours: 0.01}")
        + TRAFFIC
    )
    need = node(free, "new", "organic search").expected + 100
    bound = f"at_least: [{{where: {{channel: organic search}}, sessions: {need}}}]\n"
    held = planned(
        "target: 2x\nresources: {hours: 60}\n"
        + bound
        + LEVERS.split("\n", 2)[2]
        .replace("{money: 150, hours: 6}", "{hours: 6}")
        .replace("uses: money", "uses: {hours: 0.01}")
        + TRAFFIC
    )
    assert node(held, "new", "organic search").expected >= need - 1
    assert held.outcome.mean <= free.outcome.mean


def test_a_sub_target_out_of_reach_is_named() -> None:
    with pytest.raises(InputError) as caught:
        planned("target: 2x\nat_least:\n  - {where: {visitor: returning}, sessions: 90000}\n" + LEVERS + TRAFFIC)
    assert "goal.yaml:3:5: 90,000 sessions cannot be reached here on average" in str(caught.value)


def test_worth_stops_where_a_session_gets_too_dear() -> None:
    free = planned("target: 2x\n" + LEVERS + TRAFFIC)
    dear = planned("target: 2x\nworth: {money: 1}\n" + LEVERS + TRAFFIC)
    assert lever(dear, "search ads").planned < lever(free, "search ads").planned
    money = next(resource for resource in dear.resources if resource.name == "money")
    assert money.left > 0
    assert money.reason


def test_a_later_start_and_a_longer_lag_bring_less() -> None:
    plain = planned("target: 2x\n" + LEVERS + TRAFFIC)
    late = planned("target: 2x\n" + LEVERS.replace("max: 60", "max: 60\n    starts: 2026-12-20") + TRAFFIC)
    slow = planned("target: 2x\n" + LEVERS.replace("max: 60", "max: 60\n    lag: 6 weeks") + TRAFFIC)
    for other in (late, slow):
        assert other.outcome.mean < plain.outcome.mean
    assert lever(slow, "newsletter").later > 5 * lever(plain, "newsletter").later


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_units_of_a_resource_do_not_change_the_plan(unit: float) -> None:
    text = "target: 2x\n" + LEVERS + TRAFFIC
    goal, history = loaded(text)
    money = {"money"}
    scaled = replace(
        goal,
        resources=tuple(replace(r, amount=r.amount * unit) if r.name in money else r for r in goal.resources or ()),
        levers=tuple(
            replace(each, uses=tuple((name, amount * unit if name in money else amount) for name, amount in each.uses))
            for each in goal.levers
        ),
    )
    plain, other = make_plan(goal, history), make_plan(scaled, history)
    assert [each.planned for each in plain.levers] == pytest.approx([each.planned for each in other.levers], rel=1e-6)


def test_the_order_of_levers_hardly_matters() -> None:
    goal, history = loaded("target: 2x\n" + LEVERS + TRAFFIC)
    plain = make_plan(goal, history)
    other = make_plan(replace(goal, levers=goal.levers[::-1]), history)
    assert other.outcome.mean == pytest.approx(plain.outcome.mean, rel=0.01)


def test_effort_history_sets_now(tmp_path: Path) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 31)]
    (tmp_path / "t.csv").write_text(
        "date,channel,sessions\n" + "".join(f"{day},Email,{100 + n % 7}\n" for n, day in enumerate(days))
    )
    (tmp_path / "e.csv").write_text(
        "date,mails\n" + "".join(f"{day},{2 if n >= 60 else 9}\n" for n, day in enumerate(days))
    )
    text = (
        "target: 5000\nperiod: 2026-12\ntraffic: {file: t.csv, by: [channel]}\neffort: {file: e.csv}\n"
        "levers:\n  mails: {drives: {channel: Email}, uses: hours}\n  calls: {drives: {channel: Email}, uses: hours}\n"
    )
    plan = planned(text, tmp_path)
    assert lever(plan, "mails").now == pytest.approx(2 * 31)
    assert lever(plan, "calls").now == 0
    assert any("last four weeks" in each.text for each in plan.assumptions)


def test_the_same_goal_gives_the_same_plan_and_another_seed_another() -> None:
    goal, history = loaded("target: 2x\n" + LEVERS + TRAFFIC)
    assert make_plan(goal, history) == make_plan(goal, history)
    assert make_plan(replace(goal, seed=2), history) != make_plan(goal, history)


def test_a_site_total_alone_is_a_tree_of_one(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    rows = "".join(f"2026-{m:02}-{d:02},{rng.poisson(300)}\n" for m in (8, 9, 10, 11) for d in range(1, 31))
    (tmp_path / "t.csv").write_text("date,sessions\n" + rows)
    plan = planned(
        "target: +10%\nperiod: 2026-12\ntraffic: {file: t.csv}\nresources: {money: 100}\n"
        "levers:\n  ads: {uses: money, expect: {at: 50, sessions: 400..900}}\n",
        tmp_path,
    )
    assert plan.tree.children == () or plan.tree.children[-1].unassigned
    assert plan.new is None
    assert plan.levers[0].drives == "the whole site"
