"""The hull and the linear programme by themselves."""

import numpy as np
import pytest
from allocation.tasks import random_task
from scipy.optimize import linprog

from planner.allocation.hull import corners, segments
from planner.allocation.linear import best_mix
from planner.allocation.table import halves, piece, up_to


def test_hull_of_one_table_by_hand() -> None:
    effort = np.array([[0.0, 1, 2, 3, 4, 5, 5, 5]])
    gain = np.array([[0.0, 1, 6, 7, 7, 4, 4, 4]])
    assert corners(effort, gain).tolist() == [[True, False, True, True, True, True, False, False]]
    found = segments(effort, gain)
    assert found.effort.tolist() == [2, 1, 1, 1]
    assert found.gain.tolist() == [6, 1, 0, -3]


@pytest.mark.parametrize("kind", ["concave", "s", "rough"])
def test_hulls_are_concave_and_above_their_tables(kind: str) -> None:
    given = random_task(1, levers=40, points=33, kind=kind)
    for effort, gain, corner in zip(given.effort, given.gain, corners(given.effort, given.gain), strict=True):
        slopes = np.diff(gain[corner]) / np.diff(effort[corner])
        assert (np.diff(slopes) < 0).all()
        assert (np.interp(effort, effort[corner], gain[corner]) >= gain - 1e-9 * np.abs(gain).max()).all()
        assert corner[0]
        assert effort[corner][-1] == effort[-1]


def test_tables_of_one_point_have_no_segments() -> None:
    assert segments(np.array([[3.0], [2.0]]), np.array([[1.0], [5.0]])).lever.size == 0
    assert segments(np.array([[3.0, 3.0]]), np.array([[1.0, 1.0]])).lever.size == 0


def test_a_table_cut_between_its_points_keeps_the_place_of_the_cut() -> None:
    effort, gain = np.array([0.0, 2, 4]), np.array([0.0, 1, 9])
    low, high = halves(effort, gain, 3.0, stepped=False)
    assert (low.effort.tolist(), low.gain.tolist()) == ([0, 2, 3], [0, 1, 5])
    assert (high.effort.tolist(), high.gain.tolist()) == ([3, 4], [5, 9])
    low, high = halves(effort, gain, 3.0, stepped=True)
    assert (low.effort.tolist(), high.effort.tolist()) == ([0, 2], [4])
    low, high = halves(effort, gain, 2.0, stepped=True)
    assert (low.effort.tolist(), high.effort.tolist()) == ([0, 2], [2, 4])
    assert up_to(effort, gain, 9.0, stepped=True).effort.tolist() == piece(effort, gain).effort.tolist()


@pytest.mark.parametrize("rows", [0, 1, 2, 4])
@pytest.mark.parametrize("columns", [1, 7, 300, 5000])
def test_linear_programme_as_good_as_highs(rows: int, columns: int) -> None:
    for seed in range(4 if columns < 5000 else 1):
        rng = np.random.default_rng(seed)
        profit, take = rng.normal(size=columns), rng.uniform(0, 1, (rows, columns))
        take[rows // 2 + 1 :] = rng.normal(size=take[rows // 2 + 1 :].shape)
        limit = take @ rng.uniform(0, 0.7, columns)
        found = best_mix(profit, take, limit)
        known = linprog(-profit, A_ub=take if rows else None, b_ub=limit if rows else None, bounds=(0, 1))
        assert found.feasible
        assert found.bound == pytest.approx(-known.fun, rel=1e-9)
        assert profit @ found.amount == pytest.approx(found.bound, rel=1e-9)
        assert (take @ found.amount <= limit + 1e-9).all()


def test_linear_programme_knows_contradictions() -> None:
    take = np.array([[1.0, 1.0], [-1.0, -1.0]])
    assert best_mix(np.ones(2), take, np.array([1.0, -1.0])).feasible
    assert not best_mix(np.ones(2), take, np.array([1.0, -1.001])).feasible
    assert not best_mix(np.ones(2), take[1:], np.array([-2.1])).feasible


def test_whole_number_ties_end() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        profit, take = rng.integers(0, 3, 12).astype(float), rng.integers(0, 3, (3, 12)).astype(float)
        limit = rng.integers(0, 9, 3).astype(float)
        found = best_mix(profit, take, limit)
        assert found.bound == pytest.approx(profit @ found.amount, abs=1e-9)
        assert (take @ found.amount <= limit + 1e-9).all()
