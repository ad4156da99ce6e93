"""The curve of every lever, for people to look at."""

from dataclasses import replace

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.learned import Curve
from planner.model.lever_curve import LeverCurve
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.response import GainTable
from planner.model.spread import spread, spreads
from planner.planning.make_plan import plan_of
from planner.planning.worked import Worked, worked_out
from planner.response.respond import respond

POINTS = 24  # efforts that a curve is shown at, beside today's and the planned one
SMALL = 0.05  # of today's effort, or of the most: the next unit is read off the curve over so much more


def lever_curves(goal: Goal, history: History) -> tuple[Plan, tuple[LeverCurve, ...]]:
    """The plan, and the curve of each of its levers as if it could be given any effort from the first day on.

    Raises: InputError as `make_plan` does.
    """
    worked = worked_out(goal, history)
    plan = plan_of(worked)
    return plan, curves_of(plan, worked)


def curves_of(plan: Plan, worked: Worked) -> tuple[LeverCurve, ...]:
    """The curves of a plan's levers, from what was learned for the plan: learning takes longer than all the rest."""
    taught = worked.facts.learned
    table = unlimited_gains(plan, worked)
    weeks = taught.weeks if taught else 0
    return tuple(_curve(one, n, table, taught.of(n) if taught else None, weeks) for n, one in enumerate(plan.levers))


def unlimited_gains(plan: Plan, worked: Worked) -> GainTable:
    """The gains of a plan's levers as if each could be given any effort from the first day on, up to its most or twice today's."""
    free = tuple(
        replace(lever, least=0.0, most=max(one.most, 2 * one.now, one.planned), starts=None, step=None, keep=False)
        for lever, one in zip(plan.goal.levers, plan.levers, strict=True)
    )
    return respond(
        replace(plan.goal, levers=free),
        worked.facts.history,
        worked.today,
        plan.period,
        learned=worked.facts.learned,
        echo=worked.facts.echo,
    )


def _curve(lever: LeverPlan, n: int, table: GainTable, taught: Curve | None, weeks: int) -> LeverCurve:
    most = float(table.effort[n, -1])
    points = {*np.linspace(0.0, most, POINTS + 1).tolist(), lever.now, min(lever.planned, most)}
    efforts = np.array(sorted(points))
    step = max(SMALL * (lever.now or most), lever.step or 0.0)
    looked = np.concatenate(
        [efforts, [lever.now, min(lever.now + step, most), 2 * lever.now, max(lever.now - step, 0.0)]]
    )
    brings = read_gains(table, n, looked) - table.gain[n][:, :1]
    now, more, twice, less = brings[:, -4], brings[:, -3], brings[:, -2], brings[:, -1]
    ahead = looked[-3] - looked[-4]
    return LeverCurve(
        lever=lever,
        efforts=tuple(efforts.tolist()),
        sessions=spreads(brings[:, : len(efforts)].T),
        present=spread(now),
        next_unit=spread((more - now) / ahead if ahead > 0 else (now - less) / max(looked[-4] - looked[-1], 1e-12)),
        doubled=spread(twice) if lever.now > 0 else None,
        delay=spread(taught.delay * 7) if taught else None,
        weight=taught.weight if taught else None,
        weeks=weeks if taught else 0,
    )


def read_gains(table: GainTable, n: int, efforts: Array) -> Array:
    """(n_draws, n_efforts) gains of a lever, linear between the points of the table."""
    row, gain = table.effort[n], table.gain[n]
    right = np.clip(np.searchsorted(row, efforts), 1, len(row) - 1)
    low, high = row[right - 1], row[right]
    weight = np.divide(efforts - low, high - low, out=np.zeros(len(efforts)), where=high > low)
    read: Array = gain[:, right - 1] * (1 - weight) + gain[:, right] * weight
    return read
