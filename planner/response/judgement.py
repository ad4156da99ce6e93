"""Somebody's opinion of a lever as draws of its curve."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.curves import half_for, hill, shape_for
from planner.model.draws import Z80, normals
from planner.model.goal import Range

DOUBT = 1.0  # log width of the 80 % range of what people do not know that they do not know: a factor of 1.65 either way
UNTRIED = Range(low=float(np.exp(-DOUBT / 2)), high=float(np.exp(DOUBT / 2)))
"""What estimates bring over what they say, where nobody has looked at how earlier ones turned out [-]."""
FLATTEST, STEEPEST = 1.02, 4.0  # doublings that a curve can have


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What `at` units of effort in the period bring in all, and what twice as much would."""

    at: float
    """[lever units/period] > 0."""
    sessions: Range
    """[sessions] 80 % range."""
    doubling: Range
    """[-] 80 % range, above 1."""


def widened(said: Range, past: Range = UNTRIED) -> Range:
    """A range that a person gave, as wide as such ranges turn out to be, and where they turn out to lie.

    The doubt that people leave out is added as an independent error of the logs, so a narrow range gains most, a single number
    becomes a range, and one that is wide already hardly grows.

    Args: past [-] 80 % range of what earlier estimates brought over what they said; without one, the middle stays.
    Source: overconfidence in subjective intervals, for example Soll and Klayman (2004); the size is judgement of the authors.
    """
    middle = (said.low * said.high * past.low * past.high) ** 0.5
    factor = float(np.exp(np.hypot(np.log(said.high / said.low), np.log(past.high / past.low)) / 2))
    return Range(low=middle / factor, high=middle * factor)


def curve_draws(judgement: Judgement, effort: Array, *, rng: np.random.Generator, n_draws: int) -> Array:
    """Sessions that effort brings, for as many curves as there are draws.

    Sessions at `at` and what doubling adds are log-normal with the 80 % ranges given.

    Args: effort (n_points,) [lever units/period], >= 0. Returns: (n_draws, n_points) [sessions].
    """
    size, growth = normals(rng, 2, n_draws)
    sessions = _log_normal(judgement.sessions.low, judgement.sessions.high, size)[:, None]
    more = _log_normal(max(judgement.doubling.low, FLATTEST) - 1, max(judgement.doubling.high, FLATTEST) - 1, growth)
    doubling = np.clip(1 + more, FLATTEST, STEEPEST)[:, None]
    shape = shape_for(doubling)
    half = half_for(judgement.at, doubling, shape)
    top = sessions * (1 + (half / judgement.at) ** shape)
    return hill(effort[None, :], top=top, half=half, shape=shape)


def _log_normal(low: float, high: float, standard: Array) -> Array:
    middle, scale = np.log(low * high) / 2, np.log(high / low) / (2 * Z80)
    draws: Array = np.exp(middle + scale * standard)
    return draws
