"""Dividing by prices: as good as the joint division where both can be had, proven, and for any number of goals."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.allocation.infeasible import InfeasibleError
from planner.model.allocation import Task
from planner.model.arrays import Array
from planner.portfolio.priced import Block, divided
from planner.portfolio.shared import joint_division

POINTS = 31
KINDS = tuple(product((False, True), repeat=2))
"""Whether goals have sub-targets, and levers that come in steps or are S-shaped."""


def block(
    rng: np.random.Generator, *, shared: int = 1, own: int = 1, needs: bool = False, steps: bool = False
) -> Block:
    """A goal of some levers; with steps some come in steps and some are S-shaped."""
    levers = int(rng.integers(1, 6))
    effort = rng.uniform(20, 200, levers)[:, None] * np.linspace(0, 1, POINTS) ** 2
    shape = rng.choice([1.0, 1.6], levers)[:, None] if steps else 1.0
    half = rng.uniform(10, 80, levers)[:, None]
    gain = rng.uniform(5, 500, levers)[:, None] * effort**shape / (effort**shape + half**shape)
    uses = rng.uniform(0.2, 2, (own, levers))
    return Block(
        task=Task(
            effort=effort, gain=gain, weight=np.ones(levers), cost=np.zeros(levers),
            stepped=(rng.uniform(size=levers) < 0.3 * steps).astype(float), uses=uses,
            budget=uses @ effort[:, -1] * rng.uniform(0.2, 0.8, own),
            share=np.ones((int(needs), levers)), need=np.full(int(needs), 0.1 * gain[:, -1].sum()), base=100.0,
        ),
        takes=rng.uniform(0, 2, (shared, levers)),
    )  # fmt: skip


def most(blocks: list[Block]) -> Array:
    total: Array = np.sum([each.takes @ each.task.effort[:, -1] for each in blocks], axis=0)
    return total


def kept(one: Block, takes: Array) -> bool:
    """Whether a goal can keep its own limits with what it gets."""
    return bool((takes <= one.takes @ one.task.effort[:, -1] * (1 + 1e-9)).all())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3), st.sampled_from(KINDS), st.floats(0.1, 0.9))
def test_as_good_as_the_joint_division(seed: int, shared: int, kind: tuple[bool, bool], part: float) -> None:
    rng, (needs, steps) = np.random.default_rng(seed), kind
    blocks = [block(rng, shared=shared, own=int(rng.integers(0, 2)), needs=needs, steps=steps) for _ in range(12)]
    amounts = most(blocks) * part
    found = divided(blocks, amounts)
    try:
        joint = joint_division(blocks, amounts)
    except InfeasibleError:  # its search may end too early
        joint = found
    assert found.bound >= joint.value - 1e-6 * abs(joint.value)  # no division passes a bound
    assert joint.bound >= found.value - 1e-6 * abs(found.value)
    assert found.value >= joint.value * (1 - (5e-3 if steps else 1e-3))
    assert (found.takes.sum(axis=0) <= amounts * (1 + 1e-8)).all()
    assert all(kept(one, takes) for one, takes in zip(blocks, found.takes, strict=True))


def test_goals_without_limits_are_looked_at_lever_by_lever() -> None:
    rng = np.random.default_rng(3)
    blocks = [block(rng, own=0) for _ in range(200)]
    amounts = most(blocks) * 0.3
    found, joint = divided(blocks, amounts), joint_division(blocks, amounts)
    assert found.value == pytest.approx(joint.value, rel=1e-4)
    assert found.prices == pytest.approx(joint.prices, rel=0.02)
    assert found.bound - found.value <= 1e-4 * found.bound


def test_more_than_all_can_use_costs_nothing() -> None:
    rng = np.random.default_rng(4)
    blocks = [block(rng) for _ in range(20)]
    found = divided(blocks, most(blocks) * 2)
    assert found.prices == pytest.approx([0.0])
    assert found.bound == pytest.approx(found.value, rel=1e-4)


def test_none_of_a_resource_is_none_for_all() -> None:
    rng = np.random.default_rng(5)
    found = divided([block(rng) for _ in range(5)], np.zeros(1))
    assert found.takes == pytest.approx(np.zeros((5, 1)))
    assert found.value == pytest.approx(500.0)


def test_what_must_be_taken_and_is_not_there_is_told() -> None:
    rng = np.random.default_rng(6)
    blocks = [block(rng, own=0, needs=True) for _ in range(8)]
    with pytest.raises(InfeasibleError) as told:
        divided(blocks, most(blocks) * 1e-6)
    assert (told.value.kind, told.value.index) == ("resource", 0)
    assert told.value.needed > told.value.possible
    one = blocks[0].task
    blocks[0] = replace(blocks[0], task=replace(one, need=one.gain[:, -1].sum(keepdims=True) * 2))
    with pytest.raises(InfeasibleError) as told:
        divided(blocks, most(blocks))
    assert told.value.kind == "branch"
