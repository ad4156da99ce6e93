"""The shape of what effort brings."""

import numpy as np

from planner.errors import CurveError
from planner.model.arrays import Array


def hill(effort: Array, *, top: Array, half: Array, shape: Array) -> Array:
    """Sessions that effort brings, levelling off at `top`.

    Args: effort (..., n_points) [lever units], >= 0; top [sessions], half [lever units] at which half of it is reached, shape [-]
        above 1 is S-shaped; all three (..., 1) or alike, > 0.
    Returns: (..., n_points) [sessions].
    Raises: CurveError if effort is negative or NaN, or a parameter is not positive.
    Source: Jin et al. (2017), Bayesian Methods for Media Mix Modeling with Carryover and Shape Effects.
    """
    if not bool(np.all(effort >= 0)):
        raise CurveError("effort must be zero or more")
    if not bool(np.all(top > 0) and np.all(half > 0) and np.all(shape > 0)):
        raise CurveError("top, half and shape must be more than zero")
    ratio = (effort / half) ** shape
    curve: Array = top * ratio / (1 + ratio)
    return curve


def shape_for(doubling: Array) -> Array:
    """The Hill shape for a doubling: 1 (no S) up to 1.8, then just steep enough that twice the effort can bring that much.

    Args: doubling [-] > 1. Returns: [-] >= 1, with 2 ** shape > doubling.
    """
    return np.maximum(1.0, 1.0 + 2.0 * np.log2(doubling / 1.8))


def half_for(at: float, doubling: Array, shape: Array) -> Array:
    """The half-saturation [lever units] at which twice `at` brings `doubling` times the sessions of `at`.

    From hill(2 at) / hill(at) = doubling with u = (at / half) ** shape: u = (2**shape - doubling) / (2**shape (doubling - 1)).
    """
    steep = 2.0**shape
    at_over_half = (steep - doubling) / (steep * (doubling - 1.0))
    half: Array = at * at_over_half ** (-1.0 / shape)
    return half
