"""What the playbook believes of logged work."""

import math

import pytest

from planner.model.channels import CHANNEL_GROUPS
from planner.response.elasticity import usual_elasticity, usual_lag
from planner.response.playbook import plays_for


def test_the_elasticity_is_the_logarithm_of_what_twice_the_effort_brings() -> None:
    (play,) = plays_for("Paid Search")
    mean, sd = usual_elasticity("Paid Search", "ads", "money")
    assert mean + 1.2816 * sd == pytest.approx(math.log2(play.doubling.high), rel=1e-3)
    assert mean - 1.2816 * sd == pytest.approx(math.log2(play.doubling.low), rel=1e-3)


@pytest.mark.parametrize("channel", [None, *CHANNEL_GROUPS])
@pytest.mark.parametrize("resource", ["hours", "money"])
def test_more_effort_brings_more_and_less_than_in_proportion(channel: str | None, resource: str) -> None:
    mean, sd = usual_elasticity(channel, "something", resource)
    assert 0.3 < mean < 1
    assert 0.05 < sd < 0.5
    assert usual_lag(channel, "something", resource) > 0


def test_hours_and_money_of_a_channel_may_take_different_times_to_show() -> None:
    assert usual_lag(None, "something", "money") < usual_lag(None, "something", "hours")
