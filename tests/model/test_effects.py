from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.arrays import Array
from planner.model.effects import after, carried, mean_response, response, stretches
from planner.model.learned import Curve, State

N = 7
RNG = np.random.default_rng(1)
CARRY = np.linspace(0.05, 0.9, N)


def settled(level: float) -> State:
    return State(begun=np.full(N, level), counted=np.full(N, level))


CURVE = Curve(
    lever=0,
    reference=100.0,
    share=np.linspace(0.1, 0.9, N),
    carry=CARRY,
    rise=CARRY * 0.4,
    half=np.linspace(0.3, 4.0, N),
    shape=np.linspace(0.8, 2.5, N),
    state=settled(1.0),
    weight=0.5,
    variation=0.4,
)
COLUMN = {"half": CURVE.half[:, None], "shape": CURVE.shape[:, None]}


def stepped(curve: Curve, effort: float, weeks: int, state: State) -> list[Array]:
    """The effort that counts, week by week, by the definition alone."""
    begun, counted, found = state.begun, state.counted, []
    for _ in range(weeks):
        begun = curve.rise * begun + (1 - curve.rise) * effort / curve.reference
        counted = curve.carry * counted + (1 - curve.carry) * begun
        found.append(counted)
    return found


def test_the_reference_brings_one_and_none_brings_nearly_none() -> None:
    assert np.allclose(response(np.ones((N, 1)), **COLUMN), 1)
    assert (response(np.zeros((N, 1)), **COLUMN) < 1e-3).all()


def test_a_response_is_a_hill_curve() -> None:
    efforts = np.array([[0.1, 0.5, 2.0, 7.0]])
    ratio = (efforts / COLUMN["half"]) ** COLUMN["shape"]
    once = (1 / COLUMN["half"]) ** COLUMN["shape"]
    assert np.allclose(response(efforts, **COLUMN), ratio / (1 + ratio) * (1 + once) / once)


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(1e-3, 1e3), st.floats(0.2, 6.0))
def test_more_effort_never_brings_less_and_never_more_than_the_top(
    one: float, other: float, half: float, shape: float
) -> None:
    low, high = response(np.array(sorted((one, other))), half=np.array(half), shape=np.array(shape))
    assert 0 <= low <= high <= (1 + half**shape) * (1 + 1e-9)


def test_the_doubling_is_what_twice_the_reference_brings() -> None:
    assert np.allclose(CURVE.doubling, response(np.full((N, 1), 2.0), **COLUMN)[:, 0])


def test_the_delay_is_the_mean_week_of_an_effect() -> None:
    pulse = replace(CURVE, reference=1.0)
    kept = np.diff([np.zeros(N), *stepped(pulse, 1.0, 2000, settled(0.0))], axis=0)  # the answer to one week's effort
    assert np.allclose(kept.sum(axis=0), 1)
    assert np.allclose(kept.T @ np.arange(2000), CURVE.delay)


@given(st.floats(0.01, 200.0))
def test_stretches_share_out_the_whole_time_in_order(weeks: float) -> None:
    looks = stretches(weeks)
    assert sum(part for _, part in looks) == pytest.approx(1)
    assert all(part > 0 for _, part in looks)
    assert [week for week, _ in looks] == sorted(week for week, _ in looks)
    assert looks[-1][0] <= weeks + 1
    assert len(looks) <= 10


@pytest.mark.parametrize("weeks", [1, 2, 3, 4, 8, 13, 26, 52])
def test_few_looks_give_the_mean_over_all_weeks(weeks: int) -> None:
    start = settled(0.0)
    mean = mean_response(CURVE, np.array([150.0]), stretches(weeks), start)[:, 0]
    each = [response(level[:, None], **COLUMN)[:, 0] - 1 for level in stepped(CURVE, 150.0, weeks, start)]
    assert mean == pytest.approx(CURVE.share * np.mean(each, axis=0), abs=0.03)


@given(st.integers(0, 60), st.floats(0, 1000), st.floats(0, 5), st.floats(0, 5))
def test_after_so_many_weeks_is_stepping_through_them(weeks: int, effort: float, begun: float, counted: float) -> None:
    state = State(begun=np.full(N, begun), counted=np.full(N, counted))
    found = after(CURVE, effort, weeks, state)
    slow = [counted * np.ones(N), *stepped(CURVE, effort, weeks, state)][-1]
    assert np.allclose(found.counted, slow, atol=1e-9)


@given(st.floats(0, 20), st.floats(0, 20), st.floats(0, 500))
def test_time_can_be_cut_anywhere(first: float, second: float, effort: float) -> None:
    start = State(begun=np.full(N, 0.3), counted=np.full(N, 2.0))
    once, twice = (
        after(CURVE, effort, first + second, start),
        after(CURVE, effort, second, after(CURVE, effort, first, start)),
    )
    assert np.allclose(once.counted, twice.counted, atol=1e-9)
    assert np.allclose(once.begun, twice.begun, atol=1e-9)


@given(st.floats(0.1, 60))
def test_steady_effort_at_the_reference_changes_nothing(weeks: float) -> None:
    assert np.allclose(after(CURVE, 100.0, weeks, settled(1.0)).counted, 1)
    assert np.allclose(mean_response(CURVE, np.array([100.0]), stretches(weeks), settled(1.0)), 0)


def test_no_effort_for_long_takes_the_whole_share() -> None:
    long = after(CURVE, 0.0, 500, settled(1.0))
    assert np.allclose(mean_response(CURVE, np.array([0.0]), stretches(4), long)[:, 0], -CURVE.share, atol=1e-3)


@given(st.floats(1e-3, 1e6))
def test_the_unit_of_effort_does_not_matter(unit: float) -> None:
    efforts, other = np.array([0.0, 50.0, 400.0]), replace(CURVE, reference=100.0 * unit)
    one = mean_response(CURVE, efforts, stretches(4.4), settled(0.5))
    assert np.allclose(mean_response(other, efforts * unit, stretches(4.4), settled(0.5)), one)
    assert np.allclose(after(other, 300 * unit, 3, settled(0.5)).counted, after(CURVE, 300, 3, settled(0.5)).counted)


def test_every_draw_is_its_own_curve() -> None:
    efforts = np.array([0.0, 80.0, 300.0])
    together = mean_response(CURVE, efforts, stretches(6), settled(0.7))
    for n in range(N):
        one = Curve(
            lever=0, reference=100.0, weight=0.5, variation=0.4,
            **{name: getattr(CURVE, name)[n : n + 1] for name in ("share", "carry", "rise", "half", "shape")},
            state=State(begun=np.full(1, 0.7), counted=np.full(1, 0.7)),
        )  # fmt: skip
        assert np.allclose(mean_response(one, efforts, stretches(6), one.state)[0], together[n])


def test_what_a_unit_of_effort_has_brought_by_each_week() -> None:
    come = carried(CURVE, 12)
    levels = np.array(stepped(replace(CURVE, reference=1.0), 1.0, 12, settled(0.0)))
    assert np.allclose(come, [0, *np.cumsum(levels.mean(axis=1))])
    quick = replace(CURVE, carry=np.full(N, 1e-9), rise=np.full(N, 1e-12))
    assert np.allclose(carried(quick, 5), np.arange(6))
