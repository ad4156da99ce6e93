"""What is shown and in which order."""

from dataclasses import replace
from datetime import date

from report_plans import DECEMBER as PERIOD
from report_plans import LEVERS, branch, example, large, leaf, leaf_goal, rooted, unassigned, weekly

from planner.report.rows import changed, ranked, spaced, steps, tree_rows


def test_guides_show_where_a_row_hangs() -> None:
    rows = list(tree_rows(example().tree, 40))
    assert [(row.guides + row.name, row.kind) for row in rows[:3]] == [
        ("all", "branch"),
        ("├─ new", "branch"),
        ("│  ├─ Organic Search", "leaf"),
    ]
    assert (rows[-1].guides, rows[-1].kind, rows[-1].depth) == ("└─ ", "unassigned", 1)


def test_folded_rows_add_up_with_the_shown_ones() -> None:
    tree = large(400, 3).tree
    rows = list(tree_rows(tree, 25))
    ends = [row for row in rows if row.kind != "branch"]
    assert sum(row.count for row in ends) == 400
    for column in ("now", "forecast", "target", "plan", "room"):
        assert sum(getattr(row, column) for row in ends) == getattr(rows[0], column)
    assert all(row.likely is None for row in rows if row.kind == "folded" and row.count > 1)


def test_a_whole_branch_may_be_folded() -> None:
    small = branch("small", leaf("a", 1, 1, 1, 1, 0), leaf("b", 1, 1, 1, 1, 0))
    tree = rooted(branch("all", leaf("big", 90, 90, 90, 90, 0), small), "x", "y")
    rows = list(tree_rows(tree, 1))
    assert [(row.kind, row.name, row.count, row.now) for row in rows] == [
        ("branch", "all", 1, 92),
        ("leaf", "big", 1, 90),
        ("folded", "", 2, 2),
    ]


def test_levers_are_ranked_by_what_they_bring_beyond_their_price() -> None:
    assert [lever.name for lever in ranked(LEVERS)] == [
        "search ads",
        "newsletter",
        "comparison pages",
        "podcast",
        "banner ads",
    ]


def test_a_lever_that_is_kept_is_no_step_though_its_effort_differs_by_a_hair() -> None:
    kept = replace(LEVERS[0], verdict="keep", planned=LEVERS[0].now * 1.01)
    assert not changed(kept)
    assert steps(replace(example(), levers=(kept,))) == []


def test_steps_come_by_day_and_none_before_the_period() -> None:
    early = replace(LEVERS[0], starts=date(2026, 10, 1))
    found = steps(replace(example(), levers=(LEVERS[2], early, LEVERS[4])))
    assert [(step.day, step.lever.name) for step in found] == [
        (PERIOD.start, "search ads"),
        (PERIOD.start, "podcast"),
        (date(2026, 12, 8), "comparison pages"),
    ]


def test_spaced_checkpoints_keep_the_last() -> None:
    points = weekly(replace(PERIOD, end=date(2027, 11, 30)), 1000, 900)
    few = spaced(points, 14)
    assert len(few) <= 14
    assert few[-1] == points[-1]
    assert spaced(points[:3], 14) == points[:3]
    assert spaced((), 14) == ()


def test_a_leaf_with_a_rest_below_it_is_a_leaf() -> None:
    rows = [(row.name, row.kind) for row in tree_rows(leaf_goal().tree, 40)]
    assert rows[-2:] == [("Email", "leaf"), ("unassigned", "unassigned")]
    assert ("Email", "leaf") in rows


def test_the_leaf_that_the_goal_is_of_is_never_folded() -> None:
    email = replace(leaf("Email", 1, 1, 2, 1, 0), children=(unassigned(1),))
    tree = rooted(branch("all", *(leaf(f"c{n}", 99, 99, 99, 99, 0) for n in range(9)), email), "channel")
    rows = list(tree_rows(tree, 2))
    assert {row.name for row in rows if row.kind == "leaf"} > {"Email"}
    assert [row.count for row in rows if row.kind == "folded"] == [8]
