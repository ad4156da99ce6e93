"""The goal's tree as rows that open and close."""

from collections.abc import Sequence

from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.charts.waterfall import goal_node
from planner.report.escape import clipped
from planner.report.page.blocks import Branch, Tree
from planner.report.rows import TreeRow, leaves, tree_rows
from planner.words.figures import exact, percentage, percents, sessions, short_percent, signed, span
from planner.words.language import say
from planner.words.phrases import series

MOST_LEAVES = 250
FEW = 40
"""Leaves up to which the whole tree is open at first."""
WIDEST_NAME = 120


def tree_of(plan: Plan) -> Tree:
    """The tree, the largest leaves of many; the others stand folded in one row of their branch."""
    rows = list(tree_rows(plan.tree, MOST_LEAVES))
    goal = goal_node(plan)
    gap = goal.target - goal.forecast
    few = sum(1 for _ in leaves(plan.tree)) <= FEW
    (root,) = _hung(rows, gap, few=few)
    return Tree(header=(labels.BRANCH(), *(label for label, _ in root.cells)), root=root)


def _hung(rows: Sequence[TreeRow], gap: int, *, few: bool) -> tuple[Branch, ...]:
    """Rows in the order of the tree, each with the rows below it."""
    found, at = [], 0
    while at < len(rows):
        row, end = rows[at], at + 1
        while end < len(rows) and rows[end].depth > row.depth:
            end += 1
        found.append(
            Branch(
                name=sentences.folded_row(row.count) if row.kind == "folded" else clipped(row.name, WIDEST_NAME),
                state=row.kind,
                cells=_cells(row, gap),
                levers=labels.NO_LEVER()
                if row.kind == "unassigned"
                else series([sentences.name(lever) for lever in row.levers[:3]]),
                open=few or row.depth == 0,
                below=_hung(rows[at + 1 : end], gap, few=few),
            )
        )
        at = end
    return tuple(found)


def _part(share: float) -> str:
    """A part of the gap, in a narrow column; a part may be all of it, or more where others fall."""
    return short_percent(share) if share < 0.01 else percentage(exact(percents(share)))


def _cells(row: TreeRow, gap: int) -> tuple[tuple[str, str], ...]:
    """Now, forecast, target, part of what is missing, plan, its range and room."""
    missing = row.target - row.forecast
    part = _part(missing / gap) if gap > 0 and missing > 0 else ""
    known = row.kind != "unassigned"
    return (
        (labels.NOW(), exact(row.now) if known else ""),
        (labels.FORECAST(), sessions(row.forecast) if known else ""),
        (labels.TARGET(), exact(row.target)),
        (say("of the gap"), part),
        (labels.PLAN(), sessions(row.plan) if known else ""),
        (labels.RANGE(), span(*row.likely) if known and row.likely else ""),
        (labels.ROOM(), signed(row.room) if known else ""),
    )
