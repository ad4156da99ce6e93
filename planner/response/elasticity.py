"""What is believed of work that nobody has a curve for: how its output grows with effort, and how long it takes to show."""

import math

from planner.model.draws import Z80
from planner.model.goal import Lever
from planner.response.playbook import Play, plays_for
from planner.response.usual import usual_play

_MOST = ("Organic Search", "Email", "Organic Social", "Paid Search", "Paid Social", "Referral", "Display")


def usual_elasticity(channel: str | None, name: str, resource: str) -> tuple[float, float]:
    """Mean and standard deviation [-] of the logarithm of output over that of effort, from the playbook's `doubling`.

    Where the channel is not known, the mean of what it has for the most usual channels.
    """
    if channel is not None:
        play, _ = usual_play(channel, _lever(name, resource))
        return _of(play)
    found = [_of(play) for group in _MOST for play in plays_for(group)]
    means, widths = zip(*found, strict=True)
    return sum(means) / len(means), sum(widths) / len(widths)


def usual_lag(channel: str | None, name: str, resource: str) -> float:
    """[days] mean delay of the effect, from the playbook."""
    return usual_play(channel, _lever(name, resource))[0].lag


def _of(play: Play) -> tuple[float, float]:
    low, high = math.log2(play.doubling.low), math.log2(play.doubling.high)
    return (low + high) / 2, (high - low) / (2 * Z80)


def _lever(name: str, resource: str) -> Lever:
    return Lever(name=name, unit=resource, uses=((resource, 1.0),))
