import numpy as np
import pytest

from planner.allocation.scale import largest_scale, least_scale

LOOKS = (0.0, 0.5, 1.0, 2.0, 4.0)


@pytest.mark.parametrize("wanted", [0.1, 0.9, 1.7, 3.9])
def test_the_smallest_scale_of_a_rising_figure(wanted: float) -> None:
    assert least_scale(lambda scale: scale, wanted, looks=LOOKS) == pytest.approx(wanted, rel=0.01)


def test_none_and_at_once() -> None:
    assert least_scale(lambda scale: scale, 5.0, looks=LOOKS) is None
    assert least_scale(lambda scale: scale + 1, 0.5, looks=LOOKS) == 0.0


def test_a_figure_that_falls_again_is_found_on_its_first_rise() -> None:
    hump = {0.0: 0.1, 0.5: 0.2, 1.0: 0.9, 2.0: 0.3, 4.0: 0.85}
    found = least_scale(lambda scale: float(np.interp(scale, list(hump), list(hump.values()))), 0.8, looks=LOOKS)
    assert found == pytest.approx(0.5 + 0.5 * 6 / 7, rel=0.01)


def test_scales_too_small_for_a_plan_are_passed_over() -> None:
    found = least_scale(lambda scale: scale if scale > 0.7 else -np.inf, 0.5, looks=LOOKS)
    assert found == pytest.approx(0.7, rel=0.01)


def test_the_largest_scale_covers_what_can_be_used() -> None:
    assert largest_scale(np.array([10.0, 90.0]), np.array([5.0, 30.0])) == 3
    assert largest_scale(np.array([10.0, 90.0]), np.array([0.0, 30.0])) == 3
    assert largest_scale(np.array([0.0]), np.array([5.0])) == 1
