"""make_plan: the stages, wired."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import prepare
from planner.allocation.prospect import Prospect
from planner.allocation.scale import at_budget
from planner.errors import InputError
from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.plan import Certificate, Plan, Start
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.model.tree import Node
from planner.model.visitors import Visitor, visitor_kind
from planner.planning.aim import Aim, aim_of, period_of
from planner.planning.allocated import allocated
from planner.planning.caveats import assumptions_of, warnings_of
from planner.planning.checkpoints import checkpoints
from planner.planning.checks import find_problems
from planner.planning.effort_caveats import effort_warnings
from planner.planning.gains import by_leaf, gains_at
from planner.planning.known import known
from planner.planning.levers import lever_plans
from planner.planning.quality import Rates, floor_plans, of_name, quality_of, quality_warnings, rates_of, sub_targets
from planner.planning.reach import Reach, reach_of
from planner.planning.reallocated import reallocation
from planner.planning.resources import marginal, resource_plans
from planner.planning.start import started
from planner.planning.targets import split_target
from planner.planning.task import Question, question, weights
from planner.planning.trials import trials
from planner.response.suggest import suggested_levers
from planner.tree.grow import Leaves, grow

MOST_NAMED = 3  # levers at a leaf


def make_plan(goal: Goal, history: History, *, start: Start = "today") -> Plan:
    """The best plan for a goal: what would happen anyway, where effort pays, and how likely the target is.

    Args: goal, from `read_goal`; history, from `read_history`, with sessions by leaf and day; start: what the plan starts from.
    Returns: the plan; the same goal, history and seed give the same plan.
    Raises: InputError where goal and history contradict each other, or the goal's limits each other.
    """
    if problems := find_problems(goal, history):
        raise InputError(problems)
    named, ruled_out = (goal.levers, ()) if goal.levers else suggested_levers(goal, history)
    goal = replace(goal, levers=named)
    facts = known(goal, history, period_of(goal, history))
    aim = aim_of(goal, facts.mended)
    usual, table = started(start, facts.usual, facts.gains)
    facts = replace(facts, usual=usual, gains=table)
    rates = rates_of(history, seed=goal.seed, n_draws=goal.draws)
    asked = question(goal, history, aim, usual, table, rates)
    free = prepare(replace(asked.task, cost=np.zeros_like(asked.task.cost)))
    reach = reach_of(aim, asked, free, usual, table)
    prepared = prepare(asked.task) if goal.worth else free
    at = list(aim.leaves)
    alone = usual.draws[at].sum(axis=0)
    prospect = Prospect(usual=alone, gain=table.gain, inside=asked.inside)
    found, risk = allocated(goal, asked, prepared, prospect, target=aim.target, scale=reach.needed.scale, start=start)
    levers = lever_plans(goal, asked, table, found)
    gains = gains_at(table, found.effort)
    expected = usual.draws + by_leaf(table, gains)
    outcome = expected[at].sum(axis=0)
    resources = resource_plans(asked, table, found, marginal(asked, prepared, found))
    leaves = Leaves(
        now=aim.now,
        forecast=usual.draws,
        expected=expected,
        target=_targets(goal, history, aim, usual, table, reach),
        room=np.maximum(by_leaf(table, gains_at(table, asked.most).mean(axis=1)), 0.0),
        levers=_levers_by_leaf(table, asked),
    )
    key = tuple((level, values[0]) for level, values in aim.where)
    tree = grow(history, leaves, goal=key, target=aim.target, unassigned=reach.needed.unassigned)
    as_given = grow(history, leaves, goal=(), target=tree.target, unassigned=0) if key else tree
    quality = quality_of(
        goal, aim, rates, table, history, usual.draws, gains, _best_of(rates, aim, asked, table, usual)
    )
    valued = next((one for one in quality if one.valued), None)
    value, per_unit = (valued.outcome.mean, _rate(rates, valued.measure)) if valued else (float(outcome.mean()), 1.0)
    bound = value + max(found.bound - found.value, 0.0) * per_unit
    return Plan(
        goal=goal,
        start=start,
        reading=aim.reading,
        where=aim.where,
        target=aim.target,
        period=aim.period,
        base=aim.base,
        metric=goal.metric,
        forecast=spread(alone),
        outcome=spread(outcome),
        chance=float((outcome >= aim.target).mean()),
        chance_alone=float((alone >= aim.target).mean()),
        levers=levers,
        resources=resources,
        tree=tree,
        needed=reach.needed,
        frontier=reach.frontier,
        alone=reach.alone,
        reallocated=reallocation(asked, table, found),
        risk=risk,
        quality=quality,
        floors=(*sub_targets(goal, history, usual.draws, expected), *floor_plans(goal, rates, usual.draws, expected)),
        certificate=Certificate(value=value, bound=bound, gap=(bound - value) / bound if bound > 0 else 0.0),
        checkpoints=checkpoints(aim, usual, table, gains * asked.inside[:, None]),
        trials=trials(levers, asked, facts, found, seed=goal.seed),
        new=_branch(as_given, "new"),
        returning=_branch(as_given, "returning"),
        assumptions=assumptions_of(goal, history, aim, facts),
        warnings=(
            *effort_warnings(goal, history, facts, levers),
            *quality_warnings(rates, table, gains),
            *warnings_of(goal, history, aim, usual, table, resources, ruled_out, _outside(usual, expected, at)),
        ),
    )


def _best_of(rates: Sequence[Rates], aim: Aim, asked: Question, table: GainTable, usual: Forecast) -> dict[str, float]:
    """[measure] what the plan within the goal's resources that brings most of each measure brings of it, by the measure's name."""
    if not asked.limited or not table.options:
        return {}
    at, found = list(aim.leaves), {}
    for one in rates:
        task = replace(asked.task, weight=weights(one, aim, table), cost=np.zeros_like(asked.task.cost))
        try:
            effort = at_budget(prepare(task), task.budget).effort
        except InfeasibleError:
            continue
        sessions = usual.draws + by_leaf(table, gains_at(table, effort))
        found[one.measure] = float((sessions[at] * one.draws[at]).sum(axis=0).mean())
    return found


def _rate(rates: Sequence[Rates], measure: str) -> float:
    found = of_name(rates, measure)
    return found.site if found else 1.0


def _targets(goal: Goal, history: History, aim: Aim, usual: Forecast, table: GainTable, reach: Reach) -> Array:
    """(n_leaves,) [sessions] what every leaf has to bring."""
    return split_target(
        usual.draws.mean(axis=1),
        by_leaf(table, gains_at(table, reach.effort).mean(axis=1)),
        total=aim.target - reach.needed.unassigned,
        inside=list(aim.leaves),
        bounds=[(history.matching(bound.where), bound.sessions) for bound in goal.at_least],
    )


def _levers_by_leaf(table: GainTable, asked: Question) -> tuple[tuple[str, ...], ...]:
    """Names of the levers that could bring most, by leaf, largest first."""
    room = table.leaf_shares * gains_at(table, asked.most).mean(axis=1)[:, None]
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
