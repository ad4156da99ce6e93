"""Why a total is off its plan: the difference taken apart, so that the parts add up to it."""

from collections.abc import Sequence

from planner.model.arrays import Array
from planner.model.history import History
from planner.model.track import Cause, CauseTrack
from planner.tracking.effects import Effects
from planner.tracking.expected import Expected

NONE = 0.5  # session: less is no part


def causes(
    promised: Expected, effects: Effects, history: History, actual: Array, inside: Sequence[int]
) -> tuple[CauseTrack, ...]:
    """The difference between what came of a branch and what the plan expected of it.

    What effort did is told first, by the curves of the plan where it was not what was planned, and by what is known of them now where it
    brought something else than they say; branches that the plan does not know stand for themselves, and the rest is demand.

    Args: actual (n_leaves,) [sessions] in the stretch; inside: leaves of that branch.
    """
    then = {leaf: n for n, leaf in enumerate(promised.history.leaves)}
    at = [then[history.leaves[n]] for n in inside if history.leaves[n] in then]
    off = float(actual[list(inside)].sum()) - float(promised.draws[at].sum(axis=0).mean())
    planned, done, now = (each.mean_at(at) for each in (effects.planned, effects.done, effects.now))
    every = (
        _parts("effort", dict(zip(effects.names, (done - planned).tolist(), strict=True))),
        _parts("response", dict(zip(effects.names, (now - done).tolist(), strict=True))),
        _parts("new", {"/".join(history.leaves[n]): float(actual[n]) for n in inside if history.leaves[n] not in then}),
    )
    told = tuple(each for each in every if each.parts)
    return (CauseTrack(kind="demand", sessions=off - sum(each.sessions for each in told)), *told)


def _parts(kind: Cause, parts: dict[str, float]) -> CauseTrack:
    """The parts that are worth naming; the others are left to demand."""
    named = {name: sessions for name, sessions in parts.items() if abs(sessions) >= NONE}
    return CauseTrack(
        kind=kind,
        sessions=sum(named.values()),
        parts=tuple(sorted(named.items(), key=lambda part: (-abs(part[1]), part[0]))),
    )
