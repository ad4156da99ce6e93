from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from planning_goals import TRAFFIC, loaded, planned

from planner.errors import InputError
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
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
    assert 0 < direct.room < 0.1 * direct.forecast  # first visits that come back, and nothing else
    assert direct.forecast - 1 <= direct.target <= direct.forecast + direct.room + 1


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
    assert plan.tree.branches == ()
    assert plan.tree.target == plan.target
    assert plan.new is None
    assert plan.levers[0].drives == "the whole site"


@pytest.mark.parametrize("now", [0, 3000])
@pytest.mark.parametrize("target", ["20000", "+1%"])
def test_a_target_met_without_limits_changes_nothing_and_cuts_nothing(now: int, target: str) -> None:
    levers = f"levers: {{ads: {{drives: {{channel: paid search}}, uses: money, now: {now}, max: 9000, expect: {{at: 3000, sessions: 2500..3500}}}}}}\n"
    plan = planned(f"target: {target}\n{levers}{TRAFFIC}")
    assert plan.forecast.mean > plan.target
    assert lever(plan, "ads").planned == now
    assert plan.chance == plan.chance_alone


def test_without_limits_no_resource_falls_below_what_is_used_today() -> None:
    levers = "levers: {ads: {drives: {channel: paid search}, uses: money, now: 3000, max: 9000, expect: {at: 3000, sessions: 2500..3500}}}\n"
    plan = planned(f"target: +8%\n{levers}{TRAFFIC}")
    assert lever(plan, "ads").planned >= 3000
    assert plan.outcome.mean >= plan.target * 0.999


def test_sub_targets_stand_in_the_tree() -> None:
    plan = planned("target: +25%\nat_least: [{where: {visitor: returning}, sessions: 10000}]\n" + LEVERS + TRAFFIC)
    assert node(plan, "returning").target >= 10000
    assert sum(child.target for child in plan.tree.children) == plan.target


def test_a_branch_goal_is_proven_for_its_branch_and_wastes_nothing_beside_it() -> None:
    plan = planned(
        "target: double email next month\nresources: {hours: 100}\nlevers:\n"
        "  seo: {drives: {channel: organic search}, uses: hours, now: 10, max: 500, expect: {at: 10, sessions: 4000..6000}}\n"
        "  mails: {drives: {channel: email}, uses: hours, max: 200, expect: {at: 100, sessions: 300..600}}\n" + TRAFFIC
    )
    assert lever(plan, "mails").planned == pytest.approx(100, rel=1e-3)
    assert lever(plan, "seo").planned <= 10
    assert plan.certificate.value == pytest.approx(plan.outcome.mean)
    assert plan.certificate.bound == pytest.approx(plan.outcome.mean, rel=1e-4)
    assert plan.needed.reachable > plan.outcome.mean
    free = planned(
        "target: double email next month\nlevers: {seo: {drives: {channel: organic search}, uses: hours, now: 10}}\n"
        + TRAFFIC
    )
    assert lever(free, "seo").planned == 10
    assert lever(free, "seo").why.startswith("does not serve this goal")


def test_visitors_are_told_apart_even_where_the_goal_turns_the_tree() -> None:
    plan = planned("target: double email next month\n" + TRAFFIC)
    assert plan.new is not None
    assert plan.new.now == 18497


def test_a_start_after_a_relative_period_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        planned(
            "target: +10% next month\nlevers: {a: {drives: {channel: email}, uses: h, now: 1, starts: 2027-05-01}}\n"
            + TRAFFIC
        )
    assert "a starts on 2027-05-01, after the period 2026-12-01..2026-12-31 ends" in str(caught.value)


@pytest.mark.parametrize(
    ("levers", "resources", "why"),
    [
        ("now: 100, max: 50", "hours: 500", "your max is below today's effort"),
        ("now: 100, max: 200", "hours: 20", "not enough hours"),
        ("now: 100, max: 200", "hours: 500}\nworth: {hours: 0.001", "costs more than a session is worth"),
    ],
)
def test_a_cut_says_what_forces_it(levers: str, resources: str, why: str) -> None:
    plan = planned(
        f"target: +10%\nresources: {{{resources}}}\n"
        f"levers: {{mails: {{drives: {{channel: email}}, uses: hours, {levers}}}}}\n" + TRAFFIC
    )
    assert lever(plan, "mails").verdict in ("less", "stop")
    assert lever(plan, "mails").why == f"{why}; usual figures, not yours"


