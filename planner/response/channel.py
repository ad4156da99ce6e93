"""Which channel leaves belong to."""

from collections.abc import Iterable

from planner.model.channels import leaf_channel
from planner.model.history import History


def shared_channel(history: History, leaves: Iterable[int]) -> str | None:
    """The one channel group that all the leaves belong to, or None."""
    groups = {leaf_channel(history.leaves[n]) for n in leaves}
    return groups.pop() if len(groups) == 1 else None
