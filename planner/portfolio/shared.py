"""What goals have together, allocated across them: one question of all their levers, answered and proven as that of one goal is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.allocation.allocate import allocate
from planner.allocation.infeasible import InfeasibleError
from planner.errors import InputError, Problem
from planner.model.allocation import Task
from planner.model.arrays import Array, frozen
from planner.model.goal import Goal, Resource
from planner.model.history import History
from planner.model.outcome import Division, SharedUse
from planner.model.plan import Start
from planner.model.portfolio import Portfolio
from planner.planning.worked import posed
from planner.text import folded
from planner.words.figures import amount

TOLERANCE = 1e-4  # of what the plans add: what may stay unproven where goals have limits of their own
MOST_NODES = 40
MOST_LIMITS = 50  # of goals' own, that may bind: each makes every step of the solution dearer


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One goal's part of the question: what it would be asked by itself, with all there is of what is shared."""

    task: Task
    resources: tuple[str, ...]
    """Names of the rows of `task.uses`, folded."""
    own: tuple[Resource, ...]
    """Resources that it does not share, their names folded."""
    period: str


def part_of(goal: Goal, history: History, shared: Sequence[Resource], *, start: Start = "today") -> Part:
    """A goal's part. Args: goal: with all there is of the shared resources, by the portfolio's names. Raises: InputError, as `make_plan`."""
    names = {folded(resource.name) for resource in shared}
    it = posed(goal, history, start=start)
    return Part(
        task=it.asked.task,
        resources=tuple(map(folded, it.asked.resources)),
        own=tuple(
            replace(each, name=folded(each.name)) for each in goal.resources or () if folded(each.name) not in names
        ),
        period=str(it.aim.period),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Who gets how much, and how good that is."""

    by_goal: Mapping[str, tuple[tuple[str, float], ...]]
    """(shared resource, how much of it a goal may spend), by the name of its plan."""
    division: Division


def shares_of(parts: Mapping[str, Part], weights: Mapping[str, float], portfolio: Portfolio) -> Shares:
    """The shared resources, divided so that all goals together bring most. Args: parts: by the name of a goal's plan.

    Raises: InputError where the goals' least efforts take more than there is, their periods differ, or too many limits are their own.
    """
    _refuse_periods(parts, portfolio)
    names = list(parts)
    task, starts = _joint(parts, names, weights, portfolio)
    tied = len(task.budget) + len(task.need) > len(portfolio.resources)
    try:
        found = allocate(task, tolerance=TOLERANCE, most_nodes=MOST_NODES) if tied else allocate(task)
    except InfeasibleError as error:
        raise InputError([_contradiction(error, portfolio, len(names))]) from None
    shared = portfolio.resources
    by_goal = {}
    for name, begin, end in zip(names, starts, [*starts[1:], len(found.effort)], strict=True):
        takes = task.uses[: len(shared), begin:end] @ found.effort[begin:end]
        by_goal[name] = tuple((each.name, take) for each, take in zip(shared, takes.tolist(), strict=True))
    used = (task.uses[: len(shared)] @ found.effort).tolist()
    division = Division(
        resources=tuple(
            SharedUse(name=each.name, amount=each.amount, used=use, next_unit=price)
            for each, use, price in zip(shared, used, found.shadow_prices.tolist(), strict=False)
        ),
        goals=len(names),
        gap=found.gap,
        weighted=len(set(weights.values())) > 1,
    )
    return Shares(by_goal=by_goal, division=division)


def _joint(
    parts: Mapping[str, Part], names: Sequence[str], weights: Mapping[str, float], portfolio: Portfolio
) -> tuple[Task, list[int]]:
    """All goals' tasks as one, and where each goal's levers begin. Shared resources first, then what each goal has for itself."""
    tasks = [parts[name].task for name in names]
    counts = [len(task.weight) for task in tasks]
    starts = np.cumsum([0, *counts])[:-1].tolist()
    total, points = sum(counts), max((task.effort.shape[1] for task in tasks), default=1)
    shared = portfolio.resources
    uses = np.zeros((len(shared), total))
    rows: list[Array] = []
    limits: list[float] = []
    branches: list[Array] = []
    for name, task, begin in zip(names, tasks, starts, strict=True):
        part, at = parts[name], slice(begin, begin + len(task.weight))
        for n, each in enumerate(shared):
            if (known := folded(each.name)) in part.resources:
                uses[n, at] = task.uses[part.resources.index(known)]
        for resource, row in zip(part.resources, task.uses, strict=True):
            mine = next((each.amount for each in part.own if each.name == resource), None)
            if mine is not None and row @ task.effort[:, -1] > mine:  # else it never binds
                rows.append(_wide(row, begin, total))
                limits.append(mine)
        branches += [_wide(row, begin, total) for row in task.share]
    if (own := len(rows) + len(branches)) > MOST_LIMITS:
        text = f"{own:,} limits and sub-targets are goals' own"
        expected = f"at most {MOST_LIMITS} beside shared resources: share those resources too, or leave `at_least` and `floor` out"
        raise InputError([Problem(place=portfolio.place("resources"), text=text, expected=expected)])
    weight = np.concatenate(
        [task.weight * weights[name] for name, task in zip(names, tasks, strict=True)] or [np.zeros(0)]
    )
    return Task(
        effort=frozen(np.concatenate([_padded(task.effort, points) for task in tasks])),
        gain=frozen(np.concatenate([_padded(task.gain, points) for task in tasks])),
        weight=frozen(weight),
        cost=frozen(np.concatenate([task.cost * weights[name] for name, task in zip(names, tasks, strict=True)])),
        stepped=np.concatenate([task.stepped for task in tasks]),
        uses=frozen(np.stack([*uses, *rows]) if total else uses),
        budget=frozen([*(each.amount for each in shared), *limits]),
        share=frozen(np.stack(branches) if branches else np.zeros((0, total))),
        need=frozen(np.concatenate([task.need for task in tasks])),
        base=float(sum(task.base * weights[name] for name, task in zip(names, tasks, strict=True))),
        excludes=tuple((a + b, c + b) for task, b in zip(tasks, starts, strict=True) for a, c in task.excludes),
        needs=tuple((a + b, c + b) for task, b in zip(tasks, starts, strict=True) for a, c in task.needs),
    ), starts


def _wide(row: Array, begin: int, total: int) -> Array:
    """A row of one goal's levers among those of all."""
    found = np.zeros(total)
    found[begin : begin + len(row)] = row
    return found


def _padded(table: Array, points: int) -> Array:
    """The last point repeated until there are so many."""
    missing = points - table.shape[1]
    return np.concatenate([table, np.repeat(table[:, -1:], missing, axis=1)], axis=1) if missing else table


def _refuse_periods(parts: Mapping[str, Part], portfolio: Portfolio) -> None:
    periods = dict.fromkeys(part.period for part in parts.values())
    if len(periods) > 1:
        first, second = list(periods)[:2]
        text = f"goals that share resources are for different periods, such as {first} and {second}"
        raise InputError(
            [Problem(place=portfolio.place("resources"), text=text, expected="one `period` in all of them")]
        )


def _contradiction(error: InfeasibleError, portfolio: Portfolio, goals: int) -> Problem:
    if error.kind == "resource" and error.index < len(portfolio.resources):
        name = portfolio.resources[error.index].name
        text = f"what the levers of {goals:,} goals need at least takes {amount(error.needed)} {name}, there are {amount(error.possible)}"
        return Problem(place=portfolio.place("resources", name), text=text, expected="more of it, or smaller `min`")
    text = "the goals' own limits and sub-targets cannot all be kept with these resources"
    return Problem(
        place=portfolio.place("resources"), text=text, expected="more of them, or lower `at_least`, `floor` and `min`"
    )
