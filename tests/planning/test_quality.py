from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from planning_goals import loaded

from planner.model.arrays import frozen
from planner.model.draws import Z80
from planner.model.goal import Floor
from planner.model.history import History, Leaf, Measure
from planner.planning.make_plan import make_plan
from planner.planning.quality import rates_of


def history(leaves: tuple[Leaf, ...], sessions: np.ndarray, amounts: np.ndarray) -> History:
    return History(
        levels=("visitor", "channel")[: max(map(len, leaves))],
        leaves=leaves,
        first=date(2025, 1, 6),
        sessions=frozen(sessions),
        measures=(Measure(name="conversions", amounts=frozen(amounts)),),
    )


def made(rates: np.ndarray, per_day: np.ndarray, days: int = 364, seed: int = 1) -> History:
    rng = np.random.default_rng(seed)
    sessions = rng.poisson(per_day[:, None], (len(rates), days)).astype(float)
    amounts = rng.binomial(sessions.astype(int), rates[:, None]).astype(float)
    return history(tuple((f"leaf {n}",) for n in range(len(rates))), sessions, amounts)


def test_with_many_sessions_the_rate_is_what_was_seen() -> None:
    seen = made(np.array([0.02, 0.05]), np.array([5000.0, 3000.0]))
    (found,) = rates_of(seen, seed=1, n_draws=400)
    own = seen.measures[0].amounts.sum(axis=1) / seen.sessions.sum(axis=1)
    assert found.draws.mean(axis=1) == pytest.approx(own, rel=0.005)


def test_three_sessions_and_one_conversion_say_little() -> None:
    sessions, amounts = np.full((3, 100), 200.0), np.full((3, 100), 4.0)
    sessions[2], amounts[2] = 0, 0
    sessions[2, :3], amounts[2, 0] = 1, 1
    (found,) = rates_of(history((("a",), ("b",), ("c",)), sessions, amounts), seed=1, n_draws=400)
    assert found.draws[2].mean() < 0.04
    assert np.log(found.draws[2]).std() > 5 * np.log(found.draws[0]).std()


def test_branches_that_hardly_differ_are_pulled_together() -> None:
    alike = made(np.full(12, 0.03), np.full(12, 20.0))
    own = alike.measures[0].amounts.sum(axis=1) / alike.sessions.sum(axis=1)
    (found,) = rates_of(alike, seed=1, n_draws=400)
    assert found.draws.mean(axis=1).std() < 0.9 * own.std()


def test_four_of_five_rates_lie_within_their_range() -> None:
    rng = np.random.default_rng(5)
    held = []
    for seed in range(12):
        truth = 0.03 * np.exp(rng.normal(0, 0.5, 30))
        (found,) = rates_of(made(truth, np.exp(rng.normal(2, 1, 30)), seed=seed), seed=1, n_draws=400)
        low, high = np.quantile(found.draws, [0.1, 0.9], axis=1)
        held.append((low <= truth) & (truth <= high))
    assert 0.73 < np.mean(held) < 0.88


@pytest.mark.parametrize("scale", [1e-3, 1000.0])
def test_the_measures_unit_does_not_matter(scale: float) -> None:
    seen = made(np.array([0.02, 0.05, 0.01]), np.array([50.0, 300.0, 10.0]))
    scaled = replace(seen, measures=(replace(seen.measures[0], amounts=frozen(seen.measures[0].amounts * scale)),))
    (one,), (other,) = (rates_of(each, seed=1, n_draws=200) for each in (seen, scaled))
    assert other.draws == pytest.approx(one.draws * scale, rel=1e-6)


def test_revenue_that_comes_in_large_orders_is_less_sure() -> None:
    seen = made(np.array([0.02, 0.02]), np.array([300.0, 300.0]))
    rng = np.random.default_rng(3)
    orders = seen.measures[0].amounts * np.exp(rng.normal(0, 1.5, seen.sessions.shape))
    large = replace(seen, measures=(replace(seen.measures[0], amounts=frozen(orders)),))
    (one,), (other,) = (rates_of(each, seed=1, n_draws=400) for each in (seen, large))
    assert np.log(other.draws).std(axis=1).mean() > 1.3 * np.log(one.draws).std(axis=1).mean()


