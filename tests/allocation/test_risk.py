"""Cautious plans and likely ones: closed forms, limits, invariances, and SciPy's linear programme."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from allocation.tasks import in_other_units, random_task, task

from planner.allocation.allocate import solve
from planner.allocation.merit import Chance, Merit, WorstFifth
from planner.allocation.prepared import prepare
from planner.allocation.prospect import Prospect
from planner.allocation.risk import JUDGING, SEARCHED, Chosen, choose
from planner.model.allocation import Task
from planner.model.arrays import Array
from planner.model.draws import normals

DRAWS, FEW = 1000, 200
KINDS = [
    {"kind": "concave"},
    {"kind": "s", "branches": 1},
    {"kind": "rough", "stepped": 0.4, "branches": 2},
    {"kind": "rough", "stepped": 1.0, "points": 7, "levers": 5},
]
kinds = pytest.mark.parametrize("kind", KINDS, ids=str)
each_merit = pytest.mark.parametrize("merit", [WorstFifth(), Chance(target=2000.0), Chance(target=1500.0)], ids=str)


def chosen(given: Task, prospect: Prospect, merit: Merit) -> Chosen:
    prepared = prepare(given)
    return choose(prepared, given.budget, solve(prepared, given.budget), prospect, merit)


def linear(factors: Array, usual: Array | float = 0.0, *, budget: float = 1.0) -> tuple[Task, Prospect]:
    """Levers that bring their factor, another one each draw, for each unit of up to one. Args: factors (n_levers, n_draws)."""
    effort = np.tile(np.linspace(0, 1, 5), (len(factors), 1))
    gain = factors[:, :, None] * effort[:, None, :]
    draws = np.broadcast_to(usual, factors.shape[1:])
    given = task(effort, gain.mean(axis=1), budget=[budget], base=float(draws.mean()))
    return given, Prospect(usual=draws, gain=gain, inside=np.ones(len(factors)))


def uncertain(given: Task, seed: int = 1, n_draws: int = DRAWS) -> Prospect:
    """Draws whose means are the task's tables: some levers are nearly sure, others vary by a factor of several, and not independently."""
    rng = np.random.default_rng(seed)
    n = len(given.effort)
    common, alone = normals(rng, 1, n_draws), normals(rng, n, n_draws)
    factors = np.exp(rng.choice([0.05, 0.4, 1.0], n)[:, None] * (0.5 * common + 0.8 * alone))
    factors /= factors.mean(axis=1, keepdims=True)
    usual = given.base * np.exp(0.1 * normals(rng, 1, n_draws)[0])
    return Prospect(
        usual=usual + given.base - usual.mean(), gain=factors[:, :, None] * given.gain[:, None, :], inside=given.weight
    )


def outcome(given: Task, prospect: Prospect, effort: Array) -> Array:
    """(n_draws,) what a plan brings, read point by point."""
    found = prospect.usual.copy()
    for lever, at in enumerate(effort):
        row, inside = given.effort[lever], prospect.inside[lever]
        weights = np.array([np.interp(at, row, point) for point in np.eye(len(row))])
        found += inside * (prospect.gain[lever] @ weights)
    return found


def means(given: Task, effort: Array) -> Array:
    """(n_levers,) [sessions]."""
    return np.array([np.interp(at, row, gain) for at, row, gain in zip(effort, given.effort, given.gain, strict=True)])


