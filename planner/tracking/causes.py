"""Why a total is off its plan: the difference taken apart, so that the parts add up to it."""

from collections.abc import Sequence

import numpy as np

from planner.learning.states import as_of
from planner.model.arrays import Array
from planner.model.history import History
from planner.model.learned import Learned
from planner.model.response import GainTable
from planner.model.track import CauseTrack
from planner.planning.gains import gains_at
from planner.response.respond import respond
from planner.tracking.expected import Expected

NONE = 0.5  # session: less is no part


def causes(
    promised: Expected, spent: Array, learned: Learned | None, history: History, actual: Array, inside: Sequence[int]
) -> tuple[CauseTrack, ...]:
    """The difference between what came of a branch and what the plan expected of it.

    What effort did is told first, by the curves of the plan where it was not what was planned, and by what is known of them now where it
    brought something else than they say; branches that the plan does not know stand for themselves, and the rest is demand.

    Args: spent (n_levers,) [lever units] in the stretch; learned: from the whole history; actual (n_leaves,) [sessions] in the stretch;
        inside: leaves of that branch.
    """
    table = promised.known.gains
    then = {leaf: n for n, leaf in enumerate(promised.history.leaves)}
    at = [then[history.leaves[n]] for n in inside if history.leaves[n] in then]
    off = float(actual[list(inside)].sum()) - float(promised.draws[at].sum(axis=0).mean())
    unknown = {"/".join(history.leaves[n]): float(actual[n]) for n in inside if history.leaves[n] not in then}
    names = [option.lever.name for option in table.options]
    planned, done = _brought(table, promised.efforts, at), _brought(table, spent, at)
    effort = done - planned
    response = _brought(_relearned(promised, learned, history), spent, at) - done if learned else np.zeros(len(names))
    found = [
        _parts("effort", dict(zip(names, effort.tolist(), strict=True))),
        _parts("response", dict(zip(names, response.tolist(), strict=True))),
        _parts("new", unknown),
    ]
    told = [each for each in found if each.parts]
    return (CauseTrack(kind="demand", sessions=off - sum(each.sessions for each in told)), *told)


def _parts(kind: str, parts: dict[str, float]) -> CauseTrack:
    largest = sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return CauseTrack(
        kind=kind,  # type: ignore[arg-type]
        sessions=sum(parts.values()),
        parts=tuple(part for part in largest if abs(part[1]) >= NONE),
    )


def _brought(table: GainTable, efforts: Array, at: Sequence[int]) -> Array:
    """(n_levers,) [sessions] mean that each lever brings there, against effort as it was."""
    if not table.options:
        return np.zeros(0)
    gains = gains_at(table, np.clip(efforts, table.effort[:, 0], table.effort[:, -1])).mean(axis=1)
    shares: Array = table.leaf_shares[:, list(at)].sum(axis=1)
    brought: Array = gains * shares
    return brought


def _relearned(promised: Expected, learned: Learned, history: History) -> GainTable:
    """The gains of the same stretch by the curves as they are known now."""
    goal = promised.goal
    known = as_of(learned, history.leaves, [lever.name for lever in goal.levers], promised.history)
    return respond(
        goal, promised.known.history, promised.known.usual, promised.stretch, learned=known, echo=promised.known.echo
    )
