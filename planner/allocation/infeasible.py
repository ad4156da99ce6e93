"""The complaint that no effort keeps within every limit."""

from typing import Literal

from planner.errors import PlannerError


class InfeasibleError(PlannerError):
    """The limits contradict each other; names the one that is furthest from being kept."""

    def __init__(self, *, kind: Literal["resource", "branch"], index: int, needed: float, possible: float) -> None:
        self.kind = kind
        """resource: even the least efforts use more than there is. branch: its minimum is out of reach."""
        self.index = index
        """Which resource or branch, counted from 0."""
        self.needed = needed
        """[resource] what the least efforts use, or [sessions] the branch's minimum."""
        self.possible = possible
        """[resource] the budget, or [sessions] the most that can come to the branch (given the other minimums, if each alone is in reach)."""
        least = "the least efforts use" if kind == "resource" else "the minimum is"
        super().__init__(f"{kind} {index}: {least} {needed:g}, possible are {possible:g}")
