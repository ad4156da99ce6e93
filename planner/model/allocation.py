"""The question and the answer of the allocation, in numbers alone."""

from dataclasses import dataclass

from planner.model.arrays import Array

SMALLEST = 0.01  # of the most effort of a lever that others need: less does not count as using it


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Choose effort for every lever so that value is greatest and no limit is passed.

    The value of a lever is `weight` x gain(effort) - `cost` x effort, gain being linear between the points of its table
    (only the points themselves count for a lever that comes in steps).
    """

    effort: Array
    """(n_levers, n_points) [lever units], never falling along a row; the first is the least allowed, the last the most."""
    gain: Array
    """(n_levers, n_points) [sessions] expected, at those points."""
    weight: Array
    """(n_levers,) [-] > 0: what one session of this lever counts."""
    cost: Array
    """(n_levers,) [sessions/lever unit] >= 0: what one unit of effort must at least bring to be worth its while."""
    stepped: Array
    """(n_levers,) 1 where only the points of the table are allowed, 0 where everything between them is too."""
    uses: Array
    """(n_resources, n_levers) [resource/lever unit] >= 0."""
    budget: Array
    """(n_resources,) [resource] >= 0."""
    share: Array
    """(n_branches, n_levers) share of a lever's gain that falls into a branch with a minimum."""
    need: Array
    """(n_branches,) [sessions] the least that the levers together must bring to that branch."""
    base: float
    """[sessions] what there is without any gain; the gap is relative to base + value."""
    excludes: tuple[tuple[int, int], ...] = ()
    """Pairs of levers of which at most one may be used: have any effort at all."""
    needs: tuple[tuple[int, int], ...] = ()
    """(lever, needed): the first may be used only where the second is too. So that a token does not do, a needed lever
    has either no effort or at least its first step, or `SMALLEST` of its most (of what the task's budgets pay for, if
    that is less); a least above 0 is enough too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The effort chosen, with the proof of how good it is."""

    effort: Array
    """(n_levers,) [lever units]."""
    value: float
    """[sessions] base + value of the effort chosen."""
    bound: float
    """[sessions] no choice within the limits passes this under the same tables."""
    shadow_prices: Array
    """(n_resources,) [sessions/resource] what one more unit of each resource would bring."""
    left: Array
    """(n_resources,) [resource] what is not used."""
    nodes: int
    """How many subproblems the search looked at."""

    @property
    def gap(self) -> float:
        """(bound - value) / bound, 0 for a proven optimum."""
        return max(0.0, self.bound - self.value) / self.bound if self.bound > 0 else 0.0
