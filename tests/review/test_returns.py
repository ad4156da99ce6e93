"""What activities bring at the margin: limits in closed form, invariances, and whether the ranges hold."""

from dataclasses import replace

import numpy as np
import pytest
from review_logs import SHAPES, Shape, make_log
from review_scores import PRIOR, score

from planner.model.arrays import Array
from planner.review.returns import Worked, returns_of

SURE = (0.6, 1e-4)


def worked(rates: Array, *, effort: float = 2.0, elasticity: tuple[float, float] = SURE) -> Worked:
    """Executions of the same effort, one a week."""
    n = len(rates)
    return Worked(
        effort=np.full(n, effort),
        result=np.asarray(rates, dtype=float) * effort,
        weekly=np.full(n, effort),
        level=effort,
        now=effort,
        elasticity=elasticity,
    )


def medians(*activities: Worked, seed: int = 1) -> Array:
    found: Array = np.median(returns_of(activities, seed=seed, n_draws=4000).next_unit, axis=1)
    return found


def test_many_executions_without_noise_tell_the_rate_and_the_elasticity_bends_it() -> None:
    found = medians(worked(np.full(400, 10.0)), worked(np.full(400, 40.0)))
    assert found == pytest.approx([6.0, 24.0], rel=0.02)


def test_whole_and_next_unit_are_told_apart() -> None:
    returns = returns_of([worked(np.full(400, 10.0), effort=3.0)], seed=1, n_draws=500)
    assert np.median(returns.whole) == pytest.approx(30.0, rel=0.02)
    assert returns.next_unit == pytest.approx(returns.elasticity * returns.whole / 3.0)


def test_a_share_that_brings_nothing_lowers_the_rate_by_it() -> None:
    rates = np.where(np.arange(2000) % 4 == 0, 0.0, 8.0)
    assert medians(worked(rates)) == pytest.approx([0.6 * 6.0], rel=0.05)


def test_few_executions_are_pulled_toward_the_others_and_many_are_not() -> None:
    others = [worked(np.array([9.0, 10.0, 11.0, 10.0, 9.5, 10.5] * 3) * factor) for factor in (0.9, 1.0, 1.1, 1.05)]
    once, often = worked(np.array([40.0])), worked(np.full(40, 40.0))
    assert medians(*others, once)[-1] < 0.9 * medians(*others, often)[-1]


def test_lucky_visits_do_not_narrow_the_range_but_more_executions_do() -> None:
    rng = np.random.default_rng(5)
    few, many = np.exp(rng.normal(0, 1, 4)), np.exp(rng.normal(0, 1, 64))
    others = [worked(np.exp(rng.normal(0, 1, 12))) for _ in range(4)]

    def width(rates: Array, factor: float) -> float:
        one = worked(rates * factor)
        rest = [replace(each, result=each.result * factor) for each in others]
        low, high = np.quantile(returns_of([one, *rest], seed=3, n_draws=4000).next_unit[0], (0.1, 0.9))
        return float(np.log(high / low))

    assert width(few, 1000.0) == pytest.approx(width(few, 1.0))  # a thousand times the visits tell nothing more
    assert width(many, 1.0) < 0.6 * width(few, 1.0)


def test_units_do_not_matter() -> None:
    log = make_log(3, SHAPES[0], prior=PRIOR).activities
    found = returns_of(log, seed=2, n_draws=500)
    minutes = [
        replace(one, effort=one.effort * 60, weekly=one.weekly * 60, level=one.level * 60, now=one.now * 60)
        for one in log
    ]
    thousands = [replace(one, result=one.result / 1000) for one in log]
    assert returns_of(minutes, seed=2, n_draws=500).next_unit * 60 == pytest.approx(found.next_unit, rel=1e-6)
    assert returns_of(thousands, seed=2, n_draws=500).next_unit * 1000 == pytest.approx(found.next_unit, rel=1e-6)


def test_the_order_of_activities_and_executions_hardly_matters() -> None:
    log = make_log(4, SHAPES[0], prior=PRIOR).activities
    found = np.median(returns_of(log, seed=2, n_draws=4000).next_unit, axis=1)
    turned = [
        replace(one, effort=one.effort[::-1], result=one.result[::-1], weekly=one.weekly[::-1]) for one in reversed(log)
    ]
    again = np.median(returns_of(turned, seed=2, n_draws=4000).next_unit, axis=1)
    assert again[::-1] == pytest.approx(found, rel=0.06)


def test_the_same_log_and_seed_give_the_same_draws() -> None:
    log = make_log(5, SHAPES[0], prior=PRIOR).activities
    assert (returns_of(log, seed=2, n_draws=100).whole == returns_of(log, seed=2, n_draws=100).whole).all()


def test_effort_that_varied_teaches_the_elasticity() -> None:
    weekly = np.exp(np.linspace(-1, 1, 300))
    one = Worked(effort=weekly, result=10 * weekly**0.3, weekly=weekly, level=1.0, now=1.0, elasticity=(0.7, 0.2))
    assert np.mean(returns_of([one], seed=1, n_draws=1000).elasticity) == pytest.approx(0.3, abs=0.03)


@pytest.mark.parametrize("rates", [np.array([5.0]), np.array([0.0, 5.0]), np.array([1e-9, 1e9])])
def test_hardly_anything_known_still_gives_draws_that_are_finite(rates: Array) -> None:
    returns = returns_of([worked(rates), worked(np.array([0.0, 0.0]))], seed=1, n_draws=200)
    assert np.isfinite(returns.whole).all()
    assert (returns.whole >= 0).all()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_ranges_hold_and_stops_are_seldom_wrong(shape: Shape) -> None:
    """A small part of tests/benchmarks/review.py, with seeds of its own; bounds allow for some 150 activities."""
    tally = score(shape, range(900_000, 900_024))
    assert 0.70 <= np.mean(tally.held) <= 0.92
    assert np.mean(tally.by_visits) < np.mean(tally.held) - 0.25
    assert tally.raw_wrong >= 4
    assert tally.wrong <= tally.raw_wrong / 2
