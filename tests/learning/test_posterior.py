from dataclasses import replace

import numpy as np
import pytest
from learning_sites import PRIOR, prior

from planner.learning.likelihood import series
from planner.learning.posterior import (
    DIMS,
    LONGEST,
    ROOM,
    Observed,
    Parameters,
    Pushed,
    brought,
    curves_of,
    effect,
    parameters,
    posterior,
    running,
    together,
)
from planner.model.arrays import Array
from planner.model.draws import normals
from planner.model.effects import response
from planner.model.learned import Bell, Claim, Prior

RNG = np.random.default_rng(1)
POINTS = normals(RNG, DIMS, 200).T
EFFORTS = np.exp(RNG.normal(0, 0.5, 60))


def pushed(efforts: Array = EFFORTS, believed: Prior = PRIOR) -> Pushed:
    return Pushed(prior=believed, reference=3.0, efforts=efforts, before=np.ones(8))


def watched(effects: Array, noise: float = 0.05, levers: tuple[int, ...] = (0,)) -> Observed:
    logs = 6 + effects + np.random.default_rng(2).normal(0, noise, len(effects))
    return Observed(series=series(logs, None), levers=levers)


def mean_and_sd(values: Array, weights: Array) -> tuple[float, float]:
    mean = float(weights @ values)
    return mean, float(weights @ (values - mean) ** 2) ** 0.5


def test_points_are_the_prior() -> None:
    it = parameters(POINTS, PRIOR)
    assert np.median(it.share) == pytest.approx(0.5, abs=0.01)
    assert np.quantile(it.share, [0.2, 0.9]) == pytest.approx(
        1 / (1 + np.exp(-1.2 * np.array([-0.8416, 1.2816]))), abs=0.01
    )
    assert np.quantile(it.share, 0.03) < 1 / (1 + np.exp(1.2 * 1.8808))  # some levers do nothing
    twice = response(np.full((200, 1), 2.0), half=it.half[:, None], shape=it.shape[:, None])[:, 0]
    assert np.median(twice - 1) == pytest.approx(np.exp(-0.7), abs=0.03)
    assert (twice < 2**it.shape).all()
    assert ((it.rise > 0) & (it.rise < it.carry) & (it.carry < LONGEST)).all()


@pytest.mark.parametrize("far", [-7.0, 7.0])
def test_points_far_out_are_curves_too(far: float) -> None:
    it = parameters(np.full((1, DIMS), far), PRIOR)
    for row in (it.share, it.carry, it.rise, it.half, it.shape):
        assert np.isfinite(row).all()
    assert np.isfinite(brought(it, np.array([[0.0, 1.0, 1e6]]))).all()


def test_the_effort_that_counts_is_a_running_mean_of_a_running_mean() -> None:
    carry, rise = np.array([0.0, 0.3, 0.9]), np.array([0.0, 0.2, 0.5])
    counted, begun = running(EFFORTS, np.ones(8), carry, rise)
    inner = outer = np.ones(3)
    for week, amount in enumerate(EFFORTS):
        inner = rise * inner + (1 - rise) * amount
        outer = carry * outer + (1 - carry) * inner
        assert np.allclose(counted[:, week], outer)
    assert np.allclose(begun, inner)
    assert np.allclose(counted[0], EFFORTS)


def test_usual_effort_all_along_is_no_effect() -> None:
    it = parameters(POINTS, PRIOR)
    part = brought(it, running(np.ones(30), np.zeros(0), it.carry, it.rise)[0])
    assert np.allclose(part, it.share[:, None])
    assert np.allclose(effect([it], [part], [0]), 0)


