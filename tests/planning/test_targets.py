import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.planning.targets import split_target

USUAL = np.array([100.0, 200.0, 300.0])
GAINS = np.array([30.0, -10.0, 60.0])
ALL = [0, 1, 2]


def split(total: float, bounds: tuple[tuple[tuple[int, ...], float], ...] = (), inside: list[int] = ALL) -> np.ndarray:
    return split_target(USUAL, GAINS, total=total, inside=inside, bounds=bounds)


def test_the_gap_goes_where_effort_brings_it_and_no_cut_lowers_a_target() -> None:
    assert split(645).tolist() == [115, 200, 330]


def test_a_total_below_the_forecast_lowers_all_alike() -> None:
    assert split(300).tolist() == [50, 100, 150]


def test_sub_targets_come_first() -> None:
    found = split(660, bounds=(((1,), 220.0),))
    assert found[1] == pytest.approx(220)
    assert found.sum() == pytest.approx(660)
    assert found[2] - 300 == pytest.approx(2 * (found[0] - 100))


def test_sub_targets_that_leave_less_than_the_forecast_take_it_from_the_others() -> None:
    found = split(610, bounds=(((1,), 250.0),))
    assert found.tolist() == pytest.approx([90, 250, 270])


def test_leaves_outside_the_branch_keep_their_forecast() -> None:
    assert split(150, inside=[0]).tolist() == [150, 200, 300]


@given(
    st.lists(st.tuples(st.floats(0, 1e4), st.floats(-100, 1e4)), min_size=1, max_size=8),
    st.floats(1, 1e5),
    st.floats(0, 1e4),
)
def test_the_branch_always_adds_up(rows: list[tuple[float, float]], total: float, bound: float) -> None:
    usual, gains = np.array(rows).T
    inside = list(range(len(rows)))
    found = split_target(usual, gains, total=total, inside=inside, bounds=[((0,), bound)])
    assert found.sum() == pytest.approx(total, rel=1e-6)
