"""The tree alone, and beside a split in proportion, in a terminal."""

import re
from dataclasses import replace

import pytest
from report_plans import PLANS, below_forecast, example, large, leaf_goal, within_reach
from report_snapshots import TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.model.plan import Plan
from planner.planning.proportional import in_proportion
from planner.report.terminal import render_terminal
from planner.report.terminal_compare import render_split, render_tree

COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")


def split(plan: Plan, width: int = 80, *, color: bool = False) -> str:
    return render_split(plan, in_proportion(plan), width=width, color=color)


def said(plan: Plan) -> str:
    """The sentence under the tree."""
    return " ".join(split(plan).split("\n\n")[-1].split())


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ["example", "chinese"])
def test_whole_split(name: str, width: int, text_file: SnapshotAssertion) -> None:
    assert split(PLANS[name](), width) == text_file


@pytest.mark.parametrize("name", sorted(PLANS.keys() - {"example", "chinese", "hundreds"}))
def test_whole_split_at_80(name: str, text_file: SnapshotAssertion) -> None:
    assert split(PLANS[name]()) == text_file


def test_whole_split_in_color(text_file: SnapshotAssertion) -> None:
    assert split(example(), color=True) == text_file


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_tree_alone_is_that_of_the_report(width: int) -> None:
    plan = example()
    text = render_tree(plan, width=width, color=False)
    head, tree = text.split("\n\n")
    report = render_terminal(plan, width=width, color=False)
    assert report.startswith(head)
    assert tree in report


@pytest.mark.parametrize("width", [38, 40, 50, 60, 72, 80, 100, 120, 200])
@pytest.mark.parametrize("name", PLANS)
def test_no_line_is_wider_than_asked_for(name: str, width: int) -> None:
    for text in (split(PLANS[name](), width), render_tree(PLANS[name](), width=width, color=False)):
        assert {line for line in text.splitlines() if cell_len(line) > max(width, 40)} == set()
        assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("name", PLANS)
def test_without_color_nothing_but_text(name: str) -> None:
    text = split(PLANS[name]())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert COLOR_CODE.sub("", split(PLANS[name](), color=True)) == text
    assert "!" not in text.replace("%%{init", "")


def test_the_sentence_says_what_is_asked_for_in_vain_and_of_whom() -> None:
    assert said(example()) == (
        "Split pro rata, in proportion to today's traffic, branches are asked for 58,800 sessions above their forecasts; "
        "33,593 of these (57 %) no lever there can bring: new / Organic Search 17,510, returning / Direct 15,791 and "
        "new / Display 292. The split by levers shows 19,000 as unassigned instead of asking branches for them."
    )
    assert said(within_reach()).endswith("The split by levers leaves none of the target unassigned.")


def test_many_branches_are_summed_up() -> None:
    plan = large()
    plan = replace(plan, tree=_emptied(plan.tree), target=plan.tree.target)
    assert re.search(r" and \d+ others [\d,]+\.", said(plan))


def _emptied(node: object) -> object:
    """The tree without any room."""
    return replace(node, room=0, children=tuple(_emptied(child) for child in node.children))  # type: ignore[attr-defined, type-var]


def test_a_target_that_asks_for_little() -> None:
    assert said(below_forecast()) == (
        "Split pro rata, in proportion to today's traffic, no branch is asked for more than its forecast."
    )
    plan = example()
    roomy = replace(plan, target=31_500, tree=_roomy(plan.tree))
    assert said(roomy).endswith("above their forecasts, and levers can bring that much to each of them.")


def _roomy(node: object) -> object:
    children = tuple(_roomy(child) for child in node.children if not child.unassigned)  # type: ignore[attr-defined]
    return replace(node, room=10**6, children=children)  # type: ignore[type-var]


def test_a_leaf_that_the_goal_is_of_is_named() -> None:
    assert "no lever there can bring: Email 4,985." in said(leaf_goal())


def test_a_tree_with_hundreds_of_leaves_is_folded() -> None:
    plan = large(400, 3)
    text = split(plan)
    assert len(re.findall(r"campaign \d", text.split("\n\n")[1])) == 40
    assert "more  " in text
