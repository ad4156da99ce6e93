"""How every branch stands: real, unusual or as planned."""

import numpy as np
import pytest
from followed_months import GOAL, came, planned

from planner.model.track import NodeTrack, Track
from planner.tracking.noise import more_than_chance
from planner.tracking.track import track

MADE = planned()


def after(demand: float, days: int = 14) -> Track:
    """Direct visits so many times the usual ones."""
    return track(GOAL, came(MADE, days=days, demand=np.array([1.0, 1.0, 1.0, demand])), MADE)


def direct(found: Track) -> NodeTrack:
    return next(node for node in found.tree.walk() if dict(node.key) == {"visitor": "new", "channel": "Direct"})


@pytest.mark.parametrize(("demand", "status"), [(0.4, "behind"), (3.0, "ahead")])
def test_what_nobody_could_expect_is_real(demand: float, status: str) -> None:
    assert direct(after(demand)).status == status


def test_a_status_is_on_the_side_where_the_figure_is() -> None:
    for demand in (0.4, 0.8, 0.95, 1.1, 1.3, 3.0):
        for node in after(demand).tree.walk():
            outside = not node.low <= node.actual <= node.high
            if node.status in ("low", "behind"):
                assert node.actual < node.expected
            elif node.status in ("high", "ahead"):
                assert node.actual > node.expected
            else:
                assert not outside


def test_a_branch_that_is_real_alone_may_be_chance_among_many() -> None:
    assert more_than_chance(np.array([2.2])).any()
    assert not more_than_chance(np.array([2.2, *np.linspace(-1, 1, 20)])).any()


@pytest.mark.parametrize("days", [1, 14, 28])
def test_chance_is_of_the_target_of_the_branch(days: int) -> None:
    for node in after(1.0, days).tree.walk():
        assert 0.0 <= node.chance <= 1.0
        if node.projected.p05 > node.target:
            assert node.chance >= 0.95
        if node.projected.p95 < node.target:
            assert node.chance <= 0.05
