"""The tree, every branch of it: a branch is the sum of those below it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from planner.model.tree import Node
from planner.report import labels
from planner.report.workbook.paper import APART, GIVEN, SESSIONS, SIGNED, TOP, Paper, Style, cell
from planner.words.language import say

FIGURES = ("now", "forecast", "target", "expected", "room")
MOST_ARGUMENTS = 250  # of a SUM: Excel takes 255
LONGEST_FORMULA = 8_000  # characters: Excel takes 8,192
DEEPEST_OUTLINE = 7
DEEPEST_INDENT = 15
MISSING = len(FIGURES) + 1


def write_tree(paper: Paper, root: Node) -> None:
    """One row a node, parents first, their rows in an outline."""
    paper.head(
        0,
        (labels.BRANCH(), labels.NOW(), labels.FORECAST(), labels.TARGET(), labels.PLAN(), labels.ROOM(), say("target less forecast"), say("plan 10 %"), say("plan 90 %"), labels.LEVER()),
        right=range(1, MISSING + 3),
    )  # fmt: skip
    rows = list(_hung(root, 0))
    below: list[list[int]] = [[] for _ in rows]
    path: list[int] = []
    for row, (depth, _) in enumerate(rows):
        del path[depth:]
        if path:
            below[path[-1]].append(row)
        path.append(row)
    for row, (depth, node) in enumerate(rows):
        _row(paper, row + 1, depth, node, [each + 1 for each in below[row]])
    paper.frozen(1, 1)
    paper.sheet.set_landscape()
    paper.sheet.outline_settings(True, False, False, False)  # noqa: FBT003 - visible, symbols above


def _hung(node: Node, depth: int) -> Iterator[tuple[int, Node]]:
    yield depth, node
    yield from chain.from_iterable(_hung(child, depth + 1) for child in node.children)


def _row(paper: Paper, row: int, depth: int, node: Node, below: Sequence[int]) -> None:
    bold: Style = {"bold": True} if below else {}
    paper.text(row, 0, labels.branch(node), {**TOP, **bold, "align": "left", "indent": min(depth, DEEPEST_INDENT)})
    for column, what in enumerate(FIGURES, start=1):
        if node.unassigned and what != "target":
            continue
        style = {**(SIGNED if what == "room" else SESSIONS), **bold}
        value = getattr(node, what)
        adds_up = value == sum(
            getattr(child, what) for child in node.children if what == "target" or not child.unassigned
        )
        if adds_up and (formula := _sum(column, below)) and len(formula) < LONGEST_FORMULA:
            paper.formula(row, column, formula, value, style)
        else:
            paper.number(row, column, value, {**style, **GIVEN} if what == "target" else style)
    paper.formula(row, MISSING, f"{cell(row, 3)}-{cell(row, 2)}", node.target - node.forecast, {**SIGNED, **bold})
    if not node.unassigned:
        paper.number(row, MISSING + 1, round(node.expected_low, 1))
        paper.number(row, MISSING + 2, round(node.expected_high, 1))
    paper.text(row, MISSING + 3, labels.NO_LEVER() if node.unassigned else ", ".join(node.levers), APART)
    if depth:
        paper.sheet.set_row(row, None, None, {"level": min(depth, DEEPEST_OUTLINE)})


def _sum(column: int, rows: Sequence[int]) -> str:
    """The cells of a column in those rows added up; empty for none."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    named = [cell(one, column) if one == last else f"{cell(one, column)}:{cell(last, column)}" for one, last in runs]
    parts = [named[at : at + MOST_ARGUMENTS] for at in range(0, len(named), MOST_ARGUMENTS)]
    return "+".join(f"SUM({','.join(part)})" for part in parts)
