"""What goals have together, allocated across them: one question of all their levers, answered and proven as that of one goal is."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
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
from planner.portfolio.priced import Block, Divided, divided, padded
from planner.text import folded
from planner.words.figures import amount

TOLERANCE = 1e-4  # of what the plans add: what may stay unproven where goals have limits of their own
MOST_NODES = 40
MOST_LIMITS = 50  # of goals' own, that may bind: each makes every step of one joint solution dearer; with more, goals answer to prices


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

    Raises: InputError where the goals' least efforts take more than there is, or their periods differ.
    """
    _refuse_periods(parts, portfolio)
    names, shared = list(parts), portfolio.resources
    blocks = [_block(parts[name], weights[name], shared) for name in names]
    amounts = np.array([each.amount for each in shared])
    try:
        found = _divided(blocks, amounts)
    except InfeasibleError as error:
        raise InputError([_contradiction(error, portfolio, len(names))]) from None
    return Shares(
        by_goal={
            name: tuple((each.name, take) for each, take in zip(shared, takes, strict=True))
            for name, takes in zip(names, found.takes.tolist(), strict=True)
        },
        division=Division(
            resources=tuple(
                SharedUse(name=each.name, amount=each.amount, used=use, next_unit=price)
                for each, use, price in zip(
                    shared, found.takes.sum(axis=0).tolist(), found.prices.tolist(), strict=True
                )
            ),
            goals=len(names),
            gap=max(found.bound - found.value, 0.0) / found.bound if found.bound > 0 else 0.0,
            weighted=len(set(weights.values())) > 1,
        ),
    )


def _divided(blocks: Sequence[Block], amounts: Array) -> Divided:
    if _limits(blocks) <= MOST_LIMITS:
        with suppress(InfeasibleError):  # its search may end before it has found that all can be kept
            return joint_division(blocks, amounts)
    return divided(blocks, amounts)


def _block(part: Part, weight: float, shared: Sequence[Resource]) -> Block:
    """A goal with what it takes of what is shared, and the limits of its own that may bind. Args: weight: what one session of it is worth."""
    task = part.task
    known = dict(zip(part.resources, task.uses, strict=True))
    none = np.zeros(len(task.weight))
    own = [(known[each.name], each.amount) for each in part.own if each.name in known]
    binding = [(row, amount) for row, amount in own if row @ task.effort[:, -1] > amount]
    return Block(
        task=replace(
            task,
            weight=frozen(task.weight * weight),
            cost=frozen(task.cost * weight),
            uses=frozen(np.array([row for row, _ in binding]).reshape(len(binding), len(none))),
            budget=frozen([amount for _, amount in binding]),
            base=task.base * weight,
        ),
        takes=frozen(np.array([known.get(folded(each.name), none) for each in shared]).reshape(len(shared), len(none))),
    )


def _limits(blocks: Sequence[Block]) -> int:
    """How many limits and sub-targets are goals' own."""
    return sum(len(block.task.budget) + len(block.task.need) for block in blocks)


def joint_division(blocks: Sequence[Block], amounts: Array) -> Divided:
    """The division as one question of all levers. Args: amounts (n_shared,) [resource]. Raises: as `divided`."""
    if not blocks:
        return Divided(takes=np.zeros((0, len(amounts))), value=0.0, bound=0.0, prices=np.zeros(len(amounts)))
    task, starts = _joint(blocks, amounts)
    found = allocate(task, tolerance=TOLERANCE, most_nodes=MOST_NODES) if _limits(blocks) else allocate(task)
    ends = [*starts[1:], len(found.effort)]
    takes = [block.takes @ found.effort[begin:end] for block, begin, end in zip(blocks, starts, ends, strict=True)]
    prices = found.shadow_prices[: len(amounts)]
    return Divided(takes=np.stack(takes), value=found.value, bound=found.bound, prices=prices)


def _joint(blocks: Sequence[Block], amounts: Array) -> tuple[Task, list[int]]:
    """All goals' tasks as one, and where each goal's levers begin. Shared resources first, then what each goal has for itself."""
    tasks = [block.task for block in blocks]
    counts = [len(task.weight) for task in tasks]
    starts = np.cumsum([0, *counts])[:-1].tolist()
    total, points = sum(counts), max((task.effort.shape[1] for task in tasks), default=1)
    own = [_wide(row, begin, total) for task, begin in zip(tasks, starts, strict=True) for row in task.uses]
    branches = [_wide(row, begin, total) for task, begin in zip(tasks, starts, strict=True) for row in task.share]
    return Task(
        effort=frozen(np.concatenate([padded(task.effort, points) for task in tasks])),
        gain=frozen(np.concatenate([padded(task.gain, points) for task in tasks])),
        weight=frozen(np.concatenate([task.weight for task in tasks])),
        cost=frozen(np.concatenate([task.cost for task in tasks])),
        stepped=np.concatenate([task.stepped for task in tasks]),
        uses=frozen(np.stack([*np.concatenate([block.takes for block in blocks], axis=1), *own])),
        budget=frozen(np.concatenate([amounts, *(task.budget for task in tasks)])),
        share=frozen(np.stack(branches) if branches else np.zeros((0, total))),
        need=frozen(np.concatenate([task.need for task in tasks])),
        base=float(sum(task.base for task in tasks)),
        excludes=tuple((a + b, c + b) for task, b in zip(tasks, starts, strict=True) for a, c in task.excludes),
        needs=tuple((a + b, c + b) for task, b in zip(tasks, starts, strict=True) for a, c in task.needs),
    ), starts


def _wide(row: Array, begin: int, total: int) -> Array:
    """A row of one goal's levers among those of all."""
    found = np.zeros(total)
    found[begin : begin + len(row)] = row
    return found


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
