"""Partial pooling: what one site's history teaches of a channel is prior knowledge for the others.

Every site is learned by itself first. What its history alone says of each lever, without the prior, is one measurement of how such levers
behave; how these differ between sites beyond their errors tells how far another site may be trusted to be alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from planner.learning.posterior import DIMS, LONGEST, USELESS, parameters
from planner.model.arrays import Array
from planner.model.belief import Belief, Bell
from planner.model.draws import normal_quantiles, normals
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.learned import Prior
from planner.planning.aim import period_of
from planner.planning.known import taught
from planner.response.channel import shared_channel
from planner.response.playbook import Play
from planner.response.priors import bell, odds
from planner.response.usual import play_name, usual_play

LEAST_SITES = 3  # beside the one that is helped
HEARD = 0.05  # of the prior's precision: a history that adds less says nothing
SPREADS = np.linspace(0.1, 1.2, 23)  # how far sites differ, over the playbook's own spread; all as likely beforehand
SUREST = 0.25  # of the playbook's spread: no site is taken to be more like the others than that
FIGURES = (0, 1, 2)
_POINTS = 4096  # of a prior whose mean and spread are reckoned


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one site's history alone says of one figure of a lever."""

    play: str
    """The playbook's lever that it is most like."""
    figure: int
    """0 the log-odds of the share, 1 those of the carry-over, 2 the log of what doubling adds."""
    value: float
    error: float
    """Standard deviation."""
    prior: Bell
    """What the playbook says, alike for all sites."""


def lessons_of(goal: Goal, history: History) -> tuple[Lesson, ...]:
    """What a site teaches, for the figures of which nobody has a judgement."""
    found = taught(goal, history, period_of(goal, history))
    lessons: list[Lesson] = []
    for curve in found.learned.curves if found.learned else ():
        lever, before = goal.levers[curve.lever], found.believed[curve.lever]
        play, _ = usual_play(shared_channel(history, found.driven[curve.lever]), lever)
        said = bool(lever.curve)
        judged = (lever.expect is not None or said, lever.lag is not None, lever.doubling is not None or said)
        usual = replace(before, share=bell(odds(play.share.low), odds(play.share.high)))
        draws = _figures(curve.share, curve.carry, curve.half, curve.shape)
        known = (_alone(play, n, draws[n], _moments(before)[n], _moments(usual)[n]) for n in FIGURES if not judged[n])
        lessons += [one for one in known if one is not None]
    return tuple(lessons)


def _alone(play: Play, figure: int, draws: Array, before: Bell, usual: Bell) -> Lesson | None:
    """The posterior with the prior taken out of it; None where history says next to nothing.

    Args: before: the lever's own prior, where others may share its leaves; usual: as if it had them alone, the scale to compare on.
    """
    precision = 1 / max(float(draws.var()), 1e-6) - 1 / before.sd**2
    if precision < HEARD / before.sd**2:
        return None
    value = (float(draws.mean()) / float(draws.var()) - before.middle / before.sd**2) / precision
    return Lesson(
        play=play_name(play),
        figure=figure,
        value=value + usual.middle - before.middle,
        error=precision**-0.5,
        prior=usual,
    )


def _figures(share: Array, carry: Array, half: Array, shape: Array) -> tuple[Array, Array, Array]:
    """Curves on the scales on which sites are compared."""
    late = np.clip(carry / LONGEST, 1e-4, 1 - 1e-4)
    scaled = half**shape
    doubling = 2**shape * (1 + scaled) / (2**shape + scaled)
    part = np.clip(share, 1e-4, 1 - 1e-4)
    return np.log(part / (1 - part)), np.log(late / (1 - late)), np.log(np.maximum(doubling - 1, 1e-3))


