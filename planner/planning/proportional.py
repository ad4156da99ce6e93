"""The split that everyone tries first: the target in proportion to today's traffic, for comparison."""

from planner.model.comparison import Share
from planner.model.plan import Plan
from planner.model.tree import Node
from planner.tree.whole import apportion


def in_proportion(plan: Plan) -> Share:
    """The plan's tree with the target shared out by what every branch brings now, within the goal's branch.

    Where a branch brings nothing now, by its forecast; where it has none, evenly.
    """
    key = tuple((level, values[0]) for level, values in plan.where)
    return _outside(plan.tree, key, plan.target)


def _outside(node: Node, goal: tuple[tuple[str, str], ...], target: int) -> Share:
    """A node that is not within the goal's branch keeps its figure, and one above it the sum of those below."""
    if node.key == goal:
        return _shared(node, target)
    children = tuple(_outside(child, goal, target) for child in node.branches)
    if not children:
        return Share(node=node, target=node.target, above=0, beyond=0)
    return _summed(node, children)


def _shared(node: Node, target: int) -> Share:
    """A node of the goal's branch, and those below it, with their parts of the target."""
    if not node.branches:
        above = max(target - node.forecast, 0)
        return Share(node=node, target=target, above=above, beyond=max(above - node.room, 0))
    parts = apportion(target, _parts(node, target), [child.name for child in node.branches])
    shares = tuple(_shared(child, part) for child, part in zip(node.branches, parts, strict=True))
    return _summed(node, shares)


def _parts(node: Node, target: int) -> list[float]:
    """What the branches of a node would get if sessions could be halved."""
    for weights in ([child.now for child in node.branches], [child.forecast for child in node.branches]):
        if (whole := sum(weights)) > 0:
            return [target * weight / whole for weight in weights]
    return [target / len(node.branches)] * len(node.branches)


def _summed(node: Node, children: tuple[Share, ...]) -> Share:
    return Share(
        node=node,
        target=sum(child.target for child in children),
        above=sum(child.above for child in children),
        beyond=sum(child.beyond for child in children),
        children=children,
    )
