"""What every lever brings as it is and at the margin, as draws."""

import numpy as np

from planner.model.goal import Goal
from planner.model.history import History
from planner.model.margin import LeverMargin
from planner.model.period import WEEK
from planner.planning.curves import read_gains, unlimited_gains
from planner.planning.make_plan import plan_of
from planner.planning.worked import worked_out

MORE = 0.1  # of today's effort: what the margin is read over
LEAST, MOST = 0.02, 1.5  # of an elasticity


def lever_margins(goal: Goal, history: History) -> tuple[Goal, tuple[LeverMargin, ...]]:
    """The goal with its levers, the playbook's where it names none, and what each brings a week for effort as it is in the goal's period.

    What comes after the period counts too.

    Raises: InputError as `make_plan` does.
    """
    worked = worked_out(goal, history)
    plan = plan_of(worked)
    table = unlimited_gains(plan, worked)
    weeks = plan.period.days / WEEK
    found = []
    for n, lever in enumerate(plan.levers):
        nothing, now, more = read_gains(table, n, np.array([0.0, lever.now, lever.now * (1 + MORE)])).T
        present = np.maximum(now - nothing, 0.0)
        bend = np.log1p(np.divide(more - now, present, out=np.ones_like(present), where=present > 0)) / np.log1p(MORE)
        found.append(
            LeverMargin(
                name=lever.name,
                uses=lever.uses,
                now=lever.now / weeks,
                present=present * (1 + float(table.later[n])) / weeks,
                elasticity=np.clip(bend, LEAST, MOST) if lever.now > 0 else np.zeros(0),
            )
        )
    return plan.goal, tuple(found)
