import numpy as np
import pytest

from planner.planning.whatif_draws import FEWEST_DRAWS, MOST_DRAWS, draws_for, patterns, thinned


def curves(n_draws: int = 600) -> np.ndarray:
    rng = np.random.default_rng(1)
    effort, top, half = np.linspace(0, 1, 61), rng.lognormal(6, 0.5, n_draws), rng.lognormal(-1, 0.6, n_draws)
    return top[:, None] * effort / (effort + half[:, None])


def test_a_few_patterns_are_as_close_as_asked() -> None:
    gain = curves()
    sizes = []
    for close in (20.0, 2.0, 0.2):
        found = patterns(gain, close)
        again = gain.mean(axis=0) + found.scores.T @ found.shapes
        assert np.sqrt(((again - gain) ** 2).mean(axis=0)).max() <= close
        assert again.mean(axis=0) == pytest.approx(gain.mean(axis=0))
        sizes.append(len(found.shapes))
    assert sizes == sorted(sizes)
    assert sizes[-1] <= 8


def test_what_does_not_differ_takes_no_pattern() -> None:
    assert patterns(np.ones((50, 1)), 0.1).shapes.shape == (0, 1)
    assert patterns(np.tile(np.arange(5.0), (50, 1)), 0.1).scores.shape == (0, 50)


def test_fewer_draws_keep_the_quantiles() -> None:
    outcome = np.random.default_rng(2).lognormal(10, 0.3, 100_000)
    kept = thinned(outcome, 1000)
    assert len(set(kept.tolist())) == 1000
    levels = (0.05, 0.1, 0.5, 0.9, 0.95)
    assert np.quantile(outcome[kept], levels) == pytest.approx(np.quantile(outcome, levels), rel=3e-3)
    assert thinned(outcome[:50], 100).tolist() == list(range(50))


def test_many_levers_leave_room_for_fewer_draws() -> None:
    assert draws_for(0) == draws_for(24) == MOST_DRAWS
    assert FEWEST_DRAWS < draws_for(200) < MOST_DRAWS
    assert draws_for(100_000) == FEWEST_DRAWS