@cache
def _moments(prior: Prior) -> tuple[Bell, ...]:
    """Mean and standard deviation of every figure under a prior, whose tails are not quite normal."""
    curves = parameters(normals(np.random.default_rng(1), DIMS, _POINTS).T, replace(prior, claim=None))
    found = _figures(curves.share, curves.carry, curves.half, curves.shape)
    return tuple(Bell(middle=float(each.mean()), sd=float(each.std())) for each in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """All lessons on one figure of one lever, as sums over sites for each spread between them: a site's own can be taken out again."""

    prior: Bell
    sites: int
    weight: Array
    """(n_spreads,) sum of 1 / (error^2 + spread^2), and of that times …"""
    first: Array
    """… the value …"""
    second: Array
    """… and its square."""
    logs: Array
    """(n_spreads,) sum of log(error^2 + spread^2)."""

    def without(self, own: "Pool | None") -> "Pool":
        """The pool of the other sites."""
        return self if own is None else _joined(self, own, sign=-1)

    def belief(self) -> Bell:
        """What is to be expected of one more site: normal means with normal errors, their spread weighed by its likelihood.

        Source: the hierarchical normal model, Gelman et al. (2013), Bayesian Data Analysis, section 5.4.
        """
        before = 1 / self.prior.sd**2
        sure = before + self.weight
        middle = (before * self.prior.middle + self.first) / sure
        off = self.second - 2 * middle * self.first + middle**2 * self.weight
        log = -(self.logs + off + (middle - self.prior.middle) ** 2 * before + np.log(sure)) / 2
        part = np.exp(log - log.max())
        part /= part.sum()
        mean = float(part @ middle)
        spread = (SPREADS * self.prior.sd) ** 2
        variance = float(part @ (spread + 1 / sure + (middle - mean) ** 2))
        return Bell(middle=mean, sd=max(variance**0.5, SUREST * self.prior.sd))


Pools = Mapping[tuple[str, int], Pool]


def pools_of(lessons: Iterable[Lesson]) -> Pools:
    """The lessons of many sites, by lever and figure."""
    found: dict[tuple[str, int], Pool] = {}
    for one in lessons:
        total = one.error**2 + (SPREADS * one.prior.sd) ** 2
        mine = Pool(
            prior=one.prior, sites=1, weight=1 / total, first=one.value / total, second=one.value**2 / total, logs=np.log(total)
        )  # fmt: skip
        so_far = found.get((one.play, one.figure))
        found[one.play, one.figure] = mine if so_far is None else _joined(so_far, mine)
    return found


def _joined(one: Pool, other: Pool, *, sign: int = 1) -> Pool:
    """Both; with a sign of -1 the first without the other."""
    return Pool(
        prior=one.prior,
        sites=one.sites + sign * other.sites,
        weight=one.weight + sign * other.weight,
        first=one.first + sign * other.first,
        second=one.second + sign * other.second,
        logs=one.logs + sign * other.logs,
    )


def beliefs(pools: Pools, own: Iterable[Lesson] = ()) -> tuple[Belief, ...]:
    """What to believe of the levers of one site, from all others; of levers that too few sites know nothing.

    Args: own: the site's own lessons, which must not teach it twice.
    """
    mine, found = pools_of(own), []
    for play in dict.fromkeys(play for play, _ in pools):
        figures = [pools[play, n].without(mine.get((play, n))) for n in FIGURES if (play, n) in pools]
        if len(figures) == len(FIGURES) and min(each.sites for each in figures) >= LEAST_SITES:
            share, carry, doubling = (each.belief() for each in figures)
            sites = max(each.sites for each in figures)
            found.append(Belief(play=play, sites=sites, share=_as_prior(share), carry=carry, doubling=doubling))
    return tuple(found)


def _as_prior(share: Bell) -> Bell:
    """The share's prior that has this mean and spread: its lower tail is longer than a normal one's, see `parameters`."""
    normal = normal_quantiles(_POINTS)
    tailed = normal + USELESS * np.minimum(normal + 1, 0)
    sd = share.sd / float(tailed.std())
    return Bell(middle=share.middle - float(tailed.mean()) * sd, sd=sd)
