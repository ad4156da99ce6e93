import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.learning.sampling import LEAST, Sample, picked, sample, width
from planner.model.arrays import Array


def moments(it: Sample) -> tuple[Array, Array]:
    mean = it.weights @ it.points
    return mean, np.sqrt(it.weights @ (it.points - mean) ** 2)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("middle", "sd"), [(0.0, 10.0), (1.0, 1.0), (2.0, 0.3), (-1.5, 0.1)])
def test_a_normal_likelihood_gives_the_normal_posterior(middle: float, sd: float, seed: int) -> None:
    found = sample(lambda p: -(((p - middle) / sd) ** 2).sum(axis=1) / 2, 3, np.random.default_rng(seed))
    sharp = 1 / (1 + 1 / sd**2)
    mean, spread = moments(found)
    assert mean == pytest.approx(np.full(3, middle / (1 + sd**2)), abs=0.25 * sharp**0.5)
    assert (spread > 0.85 * sharp**0.5).all()
    assert (
        spread < (1.2 if sd > 0.1 else 1.4) * sharp**0.5
    ).all()  # far narrower than the prior: tempered, rather too wide


def test_a_narrow_ridge_between_two_numbers_is_followed() -> None:
    found = sample(lambda p: -(((p[:, 0] + p[:, 1] - 1) / 0.1) ** 2) / 2, 2, np.random.default_rng(1))
    mean, _ = moments(found)
    total = found.points.sum(axis=1)
    assert mean == pytest.approx([0.5, 0.5], abs=0.1)
    assert float(found.weights @ (total - found.weights @ total) ** 2) ** 0.5 == pytest.approx(0.1, rel=0.2)
    across = found.points @ [1, -1]
    assert float(found.weights @ (across - found.weights @ across) ** 2) ** 0.5 == pytest.approx(2**0.5, rel=0.15)


def test_many_numbers_of_which_some_are_known_well() -> None:
    sds = np.array([0.2, 0.5, 1.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0])
    found = sample(lambda p: -(((p - 0.8) / sds) ** 2).sum(axis=1) / 2, 10, np.random.default_rng(1))
    mean, spread = moments(found)
    assert mean == pytest.approx(0.8 / (1 + sds**2), abs=0.25)
    assert spread[:3] == pytest.approx((1 / (1 + 1 / sds**2) ** 0.5)[:3], rel=0.35)


def test_nothing_to_learn_leaves_the_prior_exactly() -> None:
    found = sample(lambda p: np.zeros(len(p)), 4, np.random.default_rng(1))
    mean, spread = moments(found)
    assert mean == pytest.approx(np.zeros(4), abs=1e-9)
    assert spread == pytest.approx(np.ones(4), rel=0.01)


@pytest.mark.parametrize("sd", [10.0, 1.0, 0.2])
def test_the_same_points_stand_for_the_prior_too(sd: float) -> None:
    found = sample(lambda p: -(((p - 1) / sd) ** 2).sum(axis=1) / 2, 2, np.random.default_rng(1))
    before = found.prior @ found.points
    assert found.prior.sum() == pytest.approx(1)
    assert before == pytest.approx([0, 0], abs=0.15)
    assert found.prior @ (found.points - before) ** 2 == pytest.approx([1, 1], rel=0.25)
    order = np.argsort(found.points[:, 0])
    assert width(found.points[order, 0], found.prior[order]) == pytest.approx(2 * 1.2816, rel=0.15)


def test_the_width_is_that_of_the_middle_four_fifths() -> None:
    values = np.arange(1001.0)
    assert width(values, np.full(1001, 1 / 1001)) == pytest.approx(800, abs=1)
    heavy = np.where((values >= 200) & (values <= 300), 1.0, 0.0)
    assert width(values, heavy / heavy.sum()) == pytest.approx(80, abs=2)


def test_what_is_known_too_well_is_tempered_rather_than_one_point() -> None:
    found = sample(lambda p: -1e9 * (p**2).sum(axis=1), 12, np.random.default_rng(1))
    assert found.weights.sum() == pytest.approx(1)
    assert 1 / (found.weights**2).sum() >= LEAST * 0.99


@given(st.floats(-1e6, 1e6))
def test_a_constant_in_the_likelihood_changes_nothing(constant: float) -> None:
    one, other = (
        sample(lambda p, c=c: c - ((p - 1) ** 2).sum(axis=1), 2, np.random.default_rng(1))  # type: ignore[misc]
        for c in (0.0, constant)
    )
    assert np.allclose(one.points, other.points)
    assert np.allclose(one.weights, other.weights)


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, other, third = (
        sample(lambda p: -((p - 1) ** 2).sum(axis=1) * 50, 5, np.random.default_rng(seed)) for seed in (7, 7, 8)
    )
    assert one.points.tobytes() == other.points.tobytes()
    assert one.weights.tobytes() == other.weights.tobytes()
    assert one.points.tobytes() != third.points.tobytes()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40).filter(lambda w: sum(w) > 0.01), st.integers(1, 300))
def test_points_are_picked_as_often_as_their_weight_says(raw: list[float], n_draws: int) -> None:
    weights = np.array(raw) / sum(raw)
    it = Sample(points=np.zeros((len(raw), 1)), weights=weights, prior=weights)
    at = picked(it, n_draws, np.random.default_rng(1))
    assert at.shape == (n_draws,)
    counts = np.bincount(at, minlength=len(raw))
    assert (np.abs(counts - weights * n_draws) <= 1 + 1e-9).all()