def test_a_safe_lever_is_preferred_to_a_risky_one_with_a_higher_mean() -> None:
    risky = np.tile([0.0, 0.0, 210.0, 210.0], DRAWS // 4)
    given, prospect = linear(np.stack([np.full(DRAWS, 100.0), risky]))
    assert solve(prepare(given), given.budget).effort == pytest.approx([0, 1])
    found = chosen(given, prospect, WorstFifth())
    assert found.allocation.effort == pytest.approx([1, 0])
    assert (found.figure, found.instead_of) == pytest.approx((100, 0))
    assert found.fewer == pytest.approx(5)
    assert found.bound == pytest.approx(100)
    assert found.gap == pytest.approx(0, abs=1e-9)
    assert (found.allocation.value, found.allocation.bound) == pytest.approx((100, 105))


def test_a_target_within_safe_reach_is_reached_safely_and_one_beyond_it_by_risk() -> None:
    risky = np.tile([0.0, 0.0, 190.0, 190.0], DRAWS // 4)
    given, prospect = linear(np.stack([np.full(DRAWS, 100.0), risky]))
    assert solve(prepare(given), given.budget).effort == pytest.approx([1, 0])
    sure, bold = (chosen(given, prospect, Chance(target=target)) for target in (99.0, 150.0))
    assert sure.allocation.effort == pytest.approx([1, 0])
    assert (sure.figure, sure.instead_of, sure.fewer) == (1, 1, 0)
    assert bold.allocation.effort[1] > 0.55  # 150 = 100 a + 190 (1 - a)
    assert (bold.figure, bold.instead_of) == pytest.approx((0.5, 0))
    assert bold.gap is None  # nothing bounds a chance


@pytest.mark.parametrize(("small", "large"), [(100.0, 100.0), (60.0, 120.0), (40.0, 160.0)])
def test_independent_levers_share_as_their_variances_say(small: float, large: float) -> None:
    normal = normals(np.random.default_rng(3), 2, 4 * DRAWS)
    given, prospect = linear(1000 + normal * [[small], [large]] + [[0.0], [1.0]])
    assert solve(prepare(given), given.budget).effort == pytest.approx([0, 1])
    found = chosen(given, prospect, WorstFifth())
    part = large**2 / (small**2 + large**2)  # for equal means the least variance, 1 apart in 1000 hardly differs
    assert found.allocation.effort == pytest.approx([part, 1 - part], abs=0.1)
    tail = NormalDist().pdf(NormalDist().inv_cdf(0.2)) / 0.2
    assert found.figure == pytest.approx(1000 - tail * small * large / np.hypot(small, large), abs=8)
    assert found.instead_of == pytest.approx(1001 - tail * large, abs=8)


def test_the_likeliest_plan_varies_little_below_the_mean_and_much_above_it() -> None:
    normal = normals(np.random.default_rng(3), 2, 4 * DRAWS)
    given, prospect = linear(1000 + normal * [[100.0], [100.0]] + [[0.0], [1.0]])
    below = chosen(given, prospect, Chance(target=900.0))
    assert below.allocation.effort == pytest.approx([0.5, 0.5], abs=0.1)
    assert below.figure == pytest.approx(NormalDist().cdf(2**0.5), abs=0.02)
    assert below.instead_of == pytest.approx(NormalDist().cdf(1.01), abs=0.02)
    above = chosen(given, prospect, Chance(target=1100.0))
    assert above.allocation.effort == pytest.approx([0, 1])  # as the mean has it
    bolder, prospect = linear(1000 + normal * [[100.0], [200.0]] + [[10.0], [0.0]])
    above = chosen(bolder, prospect, Chance(target=1150.0))
    assert above.allocation.effort == pytest.approx([0, 1], abs=0.1)
    assert above.figure == pytest.approx(1 - NormalDist().cdf(0.75), abs=0.02)


def test_what_offsets_the_ups_and_downs_of_the_traffic_is_worth_more() -> None:
    swing = normals(np.random.default_rng(2), 1, DRAWS)[0]
    given, prospect = linear(np.stack([100 - 20 * swing, 101 + 20 * swing]), 1000 + 100 * swing)
    assert chosen(given, prospect, WorstFifth()).allocation.effort == pytest.approx([1, 0])


@each_merit
def test_certain_levers_leave_the_plan_as_it_is(merit: Merit) -> None:
    for seed in range(5):
        given = random_task(seed, kind="concave")
        gain = np.repeat(given.gain[:, None, :], DRAWS, axis=1)
        prospect = replace(uncertain(given, seed), gain=gain)
        prepared = prepare(given)
        expected = solve(prepared, given.budget)
        found = choose(prepared, given.budget, expected, prospect, merit)
        assert found.allocation is expected
        assert (found.figure, found.fewer) == (found.instead_of, 0)


@pytest.mark.parametrize("target", [-1e9, 0.0, 1e5, 1e12])
def test_a_target_out_of_sight_leaves_the_plan_as_it_is(target: float) -> None:
    for seed in range(5):
        given = random_task(seed, kind="concave")
        prepared = prepare(given)
        expected = solve(prepared, given.budget)
        found = choose(prepared, given.budget, expected, uncertain(given, seed), Chance(target=target))
        assert found.allocation is expected
        assert found.figure == (1.0 if target <= 0 else 0.0)


def test_no_levers() -> None:
    given = task(np.zeros((0, 1)), np.zeros((0, 1)), uses=np.zeros((1, 0)), budget=[3], base=5)
    prospect = Prospect(usual=np.arange(100.0), gain=np.zeros((0, 100, 1)), inside=np.zeros(0))
    found = chosen(given, prospect, WorstFifth())
    assert found.allocation.left == pytest.approx([3])
    assert found.figure == pytest.approx(np.arange(1, 20, 2).mean())
    assert found.gap is None


def test_levers_at_one_effort() -> None:
    given = task([[2.0]], [[5.0]], budget=[2], base=100)
    assert chosen(given, uncertain(given), WorstFifth()).allocation.effort == pytest.approx([2])


@kinds
@each_merit
def test_every_limit_holds_and_the_figures_are_what_they_say(kind: dict[str, float], merit: Merit) -> None:
    for seed in range(5):
        given = random_task(seed, **kind)
        prospect = uncertain(given, seed, FEW)
        prepared = prepare(given)
        expected = solve(prepared, given.budget)
        found = choose(prepared, given.budget, expected, prospect, merit)
        effort = found.allocation.effort
        assert (given.uses @ effort <= given.budget * (1 + 1e-9)).all()
        assert found.allocation.left == pytest.approx(given.budget - given.uses @ effort, abs=1e-9)
        assert (given.share @ means(given, effort) >= given.need - 1e-8 * np.abs(given.need)).all()
        assert (given.effort[:, 0] <= effort).all()
        assert (effort <= given.effort[:, -1]).all()
        on_point = np.isclose(given.effort, effort[:, None], rtol=1e-9).any(axis=1)
        assert on_point[given.stepped > 0].all()
        value = given.base + given.weight @ means(given, effort) - given.cost @ effort
        assert found.allocation.value == pytest.approx(value)
        assert found.allocation.value <= found.allocation.bound + 1e-6 * abs(value)
        assert found.allocation.bound == expected.bound
        assert found.allocation.nodes > 0
        brings, instead = (outcome(given, prospect, plan) for plan in (effort, expected.effort))
        assert found.figure == pytest.approx(merit.figure(brings[JUDGING]), abs=2e-3)
        assert found.instead_of == pytest.approx(merit.figure(instead[JUDGING]), abs=2e-3)
        assert found.searched == pytest.approx(merit.figure(brings[SEARCHED]), abs=2e-3)
        assert found.fewer == pytest.approx(float((instead - brings).mean()), abs=1e-6)
        assert found.figure > found.instead_of or found.allocation is expected
        assert found.searched <= found.bound * (1 + 1e-6)


def test_no_lever_gets_more_than_is_worth_it_on_average() -> None:
    effort = np.linspace(0, 100, 401)[None, :].repeat(2, axis=0)
    swing = normals(np.random.default_rng(2), 1, DRAWS)[0]
    factors = np.stack([1 - 0.9 * np.tanh(swing), np.ones(DRAWS)])  # the first brings most where there is least
    gain = factors[:, :, None] * (10 * np.sqrt(effort))[:, None, :]
    given = task(effort, gain.mean(axis=1), cost=[1.0, 1.0], budget=[60.0], base=1000)
    prospect = Prospect(usual=1000 + 100 * swing, gain=gain, inside=np.ones(2))
    for merit in (WorstFifth(), Chance(target=1080.0), Chance(target=1120.0)):
        assert chosen(given, prospect, merit).allocation.effort == pytest.approx([25, 25], abs=0.3)
    tight = replace(given, budget=np.array([40.0]))
    assert chosen(tight, prospect, WorstFifth()).allocation.effort == pytest.approx([25, 15], abs=0.3)


def test_levers_that_exclude_each_other_are_not_mixed() -> None:
    normal = normals(np.random.default_rng(3), 3, DRAWS)
    given, prospect = linear(1000 + normal * [[300.0], [300.0], [300.0]] + [[0.0], [1.0], [2.0]])
    for pairs in ({"excludes": ((1, 2),)}, {"needs": ((2, 1),)}, {"excludes": ((1, 2),), "needs": ((2, 0),)}):
        found = chosen(replace(given, **pairs), prospect, WorstFifth())
        used = found.allocation.effort > 1e-6
        assert found.figure > found.instead_of
        assert not any(used[one] and used[other] for one, other in pairs.get("excludes", ()))
        assert not any(used[one] and not used[other] for one, other in pairs.get("needs", ()))


def test_the_goals_branch_alone_is_measured() -> None:
    normal = normals(np.random.default_rng(3), 3, DRAWS)
    given, prospect = linear(100 + normal * [[1.0], [30.0], [900.0]] + [[0.0], [1.0], [500.0]], 1000.0)
    given = replace(given, weight=np.array([1.0, 1.0, 1e-6]))
    inside = np.array([1.0, 1.0, 0.0])
    found = chosen(given, replace(prospect, inside=inside), WorstFifth())
    assert found.allocation.effort == pytest.approx([1, 0, 0], abs=0.1)
    assert found.figure == pytest.approx(1100, abs=3)
    assert found.searched <= found.bound
    plenty = replace(given, budget=np.array([2.5]))
    both = chosen(plenty, replace(prospect, inside=inside), WorstFifth())
    assert both.allocation.effort == pytest.approx([1, 1, 0.5])
    other = replace(prospect, inside=inside, gain=prospect.gain * [[[1.0]], [[1.0]], [[-1e3]]])
    assert chosen(plenty, other, WorstFifth()).figure == both.figure


def test_a_chance_is_of_sessions_even_where_the_task_is_to_bring_something_else() -> None:
    normal = normals(np.random.default_rng(3), 2, DRAWS)
    given, prospect = linear(100 + normal * 10, 1000.0)
    given = replace(given, weight=np.array([0.1, 0.2]), gain=given.gain * [[1.0], [0.8]])
    prospect = replace(prospect, gain=prospect.gain * [[[1.0]], [[0.8]]])
    assert solve(prepare(given), given.budget).effort == pytest.approx([0, 1])
    found = chosen(given, prospect, Chance(target=1095.0))
    assert found.allocation.effort == pytest.approx([1, 0])
    assert found.fewer == pytest.approx(-20, abs=0.5)


@kinds
@each_merit
@pytest.mark.parametrize("factor", [1e-4, 1e4])
def test_units_do_not_matter(kind: dict[str, float], merit: Merit, factor: float) -> None:
    for seed in range(2):
        given = random_task(seed, **kind)
        prospect = uncertain(given, seed, FEW)
        plain = chosen(given, prospect, merit)
        levers, each, resources, sessions = in_other_units(given, factor)
        scaled = replace(prospect, usual=prospect.usual * factor, gain=prospect.gain * factor)
        aim = Chance(target=merit.target * factor) if isinstance(merit, Chance) else merit
        near = {"rel": 1e-6, "abs": 1e-6}
        assert chosen(levers, prospect, merit).allocation.effort / each == pytest.approx(
            plain.allocation.effort, **near
        )
        assert chosen(resources, prospect, merit).allocation.effort == pytest.approx(plain.allocation.effort, **near)
        found = chosen(sessions, scaled, aim)
        assert found.allocation.effort == pytest.approx(plain.allocation.effort, **near)
        assert found.fewer / factor == pytest.approx(plain.fewer, rel=1e-6, abs=1e-6)


@kinds
@each_merit
def test_order_does_not_matter(kind: dict[str, float], merit: Merit) -> None:
    for seed in range(2):
        given = random_task(seed, **kind)
        prospect = uncertain(given, seed, FEW)
        order = np.random.default_rng(seed).permutation(len(given.effort))
        turned = replace(
            given,
            effort=given.effort[order],
            gain=given.gain[order],
            weight=given.weight[order],
            cost=given.cost[order],
            stepped=given.stepped[order],
            uses=given.uses[:, order],
            share=given.share[:, order],
        )
        plain = chosen(given, prospect, merit)
        found = chosen(turned, replace(prospect, gain=prospect.gain[order], inside=prospect.inside[order]), merit)
        assert found.allocation.effort == pytest.approx(plain.allocation.effort[order], rel=1e-9)
        assert found.figure == plain.figure


@kinds
@each_merit
def test_the_same_question_has_the_same_answer(kind: dict[str, float], merit: Merit) -> None:
    given = random_task(3, **kind)
    one, other = (chosen(given, uncertain(given), merit) for _ in range(2))
    assert one.allocation.effort.tobytes() == other.allocation.effort.tobytes()
    assert (one.figure, one.instead_of, one.bound) == (other.figure, other.instead_of, other.bound)


def test_it_is_better_on_draws_that_neither_half_held() -> None:
    more = {WorstFifth(): 0.0, Chance(target=1300.0): 0.0, Chance(target=1900.0): 0.0}
    for seed in range(12):
        given = random_task(seed, kind="concave", levers=4)
        both = uncertain(given, seed, 8 * DRAWS)
        some, fresh = (
            replace(both, usual=both.usual[at], gain=both.gain[:, at]) for at in (slice(DRAWS), slice(DRAWS, 8 * DRAWS))
        )
        given = replace(given, gain=some.gain.mean(axis=1))
        prepared = prepare(given)
        expected = solve(prepared, given.budget)
        for merit in more:
            found = choose(prepared, given.budget, expected, some, merit)
            if found.allocation is not expected:
                new, old = (outcome(given, fresh, plan) for plan in (found.allocation.effort, expected.effort))
                more[merit] += merit.figure(new) - merit.figure(old)
    assert all(each > 0 for each in more.values())


@pytest.mark.parametrize("seed", range(4))
def test_as_cautious_as_a_linear_programme(seed: int) -> None:
    given = random_task(seed, kind="concave", levers=4, points=9)
    given = replace(given, cost=np.zeros(4), gain=10 * np.sqrt(given.effort) * [[4], [6], [8], [9]])
    some = uncertain(given, seed, 100)
    twice = replace(some, usual=np.repeat(some.usual, 2), gain=np.repeat(some.gain, 2, axis=1))
    found = chosen(given, twice, WorstFifth())
    best = by_highs(given, some)
    assert found.bound >= best * (1 - 1e-9)
    assert found.bound == pytest.approx(best, rel=2e-3)
    assert found.figure == pytest.approx(best, rel=2e-3)
    assert found.figure == found.searched


def by_highs(given: Task, prospect: Prospect) -> float:
    """The best mean of the worst fifth by SciPy, for draws all of which are concave."""
    from scipy.optimize import linprog  # noqa: PLC0415 - tests alone use it

    usual, gain = prospect.usual, prospect.gain * prospect.inside[:, None, None]
    n_draws = len(usual)
    stretches = np.diff(gain, axis=2).transpose(1, 0, 2).reshape(n_draws, -1)
    takes = (given.uses[:, :, None] * np.diff(given.effort, axis=1)[None]).reshape(len(given.uses), -1)
    found = linprog(
        np.concatenate([np.zeros(takes.shape[1]), [-1], np.full(n_draws, 1 / (0.2 * n_draws))]),
        A_ub=np.block(
            [
                [-stretches, np.ones((n_draws, 1)), -np.eye(n_draws)],
                [takes, np.zeros((len(takes), 1 + n_draws))],
            ]
        ),
        b_ub=np.concatenate([usual + gain[:, :, 0].sum(axis=0), given.budget - given.uses @ given.effort[:, 0]]),
        bounds=[(0, 1)] * takes.shape[1] + [(None, None)] + [(0, None)] * n_draws,
    )
    assert found.status == 0, found.message
    return float(-found.fun)


@pytest.mark.parametrize(("n", "worst"), [(10, 0.5), (5, 0.0), (7, (0 + 0.4) / 1.4), (1, 0.0), (1000, 99.5)])
def test_the_worst_fifth_counts_a_part_of_a_draw(n: int, worst: float) -> None:
    outcomes = np.random.default_rng(1).permutation(n).astype(float)
    merit = WorstFifth()
    assert merit.figure(outcomes) == pytest.approx(worst)
    assert merit.parts(outcomes).mean() == pytest.approx(worst)
    weights = merit.weights(outcomes)
    assert weights.sum() == pytest.approx(1)
    assert weights @ outcomes == pytest.approx(worst)
    assert (weights <= max(1, 1 / (0.2 * n)) + 1e-12).all()


def test_draws_that_tie_count_alike() -> None:
    assert WorstFifth().weights(np.full(10, 3.0)) == pytest.approx(np.full(10, 0.1))
    assert WorstFifth().weights(np.array([1.0, 2, 2, 2, 2, 9, 9, 9, 9, 9])) == pytest.approx(
        [0.5, *[0.125] * 4, *[0.0] * 5]
    )
    assert Chance(target=3.0).weights(np.full(10, 3.0)) == pytest.approx(np.full(10, 0.1))


def test_draws_near_the_target_decide() -> None:
    outcomes = normals(np.random.default_rng(1), 1, 1000)[0] * 100 + 1000
    for target in (850.0, 1000.0, 1100.0):
        merit = Chance(target=target)
        weights, merits = merit.weights(outcomes), merit.parts(outcomes)
        assert weights.sum() == pytest.approx(1)
        assert abs(outcomes[weights.argmax()] - target) < 2
        assert merits.mean() == pytest.approx(merit.figure(outcomes), abs=0.02)
        assert ((merits > 0.5) == (outcomes > target)).all()
        rise = (merit.parts(outcomes + 0.001) - merits) / 0.001
        assert weights == pytest.approx(rise / rise.sum(), rel=0.02, abs=1e-9)
    far = Chance(target=1e9).weights(outcomes)
    assert far.sum() == pytest.approx(1)
    assert far.argmax() == outcomes.argmax()
