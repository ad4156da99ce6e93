from pathlib import Path

import numpy as np
import pytest
from effort_sites import goal_text, write_site
from planning_goals import loaded, planned

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.planning.aim import aim_of
from planner.planning.curves import lever_curves
from planner.planning.known import Known, known

LEVERS = {"paid search": ", max: 2000", "display": ", max: 2000"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, varies={"paid search": 0.6, "display": 0.0})
    return folder


@pytest.fixture(scope="module")
def plan(site: Path) -> Plan:
    return planned(goal_text(LEVERS), site)


def facts(site: Path, levers: dict[str, str] = LEVERS) -> Known:
    goal, history = loaded(goal_text(levers), site)
    return known(goal, history, aim_of(goal, history).period)


def lever(plan: Plan, name: str) -> LeverPlan:
    return next(each for each in plan.levers if each.name == name)


def test_what_history_shows_is_found(site: Path) -> None:
    learned = facts(site).learned
    assert learned is not None
    search = learned.of(0)
    assert search is not None
    assert search.weight > 0.8
    low, high = np.quantile(search.share, (0.05, 0.95))
    assert low < 0.5 < high
    low, high = np.quantile(search.doubling, (0.05, 0.95))
    assert low < 4 / 3 < high


def test_evidence_is_named_for_what_it_is(plan: Plan) -> None:
    search, display = lever(plan, "paid search"), lever(plan, "display")
    assert (search.evidence, search.verdict, search.why) == ("history", "more", "your own history")
    assert (display.evidence, display.verdict) == ("playbook", "test first")
    assert display.why == "effort hardly varied; usual figures, not yours"
    assert display.history is not None
    assert search.history is not None
    assert display.history < 0.2 < search.history


def test_prior_knowledge_in_disguise_is_put_to_the_test(plan: Plan) -> None:
    (trial,) = plan.trials
    assert trial.lever == "display"
    assert trial.now == pytest.approx(100, rel=0.01)
    assert trial.tried != trial.now
    assert trial.worth > 0
    assert 0 < trial.learned <= 1
    assert dict(trial.uses)["money"] == pytest.approx((trial.tried - trial.now) * trial.weeks)


def test_a_lever_that_cannot_be_varied_is_not_to_be_tested(site: Path) -> None:
    fixed = planned(goal_text(LEVERS | {"display": ", min: 428, max: 428"}), site)
    assert lever(fixed, "display").verdict == "keep"
    assert fixed.trials == ()


def test_an_estimate_stands_for_history_that_says_nothing(site: Path) -> None:
    said = planned(goal_text(LEVERS | {"display": ", max: 2000, expect: {at: 430, sessions: 1300..1700}"}), site)
    assert lever(said, "display").evidence == "judgement"
    assert lever(said, "display").why.startswith("effort hardly varied; your estimate")
    goal, history = loaded(
        goal_text(LEVERS | {"display": ", max: 2000, expect: {at: 430, sessions: 1300..1700}"}), site
    )
    _, curves = lever_curves(goal, history)
    assert curves[1].present.mean == pytest.approx(1500, rel=0.25)


def test_a_lever_never_used_is_judged(site: Path) -> None:
    plan = planned(goal_text({**LEVERS, "direct": ", max: 900, expect: {at: 300, sessions: 500..900}"}), site)
    unused = lever(plan, "direct")
    assert unused.now == 0
    assert unused.evidence == "judgement"
    assert unused.history is None


def test_what_effort_did_is_no_trend(tmp_path: Path) -> None:
    """Effort has doubled in the last weeks: going on with it forecasts its level; saying that it stops, less."""
    write_site(tmp_path, varies={"paid search": 0.8, "display": 0.5}, seed=5)
    as_it_is = facts(tmp_path).usual.draws.mean(axis=1)
    stopped = facts(tmp_path, LEVERS | {"paid search": ", max: 2000, now: 0"}).usual.draws.mean(axis=1)
    _, history = loaded(goal_text(LEVERS), tmp_path)
    search = [n for n, leaf in enumerate(history.leaves) if "paid search" in leaf]
    others = [n for n, leaf in enumerate(history.leaves) if "display" in leaf]
    direct = history.leaves.index(("returning", "direct"))
    assert stopped[search].sum() < 0.75 * as_it_is[search].sum()
    assert np.allclose(stopped[others], as_it_is[others])
    assert 0.9 * as_it_is[direct] < stopped[direct] < as_it_is[direct]  # fewer first visits, fewer that come back


