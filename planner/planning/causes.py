"""Why a lever gets no more effort than it does."""

from typing import Literal

import numpy as np

from planner.model.allocation import Allocation
from planner.model.response import GainTable
from planner.planning.task import SPARE, Question, all_used
from planner.words.language import say


def aside() -> str:
    """The reason for a lever that has no part in the goal's branch."""
    return say("does not serve this goal")


def cause_of(n: int, asked: Question, table: GainTable, found: Allocation) -> str:  # noqa: PLR0911 - one cause a line
    """The reason in a few words, for lever `n` at an effort below what it could have."""
    task, lever = asked.task, table.options[n].lever
    if asked.inside[n] == 0 and not task.share[:, n].any():
        return aside()
    if found.effort[n] <= 0 and (other := _in_its_place(n, asked, found)) is not None:
        name = table.options[other[0]].lever.name
        if other[1] == "excludes":
            return say("{lever} is used instead", lever=name)
        return say("needs {lever}, which is not used", lever=name)
    if (lever.most or 0.0) < asked.now[n]:
        return say("your max is below today's effort")
    if not asked.limited:
        return say("not needed for the target")
    uses = task.uses[:, n] > 0
    spent = uses & all_used(asked, found)
    raised = (found.effort > asked.now * (1 + SPARE)) & (task.uses[spent] > 0).any(axis=0)
    if raised.any():
        return say("others bring more")
    if task.cost[n] > 0 and not spent.any():
        return say("costs more than a session is worth")
    if spent.any():
        return say("not enough {resource}", resource=asked.resources[int(np.argmax(spent))])
    return say("brings next to nothing")


def _in_its_place(n: int, asked: Question, found: Allocation) -> tuple[int, Literal["excludes", "needs"]] | None:
    """The lever that keeps another from being used, and how."""
    used = found.effort > 0
    for one, other in asked.task.excludes:
        if n in (one, other) and used[beside := other if one == n else one]:
            return beside, "excludes"
    for one, other in asked.task.needs:
        if one == n and not used[other]:
            return other, "needs"
    return None
