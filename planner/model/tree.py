"""The goal taken apart, node by node."""

from collections.abc import Iterator
from dataclasses import dataclass

UNASSIGNED = "unassigned"
WITHIN_REACH = "within reach"
PART = "part"  # the level in the keys of these two, which are parts of a branch and no branches


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One branch of the traffic. Whole sessions in the period; the children of a node add up to it in every column."""

    name: str
    key: tuple[tuple[str, str], ...]
    """(level, value) from the root down; empty at the root."""
    now: int
    """The comparison stretch, per day, times the days of the period."""
    forecast: int
    """Mean of business as usual."""
    forecast_low: float
    """p10."""
    forecast_high: float
    """p90."""
    target: int
    expected: int
    """Mean with the planned effort."""
    expected_low: float
    """p10."""
    expected_high: float
    """p90."""
    room: int
    """The most that the levers could add here at their limits, on average."""
    levers: tuple[str, ...] = ()
    """Names of the levers that bring most of what is planned or possible here, largest first; filled at the leaves."""
    children: tuple["Node", ...] = ()

    unassigned: bool = False
    """Whether this is the part of the target that no lever can bring: a child of the goal's node."""

    @property
    def branches(self) -> tuple["Node", ...]:
        """The children that are traffic; none at a leaf."""
        return tuple(child for child in self.children if not child.unassigned)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()
