"""Which activities to stop, and what the effort that this frees brings elsewhere: one after the other, the poorest first."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array, Bools
from planner.model.review import Returns

SURE = 0.9
"""[-] chance from which on an activity is stopped, or given more."""
REACH = 2.0
"""[-] more than so many times today's effort on top of it is not counted to bring anything: no log shows that far."""

LOOKED_AT = 12  # activities with the best next units: what is stopped goes to one of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """All effort of one activity given to another."""

    source: int
    target: int
    effort: float
    """[units/week]."""
    gain: Array
    """(n_draws,) [results/week] what it brings there less what it brought."""
    worse: float
    """[-] chance that the next unit of the source brings at least what its effort brings there."""


def moves(returns: Returns, judged: Collection[int], givers: Collection[int]) -> tuple[Move, ...]:
    """Every move that brings more with a chance of `SURE` at least, each on top of those before it.

    To stop loses all that an activity brings, and not its next unit alone; as the first units bring most, that is the harder test.
    Args: judged: activities that may be given effort; givers: those that may be stopped.
    """
    middle = np.median(returns.next_unit, axis=1)
    order = sorted(givers, key=lambda n: float(middle[n]))
    best = sorted(judged, key=lambda n: -float(middle[n]))[:LOOKED_AT]
    added = np.zeros(len(returns.now))
    found: list[Move] = []
    stopped: set[int] = set()
    for source in order:
        open_to = [n for n in best if n != source and n not in stopped]
        if not open_to or added[source]:
            continue
        move = max((_move(returns, source, n, added[n]) for n in open_to), key=lambda each: float(np.median(each.gain)))
        if (move.gain > 0).mean() >= SURE and move.worse <= 1 - SURE:
            found.append(move)
            stopped.add(source)
            added[move.target] += move.effort
    return tuple(found)


def _move(returns: Returns, source: int, target: int, added: float) -> Move:
    effort = float(returns.now[source])
    brought = _brought(returns, target, added + effort) - _brought(returns, target, added)
    worse = float((returns.next_of(source) * effort >= brought).mean())
    return Move(source=source, target=target, effort=effort, gain=brought - returns.whole[source], worse=worse)


def _brought(returns: Returns, n: int, added: float) -> Array:
    """(n_draws,) what an activity brings a week with so much effort on top of today's."""
    part = min(added / float(returns.now[n]), REACH)
    found: Array = returns.whole[n] * (1 + part) ** returns.elasticity[n]
    return found


def chance_better(returns: Returns, judged: Collection[int]) -> Array:
    """Chance that the next unit of each brings more than one taken from the other judged ones, from each by its share of their effort.

    Returns: (n_activities,) [-]; 0.5 where there is no other.
    """
    next_unit = returns.next_unit
    some = list(judged)
    among = set(some)
    spent = returns.now[some] @ next_unit[some]
    total = float(returns.now[some].sum())
    found = np.full(len(returns.now), 0.5)
    for n in range(len(found)):
        own = float(returns.now[n]) if n in among else 0.0
        others = total - own
        if len(some) > (n in among):
            better: Bools = next_unit[n] * others > spent - own * next_unit[n]
            found[n] = better.mean()
    return found
