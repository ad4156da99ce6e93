from planner.model.branches import children_of, leaves_below

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
