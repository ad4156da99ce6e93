"""The tree as a Mermaid flowchart, which GitHub draws."""

from collections.abc import Iterator

from planner.model.tree import Node
from planner.report import labels
from planner.report.escape import clipped, mermaid
from planner.words.figures import exact, sessions
from planner.words.language import say

MOST_NODES = 25
"""Beyond this a drawing is too small to read."""


def chart(root: Node) -> str:
    """One box a branch: its name, what it has to bring and what the plan brings; dashed where no lever does."""
    return "\n".join(("flowchart LR", *_lines(root)))


def _lines(root: Node) -> Iterator[str]:
    nodes = list(root.walk())
    number = {id(node): n for n, node in enumerate(nodes)}
    for n, node in enumerate(nodes):
        yield f'  n{n}["{_label(node)}"]'
    for n, node in enumerate(nodes):
        for child in node.children:
            yield f"  n{n} {'-.->' if child.unassigned else '-->'} n{number[id(child)]}"


def _label(node: Node) -> str:
    name = mermaid(clipped(labels.branch(node), 32))
    target = say("target {count}", count=exact(node.target))
    if node.unassigned:
        return f"{name}<br/>{target}<br/>{labels.NO_LEVER()}"
    return f"{name}<br/>{sessions(node.forecast)} → {sessions(node.expected)}<br/>{target}"
