"""What effort brought in a stretch: as planned, as done, and as it is known now."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.learning.states import as_of
from planner.model.arrays import Array
from planner.model.history import History
from planner.model.learned import Learned
from planner.model.made import MadePlan
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.model.track import Brought
from planner.planning.gains import gains_at, within
from planner.response.respond import respond
from planner.tracking.expected import Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """What every lever brings at one effort each, against effort as it was."""

    draws: Array
    """(n_levers, n_draws) [sessions] over all leaves."""
    shares: Array
    """(n_levers, n_leaves) of them by leaf of the plan's history."""

    def mean_at(self, leaves: Sequence[int]) -> Array:
        """(n_levers,) [sessions] mean on some leaves."""
        means: Array = self.draws.mean(axis=1) * self.shares[:, list(leaves)].sum(axis=1)
        return means


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """The same effort seen in three ways."""

    names: tuple[str, ...]
    planned: Gains
    """The plan's efforts by the plan's curves."""
    done: Gains
    """What was spent, by the plan's curves."""
    now: Gains
    """What was spent, by the curves as they are known now."""


def effects(promised: Expected, spent: Array, learned: Learned | None, history: History) -> Effects:
    """Args: spent (n_levers,) [lever units] in the stretch; learned: from the whole history."""
    table = promised.known.gains
    done = _gains(table, spent)
    return Effects(
        names=tuple(option.lever.name for option in table.options),
        planned=_gains(table, promised.efforts),
        done=done,
        now=_gains(_relearned(promised, learned, history), spent) if learned else done,
    )


def brought(effects: Effects, made: MadePlan, learned: Learned | None) -> tuple[Brought, ...]:
    """What the effort of every lever brought, as the plan has it and as history tells it by now."""
    assumed = effects.done.draws.mean(axis=1).tolist()
    found = []
    for n, lever in enumerate(made.levers):
        curve = learned.of(n) if learned else None
        heard = curve is not None and curve.heard
        now = spread(effects.now.draws[n]) if heard else None
        found.append(Brought(name=lever.name, evidence=lever.evidence, assumed=assumed[n], found=now))
    return tuple(found)


def _gains(table: GainTable, efforts: Array) -> Gains:
    return Gains(draws=gains_at(table, within(table, efforts)), shares=table.leaf_shares)


def _relearned(promised: Expected, learned: Learned, history: History) -> GainTable:
    """The gains of the same stretch by the curves as they are known now."""
    goal = promised.goal
    known = as_of(learned, history.leaves, [lever.name for lever in goal.levers], promised.history)
    return respond(
        goal, promised.known.history, promised.known.usual, promised.stretch, learned=known, echo=promised.known.echo
    )
