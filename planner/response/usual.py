"""The playbook's lever that is most like a user's."""

import math
from collections.abc import Sequence
from dataclasses import replace

from planner.model.belief import Belief, Bell
from planner.model.draws import Z80
from planner.model.goal import Lever, Range
from planner.response.kinds import by_kind
from planner.response.playbook import Play, plays_for
from planner.words.language import say


def usual_play(channel: str | None, lever: Lever, beliefs: Sequence[Belief] = ()) -> tuple[Play, float]:
    """The playbook's lever that is most like this one, and how many of its units one unit of this one is.

    Args: beliefs: what other sites have taught of such levers goes before what the playbook says.
    """
    play, ratio = _most_alike(channel, lever)
    found = belief_of(play, beliefs)
    return (play if found is None else _taught(play, found)), ratio


def belief_of(play: Play, beliefs: Sequence[Belief]) -> Belief | None:
    """What other sites have taught of such a lever."""
    return next((each for each in beliefs if each.play == play_name(play)), None)


def play_name(play: Play) -> str:
    """What a lever of the playbook is called among all of them."""
    return f"{play.channel} / {play.name}"


def _taught(play: Play, belief: Belief) -> Play:
    """The playbook's lever with the ranges that other sites have taught."""
    share, more = _ends(belief.share), _ends(belief.doubling)
    source = say("learned from {count} other sites of this portfolio", count=belief.sites)
    return replace(
        play,
        share=Range(low=_logistic(share[0]), high=_logistic(share[1])),
        doubling=Range(low=1 + math.exp(more[0]), high=1 + math.exp(more[1])),
        sources=tuple((figure, source if figure in ("share", "doubling") else said) for figure, said in play.sources),
    )


def _ends(bell: Bell) -> tuple[float, float]:
    """Of the 80 % range."""
    return bell.middle - Z80 * bell.sd, bell.middle + Z80 * bell.sd


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _most_alike(channel: str | None, lever: Lever) -> tuple[Play, float]:
    """The same by what the playbook says.

    Alike is, in this order: the same name, the same unit, the same kind of resource; a channel of its own before any channel.
    """
    needs = by_kind(lever.uses)
    name, unit = lever.english or (lever.name, lever.unit)
    plays = (*plays_for(channel), *plays_for(None))
    for play in plays:
        if name.endswith(play.name) and unit == play.unit:
            return play, 1.0
    for play in plays:
        if unit == play.unit and set(by_kind(play.uses)) & set(needs):
            return play, 1.0
    for play in plays:
        takes = by_kind(play.uses)
        if both := [needs[kind] / takes[kind] for kind in takes if kind in needs]:
            return play, sum(both) / len(both)
    return plays_for(None)[0], 1.0
