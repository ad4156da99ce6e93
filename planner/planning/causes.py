"""Why a lever gets no more effort than it does."""

import numpy as np

from planner.model.allocation import Allocation
from planner.model.response import GainTable
from planner.planning.task import SPARE, Question, all_used

ASIDE = "does not serve this goal"


def cause_of(n: int, asked: Question, table: GainTable, found: Allocation) -> str:  # noqa: PLR0911 - one cause a line
    """The reason in a few words, for lever `n` at an effort below what it could have."""
    task, lever = asked.task, table.options[n].lever
    if asked.inside[n] == 0 and not task.share[:, n].any():
        return ASIDE
    if (lever.most or 0.0) < asked.now[n]:
        return "your max is below today's effort"
    if not asked.limited:
        return "not needed for the target"
    uses = task.uses[:, n] > 0
    spent = uses & all_used(asked, found)
    raised = (found.effort > asked.now * (1 + SPARE)) & (task.uses[spent] > 0).any(axis=0)
    if raised.any():
        return "others bring more"
    if task.cost[n] > 0 and not spent.any():
        return "costs more than a session is worth"
    if spent.any():
        return f"not enough {asked.resources[int(np.argmax(spent))]}"
    return "brings next to nothing"
