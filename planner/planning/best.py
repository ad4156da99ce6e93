"""What the best possible plans bring: how close the plan is to them, and what those for other measures would bring."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import prepare
from planner.allocation.scale import at_budget
from planner.model.allocation import Allocation
from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.plan import Certificate
from planner.model.quality import Quality
from planner.model.response import GainTable
from planner.planning.aim import Aim
from planner.planning.gains import by_leaf, gains_at
from planner.planning.quality import Rates, of_name
from planner.planning.task import Question, weights

ROUNDING = 1e-12  # of the bound: a gap that small is no gap, and would be another one on another machine


def certificate_of(
    found: Allocation, rates: Sequence[Rates], quality: Sequence[Quality], outcome: Array
) -> Certificate:
    """How much more the best possible plan could bring, in sessions or in the measure that the goal values.

    Args: outcome (n_draws,) [sessions in the period] of the plan.
    """
    value, per_unit = float(outcome.mean()), 1.0
    if valued := next((one for one in quality if one.valued), None):
        rate = of_name(rates, valued.measure)
        value, per_unit = valued.outcome.mean, rate.site if rate else 1.0
    bound = value + max(found.bound - found.value, 0.0) * per_unit
    gap = (bound - value) / bound if bound > 0 else 0.0
    return Certificate(value=value, bound=bound, gap=gap if gap > ROUNDING else 0.0)


def best_of_each(
    rates: Sequence[Rates], aim: Aim, asked: Question, table: GainTable, usual: Forecast
) -> dict[str, float]:
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
