"""The target split over the leaves, only where effort can bring it."""

from collections.abc import Iterable

import numpy as np

from planner.model.arrays import Array


def split_target(
    usual: Array, gains: Array, *, total: float, inside: list[int], bounds: Iterable[tuple[tuple[int, ...], float]]
) -> Array:
    """What every leaf has to bring, so that the goal's branch adds up to the total.

    Only the gap above the forecast is split: first what the sub-targets lack, then the rest, as the smallest sufficient plan brings it.
    A leaf that this plan would cut keeps its forecast: targets ask for more. Only where the total itself, or what the sub-targets leave
    of it, is below the forecast do the other leaves fall short of theirs, all alike.

    Args: usual (n_leaves,) [sessions] forecast; gains (n_leaves,) [sessions] of that plan; inside: leaves of the goal's branch;
        bounds: (leaves, sessions) of the sub-targets.
    Returns: (n_leaves,) [sessions].
    """
    gains = np.maximum(gains, 0.0)
    extra = np.zeros_like(usual)
    held = np.zeros(len(usual), dtype=np.bool_)
    for leaves, sessions in bounds:
        at = list(leaves)
        lack = max(sessions - float((usual + extra)[at].sum()), 0.0)
        held[at] = True
        extra[at] += _shared(lack, gains[at], usual[at])
    split: Array = usual + extra
    rest = total - float(split[inside].sum())
    open_ = np.zeros(len(usual), dtype=np.bool_)
    open_[inside] = True
    if rest > 0:
        free = np.maximum(gains - extra, 0.0) * open_
        split += _shared(rest, free, usual * open_)
    else:
        lower = usual * (open_ & ~held) if (usual * (open_ & ~held)).sum() > -rest else split * open_
        split += _shared(rest, lower, lower)
    return split


def _shared(amount: float, by: Array, otherwise: Array) -> Array:
    """An amount shared out by some weights, or by others where those are all zero, or evenly."""
    for weights in (by, otherwise, np.ones_like(by)):
        if (whole := float(weights.sum())) > 0:
            return amount * weights / whole
    return np.zeros_like(by)
