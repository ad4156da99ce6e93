"""What a lever brings whose curve is known exactly: every draw the same."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Lever
from planner.model.learned import Curve, Echo, Learned, Piece, State
from planner.model.period import Period
from planner.model.response import GainTable, Option
from planner.response.gains import gain_table
from planner.response.judgement import Judgement, Range

DAYS = Period(start=date(2026, 12, 1), end=date(2026, 12, 28))
N = 4
USUAL = Forecast(
    draws=frozen([[600.0] * N, [400.0] * N, [500.0] * N]), day_shares=frozen(np.full(28, 1 / 28)), basis="history"
)
JUDGED = Judgement(at=1, sessions=Range(low=1, high=2), doubling=Range(low=1.3, high=1.6))


def same(value: float) -> Array:
    return frozen(np.full(N, value))


def curve(**settings: float) -> Curve:
    known = {
        "share": 0.5,
        "carry": 0.0,
        "rise": 0.0,
        "half": 1.0,
        "shape": 1.0,
        "reference": 10.0,
        "state": 1.0,
    } | settings
    return Curve(
        lever=0, reference=known["reference"], share=same(known["share"]), carry=same(known["carry"] + 1e-9), rise=same(known["rise"]),
        half=same(known["half"]), shape=same(known["shape"]), state=State(begun=same(known["state"]), counted=same(known["state"])), weight=1.0, variation=0.3,
    )  # fmt: skip


def learned(*curves: Curve, pieces: tuple[Piece, ...] | None = None) -> Learned:
    effect, recent = frozen(np.zeros(70)), same(0.0)
    found = pieces or (Piece(leaves=(0, 1), curves=tuple(range(len(curves))), effect=effect, recent=recent, noise=0.1),)
    return Learned(curves=curves, pieces=found, last=date(2026, 11, 30), weeks=10)


def option(**settings: object) -> Option:
    fields = {"name": "l", "unit": "u", "uses": (), "now": 280.0, "least": 0.0, "most": 1120.0} | settings
    return Option(lever=Lever(**fields), leaves=(0, 1), evidence="history")  # type: ignore[arg-type]


def table(*curves: Curve, echo: Echo | None = None, **settings: object) -> GainTable:
    options = [option(name=f"l{n}", **settings) for n in range(len(curves))]
    return gain_table(options, [JUDGED] * len(curves), USUAL, DAYS, seed=1, learned=learned(*curves), echo=echo)


def gain(found: GainTable, effort: float, lever: int = 0) -> float:
    return float(np.interp(effort, found.effort[lever], found.gain[lever].mean(axis=0)))


def test_without_carry_over_a_gain_is_the_curve_itself() -> None:
    found = table(curve())
    assert gain(found, 280) == pytest.approx(0)
    assert gain(found, 0) == pytest.approx(-500, rel=1e-3)  # half of the leaves' 1,000
    assert gain(found, 1120) == pytest.approx(500 * (4 / 5 * 2 - 1), rel=1e-3)
    assert found.present[0] == pytest.approx(500, rel=1e-6)
    assert found.later[0] == pytest.approx(0, abs=1e-6)


def test_gains_fall_on_the_leaves_as_their_sessions_do() -> None:
    assert table(curve()).leaf_shares[0].tolist() == pytest.approx([0.6, 0.4, 0])


def test_carry_over_brings_less_now_and_more_later() -> None:
    quick, slow = table(curve()), table(curve(carry=0.6, rise=0.2))
    assert 0 < gain(slow, 1120) < gain(quick, 1120)
    assert slow.later[0] > 0.2
    assert slow.arrived[0, 6] < quick.arrived[0, 6] == pytest.approx(0.25)
    assert slow.arrived[0, -1] == 1


def test_earlier_effort_still_brings_and_is_no_gain() -> None:
    """Effort was twice today's until the period: today's effort gains nothing, and stopping loses less at first."""
    fresh, after_more = table(curve(carry=0.8, rise=0.1)), table(curve(carry=0.8, rise=0.1, state=2.0))
    assert gain(after_more, 280) == pytest.approx(0)
    assert gain(after_more, 0) > gain(fresh, 0)


def test_what_starts_late_gains_in_the_days_that_are_left() -> None:
    whole, half = table(curve()), table(curve(), starts=date(2026, 12, 15))
    assert half.effort[0, 0] == pytest.approx(140)
    assert gain(half, 140) == pytest.approx(gain(whole, 0) / 2, rel=1e-3)
    assert (half.arrived[0, :14] == 0).all()


def test_two_levers_of_one_leaf_add_up() -> None:
    one, other = curve(share=0.3), replace(curve(share=0.4), lever=1)
    found = table(one, other)
    assert gain(found, 0, 0) == pytest.approx(-300, rel=1e-3)
    assert gain(found, 0, 1) == pytest.approx(-400, rel=1e-3)


def test_the_forecast_holds_what_effort_as_it_is_brings() -> None:
    """Today at half of the usual effort: the 1,000 forecast are what is left, and usual effort would bring more than that."""
    found = table(curve(state=0.5), now=140.0)
    at_usual = 1000 / (1 - 0.5 + 0.5 * (2 / 3))
    assert gain(found, 280) == pytest.approx(at_usual - 1000, rel=1e-3)


def test_first_visits_come_back_on_leaves_of_their_own() -> None:
    echo = Echo(new=(0,), returning=(2,), share=same(0.4), carry=same(0.0), ratio=same(500 / 600), weight=0.5)
    plain, more = table(curve()), table(curve(), echo=echo)
    extra = 0.6 * 0.4 * 500 / 600  # first visits of an extra session x share x returning over new
    assert gain(more, 1120) == pytest.approx(gain(plain, 1120) * (1 + extra))
    assert more.leaf_shares[0].sum() == pytest.approx(1)
    assert more.leaf_shares[0, 2] == pytest.approx(extra / (1 + extra))
    slow = table(curve(), echo=replace(echo, carry=same(0.8)))
    assert gain(plain, 1120) < gain(slow, 1120) < gain(more, 1120)
    assert slow.later[0] > more.later[0] == pytest.approx(0, abs=1e-6)


def test_without_first_visits_or_anybody_to_return_nothing_comes_back() -> None:
    echo = Echo(new=(2,), returning=(0,), share=same(0.4), carry=same(0.0), ratio=same(2.0), weight=0.5)
    assert np.array_equal(table(curve(), echo=echo).gain, table(curve()).gain)


@pytest.mark.parametrize("settings", [{}, {"step": 60.0}, {"starts": date(2026, 12, 15)}, {"now": 0.0}])
def test_a_lever_that_is_kept_gains_nothing(settings: dict[str, object]) -> None:
    found = table(curve(carry=0.6, rise=0.2, state=2.0), keep=True, **settings)
    assert found.effort[0].tolist() == [settings.get("now", 280.0)]
    assert np.allclose(found.gain, 0, atol=1e-9)
