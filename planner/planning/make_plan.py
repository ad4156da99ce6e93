"""make_plan: the stages, wired."""

from dataclasses import dataclass, replace

import numpy as np

from planner.allocation.prepared import prepare
from planner.allocation.prospect import Prospect
from planner.errors import InputError
from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.plan import Plan, Start
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.planning.aim import Aim, aim_of, period_of
from planner.planning.allocated import allocated
from planner.planning.best import best_of_each, certificate_of
from planner.planning.caveats import assumptions_of, warnings_of
from planner.planning.checkpoints import checkpoints
from planner.planning.checks import find_problems
from planner.planning.effort_caveats import effort_warnings
from planner.planning.gains import by_leaf, gains_at
from planner.planning.known import Known, known
from planner.planning.levers import lever_plans
from planner.planning.quality import floor_plans, quality_of, quality_warnings, rates_of, sub_targets
from planner.planning.reach import reach_of
from planner.planning.reallocated import reallocation
from planner.planning.resources import marginal, resource_plans
from planner.planning.start import started
from planner.planning.task import question
from planner.planning.trees import trees_of
from planner.planning.trials import trials
from planner.response.suggest import suggested_levers


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and what it was reckoned from."""

    plan: Plan
    aim: Aim
    known: Known
    """With effort as it is today, wherever the plan starts from."""
    usual: Forecast
    """From where the plan starts."""
    table: GainTable
    """Gains against that."""
    gains: Array
    """(n_levers, n_draws) [sessions] at the planned effort, within the goal's branch."""


def make_plan(goal: Goal, history: History, *, start: Start = "today") -> Plan:
    """The best plan for a goal: what would happen anyway, where effort pays, and how likely the target is.

    Args: goal, from `read_goal`; history, from `read_history`, with sessions by leaf and day; start: what the plan starts from.
    Returns: the plan; the same goal, history and seed give the same plan.
    Raises: InputError where goal and history contradict each other, or the goal's limits each other.
    """
    return planned(goal, history, start=start).plan


def planned(goal: Goal, history: History, *, start: Start = "today") -> Planned:
    """The same with what it was reckoned from, for those who show more of it than the plan holds. Raises: as `make_plan` does."""
    if problems := find_problems(goal, history):
        raise InputError(problems)
    named, ruled_out = (goal.levers, ()) if goal.levers else suggested_levers(goal, history)
    goal = replace(goal, levers=named)
    today = known(goal, history, period_of(goal, history))
    aim = aim_of(goal, today.mended)
    usual, table = started(start, today.usual, today.gains)
    facts = replace(today, usual=usual, gains=table)
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
    trees = trees_of(goal, history, aim, asked, table, usual, expected, reach)
    best = best_of_each(rates, aim, asked, table, usual)
    quality = quality_of(goal, aim, rates, table, history, usual.draws, gains, best)
    within = gains * asked.inside[:, None]
    plan = Plan(
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
        tree=trees.tree,
        needed=reach.needed,
        frontier=reach.frontier,
        alone=reach.alone,
        reallocated=reallocation(asked, table, found),
        risk=risk,
        quality=quality,
        floors=(*sub_targets(goal, history, usual.draws, expected), *floor_plans(goal, rates, usual.draws, expected)),
        certificate=certificate_of(found, rates, quality, outcome),
        checkpoints=checkpoints(aim, usual, table, within),
        trials=trials(levers, asked, facts, found, seed=goal.seed),
        new=trees.new,
        returning=trees.returning,
        assumptions=assumptions_of(goal, history, aim, facts),
        warnings=(
            *effort_warnings(goal, history, facts, levers),
            *quality_warnings(rates, table, gains),
            *warnings_of(goal, history, aim, usual, table, resources, ruled_out, _outside(usual, expected, at)),
        ),
    )
    return Planned(plan=plan, aim=aim, known=today, usual=usual, table=table, gains=within)


def _outside(usual: Forecast, expected: Array, inside: list[int]) -> tuple[float, float]:
    """Mean sessions outside the goal's branch, as usual and under the plan."""
    out = np.ones(len(expected), dtype=np.bool_)
    out[inside] = False
    return float(usual.draws[out].sum(axis=0).mean()), float(expected[out].sum(axis=0).mean())
