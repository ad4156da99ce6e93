"""The curves of levers that have leaves in common, weighed together against what these leaves did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.learning.likelihood import Series, explained
from planner.learning.sampling import Sample, sample
from planner.model.arrays import Array
from planner.model.curves import half_for
from planner.model.effects import LEAST, response
from planner.model.learned import Bell, Prior

DIMS = 5  # of a curve: share, carry-over, doubling, shape, delay
DELAY = Bell(middle=-1.0, sd=1.2)  # of the logit of how much of the carry-over comes before the effect begins to fade
SHAPE = Bell(middle=0.15, sd=0.35)  # of the log of the Hill shape: mostly level, some S
LONGEST = 0.97  # carry-over per week that is possible at all
ROOM = 0.97  # the largest share that all levers of a leaf can have together
FLATTEST = 0.97  # of the way to the doubling that a shape would have without any saturation


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Curves, one a point."""

    share: Array
    carry: Array
    rise: Array
    half: Array
    shape: Array
    """(n_points,) each, see `Curve`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A lever as its leaves feel it."""

    prior: Prior
    reference: float
    """[lever units/day]."""
    efforts: Array
    """(n_weeks,) over the reference."""
    earlier: float
    """Over the reference, before the first week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """The series of one part, with the levers that drive it by their position in the group."""

    series: Series
    levers: tuple[int, ...]
    busy: Array
    """(n_weeks,) what effort brings at the site's demand of that week, over what it brings at a usual one."""


def parameters(points: Array, prior: Prior) -> Parameters:
    """Points of a standard normal as curves. Args: points (n_points, DIMS)."""
    share = 1 / (1 + np.exp(-(prior.share.middle + prior.share.sd * points[:, 0])))
    carry = LONGEST / (1 + np.exp(-(prior.carry.middle + prior.carry.sd * points[:, 1])))
    shape = np.exp(SHAPE.middle + SHAPE.sd * points[:, 3])
    more = np.exp(prior.doubling.middle + prior.doubling.sd * points[:, 2])
    doubling = 1 + np.minimum(more, (2.0**shape - 1) * FLATTEST)
    rise = carry / (1 + np.exp(-(DELAY.middle + DELAY.sd * points[:, 4])))
    return Parameters(share=share, carry=carry, rise=rise, half=half_for(1.0, doubling, shape), shape=shape)


def running(lever: Pushed, carry: Array, rise: Array) -> tuple[Array, Array]:
    """The effort that counts, week by week: (n_points, n_weeks) over the reference, and where its first stage ends (n_points,)."""
    efforts = lever.efforts.tolist()
    found = np.empty((len(efforts), len(carry)))
    first, kept = np.full(len(carry), lever.earlier), 1 - carry
    state = first.copy()
    for week, effort in enumerate(efforts):
        first = rise * (first - effort) + effort
        state = state * carry + kept * first
        found[week] = state
    return found.T, first


def brought(it: Parameters, counted: Array) -> Array:
    """What a lever brings over all sessions at usual effort. Args and returns (n_points, n_weeks)."""
    h = response(np.maximum(counted, LEAST), half=it.half[:, None], shape=it.shape[:, None])
    part: Array = it.share[:, None] * h
    return part


def together(curves: Sequence[Parameters], observed: Sequence[Observed]) -> list[Parameters]:
    """The curves with their shares scaled down where those of one leaf add up to more than there is."""
    scale = np.ones(len(curves[0].share))
    for part in observed:
        total = np.sum([curves[k].share for k in part.levers], axis=0)
        scale = np.minimum(scale, ROOM / np.maximum(total, ROOM))
    return [replace(c, share=c.share * scale) for c in curves]


def posterior(group: Sequence[Pushed], observed: Sequence[Observed], rng: np.random.Generator) -> Sample:
    """Points for the curves of a group, weighed by how well they explain every part that it drives.

    Returns: points (n_points, DIMS * n_levers).
    """

    def log_likelihood(points: Array) -> Array:
        curves = curves_of(points, group, observed)
        parts = [brought(c, running(lever, c.carry, c.rise)[0]) for c, lever in zip(curves, group, strict=True)]
        log = np.zeros(len(points))
        for part in observed:
            log += explained(part.series, effect(curves, parts, part.levers, part.busy)).log
        for lever, curve in zip(group, curves, strict=True):
            log += _claimed(lever, curve)
        return log

    return sample(log_likelihood, DIMS * len(group), rng)


def curves_of(points: Array, group: Sequence[Pushed], observed: Sequence[Observed]) -> list[Parameters]:
    """Points as the curves of every lever of the group."""
    curves = [parameters(points[:, k * DIMS : (k + 1) * DIMS], lever.prior) for k, lever in enumerate(group)]
    return together(curves, observed)


def effect(
    curves: Sequence[Parameters], parts: Sequence[Array], levers: Sequence[int], busy: Array | float = 1.0
) -> Array:
    """(n_points, n_weeks) log of sessions over those at usual effort and demand, the demand's own movement left out."""
    alone = 1 - np.sum([curves[k].share for k in levers], axis=0)
    total: Array = np.sum([parts[k] for k in levers], axis=0)
    logs: Array = np.log(alone[:, None] + total * busy)
    return logs


def _claimed(lever: Pushed, curve: Parameters) -> Array | float:
    """The log likelihood of somebody's judgement."""
    if (claim := lever.prior.claim) is None:
        return 0.0
    h = response(np.array([[claim.effort / lever.reference]]), half=curve.half[:, None], shape=curve.shape[:, None])[
        :, 0
    ]
    off = (np.log(curve.share * h) - claim.share.middle) / claim.share.sd
    log: Array = -(off**2) / 2
    return log
