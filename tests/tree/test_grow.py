from datetime import date

import numpy as np
import pytest

from planner.model.arrays import frozen
from planner.model.history import History, Leaf
from planner.model.tree import Node
from planner.tree.grow import Key, Leaves, grow

RNG = np.random.default_rng(1)


def tree(
    leaves: tuple[Leaf, ...], *, goal: Key = (), target: int = 1000, unassigned: int = 0, split: float | None = None
) -> Node:
    n = len(leaves)
    history = History(
        levels=("visitor", "channel"), leaves=leaves, first=date(2026, 11, 1), sessions=frozen(np.ones((n, 30)))
    )
    draws = RNG.gamma(50, 2.0, (n, 500))
    figures = Leaves(
        now=frozen(RNG.uniform(0, 100, n)),
        forecast=frozen(draws),
        expected=frozen(draws * 1.3),
        target=frozen(np.full(n, split if split is not None else (target - unassigned) / n)),
        room=frozen(RNG.uniform(0, 50, n)),
        levers=tuple((f"lever {k}",) for k in range(n)),
    )
    return grow(history, figures, goal=goal, target=target, unassigned=unassigned)


LEAVES = (("new", "Email"), ("new", "Search"), ("returning", "Email"), ("returning", "Direct"))


def adds_up(node: Node) -> None:
    for each in node.walk():
        if each.children:
            for column in ("now", "forecast", "target", "expected", "room"):
                assert getattr(each, column) == sum(getattr(child, column) for child in each.children), (
                    each.name,
                    column,
                )


def find(node: Node, key: Key) -> Node:
    return next(each for each in node.walk() if each.key == key)


@pytest.mark.parametrize("unassigned", [0, 137])
def test_children_add_up_to_their_parent_in_every_column(unassigned: int) -> None:
    root = tree(LEAVES, unassigned=unassigned)
    adds_up(root)
    assert root.target == 1000


def test_what_no_lever_brings_stands_under_the_goal() -> None:
    rest = tree(LEAVES, unassigned=137).children[-1]
    assert (rest.name, rest.target, rest.unassigned, rest.children) == ("unassigned", 137, True, ())


def test_a_branch_has_its_target_and_the_others_keep_their_forecast() -> None:
    key = (("visitor", "returning"),)
    root = tree(LEAVES, goal=key, target=500, unassigned=20, split=240.0)
    adds_up(root)
    branch, other = find(root, key), find(root, (("visitor", "new"),))
    assert branch.target == 500
    assert branch.children[-1].unassigned
    assert other.target == other.forecast
    assert root.target == branch.target + other.target


def test_a_branch_across_the_tree_comes_first() -> None:
    key = (("channel", "Email"),)
    root = tree(LEAVES, goal=key, target=500, split=250.0)
    adds_up(root)
    assert find(root, key).target == 500
    assert {child.name for child in find(root, key).children} == {"new", "returning"}


def test_uneven_trees_and_single_totals() -> None:
    adds_up(tree((("new", "Email"), ("new", "Search"), ("app",))))
    root = tree(((),))
    assert (root.name, root.children, root.target, root.levers) == ("all", (), 1000, ("lever 0",))


def test_a_parents_interval_is_that_of_the_sum() -> None:
    root = tree(LEAVES)
    children = [each for each in root.walk() if not each.children]
    assert root.forecast_high - root.forecast_low < sum(c.forecast_high - c.forecast_low for c in children)
    assert root.forecast_low < root.forecast < root.forecast_high


def test_forty_leaves_add_up() -> None:
    adds_up(tree(tuple((v, f"c{n}") for v in ("new", "returning") for n in range(20)), target=9999, unassigned=1))
