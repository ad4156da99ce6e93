"""Refined tables against closed forms, against SciPy on the curves themselves, and against the tables that they began with."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from allocation.tasks import task
from scipy.optimize import brentq, minimize, minimize_scalar

from planner.allocation.allocate import allocate
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.refine import Refined, refine
from planner.model.allocation import Task
from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Hills:
    """Curves that are sums of Hill curves, less a square: concave, S-shaped, or rising and falling more than once."""

    top: Array
    """(n_parts, n_levers), as `half` and `shape`."""
    half: Array
    shape: Array
    fall: Array
    """(n_levers,)"""

    def __call__(self, effort: Array, rows: Array) -> Array:
        x = (effort / self.half[:, rows, None]) ** self.shape[:, rows, None]
        return (self.top[:, rows, None] * x / (1 + x)).sum(axis=0) - self.fall[rows, None] * effort**2

    def value(self, given: Task, effort: Array) -> float:
        gain = self(effort[:, None], np.arange(len(effort)))[:, 0]
        return given.base + float(given.weight @ gain - given.cost @ effort)


def hills(seed: int, levers: int, kind: str = "concave") -> Hills:
    rng = np.random.default_rng(seed)
    parts = 2 if kind == "rough" else 1
    return Hills(
        top=rng.uniform(50, 500, (parts, levers)),
        half=rng.uniform(1, 40, (parts, levers)),
        shape=np.ones((parts, levers)) if kind == "concave" else rng.uniform(1.2, 5, (parts, levers)),
        fall=rng.choice([0, 0.1], levers) if kind == "rough" else np.zeros(levers),
    )


def asked(
    seed: int, curves: Hills, *, points: int = 17, resources: int = 1, branches: int = 0, stepped: float = 0.0
) -> Task:
    """Tables of curves, within limits that a random choice keeps; some levers may not be left at 0, some cost."""
    levers = len(curves.fall)
    rng = np.random.default_rng(seed)
    most = rng.uniform(10, 60, levers)
    first = most * rng.choice([0, 0.1], levers)
    effort = first[:, None] + (most - first)[:, None] * np.linspace(0, 1, points) ** 1.5
    gain = curves(effort, np.arange(levers))
    pick = np.arange(levers), rng.integers(1, 2 * points // 3, levers)
    uses = rng.uniform(0.2, 2, (resources, levers)) * (rng.uniform(size=(resources, levers)) < 0.8)
    share = rng.dirichlet(np.ones(branches + 1), levers).T[:branches]
    return task(
        effort,
        gain,
        weight=rng.uniform(0.5, 2, levers),
        cost=rng.uniform(0, 2, levers) * (rng.uniform(size=levers) < 0.3),
        stepped=rng.uniform(size=levers) < stepped,
        uses=uses,
        budget=uses @ effort[pick],
        share=share,
        need=0.9 * share @ gain[pick],
        base=1000.0,
    )


def check(given: Task, curves: Hills, found: Refined) -> None:
    """No limit is passed, steps are kept, and the value and limit are what the curves say."""
    effort = found.found.effort
    gain = curves(effort[:, None], np.arange(len(effort)))[:, 0]
    assert (given.uses @ effort <= given.budget * (1 + 1e-9)).all()
    assert (effort >= given.effort[:, 0] - 1e-12).all()
    assert (effort <= given.effort[:, -1] + 1e-12).all()
    assert (given.share @ gain >= given.need * (1 - 1e-7)).all()
    for lever in np.flatnonzero(given.stepped):
        assert np.abs(given.effort[lever] - effort[lever]).min() <= 1e-9 * given.effort[lever, -1]
    assert found.found.value == pytest.approx(curves.value(given, effort), rel=1e-7)
    assert found.limit >= found.found.value * (1 - 1e-12)
    assert found.settled


def by_water_filling(given: Task, curves: Hills) -> float:
    """The best value of Hill curves of shape 1 under one resource: w t h / (x + h)² = c + price u, but for the ends."""
    top, half = curves.top[0], curves.half[0]

    def effort(price: float) -> Array:
        paid = np.maximum(given.cost + price * given.uses[0], 1e-300)
        return np.clip(np.sqrt(given.weight * top * half / paid) - half, given.effort[:, 0], given.effort[:, -1])

    def over(price: float) -> float:
        return float(given.uses[0] @ effort(price) - given.budget[0])

    return curves.value(given, effort(brentq(over, 0, 1e6, xtol=1e-15, rtol=1e-15) if over(0) > 0 else 0.0))


@pytest.mark.parametrize("levers", [1, 2, 5, 50])
@pytest.mark.parametrize("points", [9, 17, 61])
def test_water_filling(levers: int, points: int) -> None:
    for seed in range(5):
        curves = hills(seed, levers)
        given = asked(seed, curves, points=points)
        found = refine(given, curves)
        check(given, curves, found)
        known = by_water_filling(given, curves)
        assert found.found.value == pytest.approx(known, rel=1e-8)
        assert known <= found.limit * (1 + 1e-10)
        assert found.limit - found.found.value <= 1e-8 * known


@pytest.mark.parametrize(("resources", "branches"), [(2, 0), (3, 0), (1, 1), (2, 2), (0, 1)])
def test_as_good_as_scipy_under_several_limits(resources: int, branches: int) -> None:
    for seed in range(3):
        curves = hills(seed, 8)
        given = asked(seed, curves, resources=resources, branches=branches)
        found = refine(given, curves)
        check(given, curves, found)
        assert found.limit - found.found.value <= 1e-8 * found.found.value
        best = max(by_slsqp(given, curves, start) for start in (given.effort[:, 3], given.effort.mean(axis=1)))
        assert best <= found.limit * (1 + 1e-9)
        assert found.found.value >= best * (1 - 1e-8)


def by_slsqp(given: Task, curves: Hills, start: Array) -> float:
    """The best value that SLSQP finds and that keeps the limits; minus infinity if it finds none."""
    everyone = np.arange(len(start))

    def left(effort: Array) -> Array:
        brought = given.share @ curves(effort[:, None], everyone)[:, 0]
        return np.concatenate([1 - given.uses @ effort / given.budget, brought / given.need - 1])

    end = minimize(
        lambda effort: -curves.value(given, effort) / 1000,
        start,
        method="SLSQP",
        bounds=given.effort[:, [0, -1]],
        constraints={"type": "ineq", "fun": left},
        options={"ftol": 1e-14, "maxiter": 500},
    ).x
    effort = np.clip(end, given.effort[:, 0], given.effort[:, -1])
    return curves.value(given, effort) if left(effort).min(initial=0.0) >= -1e-9 else -np.inf


def test_a_minimum_that_binds() -> None:
    effort = 100 * np.linspace(0, 1, 17)[None, :].repeat(2, axis=0) ** 2
    rates = np.array([10.0, 20.0])
    given = task(effort, rates[:, None] * np.sqrt(effort), budget=[100], share=[[1, 0]], need=[60])
    found = refine(given, lambda at, rows: rates[rows, None] * np.sqrt(at))
    assert found.found.effort == pytest.approx([36, 64], rel=1e-6)  # 10 sqrt(36) = 60, and the rest to the better one
    assert found.found.value == pytest.approx(220, rel=1e-8)
    assert found.limit == pytest.approx(220, rel=2e-8)


def test_cost_alone() -> None:
    effort = np.linspace(0, 100, 13)[None, :]
    given = task(effort, 10 * np.sqrt(effort), cost=[1.0], budget=[1000])
    found = refine(given, lambda at, _: 10 * np.sqrt(at))
    assert found.found.effort == pytest.approx([25], rel=1e-4)  # where 5 / sqrt(e) = 1
    assert found.found.value == pytest.approx(25, rel=1e-9)
    assert found.found.left == pytest.approx([975], rel=1e-5)


def test_two_s_curves_share_a_budget() -> None:
    for seed in range(6):
        curves = hills(seed, 2, kind="s")
        effort = np.linspace(0, 60, 33)[None, :].repeat(2, axis=0)
        given = task(effort, curves(effort, np.arange(2)), budget=[70])
        found = refine(given, curves)
        check(given, curves, found)
        best = _best_split(lambda first, all_=curves, of=given: all_.value(of, np.array([first, 70 - first])), 10, 60)
        assert found.found.value == pytest.approx(best, rel=1e-7)


def _best_split(value: Callable[[float], float], low: float, high: float) -> float:
    grid = np.linspace(low, high, 2001)
    near = grid[np.argmax([value(at) for at in grid])]
    bounds = max(near - 0.1, low), min(near + 0.1, high)
    best = minimize_scalar(lambda at: -value(at), bounds=bounds, method="bounded", options={"xatol": 1e-12})
    return max(-best.fun, value(low), value(high))


@pytest.mark.parametrize("kind", ["concave", "s", "rough"])
@pytest.mark.parametrize("stepped", [0.0, 0.5])
@pytest.mark.parametrize(("resources", "branches"), [(1, 0), (2, 1)])
def test_never_worse_than_before(kind: str, stepped: float, resources: int, branches: int) -> None:
    for seed in range(4):
        curves = hills(seed, 6, kind)
        given = asked(seed, curves, points=25, resources=resources, branches=branches, stepped=stepped)
        before, found = allocate(given), refine(given, curves)
        check(given, curves, found)
        brought = given.share @ curves(before.effort[:, None], np.arange(6))[:, 0]
        if (brought >= given.need).all():
            assert found.found.value >= curves.value(given, before.effort) * (1 - 1e-9), seed


def test_the_limit_is_only_claimed_for_concave_tables() -> None:
    curves = hills(1, 6, "s")
    assert refine(asked(1, curves, points=33), curves).limit == np.inf


def test_all_points_of_the_tables_given_are_kept() -> None:
    curves = hills(1, 6)
    given = asked(1, curves, stepped=0.5)
    final = refine(given, curves).task
    for lever in range(6):
        assert np.isin(given.effort[lever], final.effort[lever]).all()
        added = np.setdiff1d(final.effort[lever], given.effort[lever])
        assert (added.size == 0) == bool(given.stepped[lever])
        assert final.gain[lever] == pytest.approx(curves(final.effort[[lever]], np.array([lever]))[0], rel=1e-12)


@pytest.mark.parametrize("points", [2, 3, 5])
def test_few_points_suffice_to_begin_with(points: int) -> None:
    for seed in range(5):
        curves = hills(seed, 5)
        given = asked(seed, curves, points=61)
        few = np.linspace(0, 60, points).astype(int)
        found = refine(replace(given, effort=given.effort[:, few], gain=given.gain[:, few]), curves, rounds=10)
        assert found.found.value == pytest.approx(refine(given, curves).found.value, rel=1e-7)


def test_nothing_to_refine() -> None:
    def never(_: Array, __: Array) -> Array:
        raise AssertionError

    steps = refine(task([[0, 1, 2]], [[0, 3, 4]], stepped=[1], budget=[1.5]), never)
    assert (steps.found.effort, steps.settled, steps.rounds, steps.limit) == ([1], True, 0, 3)
    assert refine(task([[2, 2, 2]], [[5, 5, 5]]), never).found.effort == [2]
    assert refine(task(np.zeros((0, 3)), np.zeros((0, 3)), uses=np.zeros((1, 0)), budget=[3]), never).settled
    assert refine(task(np.zeros((0, 0)), np.zeros((0, 0)), uses=np.zeros((1, 0)), budget=[3]), never).settled


def test_straight_lines_have_nothing_to_find() -> None:
    effort = np.linspace(0, 10, 5)[None, :].repeat(3, axis=0)
    rates = np.array([1.0, 2.0, 3.0])
    found = refine(task(effort, effort * rates[:, None], budget=[15]), lambda at, rows: at * rates[rows, None])
    assert found.found.effort == pytest.approx([0, 5, 10], abs=1e-9)
    assert found.found.value == pytest.approx(40)
    assert found.limit == pytest.approx(40)


def test_no_budget_at_all() -> None:
    curves = hills(1, 5)
    given = asked(1, curves)
    found = refine(replace(given, budget=given.uses @ given.effort[:, 0]), curves)
    assert found.found.effort[given.uses[0] > 0] == pytest.approx(given.effort[given.uses[0] > 0, 0])


def test_a_minimum_that_only_chords_reach() -> None:
    effort = np.array([[0.0, 5, 10, 20]])
    given = task(effort, effort**2, budget=[7], share=[[1.0]], need=[50])  # chords bring 55 there, the curve 49
    assert allocate(given).value >= 50
    with pytest.raises(InfeasibleError):
        refine(given, lambda at, _: at**2)


def with_units(given: Task, units: Array, *, sessions: float = 1.0, resource: float = 1.0) -> Task:
    """The same in other units of effort, sessions and resources."""
    return replace(
        given,
        effort=given.effort * units[:, None],
        gain=given.gain * sessions,
        cost=given.cost / units * sessions,
        uses=given.uses / units * resource,
        budget=given.budget * resource,
        need=given.need * sessions,
        base=given.base * sessions,
    )


@pytest.mark.parametrize(("sessions", "resource"), [(1e6, 1e-6), (1e-6, 1e6)])
@pytest.mark.parametrize("kind", ["concave", "s"])
def test_units_do_not_matter(sessions: float, resource: float, kind: str) -> None:
    curves = hills(3, 6, kind)
    given = asked(3, curves, resources=2, branches=1, points=25)
    units = 10.0 ** np.random.default_rng(3).integers(-6, 7, 6)
    there = with_units(given, units, sessions=sessions, resource=resource)
    one, other = (
        refine(given, curves),
        refine(there, lambda at, rows: sessions * curves(at / units[rows, None], rows)),
    )
    assert other.found.value == pytest.approx(one.found.value * sessions, rel=1e-9)
    assert other.found.effort / units == pytest.approx(one.found.effort, rel=1e-4)
    assert other.rounds == one.rounds


@pytest.mark.parametrize("kind", ["concave", "rough"])
def test_order_does_not_matter(kind: str) -> None:
    curves = hills(4, 7, kind)
    given = asked(4, curves, resources=2, branches=1, stepped=0.3, points=25)
    order = np.random.default_rng(4).permutation(7)
    there = replace(
        given,
        **{name: getattr(given, name)[order] for name in ("effort", "gain", "weight", "cost", "stepped")},
        uses=given.uses[:, order],
        share=given.share[:, order],
    )
    one, other = refine(given, curves), refine(there, lambda at, rows: curves(at, order[rows]))
    assert other.found.value == pytest.approx(one.found.value, rel=1e-10)
    assert other.found.effort == pytest.approx(one.found.effort[order], rel=1e-5)


def in_halves(given: Task, lever: int) -> Task:
    """The same with one lever twice, each bringing half as much for half the effort."""
    twice = np.append(np.arange(len(given.effort)), lever)
    part = np.where((twice == lever), 0.5, 1.0)[:, None]
    return replace(
        given,
        effort=given.effort[twice] * part,
        gain=given.gain[twice] * part,
        weight=given.weight[twice],
        cost=given.cost[twice],
        stepped=given.stepped[twice],
        uses=given.uses[:, twice],
        share=given.share[:, twice],
    )


@pytest.mark.parametrize(("resources", "branches"), [(1, 0), (2, 1)])
def test_a_lever_in_two_halves_gives_the_same_total(resources: int, branches: int) -> None:
    for seed in range(4):
        curves = hills(seed, 6)
        given = asked(seed, curves, resources=resources, branches=branches)
        lever = seed % 6
        there = in_halves(given, lever)
        whole, halves = allocate(given), allocate(there)
        assert halves.value == pytest.approx(whole.value, rel=1e-10)
        assert halves.shadow_prices == pytest.approx(whole.shadow_prices, rel=1e-9)

        def half(at: Array, rows: Array, *, all_: Hills = curves, of: int = lever) -> Array:
            part = np.where((rows == of) | (rows == 6), 0.5, 1.0)[:, None]
            return part * all_(at / part, np.where(rows == 6, of, rows))

        one, two = refine(given, curves), refine(there, half)
        assert two.found.value == pytest.approx(one.found.value, rel=1e-8)
        assert two.found.effort[lever] + two.found.effort[6] == pytest.approx(one.found.effort[lever], rel=1e-3)
