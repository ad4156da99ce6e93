"""The allocation itself: a task in, the best effort for every lever out, with the proof of how good it is."""

import numpy as np

from planner.allocation.infeasible import InfeasibleError
from planner.allocation.pairs import check_pairs
from planner.allocation.prepared import Prepared, prepare
from planner.allocation.search import search
from planner.allocation.shortage import least_shortage
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, frozen

TOLERANCE = 1e-6
MOST_NODES = 2_000
_FITS = 1e-9  # of a budget


def allocate(task: Task, *, tolerance: float = TOLERANCE, most_nodes: int = MOST_NODES) -> Allocation:
    """Choose effort for every lever so that value is greatest and no limit is passed.

    Args: task; tolerance [-] the part of what the plan adds to the least efforts that may stay unproven; most_nodes, after
    which the search ends with whatever gap is left, and says it.
    Returns: the best effort found and a bound that no choice passes. Limits are kept to 1e-9 of themselves. A price is the
    slope, at the task's budget, of the best value over the concave hulls: what one more unit of the resource would bring
    to a plan free to mix stretches of a table, so for S-shaped tables and steps an average over the whole stretch;
    levers in pairs are used or not as in that best mixture.
    Raises: InfeasibleError if least efforts pass a budget or contradict a pair, or branch minimums cannot be met.
    Source: Sinha and Zoltners (1979), The Multiple-Choice Knapsack Problem: hulls, linear relaxation, branch and bound."""
    return solve(prepare(task), task.budget, tolerance=tolerance, most_nodes=most_nodes)


def solve(
    prepared: Prepared, budget: Array, *, tolerance: float = TOLERANCE, most_nodes: int = MOST_NODES
) -> Allocation:
    """`allocate` for one of several budgets of the same task, without finding the hulls anew.

    Args: prepared, from `prepare`; budget (n_resources,) [resource] >= 0, in place of the task's. Rest, returns, raises: as `allocate`."""
    task, floor = prepared.task, prepared.floor
    if prepared.rules is not None:
        check_pairs(task, prepared.rules)
        floor = task.uses @ prepared.rules.least
    over = floor - budget * (1 + _FITS)
    if (over > 0).any():
        worst = int(np.argmax(np.divide(over, floor, out=np.zeros_like(over), where=floor > 0)))
        needed, possible = float(floor[worst]), float(budget[worst])
        raise InfeasibleError(kind="resource", index=worst, needed=needed, possible=possible)
    within = np.maximum(budget, floor)  # least efforts that fill a budget exactly must not fail on rounding
    found = search(prepared, within, tolerance=tolerance, most_nodes=most_nodes)
    nodes = found.nodes
    if found.choice is None:
        first = least_shortage(prepared, within, most_nodes=most_nodes)
        found = search(prepared, within, tolerance=tolerance, most_nodes=most_nodes, first=first)
        nodes += found.nodes
    choice = found.choice
    assert choice is not None  # noqa: S101 - the second search starts with one
    effort = np.empty(choice.effort.size)
    effort[prepared.order] = choice.effort
    left = budget - task.uses @ choice.effort
    return Allocation(
        effort=frozen(effort),
        value=task.base + choice.value,
        bound=task.base + found.bound,
        shadow_prices=frozen(found.prices[: budget.size]),
        left=frozen(np.where(left < 0, np.maximum(left, -_FITS * budget), left)),
        nodes=nodes,
    )
