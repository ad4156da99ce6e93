import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.branches import BLOCK, Branch, blocks, branch_rows, branches
from planner.model.history import Leaf

NAMES = st.lists(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=12, unique=True
)


def parts(leaves: list[Leaf]) -> list[tuple[list[int], list[int]]]:
    return [(each.leaves.tolist(), sorted(each.children.tolist())) for each in branches(leaves)]


def test_one_leaf_has_no_branches() -> None:
    assert branches([()]) == branches([("a",)]) == branches([("a", "b", "c")]) == ()


def test_a_flat_tree_has_the_whole_site_alone() -> None:
    assert parts([("a",), ("b",), ("c",)]) == [([0, 1, 2], [0, 1, 2])]


def test_branches_stand_deepest_first_and_are_rows_after_the_leaves() -> None:
    leaves = [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b"), ("y", "c")]
    assert parts(leaves) == [([0, 1], [0, 1]), ([2, 3, 4], [2, 3, 4]), ([0, 1, 2, 3, 4], [5, 6])]


def test_a_branch_with_a_single_child_is_that_child() -> None:
    assert parts([("x", "a", "p"), ("y", "b", "q")]) == [([0, 1], [0, 1])]
    assert parts([("x", "a", "p"), ("x", "a", "q")]) == [([0, 1], [0, 1])]  # the whole site is x is a
    assert parts([("x", "a", "p"), ("x", "a", "q"), ("y", "b", "p")]) == [([0, 1], [0, 1]), ([0, 1, 2], [2, 3])]


def test_leaves_may_lie_at_different_depths() -> None:
    leaves = [("other",), ("new", "search", "brand"), ("new", "search", "rest"), ("new", "email")]
    assert parts(leaves) == [([1, 2], [1, 2]), ([1, 2, 3], [3, 4]), ([0, 1, 2, 3], [0, 5])]


def test_a_leaf_may_be_named_as_a_branch() -> None:
    assert parts([("a",), ("a", "b"), ("a", "c")]) == [([1, 2], [1, 2]), ([0, 1, 2], [0, 3])]
    assert parts([("a",), ("a", "b")]) == [([0, 1], [0, 1])]


def under(branch: Branch, found: tuple[Branch, ...], n_leaves: int) -> list[int]:
    """The leaves below the children, each as often as it is met."""
    rows = branch.children.tolist()
    return [leaf for row in rows for leaf in ([row] if row < n_leaves else found[row - n_leaves].leaves.tolist())]


@given(NAMES)
def test_children_share_out_the_leaves_and_every_row_but_the_last_is_a_child_once(leaves: list[Leaf]) -> None:
    found = branches(leaves)
    for n, branch in enumerate(found):
        assert len(branch.children) > 1
        assert all(child < len(leaves) + n for child in branch.children)  # children come first
        assert sorted(under(branch, found, len(leaves))) == sorted(branch.leaves.tolist())
    children = [child for branch in found for child in branch.children.tolist()]
    assert sorted(children) == list(range(len(leaves) + len(found) - 1)) or not found
    assert bool(found) == (len(leaves) > 1)
    assert not found or sorted(found[-1].leaves.tolist()) == list(range(len(leaves)))


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_leaves_does_not_matter(leaves: list[Leaf], random: object) -> None:
    mixed = leaves.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]

    def named(order: list[Leaf]) -> list[set[Leaf]]:
        return [{order[n] for n in each.leaves} for each in branches(order)]

    assert named(mixed) == named(leaves)


@given(NAMES, st.integers(0, 2**32 - 1))
def test_the_rows_of_branches_are_sums_of_what_is_known(leaves: list[Leaf], seed: int) -> None:
    rng = np.random.default_rng(seed)
    sessions = rng.gamma(2.0, 5.0, (len(leaves), 30))
    sessions[rng.random(sessions.shape) < 0.3] = np.nan
    found = branches(leaves)
    rows = branch_rows(sessions, found)
    assert rows.shape == (len(found), 30)
    for row, branch in zip(rows, found, strict=True):
        below = sessions[branch.leaves]
        known = ~np.isnan(below).all(axis=0)
        assert np.allclose(row[known], np.nansum(below[:, known], axis=0))
        assert np.isnan(row[~known]).all()


def test_blocks_share_out_the_rows_in_order() -> None:
    rows = np.arange(3 * BLOCK + 5) * 2
    found = list(blocks(rows))
    assert [len(block) for block in found] == [BLOCK, BLOCK, BLOCK, 5]
    assert np.array_equal(np.concatenate(found), rows)
    assert list(blocks(rows[:0])) == []
