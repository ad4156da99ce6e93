"""Plans with pairs against other ways to find the best one, under other units and orders."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from allocation.tasks import by_highs, by_trying_all, in_other_units, keeps_pairs, random_task, task, with_pairs
from allocation.test_optimal import keeps_its_promises

from planner.allocation.allocate import TOLERANCE, allocate
from planner.allocation.best_use import BestUse
from planner.allocation.bits import members
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.pairs import rules_of
from planner.model.allocation import Allocation, Task

KINDS = [
    {"kind": "concave"},
    {"kind": "s", "branches": 1},
    {"kind": "rough", "stepped": 0.4, "branches": 1},
    {"kind": "rough", "stepped": 1.0, "points": 7, "levers": 6},
]
kinds = pytest.mark.parametrize("kind", KINDS, ids=str)


def found_for(given: Task) -> Allocation | None:
    try:
        found = allocate(given)
    except InfeasibleError:
        return None
    keeps_its_promises(given, found)
    assert keeps_pairs(given, found.effort)
    return found


def without_least(given: Task) -> Task:
    """Every lever may be left unused."""
    return replace(given, effort=given.effort - given.effort[:, :1])


@pytest.mark.parametrize("kind", ["concave", "s", "rough"])
@pytest.mark.parametrize("pairs", [{"excludes": 3}, {"needs": 3}, {"excludes": 2, "needs": 3}], ids=str)
def test_steps_as_good_as_trying_everything(kind: str, pairs: dict[str, int]) -> None:
    for seed in range(15):
        given = random_task(seed, levers=4, points=5, branches=seed % 3, kind=kind, stepped=1.0, demand=1.3)
        given = with_pairs(given if seed % 2 else without_least(given), seed, **pairs)
        best, found = by_trying_all(given), found_for(given)
        assert (best is None) == (found is None), seed
        assert found is None or found.value == pytest.approx(best, rel=2 * TOLERANCE), seed


@pytest.mark.parametrize("resources", [1, 2, 3])
@pytest.mark.parametrize("branches", [0, 1, 2])
@pytest.mark.parametrize("kind", ["concave", "s", "rough"])
def test_as_good_as_highs(kind: str, branches: int, resources: int) -> None:
    for seed in range(10):
        rng = np.random.default_rng([seed, branches, resources])
        given = random_task(
            seed,
            levers=int(rng.integers(4, 9)),
            points=int(rng.integers(2, 10)),
            resources=resources,
            branches=branches,
            kind=kind,
            stepped=float(rng.choice([0, 0.5, 1])),
            demand=float(rng.choice([1, 1, 1.5])),
        )
        excludes, needs = rng.integers(0, 6, 2).tolist()
        given = with_pairs(given if seed % 3 == 0 else without_least(given), seed, excludes=excludes, needs=needs)
        best, found = by_highs(given), found_for(given)
        assert (best is None) == (found is None), seed
        if best is not None and found is not None:
            assert found.value == pytest.approx(best, rel=2 * TOLERANCE), seed
            assert found.bound >= best * (1 - 1e-8), seed


def test_whole_numbers_full_of_ties() -> None:
    for seed in range(150):
        rng = np.random.default_rng(seed)
        gain = np.cumsum(rng.integers(-1, 3, (4, 4)), axis=1)
        table = {"stepped": np.ones(4), "uses": rng.integers(0, 3, (2, 4)), "budget": rng.integers(1, 9, 2)}
        given = with_pairs(task(np.tile(np.arange(4), (4, 1)), gain, base=100, **table), seed, excludes=2, needs=2)
        found = found_for(given)
        assert found is not None
        assert found.value == pytest.approx(by_trying_all(given), rel=2 * TOLERANCE), seed


@kinds
@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_units_do_not_matter(kind: dict[str, float], factor: float) -> None:
    for seed in range(5):
        given = with_pairs(without_least(random_task(seed, **kind)), seed, excludes=3, needs=3)
        if (plain := found_for(given)) is None:
            continue
        levers, each, resources, sessions = in_other_units(given, factor)
        assert allocate(levers).effort / each == pytest.approx(plain.effort, rel=1e-7, abs=1e-7)
        assert allocate(resources).effort == pytest.approx(plain.effort, rel=1e-7, abs=1e-7)
        assert allocate(sessions).effort == pytest.approx(plain.effort, rel=1e-7, abs=1e-7)
        assert allocate(sessions).bound / factor == pytest.approx(plain.bound, rel=1e-9)


@kinds
def test_order_does_not_matter(kind: dict[str, float]) -> None:
    for seed in range(5):
        given = with_pairs(without_least(random_task(seed, **kind)), seed, excludes=3, needs=3)
        if (plain := found_for(given)) is None:
            continue
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(given.effort))
        place = np.argsort(order).tolist()
        rows = {key: getattr(given, key)[order] for key in ("effort", "gain", "weight", "cost", "stepped")}
        excludes = [(place[one], place[other])[:: rng.choice([-1, 1])] for one, other in given.excludes]
        needs = [(place[one], place[other]) for one, other in given.needs]
        turned = replace(
            given,
            uses=given.uses[:, order],
            share=given.share[:, order],
            excludes=tuple(excludes[::-1]),
            needs=tuple(needs[::-1]),
            **rows,
        )
        assert allocate(turned).effort == pytest.approx(plain.effort[order], rel=1e-12)


@kinds
def test_pairs_that_decide_nothing_change_nothing(kind: dict[str, float]) -> None:
    given = without_least(random_task(3, **kind))
    plain = allocate(given)
    used = np.flatnonzero(plain.effort > 0.02 * given.effort[:, -1]).tolist()
    unused = np.flatnonzero(plain.effort == 0).tolist()
    apart = [(one, other) for one in used for other in unused]
    needs = [(one, other) for one in used for other in used if one != other]
    found = allocate(replace(given, excludes=tuple(apart), needs=tuple(needs)))
    assert found.value == pytest.approx(plain.value, rel=2 * TOLERANCE)


@pytest.mark.parametrize("kind", ["concave", "s", "rough"])
def test_fifty_levers_with_twenty_pairs(kind: str) -> None:
    for seed in range(4):
        given = without_least(random_task(seed, levers=50, points=61, kind=kind, stepped=0.3, branches=1))
        given = with_pairs(given, seed, excludes=10, needs=10)
        found = found_for(given)
        assert found is not None
        assert found.gap <= 1e-4
        assert found.nodes <= 100


def test_one_of_each_ten_is_seen_at_once() -> None:
    """Five groups, in each of which every lever excludes all others: the bound knows that, so nothing has to be cut."""
    groups = [(10 * n + one, 10 * n + other) for n in range(5) for one, other in itertools.combinations(range(10), 2)]
    given = replace(random_task(1, levers=50, points=33, kind="concave"), excludes=tuple(groups))
    found = found_for(given)
    assert found is not None
    assert found.nodes <= 5
    assert (found.effort > 0).sum() <= 5


def test_sets_too_many_to_try_only_cost_more_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.allocation.best_use._MOST_PARTS", -1)
    for seed in range(10):
        given = with_pairs(without_least(random_task(seed, kind="rough", branches=1)), seed, excludes=8, needs=4)
        best, found = by_highs(given), found_for(given)
        assert (best is None) == (found is None), seed
        assert found is None or found.value == pytest.approx(best, rel=2 * TOLERANCE), seed


def test_best_sets_as_good_as_trying_everything() -> None:
    for seed in range(300):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(2, 9))
        given = with_pairs(task([[0, 1]] * n, [[0, 1]] * n), seed, excludes=int(rng.integers(1, 9)), needs=seed % 7)
        rules = rules_of(given)
        assert rules is not None
        count = len(rules.levers)
        worth = rng.normal(size=count).tolist() if seed % 2 else rng.integers(-3, 4, count).astype(float).tolist()
        value, used = BestUse(rules, worth).of((1 << count) - 1 & ~rules.unused)
        known = [0.0]
        for flags in itertools.product([0.0, 1.0], repeat=count):
            effort = np.zeros(n)
            effort[list(rules.levers)] = flags
            if keeps_pairs(given, effort):
                known.append(float(np.dot(flags, worth)))
        assert value == pytest.approx(max(known), abs=1e-9), seed
        assert sum(worth[k] for k in members(used)) == pytest.approx(value, abs=1e-9), seed
