from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from learning_sites import FIRST, PRIOR, WEEKDAYS, next_weeks, stepped

from planner.forecast.usual import forecast
from planner.learning.account import FAINT, with_effort, without_effort
from planner.model.arrays import Array, frozen
from planner.model.effects import after, mean_response, stretches
from planner.model.forecast import Forecast
from planner.model.history import History
from planner.model.learned import Curve, Learned, Piece, State

DAYS, N = 280, 50
RNG = np.random.default_rng(1)
SESSIONS = np.round(np.outer([400, 100, 300], np.resize(WEEKDAYS, DAYS)) * np.exp(RNG.normal(0, 0.05, (3, DAYS))))
HISTORY = History(levels=("channel",), leaves=(("a",), ("b",), ("c",)), first=FIRST, sessions=frozen(SESSIONS))
LAST = HISTORY.last
DRAWS = Forecast(draws=frozen(np.full((3, N), 1000.0)), day_shares=frozen(np.full(28, 1 / 28)), basis="history")


def curve(share: float = 0.6, carry: float = 0.3, level: float = 1.0, lever: int = 0) -> Curve:
    rows = {"carry": carry, "rise": carry / 3, "half": 1.5, "shape": 1.2}
    return Curve(
        lever=lever, reference=100.0, share=np.full(N, share), weight=0.9, variation=0.4, **{k: np.full(N, v) for k, v in rows.items()},
        state=State(begun=np.full(N, level), counted=np.full(N, level)),
    )  # fmt: skip


def learned(
    effect: Array | float = 0.0, recent: Array | float = 0.0, curves: tuple[Curve, ...] = (), late: int = 0
) -> Learned:
    """Leaves a and b driven by all curves; `late` days of traffic after what was learned from."""
    curves = curves or (curve(),)
    piece = Piece(
        leaves=(0, 1),
        curves=tuple(range(len(curves))),
        effect=np.broadcast_to(effect, DAYS),
        recent=np.broadcast_to(recent, N),
        noise=0.1,
    )
    return Learned(curves=curves, pieces=(piece,), last=LAST - timedelta(days=late), weeks=40)


# What effort explains is taken out


def test_usual_effort_takes_nothing_out() -> None:
    assert np.array_equal(without_effort(HISTORY, learned()).sessions, SESSIONS)


def test_effort_is_divided_out_of_the_leaves_that_it_drives() -> None:
    effect = np.repeat(np.log(stepped(RNG, 40, usual=1.0, sd=0.3)[::7]), 7)
    rest = without_effort(HISTORY, learned(effect)).sessions
    assert np.allclose(rest[:2] * np.exp(effect), SESSIONS[:2])
    assert np.array_equal(rest[2], SESSIONS[2])


def test_what_is_not_known_stays_unknown() -> None:
    gone = SESSIONS.copy()
    gone[:, 100:104] = np.nan
    rest = without_effort(replace(HISTORY, sessions=frozen(gone)), learned(0.2)).sessions
    assert np.array_equal(np.isnan(rest), np.isnan(gone))


@pytest.mark.parametrize("pause", [slice(140, 168), slice(252, 280), slice(0, 28)])
def test_a_pause_of_a_lever_that_brings_all_is_bridged_week_by_week(pause: slice) -> None:
    paused, effect = SESSIONS.copy(), np.zeros(DAYS)
    paused[:2, pause] = 0
    effect[pause] = np.log(0.03)
    rest = without_effort(replace(HISTORY, sessions=frozen(paused)), learned(effect)).sessions
    assert np.array_equal(np.delete(rest, np.r_[pause], axis=1), np.delete(SESSIONS, np.r_[pause], axis=1))
    weeks = rest[0, pause].reshape(4, 7).mean(axis=1)
    assert weeks == pytest.approx(np.full(4, SESSIONS[0].mean()), rel=0.1)
    assert rest[0, pause].reshape(4, 7)[:, 5] == pytest.approx(
        np.full(4, SESSIONS[0].reshape(40, 7)[:, 5].mean()), rel=0.25
    )


def test_effort_that_is_faint_all_along_is_not_bridged() -> None:
    effect = np.full(DAYS, np.log(FAINT / 2))
    assert np.allclose(without_effort(HISTORY, learned(effect)).sessions[:2], SESSIONS[:2] / (FAINT / 2))


