"""Many levers: the hulls by stretches, the linear programme by way of a sample, and both together."""

from dataclasses import replace

import numpy as np
import pytest
from allocation.tasks import task

from planner.allocation import linear
from planner.allocation.allocate import allocate
from planner.allocation.hull import CELLS_AT_ONCE, corners, segments
from planner.allocation.linear import best_mix
from planner.allocation.refine import refine
from planner.model.allocation import Task
from planner.model.arrays import Array

LEVERS = 8_000


def curves(seed: int, levers: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.lognormal(6, 1, levers), rng.uniform(10, 900, levers)


def concave(seed: int, levers: int, *, points: int = 17, resources: int = 1) -> Task:
    """Tables of top x / (x + half)."""
    top, half = curves(seed, levers)
    rng = np.random.default_rng(seed)
    most = rng.uniform(50, 500, levers)
    effort = most[:, None] * np.linspace(0, 1, points) ** 1.5
    uses = rng.uniform(0.5, 2, (resources, levers))
    return task(effort, top[:, None] * effort / (effort + half[:, None]), uses=uses, budget=0.3 * uses @ most)


def above_all_chords(effort: Array, gain: Array) -> Array:
    """Corners of the hulls by comparing all pairs of points."""
    de, dg = effort[:, None, :] - effort[:, :, None], gain[:, None, :] - gain[:, :, None]
    slope = np.divide(dg, de, out=np.zeros_like(dg), where=de > 0)
    right = np.where(de > 0, slope, -np.inf).max(axis=2)
    return right < np.where(de > 0, slope, np.inf).min(axis=1)


@pytest.mark.parametrize("kind", ["waves", "s", "upside down", "steps"])
def test_corners_are_above_all_chords(kind: str) -> None:
    rng = np.random.default_rng(1)
    effort = np.cumsum(rng.uniform(0.1, 2, (300, 40)), axis=1)
    at = effort / effort[:, -1:]
    gain = {
        "waves": np.sin(at * rng.uniform(1, 40, (300, 1))) + rng.normal(scale=0.02, size=at.shape),
        "s": at**3 / (at**3 + rng.uniform(0.01, 1, (300, 1))),
        "upside down": at**0.5 + 2 * at**9,
        "steps": np.floor(7 * at) ** 2 * rng.uniform(-1, 1, (300, 1)),
    }[kind]
    assert (corners(effort, gain) == above_all_chords(effort, gain)).all()


def test_stretches_of_many_tables_are_as_one() -> None:
    rng = np.random.default_rng(2)
    rows = 3 * CELLS_AT_ONCE // 20 + 7
    effort, gain = np.cumsum(rng.uniform(0, 1, (rows, 20)), axis=1), rng.normal(size=(rows, 20)).cumsum(axis=1)
    gain[: rows // 2] = np.sqrt(effort[: rows // 2])
    effort[5:9, 12:], gain[5:9, 12:] = effort[5:9, 12:13], gain[5:9, 12:13]
    found = segments(effort, gain)
    lever, point = np.nonzero(corners(effort, gain))
    same = np.flatnonzero(lever[1:] == lever[:-1])
    assert (found.lever == lever[same]).all()
    assert (found.effort == np.diff(effort[lever, point])[same]).all()
    assert (found.gain == np.diff(gain[lever, point])[same]).all()


@pytest.mark.parametrize("kind", ["alike", "uneven", "minimums", "loose", "whole numbers"])
@pytest.mark.parametrize("rows", [1, 3])
def test_linear_programme_by_way_of_a_sample(kind: str, rows: int) -> None:
    rng = np.random.default_rng(rows)
    columns = 30_000
    profit, take = rng.lognormal(0, 1, columns), rng.uniform(0, 1, (rows, columns))
    if kind == "uneven":
        take = rng.lognormal(0, 3, (rows, columns))
    if kind == "whole numbers":
        profit, take = np.round(profit), np.round(4 * take)
    if kind == "minimums":
        profit, take[rows // 2 :] = rng.normal(size=columns), -take[rows // 2 :]
    limit = take @ rng.uniform(0, 0.7, columns)
    if kind == "loose":
        limit[0] = 2 * take[0].sum()
    assert columns > linear._SIFTED_FROM
    found = best_mix(profit, take, limit)
    assert found.feasible
    assert found.prices.min() >= 0
    bound = found.prices @ limit + np.maximum(profit - found.prices @ take, 0).sum()  # holds at any prices
    assert found.bound == pytest.approx(bound, rel=1e-12)
    assert profit @ found.amount == pytest.approx(bound, rel=1e-9)
    assert (take @ found.amount <= limit + 1e-9 * np.abs(take).sum(axis=1)).all()


def test_contradictions_among_many_columns() -> None:
    take = np.ones((2, 30_000))
    take[1] = -1
    assert best_mix(np.ones(30_000), take, np.array([100.0, -100.0])).feasible
    assert not best_mix(np.ones(30_000), take, np.array([100.0, -100.1])).feasible


def test_many_levers_meet_at_equal_slopes() -> None:
    given = concave(1, LEVERS)
    top, half = curves(1, LEVERS)
    found = refine(given, lambda at, rows: top[rows, None] * at / (at + half[rows, None]))
    assert found.settled
    assert found.limit - found.found.value <= 1e-8 * found.found.value
    assert given.uses @ found.found.effort == pytest.approx(given.budget, rel=1e-9)
    effort = found.found.effort
    inside = (effort > 0) & (effort < given.effort[:, -1])
    slopes = (top * half / (effort + half) ** 2 / given.uses[0])[inside]
    assert inside.sum() > LEVERS / 4
    # The levers meet as closely as points may lie together: by no less than the hair of a limit.
    assert np.quantile(np.abs(slopes / found.found.shadow_prices[0] - 1), 0.99) < 1e-4


@pytest.mark.parametrize("resources", [1, 2])
def test_many_levers_are_proven(resources: int) -> None:
    given = concave(2, LEVERS, resources=resources)
    found = allocate(given)
    assert found.gap <= 1e-9
    assert (given.uses @ found.effort <= given.budget * (1 + 1e-9)).all()
    order = np.random.default_rng(2).permutation(LEVERS)
    there = replace(
        given, **{name: getattr(given, name)[order] for name in ("effort", "gain")}, uses=given.uses[:, order]
    )
    assert allocate(there).effort == pytest.approx(found.effort[order])


def test_many_identical_levers_share_evenly_or_not_at_all() -> None:
    one = concave(3, 1)
    given = replace(
        one,
        **{
            name: np.repeat(getattr(one, name), LEVERS, axis=0)
            for name in ("effort", "gain", "weight", "cost", "stepped")
        },
        uses=np.repeat(one.uses, LEVERS, axis=1),
        share=np.zeros((0, LEVERS)),
        budget=LEVERS * one.budget,
    )
    assert allocate(given).value == pytest.approx(LEVERS * allocate(one).value, rel=1e-9)
