"""Where the plan's resources come from and go: what is taken back, and what is new."""

import numpy as np

from planner.model.allocation import Allocation
from planner.model.lever_plan import Freed, Reallocation
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.planning.gains import gains_at
from planner.planning.task import Question
from planner.planning.verdicts import SAME


def reallocation(asked: Question, table: GainTable, found: Allocation) -> Reallocation | None:
    """What is freed, apart from what is new; None where no lever gets less than today."""
    gains, uses = gains_at(table, found.effort), asked.task.uses
    change = found.effort - asked.now
    less = change < -SAME * np.maximum(asked.now, 1e-12)
    if not less.any():
        return None
    budget = np.where(asked.task.budget > 0, asked.task.budget, 1.0)
    size = (uses / budget[:, None]).sum(axis=0) * -change  # levers that free much of what there is come first
    freed = tuple(
        Freed(
            lever=table.options[n].lever.name,
            unit=table.options[n].lever.unit,
            now=float(asked.now[n]),
            planned=float(found.effort[n]),
            uses=tuple(
                (name, float(-change[n] * each))
                for name, each in zip(asked.resources, uses[:, n], strict=True)
                if each > 0
            ),
            lost=spread(-gains[n]),
        )
        for n in np.argsort(-size, kind="stable").tolist()
        if less[n]
    )
    return Reallocation(
        freed=freed,
        added=tuple(zip(asked.resources, (uses @ change).tolist(), strict=True)),
        brought=float(gains[change > 0].mean(axis=1).sum()),
    )
