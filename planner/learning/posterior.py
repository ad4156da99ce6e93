"""The curves of levers that have leaves in common, weighed together against what these leaves did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.learning.likelihood import Series, explained
from planner.learning.sampling import Sample, sample
from planner.model.arrays import Array
from planner.model.belief import Bell
from planner.model.curves import half_for
from planner.model.effects import response
from planner.model.learned import Prior

DIMS = 5  # of a curve: share, carry-over, doubling, shape, delay
DELAY = Bell(middle=-1.0, sd=1.2)  # of the logit of how much of the carry-over comes before the effect begins to fade
SHAPE = Bell(middle=0.15, sd=0.35)  # of the log of the Hill shape: mostly level, some S
LONGEST = 0.97  # carry-over per week that is possible at all
BEGIN = 8  # weeks whose mean stands for what was before anything is known
RECENT = 4  # weeks that stand for how it is now
ROOM = 0.97  # the largest share that all levers of a leaf can have together
USELESS = 2.0  # log-odds sds for one, from one sd below the middle on: some levers do nothing, and a normal tail would forbid it
LEAST_MORE = (
    0.1  # that twice the effort adds at least, over what the effort brings: no effort is used up at a tenth of it
)
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
    before: Array
    """(n_before,) the same of the weeks before those, as far as they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """The series of one part, with the levers that drive it by their position in the group."""

    series: Series
    levers: tuple[int, ...]


def parameters(points: Array, prior: Prior) -> Parameters:
    """Points of a standard normal as curves. Args: points (n_points, DIMS)."""
    odds = points[:, 0] + USELESS * np.minimum(points[:, 0] + 1, 0)
    share = 1 / (1 + np.exp(-(prior.share.middle + prior.share.sd * odds)))
    carry = LONGEST / (1 + np.exp(-(prior.carry.middle + prior.carry.sd * points[:, 1])))
    shape = np.exp(SHAPE.middle + SHAPE.sd * points[:, 3])
    more = np.exp(prior.doubling.middle + prior.doubling.sd * points[:, 2])
    doubling = 1 + np.minimum(np.maximum(more, LEAST_MORE), (2.0**shape - 1) * FLATTEST)
    rise = carry / (1 + np.exp(-(DELAY.middle + DELAY.sd * points[:, 4])))
    return Parameters(share=share, carry=carry, rise=rise, half=half_for(1.0, doubling, shape), shape=shape)


def running(efforts: Array, before: Array, carry: Array, rise: Array) -> tuple[Array, Array]:
    """The effort that counts, week by week: (n_points, n_weeks) over the reference, and where its first stage ends (n_points,).

    Args: efforts and before: as of `Pushed`, not both empty; carry and rise (n_points,).
    """
    weeks = np.concatenate([before, efforts])
    first, less = np.outer(weeks, 1 - rise), np.empty(len(carry))  # in place: these loops take a third of the time
    first[0] += rise * weeks[:BEGIN].mean()
    for week in range(1, len(weeks)):
        first[week] += np.multiply(first[week - 1], rise, out=less)
    begun = first[-1].copy()
    counted = first
    counted *= 1 - carry
    counted[0] += carry * weeks[:BEGIN].mean()
    for week in range(1, len(weeks)):
        counted[week] += np.multiply(counted[week - 1], carry, out=less)
    return counted[len(before) :].T, begun


def brought(it: Parameters, counted: Array) -> Array:
    """What a lever brings over all sessions at usual effort. Args and returns (n_points, n_weeks)."""
    return response(counted, half=it.half[:, None], shape=it.shape[:, None], share=it.share[:, None])


def together(curves: Sequence[Parameters], observed: Sequence[Observed]) -> list[Parameters]:
    """The curves with their shares scaled down where those of one leaf add up to more than there is."""
    scale = np.ones(len(curves[0].share))
    for part in observed:
        total = np.sum([curves[k].share for k in part.levers], axis=0)
        scale = np.minimum(scale, ROOM / np.maximum(total, ROOM))
    return [replace(c, share=c.share * scale) for c in curves]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Points as curves, and what these did; arrays (n_points, ...), one a lever of the group or a part observed."""

    curves: tuple[Parameters, ...]
    begun: tuple[Array, ...]
    """(n_points,) where the first stage of `running` ends."""
    counted: tuple[Array, ...]
    """(n_points, n_weeks) see `running`."""
    effects: tuple[Array, ...]
    """(n_points, n_weeks) by part: log of the sessions over those at usual effort."""


def posterior(group: Sequence[Pushed], observed: Sequence[Observed], rng: np.random.Generator) -> tuple[Sample, Look]:
    """Points for the curves of a group, weighed by how well they explain every part that it drives, and what these points are.

    Returns: points (n_points, DIMS * n_levers), and the look at the same points.
    """
    last: Look

    def log_likelihood(points: Array) -> Array:
        nonlocal last
        last = _look(points, group, observed)
        return _log_likelihood(last, group, observed)

    found = sample(log_likelihood, DIMS * len(group), rng)
    return found, last  # `sample` gives the points that it looked at last


def _look(points: Array, group: Sequence[Pushed], observed: Sequence[Observed]) -> Look:
    curves = curves_of(points, group, observed)
    paths = [running(lever.efforts, lever.before, c.carry, c.rise) for c, lever in zip(curves, group, strict=True)]
    added = [brought(c, counted) for c, (counted, _) in zip(curves, paths, strict=True)]
    return Look(
        curves=tuple(curves),
        begun=tuple(begun for _, begun in paths),
        counted=tuple(counted for counted, _ in paths),
        effects=tuple(effect(curves, added, part.levers) for part in observed),
    )


def _log_likelihood(it: Look, group: Sequence[Pushed], observed: Sequence[Observed]) -> Array:
    log = np.zeros(len(it.begun[0]))
    recent: dict[int, Array] = {}
    for part, did in zip(observed, it.effects, strict=True):
        log += explained(part.series, did).log
        for k in part.levers:
            if group[k].prior.claim is not None:
                recent[k] = did[:, -RECENT:].mean(axis=1)
    for k, (lever, curve) in enumerate(zip(group, it.curves, strict=True)):
        log += claimed(lever, curve, recent.get(k, 0.0))
    return log


def curves_of(points: Array, group: Sequence[Pushed], observed: Sequence[Observed]) -> list[Parameters]:
    """Points as the curves of every lever of the group."""
    curves = [parameters(points[:, k * DIMS : (k + 1) * DIMS], lever.prior) for k, lever in enumerate(group)]
    return together(curves, observed)


def effect(curves: Sequence[Parameters], parts: Sequence[Array], levers: Sequence[int]) -> Array:
    """(n_points, n_weeks) log of the sessions of some levers' leaves over those at usual effort."""
    alone = 1 - curves[levers[0]].share
    for k in levers[1:]:
        alone = alone - curves[k].share
    logs: Array = parts[levers[0]] + alone[:, None]
    for k in levers[1:]:
        logs += parts[k]
    np.log(logs, out=logs)
    return logs


def claimed(lever: Pushed, curve: Parameters, recent: Array | float) -> Array | float:
    """The log likelihood of somebody's judgement.

    Args: recent (n_points,) log of the part's recent sessions over those at usual effort, for the claim is a share of the recent ones.
    """
    if (claim := lever.prior.claim) is None:
        return 0.0
    at = np.full((1, 1), claim.effort / lever.reference)
    part = brought(curve, at)[:, 0]
    off = (np.log(part) - recent - claim.share.middle) / claim.share.sd
    log: Array = -(off**2) / 2
    return log