@pytest.mark.parametrize("end", [DAYS, 150])
def test_a_week_in_which_a_pause_begins_is_bridged_for_effects_are_known_by_the_week(end: int) -> None:
    late = (DAYS - end) % 7
    begun = DAYS - late - 7 if end == DAYS else 143
    paused, effect = SESSIONS.copy(), np.zeros(DAYS)
    paused[:2, begun + 1 : begun + 7] = 0
    effect[begun : begun + 7] = np.log(0.3)
    rest = without_effort(replace(HISTORY, sessions=frozen(paused)), learned(effect, late=late)).sessions
    week = slice(begun, begun + 7)
    assert rest[0, week].mean() == pytest.approx(SESSIONS[0].mean(), rel=0.1)
    assert rest[0, week].min() > 0.5 * SESSIONS[0].mean()


def test_a_channel_that_ends_while_effort_goes_on_is_no_pause() -> None:
    ended = SESSIONS.copy()
    ended[:2, 210:] = 0
    rest = without_effort(replace(HISTORY, sessions=frozen(ended)), learned(0.0)).sessions
    assert np.array_equal(rest, ended)


def test_quiet_weekends_are_no_pause() -> None:
    week = np.resize([500.0, 520, 510, 490, 480, 20, 10], DAYS)
    history = replace(HISTORY, sessions=frozen(np.stack([week, week, week])))
    assert np.array_equal(without_effort(history, learned()).sessions, history.sessions)


# … and put back


def test_effort_as_usual_puts_nothing_back() -> None:
    assert np.allclose(with_effort(DRAWS, learned(), {0: 100.0}, next_weeks(HISTORY)).draws, DRAWS.draws)


def test_out_and_in_again_is_the_forecast_itself_where_effort_never_varied() -> None:
    plain, period = learned(), next_weeks(HISTORY)
    there = forecast(without_effort(HISTORY, plain), period, seed=1, n_draws=N)
    back = with_effort(there, plain, {0: 100.0}, period)
    assert np.allclose(back.draws, forecast(HISTORY, period, seed=1, n_draws=N).draws)


@pytest.mark.parametrize("gap", [0, 7, 30])
@pytest.mark.parametrize("now", [0.0, 60.0, 250.0])
def test_other_effort_changes_the_leaves_by_what_it_brings(now: float, gap: int) -> None:
    it, period = learned(), next_weeks(HISTORY)
    period = replace(period, start=period.start + timedelta(days=gap), end=period.end + timedelta(days=gap))
    found = with_effort(DRAWS, it, {0: now}, period).draws
    state = after(it.curves[0], now, gap / 7, it.curves[0].state)
    own = mean_response(it.curves[0], np.array([now]), stretches(4), state)[:, 0]
    assert np.allclose(found[:2], DRAWS.draws[:2] * (1 + own))
    assert np.array_equal(found[2], DRAWS.draws[2])


def test_what_earlier_effort_still_brings_fades() -> None:
    pushed = learned(curves=(curve(carry=0.7, level=3.0),))
    near, far = (
        with_effort(DRAWS, pushed, {0: 100.0}, replace(p, start=p.start + shift, end=p.end + shift)).draws[0, 0]
        for p in (next_weeks(HISTORY),)
        for shift in (timedelta(0), timedelta(days=140))
    )
    assert near > 1020
    assert far == pytest.approx(1000, abs=1)


def test_levers_of_one_leaf_add_up() -> None:
    both = learned(curves=(curve(0.3), curve(0.5, lever=1)))
    one, other = learned(curves=(curve(0.3),)), learned(curves=(curve(0.5),))
    period = next_weeks(HISTORY)
    more = [with_effort(DRAWS, it, {0: 250.0, 1: 250.0}, period).draws[0] - 1000 for it in (both, one, other)]
    assert np.allclose(more[0], more[1] + more[2])


@given(st.floats(-1.0, 0.5), st.floats(-1.0, 0.5))
def test_a_draw_in_which_effort_explains_more_of_the_past_leaves_less_to_the_rest(mean: float, own: float) -> None:
    recent = np.full(N, mean)
    recent[0] = own
    found = with_effort(DRAWS, learned(mean, recent), {0: 100.0}, next_weeks(HISTORY)).draws
    assert found[0, 1:] == pytest.approx(1000)
    assert found[0, 0] == pytest.approx(1000 * np.exp(mean - own))


def test_sessions_without_any_effort_are_what_is_left() -> None:
    none = learned(curves=(curve(level=0.0),))
    assert np.allclose(with_effort(DRAWS, none, {0: 0.0}, next_weeks(HISTORY)).draws[:2], 1000 * 0.4, rtol=1e-4)


def test_nothing_but_the_draws_changes() -> None:
    found = with_effort(DRAWS, learned(), {0: 300.0}, next_weeks(HISTORY))
    assert replace(found, draws=DRAWS.draws) == replace(DRAWS, day_shares=found.day_shares)
    assert PRIOR.claim is None
