"""What every renderer shows, in the order in which it shows it: tree rows, levers best first, the next steps."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Checkpoint, Plan
from planner.model.tree import Node
from planner.report import labels
from planner.report.folding import Hung, ends, hang

_ORDER = {"start": 0, "more": 0, "test first": 0, "keep": 1, "less": 2, "stop": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """One line of the tree, with the marks that show where it hangs."""

    guides: str
    """Tree-drawing characters, three for each level below the root."""
    name: str
    kind: Literal["branch", "leaf", "unassigned", "folded"]
    now: int
    forecast: int
    target: int
    plan: int
    likely: tuple[float, float] | None
    """80 % range of the plan; None for a row that stands for several leaves, whose ranges do not add up."""
    room: int
    levers: tuple[str, ...] = ()
    count: int = 1
    """How many leaves the row stands for."""
    key: tuple[tuple[str, str], ...] | None = None
    """Of the branch; None for a row that stands for several."""

    @property
    def depth(self) -> int:
        return len(self.guides) // 3


def leaves(node: Node) -> Iterator[Node]:
    """The branches of traffic at or below `node` that are not split further."""
    return ends(node, _branches)


def _branches(node: Node) -> tuple[Node, ...]:
    return node.branches


def tree_rows(root: Node, most_leaves: int) -> Iterator[TreeRow]:
    """The tree, parents first; beyond so many leaves only the largest, the others of each branch folded into one row.

    A leaf that the goal is of, and cannot reach, is always shown.
    """
    return map(
        _row,
        hang(
            root,
            below=_branches,
            size=lambda leaf: math.inf if leaf.children else max(leaf.now, leaf.target, leaf.expected),
            most=most_leaves,
            rest=lambda node: tuple(child for child in node.children if child.unassigned),
        ),
    )


def _row(line: Hung[Node]) -> TreeRow:
    nodes, kind = line.nodes, _kind(line)
    return TreeRow(
        guides=line.guides,
        name="" if line.folded else labels.branch(nodes[0]),
        kind=kind,
        now=sum(node.now for node in nodes),
        forecast=sum(node.forecast for node in nodes),
        target=sum(node.target for node in nodes),
        plan=sum(node.expected for node in nodes),
        likely=(nodes[0].expected_low, nodes[0].expected_high) if len(nodes) == 1 else None,
        room=sum(node.room for node in nodes),
        levers=nodes[0].levers if kind == "leaf" else (),
        count=line.count,
        key=None if line.folded else nodes[0].key,
    )


def _kind(line: Hung[Node]) -> Literal["branch", "leaf", "unassigned", "folded"]:
    node = line.nodes[0]
    return "folded" if line.folded else "unassigned" if node.unassigned else "branch" if node.branches else "leaf"


def ranked(levers: tuple[LeverPlan, ...]) -> list[LeverPlan]:
    """What to raise, then what to keep, then what to cut; in each best first, by what a lever brings beyond what its resources would
    bring elsewhere, then as in the file."""
    return sorted(levers, key=lambda lever: (_ORDER[lever.verdict], -lever.surplus))


def changed(lever: LeverPlan) -> bool:
    """Whether the plan asks for another effort; a difference too small to act on is none."""
    return lever.verdict != "keep" and lever.planned != lever.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that somebody has to do."""

    day: date
    lever: LeverPlan


def steps(plan: Plan) -> list[Step]:
    """What to do and from when, by day, then best first."""
    active = [lever for lever in ranked(plan.levers) if changed(lever) or lever.verdict == "test first"]
    start = plan.period.start if plan.so_far is None else plan.so_far.last + timedelta(days=1)
    return sorted((Step(day=max(start, v.starts or start), lever=v) for v in active), key=lambda step: step.day)


def spaced(checkpoints: tuple[Checkpoint, ...], most: int) -> tuple[Checkpoint, ...]:
    """Evenly chosen ones of many, the last always among them."""
    every = -(-len(checkpoints) // most) or 1
    return tuple(point for i, point in enumerate(reversed(checkpoints)) if i % every == 0)[::-1]
