"""What was learned later, seen from an earlier day."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.learning.posterior import running
from planner.model.arrays import Array, frozen
from planner.model.history import EffortHistory, History, Leaf
from planner.model.learned import Curve, Learned, State
from planner.model.period import WEEK
from planner.model.repair import bridged


def as_of(learned: Learned, leaves: Sequence[Leaf], names: Sequence[str], then: History) -> Learned:
    """The same curves, each where the effort up to the end of an earlier history had brought it.

    Args: leaves: of the history that was learned from; names: of the goal's levers; then: its leaves are among them.
    """
    at = {leaf: n for n, leaf in enumerate(then.leaves)}
    effort = then.effort
    last = min(then.last, effort.last) if effort else then.last
    return replace(
        learned,
        curves=tuple(replace(curve, state=_state(curve, effort, names[curve.lever])) for curve in learned.curves),
        pieces=tuple(
            replace(piece, leaves=tuple(at[leaves[n]] for n in piece.leaves if leaves[n] in at))
            for piece in learned.pieces
        ),
        last=last,
    )


def _state(curve: Curve, effort: EffortHistory | None, name: str) -> State:
    """The running means at the end of the effort."""
    weeks = _weeks(effort, name) / curve.reference
    if not len(weeks):
        none = frozen(np.zeros(len(curve.carry)))
        return State(begun=none, counted=none)
    counted, begun = running(weeks, np.zeros(0), curve.carry, curve.rise)
    return State(begun=frozen(begun), counted=frozen(counted[:, -1]))


def _weeks(effort: EffortHistory | None, name: str) -> Array:
    """[lever units/day] means of the whole weeks up to the last day."""
    if effort is None or (row := effort.row(name)) is None:
        return np.zeros(0)
    amounts = bridged(effort.amounts[row : row + 1], ~np.isnan(effort.amounts[row : row + 1]))[0]
    count = len(amounts) // WEEK
    weeks: Array = amounts[len(amounts) - count * WEEK :].reshape(count, WEEK).mean(axis=1)
    return weeks
