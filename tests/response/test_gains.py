from datetime import date

import numpy as np
import pytest

from planner.model.arrays import frozen
from planner.model.forecast import Forecast
from planner.model.goal import Lever, Range
from planner.model.period import Period
from planner.model.response import GainTable, Option
from planner.response.gains import gain_table
from planner.response.judgement import Judgement

DECEMBER = Period(start=date(2026, 12, 1), end=date(2026, 12, 31))
FORECAST = Forecast(draws=frozen(np.full((2, 200), 1000.0)), day_shares=frozen(np.full(31, 1 / 31)), basis="history")
JUDGED = Judgement(at=10, sessions=Range(low=100, high=200), doubling=Range(low=1.3, high=1.7))


def table(judgement: Judgement = JUDGED, **settings: object) -> GainTable:
    fields = {
        "name": "l",
        "unit": "u",
        "uses": (("hours", 1.0),),
        "now": 5.0,
        "least": 0.0,
        "most": 30.0,
        "lag": 0.0,
    } | settings
    option = Option(lever=Lever(**fields), leaves=(0,), evidence="judgement")  # type: ignore[arg-type]
    return gain_table([option], [judgement], FORECAST, DECEMBER, seed=1)


def test_effort_as_it_is_gains_nothing() -> None:
    found = table()
    at = int(np.flatnonzero(found.effort[0] == 5)[0])
    assert np.allclose(found.gain[0, :, at], 0)
    assert (found.gain[0].mean(axis=0)[:at] < 0).all()
    assert (found.gain[0].mean(axis=0)[at + 1 :] > 0).all()


def test_the_least_and_the_most_end_the_table() -> None:
    found = table(least=2.0, most=20.0)
    assert (found.effort[0, 0], found.effort[0, -1]) == (2, 20)


def test_steps_are_whole_and_hold_today() -> None:
    assert table(step=4.0, now=5.0, most=17.0).effort[0].tolist() == [0, 4, 8, 12, 16]
    many = table(step=1.0, now=501.0, most=999.0).effort[0]
    assert {0.0, 501.0, 999.0} <= set(many.tolist())


def test_what_is_agreed_runs_until_effort_can_change() -> None:
    half = table(now=31.0, most=62.0, starts=date(2026, 12, 17))
    assert half.effort[0, 0] == pytest.approx(16)
    assert half.arrived[0, 15] == 0
    late = table(now=31.0, most=62.0, starts=date(2026, 12, 31))
    assert late.effort[0, 0] == pytest.approx(30)
    assert abs(late.gain).max() < abs(half.gain).max()


def test_stepped_commitments_stay_on_steps_and_below_the_most() -> None:
    found = table(step=5.0, now=22.0, most=11.0, starts=date(2026, 12, 17))
    assert found.effort[0].tolist() == [10]


def test_no_effort_takes_away_more_than_there_is() -> None:
    found = table(Judgement(at=5, sessions=Range(low=5000, high=9000), doubling=Range(low=1.3, high=1.7)))
    assert found.gain.min() == -1000
    assert found.present[0] > 5000


def test_later_effect_is_what_does_not_fit() -> None:
    at_once, slow = table(lag=0.0), table(lag=31.0)
    assert at_once.later[0] == pytest.approx(0)
    whole = slow.gain.mean(axis=1) * (1 + slow.later[:, None])
    assert np.allclose(whole, at_once.gain.mean(axis=1))


@pytest.mark.parametrize("settings", [{}, {"step": 4.0}, {"starts": date(2026, 12, 17)}, {"lag": 20.0}, {"now": 0.0}])
def test_a_lever_that_is_kept_has_one_effort_and_gains_nothing(settings: dict[str, object]) -> None:
    kept = table(keep=True, **settings)
    assert kept.effort[0].tolist() == [settings.get("now", 5.0)]
    assert np.allclose(kept.gain, 0, atol=1e-9)
    assert kept.present[0] == table(**settings).present[0]


def test_a_kept_lever_stands_beside_others() -> None:
    levers = [
        Lever(name=name, unit="u", uses=(), now=5.0, least=0.0, most=30.0, keep=keep)
        for name, keep in (("a", True), ("b", False))
    ]
    options = [Option(lever=lever, leaves=(0,), evidence="judgement") for lever in levers]
    found = gain_table(options, [JUDGED, JUDGED], FORECAST, DECEMBER, seed=1)
    assert set(found.effort[0].tolist()) == {5.0}
    assert not found.gain[0].any()
    assert found.gain[1].any()
