"""Against other ways to find the optimum: trying everything, and HiGHS."""

import numpy as np
import pytest
from allocation.tasks import by_highs, by_trying_all, random_task

from planner.allocation.allocate import TOLERANCE, allocate
from planner.allocation.infeasible import InfeasibleError
from planner.model.allocation import Allocation, Task


def keeps_its_promises(given: Task, found: Allocation) -> None:
    """Value and leftovers are what the effort gives, and no limit is passed."""
    gain = np.array(
        [np.interp(at, effort, row) for at, effort, row in zip(found.effort, given.effort, given.gain, strict=True)]
    )
    used = given.uses @ found.effort
    assert found.value == pytest.approx(given.base + given.weight @ gain - given.cost @ found.effort, rel=1e-9)
    assert found.bound >= found.value
    assert (used <= given.budget * (1 + 1e-9)).all()
    assert found.left == pytest.approx(given.budget - used, abs=1e-9 * given.budget.max())
    assert (given.share @ gain >= given.need - 1e-8 * np.abs(given.need)).all()
    assert (found.effort >= given.effort[:, 0]).all()
    assert (found.effort <= given.effort[:, -1]).all()
    for lever in np.flatnonzero(given.stepped):
        assert np.abs(given.effort[lever] - found.effort[lever]).min() <= 1e-9 * given.effort[lever, -1]


def value_of(given: Task) -> float | None:
    try:
        found = allocate(given)
    except InfeasibleError:
        return None
    keeps_its_promises(given, found)
    return found.value


@pytest.mark.parametrize("kind", ["concave", "s", "rough"])
@pytest.mark.parametrize("branches", [0, 1, 2])
def test_steps_as_good_as_trying_everything(kind: str, branches: int) -> None:
    for seed in range(30):
        given = random_task(
            seed, levers=3, points=6, branches=branches, kind=kind, stepped=1.0, demand=1 + 0.6 * branches
        )
        best = by_trying_all(given)
        found = value_of(given)
        assert (best is None) == (found is None), seed
        assert found is None or found == pytest.approx(best, rel=2 * TOLERANCE), seed


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "s"},
        {"kind": "rough"},
        {"kind": "rough", "resources": 1},
        {"kind": "rough", "stepped": 0.5, "branches": 1},
        {"kind": "s", "stepped": 0.5, "resources": 3, "branches": 2},
        {"kind": "rough", "stepped": 0.5, "branches": 2, "demand": 2.0},
        {"kind": "rough", "branches": 2, "demand": 2.2},
    ],
    ids=str,
)
def test_as_good_as_highs(given: dict[str, float]) -> None:
    for seed in range(5):
        asked = random_task(seed, levers=6, points=11, **given)
        best, found = by_highs(asked), value_of(asked)
        assert (best is None) == (found is None), seed
        if best is not None:
            assert found == pytest.approx(best, rel=2 * TOLERANCE), seed
            assert allocate(asked).bound >= best * (1 - 1e-8), seed


@pytest.mark.parametrize("stepped", [0.0, 0.5, 1.0])
def test_gap_stays_below_a_hundredth_of_a_percent(stepped: float) -> None:
    for seed in range(5):
        given = random_task(seed, levers=12, points=33, kind="s", stepped=stepped, branches=1)
        found = allocate(given, most_nodes=500)
        keeps_its_promises(given, found)
        assert found.gap <= 1e-4


def test_a_search_that_ends_early_says_what_is_open() -> None:
    given = random_task(1, levers=12, points=20, kind="concave", stepped=1.0)
    early, late = allocate(given, most_nodes=3), allocate(given)
    keeps_its_promises(given, early)
    assert early.gap > TOLERANCE
    assert early.value <= late.value <= late.bound <= early.bound
