"""What every renderer shows, in the order in which it shows it: tree rows, levers best first, the next steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.model.plan import Checkpoint, LeverPlan, Plan
from planner.model.tree import Node

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

    @property
    def depth(self) -> int:
        return len(self.guides) // 3


def leaves(node: Node) -> Iterator[Node]:
    """The branches of traffic at or below `node` that are not split further."""
    return (each for each in node.walk() if not each.branches and not each.unassigned)


def tree_rows(root: Node, most_leaves: int) -> Iterator[TreeRow]:
    """The tree, parents first; beyond so many leaves only the largest, the others of each branch folded into one row.

    A leaf that the goal is of, and cannot reach, is always shown.
    """
    found = sorted(leaves(root), key=lambda leaf: (leaf.children != (), max(leaf.now, leaf.target, leaf.expected)))
    shown = {id(leaf) for leaf in found[::-1][:most_leaves]}
    yield from _rows(root, shown, own="", below="")


def _rows(node: Node, shown: set[int], *, own: str, below: str) -> Iterator[TreeRow]:
    """The row of `node`, which hangs on `own`, and the rows under it, which begin with `below`."""
    yield _row((node,), own, node.name, _kind(node))
    loose = [child for child in node.children if child.unassigned]
    kept, folded, count = [], [], 0
    for child in node.branches:
        inside = [id(leaf) for leaf in leaves(child)]
        if shown.isdisjoint(inside):
            folded.append(child)
            count += len(inside)
        else:
            kept.append(child)
    left = len(kept) + bool(folded) + len(loose)
    for child in kept:
        left -= 1
        yield from _rows(child, shown, own=below + _guide(left), below=below + ("│  " if left else "   "))
    if folded:
        yield _row(tuple(folded), below + _guide(len(loose)), "", "folded", count)
    for child in loose:
        yield _row((child,), below + _guide(0), child.name, "unassigned")


def _guide(left: int) -> str:
    return "├─ " if left else "└─ "


def _kind(node: Node) -> Literal["branch", "leaf", "unassigned"]:
    return "unassigned" if node.unassigned else "branch" if node.branches else "leaf"


def _row(
    nodes: tuple[Node, ...],
    guides: str,
    name: str,
    kind: Literal["branch", "leaf", "unassigned", "folded"],
    count: int = 1,
) -> TreeRow:
    return TreeRow(
        guides=guides,
        name=name,
        kind=kind,
        now=sum(node.now for node in nodes),
        forecast=sum(node.forecast for node in nodes),
        target=sum(node.target for node in nodes),
        plan=sum(node.expected for node in nodes),
        likely=(nodes[0].expected_low, nodes[0].expected_high) if len(nodes) == 1 else None,
        room=sum(node.room for node in nodes),
        levers=nodes[0].levers if kind == "leaf" else (),
        count=count,
    )


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
    start = plan.period.start
    return sorted((Step(day=max(start, v.starts or start), lever=v) for v in active), key=lambda step: step.day)


def spaced(checkpoints: tuple[Checkpoint, ...], most: int) -> tuple[Checkpoint, ...]:
    """Evenly chosen ones of many, the last always among them."""
    every = -(-len(checkpoints) // most) or 1
    return tuple(point for i, point in enumerate(reversed(checkpoints)) if i % every == 0)[::-1]
