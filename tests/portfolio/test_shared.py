"""Shared resources: one question of all goals' levers, with the same proof."""

from dataclasses import replace

import numpy as np
import pytest

from planner.allocation.allocate import allocate
from planner.errors import InputError
from planner.model.allocation import Task
from planner.model.goal import Resource
from planner.model.portfolio import Member, Portfolio
from planner.portfolio.shared import MOST_LIMITS, Part, shares_of

EFFORT = np.linspace(0.0, 100.0, 21)


def part(
    *tops: float, resources: tuple[str, ...] = ("money",), own: tuple[Resource, ...] = (), least: float = 0.0
) -> Part:
    """A goal with a lever a top, each bringing top * (1 - exp(-effort / 30)) for money."""
    effort = np.stack([np.linspace(least, 100.0, 21)] * len(tops))
    gain = np.array(tops)[:, None] * (1 - np.exp(-effort / 30))
    count = len(tops)
    return Part(
        task=Task(
            effort=effort, gain=gain, weight=np.ones(count), cost=np.zeros(count), stepped=np.zeros(count),
            uses=np.ones((len(resources), count)), budget=np.full(len(resources), 1e9), share=np.zeros((0, count)), need=np.zeros(0), base=1000.0,
        ),
        resources=resources,
        own=own,
        period="2026-12-01..2026-12-31",
    )  # fmt: skip


def portfolio(**amounts: float) -> Portfolio:
    resources = tuple(Resource(name=name, amount=amount) for name, amount in amounts.items())
    return Portfolio(members=(Member(file="*"),), resources=resources)


def shares(parts: dict[str, Part], of: Portfolio, weights: dict[str, float] | None = None) -> dict[str, float]:
    found = shares_of(parts, weights or dict.fromkeys(parts, 1.0), of)
    return {name: dict(each)["money"] for name, each in found.by_goal.items()}


def test_goals_alike_get_alike_and_all_is_used() -> None:
    found = shares({"a": part(50, 80), "b": part(50, 80)}, portfolio(money=120))
    assert found["a"] + found["b"] == pytest.approx(120)
    assert found["a"] == pytest.approx(found["b"], abs=5.01)  # a point of the table


def test_one_goal_gets_what_it_would_alone() -> None:
    alone = allocate(replace(part(50, 80).task, budget=np.array([90.0])))
    found = shares_of({"a": part(50, 80)}, {"a": 1.0}, portfolio(money=90))
    assert dict(found.by_goal["a"])["money"] == pytest.approx(float(alone.effort.sum()))
    assert found.division.gap <= 1e-6


def test_the_joint_division_beats_every_other_on_the_table() -> None:
    parts = {"a": part(50), "b": part(120), "c": part(20)}
    found = shares(parts, portfolio(money=100))
    value = sum(float(np.interp(found[name], EFFORT, parts[name].task.gain[0])) for name in parts)
    grid = [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    others = [
        sum(float(np.interp(spent, EFFORT, parts[name].task.gain[0])) for name, spent in zip(parts, (a, b, 100 - a - b), strict=True))
        for a in grid
        for b in grid
        if a + b <= 100
    ]  # fmt: skip
    assert value >= max(others) - 1e-9


def test_a_weight_draws_resources() -> None:
    parts = {"a": part(50), "b": part(50)}
    found = shares(parts, portfolio(money=60), {"a": 3.0, "b": 1.0})
    assert found["a"] > found["b"]


def test_what_a_goal_has_for_itself_stays_its_own() -> None:
    own = part(500, resources=("money", "hours"), own=(Resource(name="hours", amount=10.0),))
    found = shares({"a": own, "b": part(5)}, portfolio(money=100))
    assert found["a"] == pytest.approx(10.0)
    assert found["b"] == pytest.approx(90.0)


def test_what_cannot_be_divided_is_told_at_its_place() -> None:
    with pytest.raises(InputError, match="need at least takes 60 money, there are 50"):
        shares({"a": part(5, least=30), "b": part(5, least=30)}, portfolio(money=50))
    other = replace(part(5), period="2027-01-01..2027-01-31")
    with pytest.raises(InputError, match="are for different periods"):
        shares({"a": part(5), "b": other}, portfolio(money=50))


def test_any_number_of_goals_has_limits_of_its_own() -> None:
    rng = np.random.default_rng(2)
    hours = (Resource(name="hours", amount=60.0),)
    parts = {str(n): part(*rng.uniform(5, 500, 3), resources=("money", "hours"), own=hours) for n in range(4)}
    few, amount = shares_of(parts, dict.fromkeys(parts, 1.0), portfolio(money=150)), 150 * MOST_LIMITS / 2
    many = {f"{name} {n}": each for n in range(2 * MOST_LIMITS) for name, each in parts.items()}
    found = shares_of(many, dict.fromkeys(many, 1.0), portfolio(money=amount * 4))
    assert found.division.gap <= 1e-4
    for name in parts:
        alike = [dict(found.by_goal[f"{name} {n}"])["money"] for n in range(2 * MOST_LIMITS)]
        assert max(alike) <= 60 + 1e-6
        assert np.mean(alike) == pytest.approx(dict(few.by_goal[name])["money"], abs=5.01)  # a point of the table


def test_no_goals_take_nothing() -> None:
    assert shares_of({}, {}, portfolio(money=5)).division.resources[0].used == 0


def test_many_goals_are_divided_in_no_time_and_proven() -> None:
    rng = np.random.default_rng(1)
    parts = {str(n): part(*rng.uniform(5, 500, 6)) for n in range(1000)}
    found = shares_of(parts, dict.fromkeys(parts, 1.0), portfolio(money=100_000))
    assert found.division.gap <= 1e-6
    assert sum(dict(each)["money"] for each in found.by_goal.values()) == pytest.approx(100_000)
