import numpy as np

from planner.model.branches import children_of, leaves_below, sum_of_leaves

LEAVES = [("new", "email"), ("other",), ("new", "search", "brand"), ("new", "search", "rest")]


def test_every_branch_has_the_leaves_below_it() -> None:
    assert leaves_below(LEAVES) == {
        (): [0, 1, 2, 3],
        ("new",): [0, 2, 3],
        ("new", "email"): [0],
        ("other",): [1],
        ("new", "search"): [2, 3],
        ("new", "search", "brand"): [2],
        ("new", "search", "rest"): [3],
    }
    assert leaves_below([()]) == {(): [0]}


def test_a_leaf_may_be_named_as_a_branch() -> None:
    assert leaves_below([("a",), ("a", "b")]) == {(): [0, 1], ("a",): [0, 1], ("a", "b"): [1]}


def test_children_stand_as_their_names_do() -> None:
    assert children_of(leaves_below(LEAVES)) == {
        (): [("new",), ("other",)],
        ("new",): [("new", "email"), ("new", "search")],
        ("new", "search"): [("new", "search", "brand"), ("new", "search", "rest")],
    }
    assert children_of([()]) == {}


def test_a_sum_is_of_the_leaves_that_are_known() -> None:
    none = np.nan
    rows = np.array([[1.0, none, none, 4.0], [10.0, 20.0, none, 40.0]])
    assert np.array_equal(sum_of_leaves(rows), [11, 20, none, 44], equal_nan=True)
    assert np.array_equal(sum_of_leaves(rows[:1]), rows[0], equal_nan=True)
    assert np.array_equal(rows[0], [1, none, none, 4], equal_nan=True)
