"""make_plan: the stages, wired."""

import numpy as np

from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.plan import Plan, Start
from planner.model.spread import spread
from planner.planning.best import best_of_each, certificate_of
from planner.planning.caveats import assumptions_of, warnings_of
from planner.planning.checkpoints import checkpoints
from planner.planning.effort_caveats import effort_warnings
from planner.planning.gains import by_leaf, gains_at
from planner.planning.levers import lever_plans
from planner.planning.quality import floor_plans, quality_of, quality_warnings, sub_targets
from planner.planning.reallocated import reallocation
from planner.planning.resources import marginal, resource_plans
from planner.planning.trees import trees_of
from planner.planning.trials import trials
from planner.planning.worked import Worked, worked_out


def make_plan(goal: Goal, history: History, *, start: Start = "today") -> Plan:
    """The best plan for a goal: what would happen anyway, where effort pays, and how likely the target is.

    Args: goal, from `read_goal`; history, from `read_history`, with sessions by leaf and day; start: what the plan starts from.
    Returns: the plan; the same goal, history and seed give the same plan.
    Raises: InputError where goal and history contradict each other, or the goal's limits each other.
    """
    return plan_of(worked_out(goal, history, start=start))


def plan_of(worked: Worked) -> Plan:
    """What there is to tell of a goal that is worked out."""
    goal, history, aim, asked, found = worked.goal, worked.history, worked.aim, worked.asked, worked.found
    usual, table, facts, rates, reach = worked.usual, worked.table, worked.facts, worked.rates, worked.reach
    at, alone = list(aim.leaves), worked.prospect.usual
    levers = lever_plans(goal, asked, table, found)
    gains = gains_at(table, found.effort)
    expected = usual.draws + by_leaf(table, gains)
    outcome = expected[at].sum(axis=0)
    resources = resource_plans(asked, table, found, marginal(asked, worked.prepared, found))
    trees = trees_of(goal, history, aim, asked, table, usual, expected, reach)
    best = best_of_each(rates, aim, asked, table, usual)
    quality = quality_of(goal, aim, rates, table, history, usual.draws, gains, best)
    return Plan(
        goal=goal,
        as_of=history.last,
        seen=float(np.nansum(history.sessions)),
        start=worked.start,
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
        risk=worked.risk,
        quality=quality,
        floors=(*sub_targets(goal, history, usual.draws, expected), *floor_plans(goal, rates, usual.draws, expected)),
        certificate=certificate_of(found, rates, quality, outcome),
        checkpoints=checkpoints(aim, usual, table, gains * asked.inside[:, None]),
        trials=trials(levers, asked, facts, found, seed=goal.seed),
        new=trees.new,
        returning=trees.returning,
        assumptions=assumptions_of(goal, history, aim, facts),
        warnings=(
            *effort_warnings(goal, history, facts, levers),
            *quality_warnings(rates, table, gains),
            *warnings_of(goal, history, aim, usual, table, resources, worked.ruled_out, _outside(usual, expected, at)),
        ),
    )


def _outside(usual: Forecast, expected: Array, inside: list[int]) -> tuple[float, float]:
    """Mean sessions outside the goal's branch, as usual and under the plan."""
    out = np.ones(len(expected), dtype=np.bool_)
    out[inside] = False
    return float(usual.draws[out].sum(axis=0).mean()), float(expected[out].sum(axis=0).mean())
