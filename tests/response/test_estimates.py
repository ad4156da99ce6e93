"""What earlier estimates brought moves and widens the next ones."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.goal import Range
from planner.response.judgement import UNTRIED, widened

SAID = Range(low=600.0, high=1100.0)


def test_without_a_past_the_middle_stays() -> None:
    found = widened(SAID)
    assert found.low * found.high == pytest.approx(SAID.low * SAID.high)
    assert UNTRIED.low * UNTRIED.high == pytest.approx(1)


@given(st.floats(0.05, 5), st.floats(1, 10))
def test_the_past_moves_the_middle_and_adds_its_width(low: float, wide: float) -> None:
    past = Range(low=low, high=low * wide)
    found = widened(SAID, past)
    assert (found.low * found.high) ** 0.5 == pytest.approx(
        (SAID.low * SAID.high) ** 0.5 * (past.low * past.high) ** 0.5
    )
    assert log(found.high / found.low) ** 2 == pytest.approx(log(SAID.high / SAID.low) ** 2 + log(wide) ** 2)