def test_others_bring_more_only_where_others_are_raised() -> None:
    plan = planned("target: 2x\n" + LEVERS + TRAFFIC)
    for each in plan.levers:
        assert "others bring more" not in each.why or any(o.planned > o.now for o in plan.levers)


def test_effort_that_brings_nothing_is_left() -> None:
    plan = planned(
        "target: +10%\nresources: {money: 5000}\n"
        "levers: {ads: {drives: {channel: email}, uses: money, now: 0, max: 5000, expect: {at: 5000, sessions: 0.01..0.02}}}\n"
        + TRAFFIC
    )
    assert lever(plan, "ads").planned == 0
    assert plan.resources[0].left == 5000


def test_a_wide_guess_does_not_beat_a_sure_thing() -> None:
    plan = planned(
        "target: +10%\nresources: {money: 3000}\nlevers:\n"
        "  safe: {drives: {channel: paid search}, uses: money, max: 3000, expect: {at: 3000, sessions: 1800..2200}}\n"
        "  gamble: {drives: {channel: email}, uses: money, max: 3000, expect: {at: 3000, sessions: 50..4000}}\n"
        + TRAFFIC
    )
    gamble = lever(plan, "gamble")
    assert gamble.extra.mean < 4000
    assert gamble.planned == gamble.now or gamble.verdict == "test first"


def test_present_effort_cannot_bring_more_than_there_is() -> None:
    plan = planned(
        "target: +10%\nresources: {money: 100}\n"
        "levers: {ads: {drives: {channel: email}, uses: money, now: 1000, expect: {at: 1000, sessions: 5000..9000}}}\n"
        + TRAFFIC
    )
    assert any("more than the" in warning for warning in plan.warnings)
    assert min(each.expected for each in plan.tree.walk()) >= 0


def test_resources_that_are_none_buy_nothing_anywhere() -> None:
    plan = planned(
        "target: +20%\nresources: {money: 0, hours: 10}\nlevers:\n"
        "  ads: {drives: {channel: paid search}, uses: money, max: 5000, expect: {at: 1000, sessions: 900..1200}}\n"
        "  mails: {drives: {channel: email}, uses: hours, max: 20, expect: {at: 10, sessions: 100..200}}\n" + TRAFFIC
    )
    assert lever(plan, "ads").planned == 0
    assert node(plan, "new", "paid search").room == 0
    assert plan.needed.reachable < plan.forecast.mean + 1000


def test_a_longer_period_does_not_grow_by_itself() -> None:
    month, year = (planned(f"target: 2x\nperiod: {period}\n" + TRAFFIC) for period in ("2026-12", "2027"))
    assert year.forecast.mean / year.tree.now == pytest.approx(month.forecast.mean / month.tree.now, rel=0.02)
    low, high = (value / month.tree.now for value in (month.forecast.p10, month.forecast.p90))
    assert (low, month.forecast.p50 / month.tree.now, high) == pytest.approx((0.75, 1.0, 1.40), rel=0.01)


def test_levers_that_use_nothing_are_free() -> None:
    plan = planned(
        "target: +5%\nresources: {hours: 1}\n"
        "levers: {habit: {drives: {channel: email}, uses: {}, max: 4, expect: {at: 2, sessions: 100..200}}}\n" + TRAFFIC
    )
    assert lever(plan, "habit").planned == 4
    assert plan.resources[0].reason == "no lever uses it"


def test_metric_names_what_is_counted() -> None:
    plan = planned("target: +5%\nmetric: signups\n" + LEVERS + TRAFFIC)
    assert "signups" in plan.reading
    assert not any("sessions" in each.text for each in plan.assumptions)


