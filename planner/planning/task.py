"""The goal as a question to the allocation."""

from dataclasses import dataclass

import numpy as np

from planner.model.allocation import Task
from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.response import GainTable
from planner.planning.aim import Aim

BESIDE = 0.01  # what a session outside the goal's branch counts for, so that effort that no branch needs still does some good


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A task with the names behind its rows."""

    task: Task
    resources: tuple[str, ...]
    """Names of the rows of `uses` and `budget`."""
    limited: bool
    """Whether the goal sets the budgets; else they are what all levers use where they bring most."""
    best: Array
    """(n_levers,) [lever units] effort at which each lever brings most."""
    inside: Array
    """(n_levers,) share of each lever's gain that falls into the goal's branch."""


def question(goal: Goal, history: History, aim: Aim, forecast: Forecast, table: GainTable) -> Question:
    """What to ask the allocation: most sessions in the goal's branch within the goal's resources and sub-targets."""
    gain = table.gain.mean(axis=1)
    levers = [option.lever for option in table.options]
    best = table.effort[np.arange(len(levers)), gain.argmax(axis=1)] if levers else np.zeros(0)
    names = _resource_names(goal, table)
    uses = np.array([[dict(lever.uses).get(name, 0.0) for lever in levers] for name in names]).reshape(
        len(names), len(levers)
    )
    limits = {resource.name: resource.amount for resource in goal.resources or ()}
    budget = np.array([limits[name] for name in names]) if goal.resources is not None else uses @ best
    inside = table.leaf_shares[:, list(aim.leaves)].sum(axis=1)
    means = forecast.draws.mean(axis=1)
    bounds = [(history.matching(bound.where), bound.sessions) for bound in goal.at_least]
    share = np.array([table.leaf_shares[:, list(leaves)].sum(axis=1) for leaves, _ in bounds]).reshape(
        len(bounds), len(levers)
    )
    need = np.array([sessions - float(means[list(leaves)].sum()) for leaves, sessions in bounds])
    worth = np.array([[dict(lever.uses).get(name, 0.0) / most for name, most in goal.worth] for lever in levers])
    task = Task(
        effort=table.effort,
        gain=frozen(gain),
        weight=frozen(inside + BESIDE * (1 - inside)),
        cost=frozen(worth.max(axis=1) if goal.worth and levers else np.zeros(len(levers))),
        stepped=frozen([lever.step is not None for lever in levers]),
        uses=frozen(uses),
        budget=frozen(budget),
        share=frozen(share),
        need=frozen(need),
        base=float(means[list(aim.leaves)].sum()),
    )
    return Question(
        task=task, resources=names, limited=goal.resources is not None, best=frozen(best), inside=frozen(inside)
    )


def _resource_names(goal: Goal, table: GainTable) -> tuple[str, ...]:
    if goal.resources is not None:
        return tuple(resource.name for resource in goal.resources)
    return tuple(dict.fromkeys(name for option in table.options for name, _ in option.lever.uses))
