"""Which branch minimum is out of reach, when no choice was found that keeps them all."""

from dataclasses import replace

import numpy as np

from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import Prepared, prepare
from planner.allocation.search import search
from planner.allocation.settle import Choice, settled
from planner.model.allocation import Task
from planner.model.arrays import Array

_KEPT = 1e-9  # of a minimum


def least_shortage(prepared: Prepared, budget: Array, *, most_nodes: int) -> Choice:
    """A choice that keeps all limits, looked for with shortage as the only cost.

    Args: budget (n_resources,) [resource]; most_nodes for each of the searches.
    Raises: InfeasibleError naming the branch that cannot have its minimum even alone, or else the one that is furthest
    from it where the minimums together are missed by least."""
    task = prepared.task
    alone = np.array([_most_alone(task, budget, branch, most_nodes) for branch in range(task.need.size)])
    gaps = (task.need - alone) / prepared.need_size
    worst = int(np.argmax(gaps))
    if gaps[worst] > _KEPT:
        raise InfeasibleError(kind="branch", index=worst, needed=float(task.need[worst]), possible=float(alone[worst]))
    together = prepare(_with_stopgaps(prepared))
    found = search(together, budget, tolerance=1e-6, most_nodes=most_nodes)
    assert found.choice is not None  # noqa: S101 - the stopgaps fill any shortage
    effort = np.empty(len(together.order))
    effort[together.order] = found.choice.effort
    choice = settled(prepared, budget, effort[: len(task.effort)])
    if choice.shortage > 0:
        brought = task.need - effort[len(task.effort) :]
        worst = int(np.argmax((task.need - brought) / prepared.need_size))
        raise InfeasibleError(
            kind="branch", index=worst, needed=float(task.need[worst]), possible=float(brought[worst])
        )
    return choice


def _most_alone(task: Task, budget: Array, branch: int, most_nodes: int) -> float:
    """[sessions] the most that the branch can get under the budgets, whatever becomes of the others."""
    only = replace(
        task, weight=task.share[branch], cost=np.zeros_like(task.cost), share=task.share[:0], need=task.need[:0]
    )
    found = search(prepare(only), budget, tolerance=1e-9, most_nodes=most_nodes)
    return found.choice.value if found.choice is not None else 0.0


def _with_stopgaps(prepared: Prepared) -> Task:
    """The task with one more lever a branch that brings what is missing, at a cost, while nothing else counts."""
    task = prepared.task
    branches, points = task.need.size, max(2, task.effort.shape[1])
    lowest = (task.share * task.gain.min(axis=1, initial=0.0)).sum(axis=1)
    filled = np.repeat(np.maximum(task.need - lowest, prepared.need_size)[:, None], points, axis=1)
    filled[:, 0] = 0.0
    padding = ((0, 0), (0, points - task.effort.shape[1]))
    return Task(
        effort=np.vstack([np.pad(task.effort, padding, mode="edge") if len(task.effort) else filled[:0], filled]),
        gain=np.vstack([np.pad(task.gain, padding, mode="edge") if len(task.gain) else filled[:0], filled]),
        weight=np.zeros(len(task.weight) + branches),
        cost=np.concatenate([np.zeros(len(task.cost)), 1 / prepared.need_size]),
        stepped=np.concatenate([task.stepped, np.zeros(branches)]),
        uses=np.hstack([task.uses, np.zeros((len(task.budget), branches))]),
        budget=task.budget,
        share=np.hstack([task.share, np.eye(branches)]),
        need=task.need,
        base=0.0,
        excludes=task.excludes,
        needs=task.needs,
    )
