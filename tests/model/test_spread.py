import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from planner.model.spread import spread, spreads


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 50)), elements=st.floats(-1e6, 1e6)))
def test_quantiles_are_those_of_numpy(draws: np.ndarray) -> None:
    for row, one in zip(draws, spreads(draws), strict=True):
        assert np.allclose(
            [one.p05, one.p10, one.p25, one.p50, one.p75, one.p90, one.p95],
            np.quantile(row, [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]),
        )
        assert np.isclose(one.mean, row.mean())


def test_a_constant_has_no_spread() -> None:
    one = spread(np.full(10, 3.0))
    assert one.p05 == one.mean == one.p95 == 3.0
