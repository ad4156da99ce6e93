"""Closed forms, invariances and edges of the allocation."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from allocation.tasks import in_other_units, random_task, task
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from planner.allocation.allocate import allocate, solve
from planner.allocation.prepared import prepare
from planner.model.allocation import Task

KINDS = [
    {"kind": "concave"},
    {"kind": "s", "branches": 1},
    {"kind": "rough", "stepped": 0.4, "branches": 1},
    {"kind": "rough", "stepped": 1.0, "points": 7, "levers": 5},
]
kinds = pytest.mark.parametrize("kind", KINDS, ids=str)


def test_one_concave_lever_gets_all_there_is() -> None:
    found = allocate(task([[0, 4, 8, 12]], [[0, 40, 60, 70]], uses=[[2.0]], budget=[14.0], base=100))
    assert found.effort == pytest.approx([7])
    assert found.value == pytest.approx(155)
    assert found.gap == pytest.approx(0, abs=1e-12)
    assert found.shadow_prices == pytest.approx([2.5])  # 5 sessions a unit, 2 of the resource each
    assert found.left == pytest.approx([0], abs=1e-12)


def test_two_square_roots_meet_at_equal_slopes() -> None:
    effort = np.linspace(0, 100, 2001)[None, :].repeat(2, axis=0)
    found = allocate(task(effort, np.sqrt(effort) * [[10], [20]], budget=[100]))
    assert found.effort == pytest.approx([20, 80], abs=0.05)  # a^2 : b^2
    assert found.value == pytest.approx(np.sqrt(500 * 100), rel=1e-6)
    assert found.shadow_prices == pytest.approx([np.sqrt(500 / 100) / 2], rel=1e-3)


def test_cost_stops_effort_that_is_not_worth_it() -> None:
    effort = np.linspace(0, 100, 4001)[None, :]
    found = allocate(task(effort, 10 * np.sqrt(effort), cost=[1.0], budget=[1000]))
    assert found.effort == pytest.approx([25], abs=0.05)  # where 5 / sqrt(e) = 1
    assert found.left == pytest.approx([975], abs=0.05)
    assert found.shadow_prices == pytest.approx([0])


def test_linear_levers_fill_in_order_of_what_a_unit_of_the_resource_brings() -> None:
    rng = np.random.default_rng(1)
    most, rate, use = rng.uniform(1, 9, 20), rng.uniform(1, 9, 20), rng.uniform(1, 9, 20)
    effort = np.column_stack([np.zeros(20), most])
    found = allocate(task(effort, effort * rate[:, None], uses=[use], budget=[120.0]))
    expected, left = np.zeros(20), 120.0
    for lever in np.argsort(-rate / use):
        expected[lever] = min(most[lever], left / use[lever])
        left -= expected[lever] * use[lever]
    assert found.effort == pytest.approx(expected)


def test_all_or_nothing_beats_halves_on_convex_tables() -> None:
    found = allocate(task([[0, 1, 2]] * 2, [[0, 1, 4]] * 2, budget=[3]))
    assert sorted(found.effort) == pytest.approx([1, 2])
    assert found.value == pytest.approx(5)
    assert found.gap <= 1e-6


def test_falling_gain_is_not_bought() -> None:
    found = allocate(task([[0, 1, 2]], [[0, 5, 3]]))
    assert found.effort == pytest.approx([1])


def test_a_cut_is_made_where_it_loses_least() -> None:
    now = [[0, 5, 10], [0, 5, 10]]
    found = allocate(task(now, [[-50, -10, 0], [-20, -8, 0]], budget=[15]))
    assert found.effort == pytest.approx([10, 5])
    assert found.value == pytest.approx(-8)


def test_steps_that_fill_a_budget_exactly_fit() -> None:
    found = allocate(task([[0, 0.1, 0.2, 0.3]], [[0, 1, 2, 3]], stepped=[1], budget=[0.3]))
    assert found.effort == pytest.approx([0.3])
    short = allocate(task([[0, 0.1, 0.2, 0.3]], [[0, 1, 2, 3]], stepped=[1], budget=[0.3 - 1e-6]))
    assert short.effort == pytest.approx([0.2])


@pytest.mark.parametrize(
    ("given", "effort", "price"),
    [
        (task([[0, 1, 2]], [[0, 3, 4]], budget=[0]), [0], [3]),
        (task([[0, 1, 2]], [[0, 3, 4]], uses=[[1], [0]], budget=[1, 5]), [1], [1, 0]),
        (task([[0, 1, 2]], [[0, 3, 2]], uses=[[0]], budget=[0]), [1], [0]),
        (task([[2]], [[5]], budget=[2]), [2], [0]),
        (task([[0, 1, 2]], [[0, 3, 4]], budget=[5]), [2], [0]),
        (task([[0, 1, 2]], [[0, 3, 4]], uses=np.zeros((0, 1)), budget=[]), [2], []),
        (task(np.zeros((0, 3)), np.zeros((0, 3)), uses=np.zeros((1, 0)), budget=[3]), [], [0]),
        (task(np.zeros((0, 0)), np.zeros((0, 0)), uses=np.zeros((1, 0)), budget=[3]), [], [0]),
        (task([[1, 2, 2, 2], [1, 1, 1, 1]], [[0, 3, 3, 3], [7, 7, 7, 7]], budget=[2.5]), [1.5, 1], [3]),
    ],
    ids=[
        "no budget",
        "unused resource",
        "free lever",
        "frozen",
        "slack",
        "no limits",
        "no levers",
        "nothing",
        "padding",
    ],
)
def test_edges(given: Task, effort: list[float], price: list[float]) -> None:
    found = allocate(given)
    assert found.effort == pytest.approx(effort)
    assert found.shadow_prices == pytest.approx(price)
    assert found.gap == pytest.approx(0, abs=1e-12)


def test_absurd_lengths_do_not_blur_the_rest() -> None:
    found = allocate(task([[0, 1e12], [0, 2]], [[0, 1e11], [0, 4]], budget=[1]))
    assert found.effort == pytest.approx([0, 1])
    assert found.value == pytest.approx(found.bound)


def test_equal_levers_tie_without_harm() -> None:
    found = allocate(task([[0, 1, 2, 3]] * 9, [[0, 5, 8, 9]] * 9, budget=[11.5]))
    assert found.value == pytest.approx(9 * 5 + 2.5 * 3)
    assert found.gap == pytest.approx(0, abs=1e-12)


@kinds
@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_units_do_not_matter(kind: dict[str, float], factor: float) -> None:
    for seed in range(5):
        given = random_task(seed, **kind)
        plain = allocate(given)
        levers, each, resources, sessions = in_other_units(given, factor)
        assert allocate(levers).effort / each == pytest.approx(plain.effort, rel=1e-7, abs=1e-7)
        assert allocate(resources).effort == pytest.approx(plain.effort, rel=1e-7, abs=1e-7)
        assert allocate(resources).shadow_prices * factor == pytest.approx(plain.shadow_prices, rel=1e-7, abs=1e-9)
        assert allocate(sessions).effort == pytest.approx(plain.effort, rel=1e-7, abs=1e-7)
        assert allocate(sessions).bound / factor == pytest.approx(plain.bound, rel=1e-9)


@kinds
def test_order_does_not_matter(kind: dict[str, float]) -> None:
    for seed in range(5):
        given = random_task(seed, **kind)
        order = np.random.default_rng(seed).permutation(len(given.effort))
        turned = Task(
            effort=given.effort[order],
            gain=given.gain[order],
            weight=given.weight[order],
            cost=given.cost[order],
            stepped=given.stepped[order],
            uses=given.uses[:, order],
            budget=given.budget,
            share=given.share[:, order],
            need=given.need,
            base=given.base,
        )
        assert allocate(turned).value == pytest.approx(allocate(given).value, rel=1e-12)
        assert allocate(turned).effort == pytest.approx(allocate(given).effort[order], rel=1e-12)


@kinds
def test_padding_does_not_matter(kind: dict[str, float]) -> None:
    given = random_task(2, **kind)
    padded = replace(
        given,
        effort=np.pad(given.effort, ((0, 0), (0, 9)), mode="edge"),
        gain=np.pad(given.gain, ((0, 0), (0, 9)), mode="edge"),
    )
    assert allocate(padded).effort == pytest.approx(allocate(given).effort)


@kinds
def test_more_budget_never_hurts(kind: dict[str, float]) -> None:
    for seed in range(3):
        prepared = prepare(random_task(seed, **kind))
        found = [solve(prepared, prepared.task.budget * scale) for scale in (1.0, 1.01, 1.1, 1.5, 3.0, 100.0)]
        for smaller, larger in itertools.pairwise(found):
            assert larger.value >= smaller.value - 1e-6 * abs(smaller.bound)
            assert larger.bound >= smaller.value


@kinds
def test_prepared_once_is_as_good_as_asked_anew(kind: dict[str, float]) -> None:
    given = random_task(4, **kind)
    other = given.budget * 1.7
    assert solve(prepare(given), other).effort == pytest.approx(allocate(replace(given, budget=other)).effort)


@kinds
def test_nothing_worth_buying_is_left(kind: dict[str, float]) -> None:
    for seed in range(5):
        given = random_task(seed, **kind)
        found = allocate(given)
        room = np.divide(found.left[:, None], given.uses, out=np.full(given.uses.shape, np.inf), where=given.uses > 0)
        for lever, more in enumerate(room.min(axis=0)):
            effort, gain = given.effort[lever], given.gain[lever]
            worth = given.weight[lever] * gain - given.cost[lever] * effort
            within = (effort >= found.effort[lever]) & (effort <= found.effort[lever] + more)
            now = np.interp(found.effort[lever], effort, worth)
            assert worth[within].max(initial=now) <= now + 1e-9 * abs(found.value)


@settings(max_examples=60, deadline=None, derandomize=True)
@drawn(st.data())
def test_any_task_of_small_whole_numbers(data: st.DataObject) -> None:
    """Ties, flat stretches and exact fits everywhere."""
    levers, points = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 6))
    small = st.integers(0, 4)
    rows = st.lists(st.lists(small, min_size=points, max_size=points), min_size=levers, max_size=levers)
    given = task(
        np.cumsum(np.array(data.draw(rows)) > 0, axis=1),
        np.zeros((levers, points)),
        stepped=data.draw(st.lists(st.booleans(), min_size=levers, max_size=levers)),
        uses=data.draw(st.lists(st.lists(small, min_size=levers, max_size=levers), min_size=2, max_size=2)),
    )
    heights = np.array(data.draw(rows), dtype=float)
    same = np.diff(given.effort, axis=1, prepend=-1) == 0
    for k in range(1, points):
        heights[same[:, k], k] = heights[same[:, k], k - 1]
    budget = given.uses @ given.effort[:, 0] + data.draw(st.integers(0, 9))
    found = allocate(replace(given, gain=heights, budget=budget))
    assert (given.uses @ found.effort <= budget * (1 + 1e-9) + 1e-12).all()
    assert heights[:, 0].sum() - 1e-9 <= found.value <= found.bound <= found.value + 1e-5
