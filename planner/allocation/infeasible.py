"""The complaint that no effort keeps within every limit."""

from math import nan
from typing import Literal

from planner.errors import PlannerError


class InfeasibleError(PlannerError):
    """The limits contradict each other; names the one that is furthest from being kept."""

    def __init__(
        self,
        *,
        kind: Literal["resource", "branch", "excludes", "needs"],
        index: int,
        needed: float = nan,
        possible: float = nan,
    ) -> None:
        self.kind = kind
        """resource: even the least efforts use more than there is. branch: its minimum is out of reach. excludes: both
        levers must be used. needs: the lever must be used, and the one that it needs cannot be. A lever must be used if
        its least is above 0, or if one that must be used needs it."""
        self.index = index
        """Which resource, branch or pair, counted from 0."""
        self.needed = needed
        """[resource] what the least efforts use, or [sessions] the branch's minimum; not a number for pairs."""
        self.possible = possible
        """[resource] the budget, or [sessions] the most that can come to the branch (given the other minimums, if each alone is in reach)."""
        text = {
            "resource": f"the least efforts use {needed:g}, possible are {possible:g}",
            "branch": f"the minimum is {needed:g}, possible are {possible:g}",
            "excludes": "both levers must be used",
            "needs": "the lever must be used, and the needed one cannot be",
        }[kind]
        super().__init__(f"{kind} {index}: {text}")