def test_missing_days_count_for_neither() -> None:
    seen = made(np.array([0.02, 0.05]), np.array([500.0, 300.0]))
    sessions = seen.sessions.copy()
    sessions[:, 10:40] = np.nan
    (found,) = rates_of(replace(seen, sessions=frozen(sessions)), seed=1, n_draws=100)
    assert found.sessions.sum() == np.nansum(sessions)


GOAL = """
target: +20%
period: 2026-12
traffic: {new: {paid search: 4000, organic search: 6000}, returning: {email: 2000}}
resources: {money: 3000}
levers:
  ads: {drives: {channel: paid search}, uses: money, max: 3000, expect: {at: 3000, sessions: 2900..3100}, doubling: 1.5}
  mails: {drives: {channel: email}, uses: money, max: 3000, expect: {at: 3000, sessions: 900..1100}, doubling: 1.5}
"""


def with_conversions(text: str = GOAL, **changes: object):
    goal, seen = loaded(text)
    rate = {"paid search": 0.001, "organic search": 0.02, "email": 0.08}
    amounts = seen.sessions * np.array([[rate[leaf[-1]]] for leaf in seen.leaves])
    return replace(goal, **changes), replace(seen, measures=(Measure(name="conversions", amounts=frozen(amounts)),))


def test_a_plan_that_buys_visits_which_do_not_convert_says_so() -> None:
    plan = make_plan(*with_conversions())
    ads, mails = plan.levers
    assert ads.planned > mails.planned
    assert any("ads buys visits that bring few conversions" in text for text in plan.warnings)
    (quality,) = plan.quality
    assert quality.best is not None
    assert quality.best > quality.outcome.mean


def test_value_makes_the_plan_bring_most_of_the_measure() -> None:
    plan, valued = (make_plan(*with_conversions(value=value)) for value in ("", "conversions"))
    ads, mails = valued.levers
    assert mails.planned > ads.planned
    assert valued.quality[0].valued
    assert valued.quality[0].outcome.mean > plan.quality[0].outcome.mean
    assert valued.quality[0].outcome.mean == pytest.approx(plan.quality[0].best or 0, rel=1e-3)
    assert valued.outcome.mean < plan.outcome.mean
    assert valued.certificate.value == pytest.approx(valued.quality[0].outcome.mean)
    assert valued.target == plan.target


def test_a_floor_is_kept_on_average() -> None:
    goal, seen = with_conversions()
    free = make_plan(goal, seen)
    least = (
        free.quality[0].outcome.mean + make_plan(replace(goal, value="conversions"), seen).quality[0].outcome.mean
    ) / 2
    plan = make_plan(replace(goal, floors=(Floor(measure="conversions", at_least=least),)), seen)
    (floor,) = plan.floors
    assert floor.plan >= least * (1 - 1e-3)
    assert free.quality[0].outcome.mean < floor.plan
    assert plan.outcome.mean < free.outcome.mean


def test_the_sites_rate_is_the_mean_of_its_branches() -> None:
    (quality,) = make_plan(*with_conversions()).quality
    whole, *branches = quality.rates
    assert whole.branch == ()
    tops = [one for one in branches if len(one.branch) == 1]
    assert sum(one.forecast for one in tops) == pytest.approx(whole.forecast)
    assert sum(one.plan for one in tops) == pytest.approx(whole.plan)
    assert whole.plan == pytest.approx(quality.outcome.mean)


def test_a_single_number_of_draws_is_a_range() -> None:
    (found,) = rates_of(made(np.array([0.02]), np.array([100.0])), seed=1, n_draws=1000)
    low, high = np.log(np.quantile(found.draws[0], [0.1, 0.9]))
    amount = found.amounts[0]
    assert (high - low) / (2 * Z80) == pytest.approx(amount**-0.5, rel=0.25)