def test_shares_of_one_leaf_leave_room_and_others_their_own() -> None:
    wide = prior(share=Bell(middle=1.5, sd=1.0))
    group = [pushed(believed=wide)] * 3
    points = normals(np.random.default_rng(3), 3 * DIMS, 200).T
    alone = curves_of(points, group, [])
    both = together(alone, [Observed(series=watched(np.zeros(60)).series, levers=(0, 1))])
    total = both[0].share + both[1].share
    assert total.max() == pytest.approx(ROOM)
    before = alone[0].share + alone[1].share
    assert np.allclose(both[0].share[before <= ROOM], alone[0].share[before <= ROOM])
    assert np.allclose(both[0].share / total, alone[0].share / before)


def test_without_anything_observed_it_is_the_prior() -> None:
    found, look = posterior([pushed()], [], np.random.default_rng(1))
    assert np.array_equal(look.curves[0].share, curves_of(found.points, [pushed()], [])[0].share)  # of the same points
    assert found.weights == pytest.approx(np.full(len(found.weights), 1 / len(found.weights)))


def test_a_claim_at_usual_effort_is_a_measurement_of_the_log_share() -> None:
    believed = prior(share=Bell(middle=-2.5, sd=0.4), claim=Claim(effort=3.0, share=Bell(middle=-2.0, sd=0.3)))
    found, _ = posterior([pushed(believed=believed)], [], np.random.default_rng(1))
    logs = np.log(parameters(found.points, believed).share)
    grid = np.linspace(-6, 1, 4001)
    density = np.exp(-(((grid + 2.5) / 0.4) ** 2) / 2 - ((np.log(1 / (1 + np.exp(-grid))) + 2.0) / 0.3) ** 2 / 2)
    density /= density.sum()
    mean, sd = mean_and_sd(np.log(1 / (1 + np.exp(-grid))), density)
    assert mean_and_sd(logs, found.weights) == pytest.approx((mean, sd), abs=0.03)


def test_a_claim_at_other_effort_speaks_of_what_that_brings() -> None:
    believed = prior(claim=Claim(effort=6.0, share=Bell(middle=np.log(0.3), sd=0.02)))
    found, _ = posterior([pushed(believed=believed)], [], np.random.default_rng(1))
    it = parameters(found.points, believed)
    brings = brought(it, np.full((len(it.share), 1), 2.0))[:, 0]
    mean, sd = mean_and_sd(np.log(brings), found.weights)
    assert mean == pytest.approx(np.log(0.3), abs=0.03)
    assert sd < 0.06


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_effort_did_is_found_again(seed: int) -> None:
    truth = Parameters(share=np.array([0.6]), carry=np.array([0.3]), rise=np.array([0.1]), half=np.array([1.0]), shape=np.array([1.0]))  # fmt: skip
    lever = pushed(np.repeat(np.exp(np.random.default_rng(seed).normal(0, 0.7, 30)), 3))
    did = effect([truth], [brought(truth, running(lever.efforts, lever.before, truth.carry, truth.rise)[0])], [0])[0]
    found, _ = posterior([lever], [watched(did, noise=0.03)], np.random.default_rng(seed))
    it = parameters(found.points, PRIOR)
    twice = brought(it, np.full((len(it.share), 1), 2.0))[:, 0] - it.share
    mean, sd = mean_and_sd(twice, found.weights)
    assert sd < 0.05
    assert mean == pytest.approx(0.6 / 3, abs=0.06)
    carry, sd = mean_and_sd(it.carry, found.weights)
    assert abs(carry - 0.3) < 3 * sd + 0.05
    assert sd < 0.15


def test_a_part_seen_twice_counts_twice() -> None:
    did = np.log(0.4 + 0.6 * 2 * EFFORTS / (1 + EFFORTS))
    one = watched(did, noise=0.2)
    sds = []
    for rows in ([one], [one, replace(one)]):
        found, _ = posterior([pushed()], rows, np.random.default_rng(1))
        it = parameters(found.points, PRIOR)
        ends = brought(it, np.array([[0.5, 2.0]]))
        sds.append(mean_and_sd(ends[:, 1] - ends[:, 0], found.weights)[1])
    assert sds[1] < sds[0] * 0.85
