"""Histories of which little can be expected: short, with gaps, zeros, steady efforts, tiny and huge counts."""

from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_sites import FIRST, PRIOR, goal, next_weeks

from planner.learning.learn import learn, lessons
from planner.model.arrays import Array, frozen
from planner.model.goal import Goal
from planner.model.history import EffortHistory, History
from planner.planning.known import known

COUNTS = st.sampled_from([0.0, 1.0, 3.0, 40.0, 5e3, 1e9, np.nan])
SPENT = st.sampled_from([0.0, 0.0, 1e-6, 1.0, 50.0, 1e7, np.nan])
VISITORS, CHANNELS = ("new", "returning"), ("Paid Search", "Direct", "Email", "kiosk")
LEVERS = ("one", "two", "three")
ROWS = ("share", "carry", "rise", "half", "shape")


@st.composite
def rows(draw: st.DrawFn, values: st.SearchStrategy[float], n_rows: int, length: int) -> Array:
    """Blocks of days alike, known or not, with noise or without."""

    def row() -> Array:
        blocks = draw(st.lists(st.tuples(values, st.integers(1, 20)), min_size=1, max_size=8))
        whole = np.concatenate([np.full(size, value) for value, size in blocks])
        noise = np.random.default_rng(len(blocks)).normal(0, draw(st.sampled_from([0.0, 0.2, 2.0])), length)
        return np.resize(whole, length) * np.exp(noise)

    return np.stack([row() for _ in range(n_rows)])


@st.composite
def histories(draw: st.DrawFn) -> History:
    days, spent, ahead = draw(st.integers(20, 90)), draw(st.integers(20, 90)), draw(st.integers(-10, 10))
    leaves = draw(
        st.lists(st.tuples(st.sampled_from(VISITORS), st.sampled_from(CHANNELS)), min_size=1, max_size=5, unique=True)
    )
    names = LEVERS[: draw(st.integers(1, 3))]
    effort = EffortHistory(
        names=names,
        first=FIRST + timedelta(days=ahead),
        amounts=frozen(draw(rows(SPENT, len(names), spent))),
        cadence=draw(st.sampled_from(["day", "week"])),
    )
    return History(
        levels=("visitor", "channel"),
        leaves=tuple(leaves),
        first=FIRST,
        sessions=frozen(draw(rows(COUNTS, len(leaves), days))),
        cadence=draw(st.sampled_from(["day", "week"])),
        effort=effort,
    )


@settings(max_examples=150)
@given(histories(), st.data())
def test_any_history_gives_finite_curves_or_none(history: History, data: st.DataObject) -> None:
    assert history.effort is not None
    names = history.effort.names
    some = st.sets(st.integers(0, len(history.leaves) - 1), min_size=1).map(lambda it: tuple(sorted(it)))
    driven = [data.draw(some) for _ in names]
    found = learn(history, lessons(history, names, driven, [PRIOR] * len(names)), seed=1, n_draws=20)
    if found is None:
        return
    for curve in found.curves:
        drawn = [getattr(curve, name) for name in ROWS]
        assert all(np.isfinite(row).all() and (row > 0).all() for row in drawn)
        assert np.isfinite(curve.state.counted).all()
        assert curve.reference > 0
        assert 0 <= curve.weight <= 1
    for piece in found.pieces:
        assert np.isfinite(piece.effect).all()
        assert np.isfinite(piece.recent).all()
        assert sum(found.curves[k].share for k in piece.curves).max() < 1


def asked(history: History, data: st.DataObject) -> Goal:
    channels = sorted({channel for _, channel in history.leaves})
    to = {name: data.draw(st.sets(st.sampled_from(channels))) for name in LEVERS}
    return goal({name: tuple(sorted(own)) for name, own in to.items()}, draws=20)


@settings(max_examples=100)
@given(histories(), st.data())
def test_any_history_gives_finite_draws_and_gains(history: History, data: st.DataObject) -> None:
    facts = known(asked(history, data), history, next_weeks(history))
    assert np.isfinite(facts.usual.draws).all()
    assert (facts.usual.draws >= 0).all()
    for row in (facts.gains.gain, facts.gains.effort, facts.gains.present, facts.gains.later, facts.gains.arrived):
        assert np.isfinite(row).all()
    assert np.allclose(facts.gains.leaf_shares.sum(axis=1), 1)
    if facts.echo is not None:
        assert np.isfinite(facts.echo.share).all()
