"""The split in proportion to today's traffic, and what it asks for in vain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning_goals import TRAFFIC, planned
from report_plans import PLANS, branch, example, leaf, rooted

from planner.model.comparison import Share
from planner.model.tree import Node
from planner.planning.proportional import _shared, in_proportion

EMAIL = """
levers:
  newsletter: {drives: {channel: email}, uses: hours, now: 12, max: 60, expect: {at: 24, sessions: 2500..4500}}
"""


def every(share: Share) -> list[Share]:
    return [share, *(each for child in share.children for each in every(child))]


def found(share: Share, name: str) -> Share:
    return next(each for each in every(share) if each.node.name == name)


@pytest.mark.parametrize("name", sorted(PLANS))
def test_shares_add_up(name: str) -> None:
    plan = PLANS[name]()
    root = in_proportion(plan)
    for each in every(root):
        assert each.beyond <= each.above
        if each.children:
            assert each.above == sum(child.above for child in each.children)
            assert each.beyond == sum(child.beyond for child in each.children)
            assert each.target == sum(child.target for child in each.children)
    if not plan.where:
        assert root.target == plan.target
        assert [each.node for each in every(root)] == [each for each in plan.tree.walk() if not each.unassigned]


def test_the_worked_example() -> None:
    """90,000 over 30,000 is 3 times everything; what a leaf's forecast and its levers do not bring of it is in vain."""
    root = in_proportion(example())
    assert [(each.node.name, each.target, each.above, each.beyond) for each in every(root)] == [
        ("all", 90_000, 58_800, 33_593),
        ("new", 57_300, 37_405, 17_802),
        ("Organic Search", 35_400, 35_400 - 12_480, 35_400 - 12_480 - 5_410),
        ("Paid Search", 12_600, 12_600 - 4_215, 0),
        ("Organic Social", 8_820, 8_820 - 3_012, 0),
        ("Display", 480, 480 - 188, 480 - 188),
        ("returning", 32_700, 21_395, 15_791),
        ("Direct", 25_800, 25_800 - 8_905, 25_800 - 8_905 - 1_104),
        ("Email", 6_900, 6_900 - 2_400, 0),
    ]


def test_within_a_branch_only() -> None:
    plan = planned("target: double returning visitors\nresources: {hours: 900}\n" + EMAIL + TRAFFIC)
    root = in_proportion(plan)
    returning = found(root, "returning")
    assert returning.target == plan.target
    assert [round(child.target / plan.target, 3) for child in returning.children] == [0.693, 0.307]
    new = found(root, "new")
    assert (new.target, new.above, new.beyond) == (new.node.target, 0, 0)
    assert root.target == plan.target + new.target
    direct = found(root, "direct")
    assert direct.beyond == direct.target - direct.node.forecast, "no lever drives it"


def test_a_leaf_that_the_goal_is_of() -> None:
    plan = planned("target: 5x email\nresources: {hours: 30}\n" + EMAIL + "traffic: {email: 2300, direct: 5200}\n")
    email = found(in_proportion(plan), "email")
    assert email.target == plan.target
    assert email.beyond == pytest.approx(plan.needed.unassigned, abs=2)


def test_branches_that_bring_nothing_now() -> None:
    tree = rooted(branch("all", leaf("a", 0, 30, 0, 0, 5), leaf("b", 0, 10, 0, 0, 5)), "channel")
    assert [each.target for each in _shared(tree, 100).children] == [75, 25]
    none = rooted(branch("all", leaf("a", 0, 0, 0, 0, 5), leaf("b", 0, 0, 0, 0, 5)), "channel")
    assert [each.target for each in _shared(none, 5).children] in ([3, 2], [2, 3])


TREES = st.recursive(
    st.builds(
        lambda now, forecast, room: leaf("x", now, forecast, 0, forecast, room),
        *[st.integers(min_value=0, max_value=10**6)] * 3,
    ),
    lambda inner: st.lists(inner, min_size=1, max_size=4).map(lambda children: branch("x", *children)),
    max_leaves=20,
)


@given(TREES, st.integers(min_value=1, max_value=10**7))
def test_any_tree_adds_up_and_is_in_proportion(tree: Node, target: int) -> None:
    root = _shared(tree, target)
    assert root.target == target
    for each in every(root):
        assert 0 <= each.beyond <= each.above
        assert each.target >= 0
        if each.children:
            assert each.target == sum(child.target for child in each.children)
            if each.node.now:
                for child in each.children:
                    assert abs(child.target - each.target * child.node.now / each.node.now) <= 1
