"""What learned effort brings over time: carry-over and saturation."""

from collections.abc import Sequence

import numpy as np

from planner.model.arrays import Array
from planner.model.learned import Curve, State

LEAST = 1e-6  # of the reference effort: less is none


def response(effort: Array, *, half: Array, shape: Array, share: Array | float = 1.0) -> Array:
    """A Hill curve over its value at effort 1, times a share.

    Args: effort, over the reference [-], >= 0; half, over the reference, shape [-] > 0 and share [-], shapes that broadcast with it.
    Returns: sessions over those at the reference [-].
    """
    drop = shape * np.log(half)
    # draws that lie side by side take a half less than draws that each begin a row
    side_by_side = effort.flags.f_contiguous and not effort.flags.c_contiguous
    value: Array = np.empty(np.broadcast_shapes(effort.shape, drop.shape), order="F" if side_by_side else "C")
    return _saturated(np.maximum(effort, LEAST, out=value), shape=shape, drop=drop, times=share * (1.0 + np.exp(drop)))


def _saturated(effort: Array, *, shape: Array, drop: Array, times: Array | float) -> Array:
    """times / (1 + exp(drop) / effort^shape) in place, of whatever broadcasts with effort: this is where the time goes, and half of it would go into new memory."""
    np.log(effort, out=effort)
    effort *= -shape
    effort += drop
    np.exp(effort, out=effort)
    effort += 1.0
    np.divide(times, effort, out=effort)
    return effort


def stretches(weeks: float) -> tuple[tuple[float, float], ...]:
    """(week, share of the time): when to look at an effect that settles, so that few looks give its mean over so many weeks.

    One week, then ever longer stretches, each at its middle; the last is cut where the time ends.
    """
    found: list[tuple[float, float]] = []
    begun, length = 0.0, 1.0
    while begun < weeks - 1e-9:
        took = min(length, weeks - begun)
        found.append((begun + (max(took, 1.0) + 1) / 2, took / weeks))
        begun += length
        length *= 2
    return tuple(found)


def after(curve: Curve, effort: float, weeks: float, state: State) -> State:
    """The state after so many weeks of steady effort [lever units/day]."""
    steady = effort / curve.reference
    outer, inner = _left(curve.carry, curve.rise, weeks)
    return State(
        begun=steady + (state.begun - steady) * curve.rise**weeks,
        counted=steady + (state.counted - steady) * outer + (state.begun - steady) * inner,
    )


def mean_response(curve: Curve, efforts: Array, looks: Sequence[tuple[float, float]], state: State) -> Array:
    """Sessions over those at usual effort, the lever's own share of them alone, mean over looks at steady effort.

    Args: efforts (n_points,) [lever units/day]; looks: see `stretches`; state: before them.
    Returns: (n_draws, n_points) [-], share * (h - 1): -share without any effort, 0 at the reference.
    """
    return _mean_responses(curve, efforts, looks, state).take(curve.distinct[1], axis=1).T


def mean_change(
    curve: Curve, efforts: Array, now: float, looks: Sequence[tuple[float, float]], state: State
) -> tuple[Array, Array]:
    """How far `mean_response` at other efforts is from that at effort as it is.

    Args: now [lever units/day]; others as there. Returns: (n_draws, n_points) [-], draws side by side; (n_draws,) the response to effort as it is.
    """
    found, which = _mean_responses(curve, np.append(efforts, now), looks, state), curve.distinct[1]
    return (found[:-1] - found[-1]).take(which, axis=1).T, found[-1][which]


def _mean_responses(curve: Curve, efforts: Array, looks: Sequence[tuple[float, float]], state: State) -> Array:
    """(n_points, n_distinct) [-] `mean_response` of the draws that differ."""
    first, _ = curve.distinct
    steady = np.column_stack([efforts / curve.reference, np.ones(len(efforts))])
    carry, rise, shape = curve.carry[first], curve.rise[first], curve.shape[first]
    counted, begun = state.counted[first], state.begun[first]
    drop = shape * np.log(curve.half[first])
    total = np.zeros((len(efforts), len(first)))
    looked = np.empty_like(total)
    for week, part in looks:
        outer, inner = _left(carry, rise, week)
        np.matmul(steady, np.stack([1 - outer - inner, counted * outer + begun * inner]), out=looked)
        np.maximum(looked, LEAST, out=looked)
        total += _saturated(looked, shape=shape, drop=drop, times=part)
    total *= 1.0 + np.exp(drop)
    total -= 1.0
    total *= curve.share[first]
    return total


def as_it_is(curve: Curve, effort: float, gap: float, weeks: float) -> Array:
    """The lever's own part over a period of so many weeks if effort goes on at a steady rate, over all sessions at usual effort, less its share.

    Args: effort [lever units/day]; gap [weeks] between the history and the period. Returns: (n_draws,) [-], see `mean_response`.
    """
    state = after(curve, effort, gap, curve.state)
    return mean_response(curve, np.array([effort]), stretches(weeks), state)[:, 0]


def carried(curve: Curve, weeks: int) -> Array:
    """(weeks + 1,) weeks' worth of effect that has come by the end of each week, of one unit more effort a week: mean over draws, first 0."""
    left = (_left(curve.carry, curve.rise, week) for week in range(1, weeks + 1))
    come = [1 - float((outer + inner).mean()) for outer, inner in left]
    return np.cumsum([0.0, *come])


def _left(carry: Array, rise: Array, weeks: float) -> tuple[Array, Array]:
    """What is left of the outer and of the inner running mean in the outer one after so many weeks: each as carry and rise."""
    outer = carry**weeks
    inner: Array = (1 - carry) * rise * (outer - rise**weeks) / (carry - rise)
    return outer, inner
