"""make_whatif: what a page needs to plan the goal again in the browser."""

from dataclasses import replace

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.plan import Plan
from planner.model.response import GainTable
from planner.model.whatif_page import Patterns, Pieces, WhatIfLever, WhatIfPage, WhatIfResource
from planner.planning.gains import gains_at
from planner.planning.known import known
from planner.planning.start import started
from planner.planning.task import Question, question
from planner.planning.whatif_draws import CLOSE, draws_for, patterns, thinned
from planner.planning.whatif_tree import branches
from planner.planning.worked import Worked
from planner.response.now import recent_effort

FURTHEST = 3.0  # times what there is of a resource
ROOM = 1.05  # times what all levers take at their limits
MOST_PARTS = 15_000  # leaves, and shares of levers on them


def make_whatif(worked: Worked, plan: Plan, goal_file: Pieces = ()) -> WhatIfPage:
    """The question behind a plan. Args: plan, of what was worked out; goal_file: its text, cut where values can be put."""
    goal, aim, history = worked.goal, worked.aim, worked.history
    usual, table, asked = _free(worked)
    outcome = worked.prospect.usual + asked.inside @ _planned_gains(worked)
    low, high = plan.outcome.p10, plan.outcome.p90
    drawn = _patterns(table, asked, CLOSE * (high - low))
    at = thinned(outcome, draws_for(sum(len(one.shapes) for one in drawn)))
    small = len(history.leaves) + int((table.leaf_shares > 0).sum()) <= MOST_PARTS
    key = tuple((level, values[0]) for level, values in aim.where)
    return WhatIfPage(
        start=worked.start,
        metric=goal.metric,
        target=aim.target,
        limited=asked.limited,
        risk=goal.risk,
        base=asked.task.base,
        usual=frozen(usual.draws[list(aim.leaves)].sum(axis=0)[at]),
        resources=_resources(asked, plan),
        levers=tuple(
            _lever(n, worked, table, asked, replace(one, scores=frozen(one.scores[:, at])), small=small)
            for n, one in enumerate(drawn)
        ),
        need=asked.task.need,
        excludes=asked.task.excludes,
        needs=asked.task.needs,
        leaves=frozen(usual.draws.mean(axis=1) if small else ()),
        bounds=tuple((history.matching(bound.where), bound.sessions) for bound in goal.at_least),
        tree=branches(plan.tree, history, key) if small else (),
        mean=plan.outcome.mean,
        low=low,
        high=high,
        chance=plan.chance,
        goal_file=goal_file,
    )


def _free(worked: Worked) -> tuple[Forecast, GainTable, Question]:
    """Business as usual, gains and question as if no lever were kept as it is: the page can leave them as they are.

    Only of a plan that starts from today: what is left as it is counts as usual there, and not elsewhere."""
    goal, history = worked.goal, worked.history
    if worked.start != "today" or not any(lever.keep for lever in goal.levers):
        return worked.usual, worked.table, worked.asked
    goal = replace(goal, levers=tuple(replace(lever, keep=False) for lever in goal.levers))
    facts = known(goal, history, worked.aim.period)
    usual, table = started(worked.start, facts.usual, facts.gains)
    return usual, table, question(goal, history, worked.aim, usual, table, worked.rates)


def _planned_gains(worked: Worked) -> Array:
    """(n_levers, n_draws) [sessions] of the program's plan."""
    return gains_at(worked.table, worked.found.effort)


def _patterns(table: GainTable, asked: Question, close: float) -> list[Patterns]:
    """By lever; none for one that brings nothing to the goal's branch."""
    n_draws = table.gain.shape[1]
    nothing = Patterns(shapes=frozen(np.zeros((0, 1))), scores=frozen(np.zeros((0, n_draws))))
    return [
        patterns(table.gain[n], close / inside) if inside > 0 else nothing
        for n, inside in enumerate(asked.inside.tolist())
    ]


def _lever(n: int, worked: Worked, table: GainTable, asked: Question, drawn: Patterns, *, small: bool) -> WhatIfLever:
    task, option, said = asked.task, table.options[n], worked.goal.levers[n]
    # Points repeated at the end only fill the table up.
    count = int((task.effort[n] < task.effort[n, -1]).sum()) + 1
    at = np.searchsorted(table.effort[n], task.effort[n, :count])
    return WhatIfLever(
        name=said.name,
        unit=said.unit,
        now=option.now,
        planned=float(worked.found.effort[n]),
        effort=frozen(task.effort[n, :count]),
        gain=frozen(task.gain[n, :count]),
        stepped=bool(task.stepped[n]),
        step=said.step,
        smooth=not task.stepped[n] and not said.curve and bool(task.effort[n, -1] == table.effort[n, -1]),
        weight=float(task.weight[n]),
        cost=float(task.cost[n]),
        inside=float(asked.inside[n]),
        uses=frozen(task.uses[:, n]),
        share=frozen(task.share[:, n]),
        leaves=tuple(
            (leaf, float(table.leaf_shares[n, leaf])) for leaf in np.flatnonzero(table.leaf_shares[n]).tolist()
        )
        if small
        else (),
        kept=said.keep and worked.start == "today",
        keepable=_keepable(worked, worked.goal, n),
        patterns=replace(drawn, shapes=frozen(drawn.shapes[:, at])) if len(drawn.shapes) else drawn,
    )


def _keepable(worked: Worked, goal: Goal, n: int) -> bool:
    lever, option = goal.levers[n], worked.table.options[n]
    if worked.start != "today":
        return False
    seen = recent_effort(worked.history.effort, lever.name, worked.aim.period.days)
    if lever.now is None and seen is None:
        return False
    return lever.keep or (lever.least or 0.0) <= option.now <= (np.inf if lever.most is None else lever.most)


def _resources(asked: Question, plan: Plan) -> tuple[WhatIfResource, ...]:
    """Sliders go as far as the levers do, and no further than thrice what there is."""
    task = asked.task
    full = task.uses @ task.effort[:, -1] if len(task.effort) else np.zeros(len(task.budget))
    found = []
    for one, most in zip(plan.resources, full.tolist(), strict=True):
        amount = _rounded_up(one.used) if one.amount is None else one.amount
        reach = most * ROOM if one.amount is None or amount == 0 else min(FURTHEST * amount, most * ROOM)
        found.append(WhatIfResource(name=one.name, amount=amount, most=max(reach, amount)))
    return tuple(found)


def _rounded_up(value: float) -> float:
    """To four digits, so that what is used fits."""
    if value <= 0:
        return 0.0
    unit = 10.0 ** (np.floor(np.log10(value)) - 3)
    return float(f"{np.ceil(value / unit - 1e-9) * unit:.12g}")
