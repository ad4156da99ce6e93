"""Limits that contradict each other are named."""

import numpy as np
import pytest
from allocation.tasks import task

from planner.allocation.allocate import allocate
from planner.allocation.infeasible import InfeasibleError
from planner.model.allocation import Task

TWO = {"effort": [[0, 1, 2]] * 2, "gain": [[0, 1, 2], [0, 10, 20]], "budget": [2.0]}


def refusal(given: Task) -> InfeasibleError:
    with pytest.raises(InfeasibleError) as caught:
        allocate(given)
    return caught.value


def test_least_efforts_beyond_a_budget() -> None:
    found = refusal(task([[2, 3]], [[5, 6]], uses=[[1], [4]], budget=[2, 7]))
    assert (found.kind, found.index, found.needed, found.possible) == ("resource", 1, 8, 7)
    assert str(found) == "resource 1: the least efforts use 8, possible are 7"


def test_least_efforts_that_fill_a_budget_are_fine() -> None:
    assert allocate(task([[0.1, 0.2]] * 3, [[5, 6]] * 3, budget=[0.3])).effort == pytest.approx([0.1] * 3)


def test_a_minimum_beyond_everything() -> None:
    found = refusal(task(**TWO, share=[[1, 0]], need=[3]))
    assert (found.kind, found.index, found.needed) == ("branch", 0, 3)
    assert found.possible == pytest.approx(2)


def test_a_minimum_that_only_the_hull_could_meet() -> None:
    found = refusal(task([[0, 2]], [[0, 10]], stepped=[1], budget=[1], share=[[1]], need=[4]))
    assert (found.kind, found.index, found.possible) == ("branch", 0, pytest.approx(0))


def test_a_minimum_at_the_edge_is_met() -> None:
    found = allocate(task(**TWO, share=[[1, 0]], need=[2]))
    assert found.effort == pytest.approx([2, 0])


def test_minimums_that_contradict_each_other() -> None:
    found = refusal(task(**TWO, share=np.eye(2), need=[1, 18]))
    assert (found.kind, found.index) == ("branch", 1)  # a unit of effort makes up 1 of the first, 10/18 of the second
    assert found.possible == pytest.approx(10)


def test_contradicting_minimums_in_steps() -> None:
    found = refusal(task(**TWO, share=np.eye(2), need=[1, 11], stepped=[1, 1]))
    assert (found.kind, found.index) == ("branch", 1)
    assert found.possible == pytest.approx(10)


def test_a_minimum_without_any_lever() -> None:
    none = np.zeros((0, 3))
    found = refusal(task(none, none, uses=np.zeros((1, 0)), budget=[3], share=np.zeros((1, 0)), need=[5]))
    assert (found.kind, found.index, found.needed, found.possible) == ("branch", 0, 5, 0)


def test_a_minimum_of_nothing_needs_no_lever() -> None:
    none = np.zeros((0, 3))
    found = allocate(task(none, none, uses=np.zeros((1, 0)), budget=[3], share=np.zeros((1, 0)), need=[0], base=7))
    assert found.value == 7


def test_a_minimum_of_0_holds_for_gains_below_0() -> None:
    given = {"effort": [[0, 4], [0, 4]], "gain": [[-8, 0], [-8, 8]], "share": [[1, 1]], "need": [0]}
    assert allocate(task(**given, budget=[6])).effort == pytest.approx([2, 4])
    assert refusal(task(**given, budget=[1])).possible == pytest.approx(-12)


def test_rounding_of_an_exactly_filled_budget_is_no_contradiction() -> None:
    tiny = task([[0.1, 0.1 + 1e-13]] * 3, [[5, 6]] * 3, budget=[0.3])  # 3 x 0.1 is more than 0.3
    assert allocate(tiny).left == pytest.approx([0], abs=1e-12)