@pytest.mark.parametrize(("step", "most", "money"), [(1, 100_000, 300), (10, 9_000, 20), (7, 5_000, 1_234)])
def test_very_many_steps_are_planned_as_well_as_any_amount(step: int, most: int, money: int) -> None:
    text = (
        f"target: 60000\nresources: {{money: {money}}}\nlevers:\n  ads: {{drives: {{channel: paid search}}, uses: money, max: {most},"
        " expect: {at: 1000, sessions: 2000..3000}, doubling: 1.4..1.6, step: STEP}\n" + TRAFFIC
    )
    whole, free = planned(text.replace("STEP", str(step))), planned(text.replace(", step: STEP", ""))
    assert lever(whole, "ads").planned == money // step * step
    assert whole.outcome.mean <= free.outcome.mean * (1 + 1e-6)
    assert whole.outcome.mean - whole.forecast.mean == pytest.approx(free.outcome.mean - free.forecast.mean, rel=0.05)
    assert whole.certificate.bound >= whole.certificate.value


def test_fine_steps_do_not_change_what_a_little_more_brings() -> None:
    text = (
        "target: 60000\nresources: {money: 3000}\nlevers:\n  ads: {drives: {channel: paid search}, uses: money, max: 9000,"
        " expect: {at: 1000, sessions: 2000..3000}, step: 7}\n" + TRAFFIC
    )
    stepped, free = (planned(each).resources[0].next_unit for each in (text, text.replace(", step: 7", "")))
    assert stepped == pytest.approx(free, rel=0.01)


def test_a_limit_out_of_reach_hardly_matters() -> None:
    plans = [
        planned(
            f"target: 60000\nresources: {{money: 300}}\nlevers:\n  ads: {{drives: {{channel: paid search}}, uses: money, max: {most},"
            " expect: {at: 1000, sessions: 2000..3000}}\n" + TRAFFIC
        )
        for most in (3_000, 100_000)
    ]
    near, far = (lever(plan, "ads").extra.mean for plan in plans)
    assert far == pytest.approx(near, rel=0.01)


def test_a_little_more_of_a_resource_brings_what_is_said() -> None:
    text = "target: 2x\n" + LEVERS + TRAFFIC
    plan, more = planned(text), planned(text.replace("money: 9000", "money: 9180"))
    money = next(resource for resource in plan.resources if resource.name == "money")
    assert more.outcome.mean - plan.outcome.mean == pytest.approx(180 * money.next_unit, rel=0.02, abs=0.5)
    for resource in plan.resources:
        assert resource.next_unit == 0 or resource.left <= 0.005 * (resource.amount or 0)


def test_a_goal_on_a_leaf_still_adds_up() -> None:
    plan = planned(
        "target: double email next month\n" + TRAFFIC.replace("returning: {direct: 5200, email: 2300}", "email: 2300")
    )
    email = next(each for each in plan.tree.walk() if each.name == "email")
    assert [child.name for child in email.children] == ["within reach", "unassigned"]
    for column in ("now", "forecast", "target", "expected", "room"):
        assert getattr(email, column) == sum(getattr(child, column) for child in email.children)


def test_as_of_after_the_table_moves_the_period_and_the_gap_is_said(tmp_path: Path) -> None:
    rows = "".join(f"2026-{m:02}-{d:02},300\n" for m in (9, 10, 11) for d in range(1, 31))
    (tmp_path / "t.csv").write_text("date,sessions\n" + rows)
    plan = planned("target: 2x\nas_of: 2026-12-20\ntraffic: {file: t.csv}\nresources: {money: 1}\n", tmp_path)
    assert str(plan.period) == "2027-01-01..2027-01-31"
    assert any("the 31 days between the history and the period" in each.text for each in plan.assumptions)


def test_no_minimum_and_no_money_is_complained_of_without_a_warning() -> None:
    with pytest.raises(InputError) as caught:
        planned(
            "target: +10%\nperiod: 2026-12\nresources: {money: 0, hours: 10}\n"
            "levers: {ads: {drives: {channel: email}, uses: money, now: 1000, starts: 2026-12-08}}\n" + TRAFFIC
        )
    assert "what the levers need at least takes 226 money, there are 0" in str(caught.value)