def test_the_same_goal_history_and_seed_give_the_same_draws(site: Path) -> None:
    one, other = facts(site), facts(site)
    assert np.array_equal(one.gains.gain, other.gains.gain)
    assert np.array_equal(one.usual.draws, other.usual.draws)


def test_the_unit_of_effort_does_not_matter(site: Path, tmp_path: Path) -> None:
    (tmp_path / "traffic.csv").write_text((site / "traffic.csv").read_text())
    rows = [line.split(",") for line in (site / "effort.csv").read_text().splitlines()]
    small = [",".join(rows[0]), *(f"{day},{name},{float(each) * 1000:.0f}" for day, name, each in rows[1:])]
    (tmp_path / "effort.csv").write_text("\n".join(small) + "\n")
    fine = {name: said.replace("2000", "2000000") for name, said in LEVERS.items()}
    assert np.allclose(facts(site).gains.gain, facts(tmp_path, fine).gains.gain, rtol=1e-3, atol=0.5)


def test_curves_begin_at_nothing_and_hold_today_and_the_plan(site: Path) -> None:
    plan, curves = lever_curves(*loaded(goal_text(LEVERS), site))
    for curve in curves:
        assert curve.efforts[0] == 0
        assert curve.sessions[0].mean == 0
        assert curve.lever.now in curve.efforts
        assert min(abs(curve.lever.planned - effort) for effort in curve.efforts) < 1e-6
        assert curve.doubled is not None
        means = [each.mean for each in curve.sessions]
        assert means == sorted(means)
    search = curves[0]
    at = search.efforts.index(search.lever.now)
    assert search.sessions[at].mean == pytest.approx(search.present.mean)
    planned_at = min(range(len(search.efforts)), key=lambda n: abs(search.efforts[n] - search.lever.planned))
    assert search.sessions[planned_at].mean - search.present.mean == pytest.approx(plan.levers[0].extra.mean, rel=0.02)


def test_what_a_plan_brings_does_not_depend_on_the_effort_it_is_compared_with(site: Path) -> None:
    """Said effort is only the zero that gains count from: return visits and all, the same effort brings the same."""
    totals = []
    for said in ("", ", now: 0", ", now: 900"):
        found = facts(site, LEVERS | {"paid search": f", max: 2000{said}"})
        at = [np.interp(600, found.gains.effort[0], gain) for gain in found.gains.gain[0]]
        totals.append(float((found.usual.draws.sum(axis=0) + np.array(at)).mean()))
    assert totals[1] == pytest.approx(totals[0], rel=0.01)
    assert totals[2] == pytest.approx(totals[0], rel=0.01)


def test_learned_and_judged_levers_of_one_leaf_leave_nothing_below_nought(site: Path) -> None:
    text = goal_text(LEVERS) + "\n  brand: {drives: {channel: paid search}, uses: hours, now: 50, max: 100}"
    goal, history = loaded(text.replace("money: 1500", "money: 1500, hours: 50"), site)
    found = known(goal, history, aim_of(goal, history).period)
    leaves = list(found.gains.options[0].leaves)
    own = [found.gains.leaf_shares[n, leaves].sum() * found.gains.gain[n, :, 0] for n in (0, 2)]
    assert (found.usual.draws[leaves].sum(axis=0) + own[0] + own[1]).mean() > 0


def test_effort_that_ends_before_the_traffic_goes_on_as_it_was(site: Path, tmp_path: Path) -> None:
    (tmp_path / "traffic.csv").write_text((site / "traffic.csv").read_text())
    rows = (site / "effort.csv").read_text().splitlines()
    steady = [row for row in rows[1:] if row < "2026-08"]
    level = {name: [row for row in steady if name in row][-1].rpartition(",")[2] for name in LEVERS}
    weeks = sorted({row.partition(",")[0] for row in rows[1:] if row >= "2026-08"})
    (tmp_path / "effort.csv").write_text("\n".join([rows[0], *steady]) + "\n")
    cut = facts(tmp_path)
    whole = [*steady, *(f"{week},{name},{each}" for week in weeks for name, each in level.items())]
    (tmp_path / "effort.csv").write_text("\n".join([rows[0], *whole]) + "\n")
    assert cut.learned is not None
    assert cut.usual.draws.sum(axis=0).mean() == pytest.approx(facts(tmp_path).usual.draws.sum(axis=0).mean(), rel=0.05)
