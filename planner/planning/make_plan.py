"""make_plan: the stages, wired."""

from dataclasses import replace

import numpy as np

from planner.allocation.allocate import solve
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import Prepared, prepare
from planner.errors import InputError, Problem
from planner.forecast.usual import forecast
from planner.model.allocation import Allocation
from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.plan import Certificate, Plan
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.model.tree import Node
from planner.model.visitors import Visitor, visitor_kind
from planner.planning.aim import Aim, aim_of
from planner.planning.caveats import assumptions_of, warnings_of
from planner.planning.checkpoints import checkpoints
from planner.planning.checks import find_problems
from planner.planning.gains import by_leaf, gains_at
from planner.planning.levers import lever_plans
from planner.planning.reach import Reach, reach_of
from planner.planning.resources import resource_plans
from planner.planning.task import Question, question
from planner.response.respond import respond
from planner.response.suggest import suggested_levers
from planner.tree.grow import Leaves, grow
from planner.words.figures import amount, exact

MOST_NAMED = 3  # levers at a leaf


def make_plan(goal: Goal, history: History) -> Plan:
    """The best plan for a goal: what would happen anyway, where effort pays, and how likely the target is.

    Args: goal, from `read_goal`; history, from `read_history`, with sessions by leaf and day.
    Returns: the plan; the same goal, history and seed give the same plan.
    Raises: InputError where goal and history contradict each other, or the goal's limits each other.
    """
    if problems := find_problems(goal, history):
        raise InputError(problems)
    levers, ruled_out = (goal.levers, ()) if goal.levers else suggested_levers(goal, history)
    goal = replace(goal, levers=levers)
    aim = aim_of(goal, history)
    usual = forecast(history, aim.period, seed=goal.seed, n_draws=goal.draws)
    table = respond(goal, history, usual, aim.period)
    asked = question(goal, history, aim, usual, table)
    prepared = prepare(asked.task)
    reach = reach_of(aim, asked, prepared, usual, table)
    found = _allocated(goal, asked, prepared, 1.0 if asked.limited else reach.needed.scale or 1.0)
    gains = gains_at(table, found.effort)
    at = list(aim.leaves)
    expected = usual.draws + by_leaf(table, gains)
    outcome = expected[at].sum(axis=0)
    resources = resource_plans(goal, asked, table, found)
    tree = _tree(history, aim, usual, table, reach, asked, expected)
    value = float(outcome.mean())
    return Plan(
        goal=goal,
        reading=aim.reading,
        where=aim.where,
        target=aim.target,
        period=aim.period,
        base=aim.base,
        metric=goal.metric,
        forecast=spread(usual.draws[at].sum(axis=0)),
        outcome=spread(outcome),
        chance=float((outcome >= aim.target).mean()),
        levers=lever_plans(goal, asked, table, found),
        resources=resources,
        tree=tree,
        needed=reach.needed,
        frontier=reach.frontier,
        certificate=Certificate(value=value, bound=value + found.bound - found.value, gap=found.gap),
        checkpoints=checkpoints(aim, usual, table, gains * asked.inside[:, None]),
        new=_branch(tree, "new"),
        returning=_branch(tree, "returning"),
        assumptions=assumptions_of(goal, history, aim, usual, table),
        warnings=warnings_of(goal, history, aim, resources, ruled_out, _outside(usual, expected, at)),
    )


def _allocated(goal: Goal, asked: Question, prepared: Prepared, scale: float) -> Allocation:
    """The allocation, or the complaint that the goal's limits contradict each other, with the place of the one to blame."""
    try:
        return solve(prepared, asked.task.budget * scale)
    except InfeasibleError as error:
        if error.kind == "resource":
            name = asked.resources[error.index]
            text = f"the levers' minimums take {amount(error.needed)} {name}, there are {amount(error.possible)}"
            raise InputError([Problem(place=goal.place("resources", name), text=text)]) from None
        bound = goal.at_least[error.index]
        most = bound.sessions - error.needed + error.possible
        text = f"{exact(bound.sessions)} {goal.metric} cannot be reached here on average"
        expected = f"at most {exact(np.floor(most))}, with these levers and resources"
        raise InputError([Problem(place=goal.place("at_least", error.index), text=text, expected=expected)]) from None


def _tree(
    history: History, aim: Aim, usual: Forecast, table: GainTable, reach: Reach, asked: Question, expected: Array
) -> Node:
    """The tree: only the gap above the forecast is split, by where it is cheapest to close."""
    room = np.maximum(by_leaf(table, gains_at(table, asked.best).mean(axis=1)), 0.0)
    leaves = Leaves(
        now=aim.now,
        forecast=usual.draws,
        expected=expected,
        target=_targets(aim, usual, table, reach),
        room=room,
        levers=_levers_by_leaf(table, asked),
    )
    key = tuple((level, values[0]) for level, values in _as_written(history, aim))
    return grow(history, leaves, goal=key, target=aim.target, unassigned=reach.needed.unassigned)


def _as_written(history: History, aim: Aim) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The goal's branch in the spelling of the traffic."""
    found = []
    for level, _ in aim.where:
        depth = [name.casefold() for name in history.levels].index(level.casefold())
        found.append((history.levels[depth], (history.leaves[aim.leaves[0]][depth],)))
    return tuple(found)


def _targets(aim: Aim, usual: Forecast, table: GainTable, reach: Reach) -> Array:
    """(n_leaves,) [sessions] adding up, over the goal's branch, to the target less what is unassigned.

    A branch that the smallest sufficient plan would cut keeps its forecast: targets ask for more, never for less.
    """
    at = list(aim.leaves)
    means = usual.draws.mean(axis=1)
    gap = aim.target - reach.needed.unassigned - float(means[at].sum())
    gains = np.maximum(by_leaf(table, gains_at(table, reach.effort).mean(axis=1)), 0.0)
    brought = float(gains[at].sum())
    if gap > 0 and brought > 0:
        split: Array = means + gains * (gap / brought)
    else:  # no gap to split: every branch may fall short alike
        split = means * (1 + gap / max(float(means[at].sum()), 1e-9))
    return split


def _levers_by_leaf(table: GainTable, asked: Question) -> tuple[tuple[str, ...], ...]:
    """Names of the levers that could bring most, by leaf, largest first."""
    room = table.leaf_shares * gains_at(table, asked.best).mean(axis=1)[:, None]
    order = np.argsort(-room, axis=0, kind="stable")
    names = [option.lever.name for option in table.options]
    return tuple(
        tuple(names[n] for n in order[:MOST_NAMED, leaf] if room[n, leaf] > 0) for leaf in range(room.shape[1])
    )


def _branch(tree: Node, kind: Visitor) -> Node | None:
    return next((node for node in tree.children if visitor_kind(node.name) == kind), None)


def _outside(usual: Forecast, expected: Array, inside: list[int]) -> tuple[float, float]:
    """Mean sessions outside the goal's branch, as usual and under the plan."""
    out = np.ones(len(expected), dtype=np.bool_)
    out[inside] = False
    return float(usual.draws[out].sum(axis=0).mean()), float(expected[out].sum(axis=0).mean())
