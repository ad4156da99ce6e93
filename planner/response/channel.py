"""Which channel leaves belong to."""

from collections.abc import Iterable

from planner.model.channels import channel_group
from planner.model.history import History, Leaf


def leaf_channel(leaf: Leaf) -> str | None:
    """The default channel group that one of a leaf's names means, deepest first."""
    return next((group for name in reversed(leaf) if (group := channel_group(name))), None)


def shared_channel(history: History, leaves: Iterable[int]) -> str | None:
    """The one channel group that all the leaves belong to, or None."""
    groups = {leaf_channel(history.leaves[n]) for n in leaves}
    return groups.pop() if len(groups) == 1 else None
