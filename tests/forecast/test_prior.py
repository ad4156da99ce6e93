import numpy as np
import pytest

from planner.forecast.blend import FURTHER
from planner.forecast.prior import PRIOR_RANGE, prior_rows
from planner.forecast.terms import Horizon
from planner.model.draws import Z80, normal_quantiles

MONTH = Horizon(gap=0, weeks=4)


def test_the_next_month_has_the_stated_range() -> None:
    found = prior_rows(np.full((2, 31), 10.0), MONTH, np.array([4.0, 31 / 7]))
    assert found.shift.tolist() == [0, 0]
    assert found.level == pytest.approx([280, 310])
    assert np.exp(-Z80 * found.below) == pytest.approx([PRIOR_RANGE[0]] * 2)
    assert np.exp(Z80 * found.above) == pytest.approx([PRIOR_RANGE[1]] * 2)


def test_the_mean_does_not_grow_with_the_distance_but_the_range_does() -> None:
    rows, weeks = np.full((1, 31), 10.0), np.array([4.0])
    near, far = (prior_rows(rows, Horizon(gap=gap, weeks=4), weeks) for gap in (0, 20))
    normal = normal_quantiles(100_000)[None, :]
    means = [each.at(np.array([0]), normal).mean() for each in (near, far)]
    assert means[1] == pytest.approx(means[0], rel=1e-3)
    assert far.below / near.below == pytest.approx(9**FURTHER)  # 22.5 weeks against 2.5
    assert far.above / near.above == pytest.approx(9**FURTHER)


def test_the_mean_day_is_that_of_the_last_month_as_far_as_it_is_known() -> None:
    rows = np.array([[1000.0] * 9 + [10.0] * 15 + [np.nan] * 5 + [20.0] * 11])
    found = prior_rows(rows, MONTH, np.array([1 / 7]))
    assert found.level[0] == pytest.approx((15 * 10 + 11 * 20) / 26)
    assert prior_rows(np.full((1, 20), np.nan), MONTH, np.ones(1)).level[0] == 0
