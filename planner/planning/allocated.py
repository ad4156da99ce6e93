"""The answer to the goal's question, or the complaint that it has none."""

from dataclasses import replace

import numpy as np

from planner.allocation.allocate import solve
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.merit import Chance, WorstFifth
from planner.allocation.prepared import Prepared
from planner.allocation.prospect import Prospect
from planner.allocation.risk import choose
from planner.allocation.table import gain_at
from planner.errors import InputError, Problem
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, Bools, frozen
from planner.model.goal import Goal
from planner.model.plan import RiskChoice, Start
from planner.planning.task import Question
from planner.words.figures import amount, exact

NOTHING = 0.5  # sessions: effort that brings fewer is not worth anybody's while
GIVEN_UP = 1e-4  # of all sessions: what may be given up so, all levers together, lest the proof suffer


def allocated(
    goal: Goal,
    asked: Question,
    prepared: Prepared,
    prospect: Prospect,
    *,
    target: float,
    scale: float | None,
    start: Start = "today",
) -> tuple[Allocation, RiskChoice | None]:
    """The best effort for every lever, by the mean or by what the goal's `risk` asks for.

    Args: prepared: the question's task; prospect: the draws behind it; target [sessions]; scale: of the budgets of a goal without
        limits, None for all that brings something. Such a goal never gets less of a resource than is used today.
    Raises: InputError where the goal's limits contradict each other, with the place of the one to blame.
    """
    budget = asked.task.budget
    steps = np.array([lever.step or 0.0 for lever in goal.levers])
    if not asked.limited and scale is not None:
        budget = np.maximum(budget * scale, np.minimum(asked.task.uses @ asked.now, budget))
    try:
        found = solve(prepared, budget)
    except InfeasibleError as error:
        raise InputError([_contradiction(goal, asked, error, start)]) from None
    risk = None
    if goal.risk != "expected":
        chosen = choose(
            prepared, budget, found, prospect, WorstFifth() if goal.risk == "cautious" else Chance(target=target)
        )
        found = chosen.allocation
        risk = RiskChoice(kind=goal.risk, chosen=chosen.figure, expected=chosen.instead_of, given_up=chosen.fewer)
    return _without_trifles(asked, _on_steps(asked, found, steps, budget)), risk


def _on_steps(asked: Question, found: Allocation, steps: Array, budget: Array) -> Allocation:
    """The allocation with levers of very many steps on one of them: rounded down, then up by one where what is left allows it, best first."""
    task = asked.task
    fine = (steps > 0) & (task.stepped == 0) & ~(_among(task.excludes + task.needs, len(steps)) & (found.effort <= 0))
    if not fine.any():
        return found
    whole = np.where(fine, np.floor(found.effort / np.where(fine, steps, 1.0) + 1e-9) * steps, found.effort)
    effort = np.maximum(whole, task.effort[:, 0])
    worth = _values(task, effort + steps * fine) - _values(task, effort)
    for n in np.argsort(-worth).tolist():
        more = effort + steps * (np.arange(len(effort)) == n)
        if (
            fine[n]
            and worth[n] > 0
            and more[n] <= task.effort[n, -1] * (1 + 1e-9)
            and bool((task.uses @ more <= budget * (1 + 1e-9)).all())
        ):
            effort = more
    change = float((_values(task, effort) - _values(task, found.effort)).sum())
    left = np.maximum(budget - task.uses @ effort, 0.0)
    return replace(found, effort=frozen(effort), value=found.value + min(change, 0.0), left=frozen(left))


def _values(task: Task, effort: Array) -> Array:
    """(n_levers,) [sessions] what every lever is worth at an effort."""
    values: Array = task.weight * gain_at(task.effort, task.gain, effort) - task.cost * effort
    return values


def _among(pairs: tuple[tuple[int, int], ...], n_levers: int) -> Bools:
    """(n_levers,) whether a lever is in any of the pairs."""
    found = np.zeros(n_levers, dtype=np.bool_)
    found[[lever for pair in pairs for lever in pair]] = True
    return found


def _without_trifles(asked: Question, found: Allocation) -> Allocation:
    """The allocation without raises that bring next to nothing: what they use is left instead."""
    task = asked.task
    brings = gain_at(task.effort, task.gain, found.effort)
    lower = np.maximum(asked.now, task.effort[:, 0]) if len(brings) else asked.now
    little = min(NOTHING, GIVEN_UP * max(task.base, 0.0) / max(len(brings), 1))
    needed = _among(tuple((other, other) for _, other in task.needs), len(brings))
    idle = (found.effort > lower) & (brings < little) & (task.share.sum(axis=0) == 0) & ~needed
    if not idle.any():
        return found
    effort = np.where(idle, lower, found.effort)
    lost = float((task.weight * np.where(idle, brings, 0.0)).sum())
    left = found.left + task.uses @ (found.effort - effort)
    return replace(found, effort=frozen(effort), value=found.value - max(lost, 0.0), left=frozen(left))


def _contradiction(goal: Goal, asked: Question, error: InfeasibleError, start: Start) -> Problem:
    if error.kind == "resource":
        name = asked.resources[error.index]
        takes = asked.task.uses[error.index] * asked.task.effort[:, 0]
        largest = goal.levers[int(np.argmax(takes))]
        why = "`keep`" if largest.keep else "its `min`, or what runs until it `starts`,"
        why = "today's effort, which --only-new keeps," if start == "only new" and not largest.keep else why
        return Problem(
            place=goal.place("resources", name),
            text=f"what the levers need at least takes {amount(error.needed)} {name}, there are {amount(error.possible)}",
            expected=f"more of it, or less for {largest.name}: {why} takes {amount(float(takes.max()))}",
        )
    if error.kind in ("excludes", "needs"):
        return _pair(goal, asked, error, start)
    if (floor := error.index - len(goal.at_least)) >= 0:
        least, measure = goal.floors[floor].at_least, goal.floors[floor].measure
        return Problem(
            place=goal.place("floor", floor),
            text=f"{amount(least)} {measure} cannot be reached on average",
            expected=f"at most {amount(least - error.needed + error.possible)}, with these levers and resources",
        )
    bound = goal.at_least[error.index]
    most = bound.sessions - error.needed + error.possible
    return Problem(
        place=goal.place("at_least", error.index),
        text=f"{exact(bound.sessions)} {goal.metric} cannot be reached here on average",
        expected=f"at most {exact(np.floor(most))}, with these levers and resources",
    )


def _pair(goal: Goal, asked: Question, error: InfeasibleError, start: Start) -> Problem:
    """Levers that cannot be kept apart, or together."""
    excluding = error.kind == "excludes"
    one, other = (asked.task.excludes if excluding else asked.task.needs)[error.index]
    first, second = goal.levers[one].name, goal.levers[other].name
    forced = "both are used today, and --only-new keeps them" if start == "only new" else "both have effort at least"
    because = forced if excluding else f"{second} can have none"
    return Problem(
        place=goal.place("levers", first, error.kind),
        text=f"{first} {error.kind} {second}, but {because}",
        expected="a `min` of 0, and no effort before it `starts`" if excluding else f"a `max` above 0 for {second}",
    )
