import numpy as np

from planner.model.draws import Z80, normals


def test_every_row_is_exactly_standard_normal() -> None:
    draws = normals(np.random.default_rng(1), 3, 1000)
    assert np.allclose(draws.mean(axis=1), 0, atol=1e-12)
    assert np.allclose(draws.std(axis=1), 1, atol=0.01)
    assert np.allclose((draws < -Z80).mean(axis=1), 0.1)


def test_rows_are_unrelated_and_reproducible() -> None:
    draws = normals(np.random.default_rng(1), 40, 1000)
    correlations = np.corrcoef(draws)[np.triu_indices(40, 1)]
    assert np.abs(correlations).max() < 0.15
    assert np.array_equal(draws, normals(np.random.default_rng(1), 40, 1000))
