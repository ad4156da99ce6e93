"""How an event moves traffic, in words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.complaint import UnclearError
from planner.goalfile.lifts import EXPECTED, MOST, parse_lift
from planner.model.goal import Range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("+20%..+60%", 1.2, 1.6), ("20%..60%", 1.2, 1.6), ("20..60%", 1.2, 1.6), ("+20..60%", 1.2, 1.6), ("+20 % .. +60 %", 1.2, 1.6),
        ("-30%..-10%", 0.7, 0.9), ("-30..-10%", 0.7, 0.9), ("-30%..10%", 0.7, 1.1), ("−30%..−10%", 0.7, 0.9), ("-99%..0%", 0.01, 1.0),
        ("+50%", 1.5, 1.5), ("50%", 1.5, 1.5), ("99.5%", 1.995, 1.995), ("+120%", 2.2, 2.2), ("+50%..150%", 1.5, 2.5), ("＋20％", 1.2, 1.2),
        ("1.2x..1.6x", 1.2, 1.6), ("1.2X", 1.2, 1.2), ("1.2 ×", 1.2, 1.2), ("3 times", 3.0, 3.0), ("1.2..1.6x", 1.2, 1.6), ("1.2x..8", 1.2, 8.0),
        ("1.2..1.6", 1.2, 1.6), ("0.5", 0.5, 0.5), (".5 .. .8x", 0.5, 0.8), ("4.9", 4.9, 4.9), ("20x", 20.0, 20.0), ("+1900%", 20.0, 20.0),
    ],
)  # fmt: skip
def test_readable(text: str, low: float, high: float) -> None:
    assert parse_lift(text) == Range(low=low, high=high)


TWO_WAYS = "+20% for a change, or 1.2x for times"


@pytest.mark.parametrize(
    ("text", "wrong", "expected"),
    [
        ("20", "'20' can be read in two ways, as 20 times and as 20 %", TWO_WAYS),
        ("20..60", "'20..60' can be read in two ways, as 60 times and as 60 %", TWO_WAYS),
        ("+20", "'+20' can be read in two ways", TWO_WAYS),
        ("-0.3..-0.1", "'-0.3..-0.1' can be read in two ways", TWO_WAYS),
        ("+1.5x", "'+1.5x' can be read in two ways", TWO_WAYS),
        ("120%", "'120%' can be read in two ways", TWO_WAYS),
        ("80%..120%", "'80%..120%' can be read in two ways", TWO_WAYS),
        ("25x", "'25x' reaches 25 times the usual sessions", "at most 20x, or a change such as +25%"),
        ("2x..20.5x", "'2x..20.5x' reaches 20.5 times the usual sessions", "at most 20x, or a change such as +25%"),
        ("+2000%", "'+2000%' reaches 21 times the usual sessions", "at most 20x, or a change such as +25%"),
        ("-100%", "'-100%' leaves no sessions", "more than -100%, or more than 0x"),
        ("-150%..+10%", "'-150%..+10%' leaves no sessions", "more than -100%, or more than 0x"),
        ("0", "'0' leaves no sessions", "more than -100%, or more than 0x"),
        ("0x..2x", "'0x..2x' leaves no sessions", "more than -100%, or more than 0x"),
        ("+60%..+20%", "the range '+60%..+20%' ends below its start", "the lower number first"),
        ("-10%..-30%", "the range '-10%..-30%' ends below its start", "the lower number first"),
        ("1.6..1.2", "the range '1.6..1.2' ends below its start", "the lower number first"),
        ("+20%..1.6x", "'+20%..1.6x' mixes a change and times", "+20%..+60%, or 1.2x..1.6x"),
        ("+20%..1.6", "'+20%..1.6' mixes a change and times", "+20%..+60%, or 1.2x..1.6x"),
        ("1.2x..60%", "'1.2x..60%' mixes a change and times", "+20%..+60%, or 1.2x..1.6x"),
        ("20-60%", "'20-60%' is not a lift", EXPECTED),
        ("a lot", "'a lot' is not a lift", EXPECTED),
        ("1.2..", "'1.2..' is not a lift", EXPECTED),
        ("1.2..1.4..1.6", "'1.2..1.4..1.6' is not a lift", EXPECTED),
        ("1.2...1.6", "'1.2...1.6' is not a lift", EXPECTED),
        ("1,2x", "'1,2x' is not a lift", EXPECTED),
        ("nan", "'nan' is not a lift", EXPECTED),
        ("9" * 500 + "%", "'" + "9" * 59 + "…' is not a lift", EXPECTED),
    ],
)
def test_unreadable(text: str, wrong: str, expected: str) -> None:
    with pytest.raises(UnclearError) as caught:
        parse_lift(text)
    (complaint,) = caught.value.complaints
    assert (complaint.text, complaint.expected) == (wrong, expected)


PERCENTS = st.integers(min_value=-9999, max_value=190000).map(lambda n: n / 100)


@given(PERCENTS, PERCENTS)
def test_changes_and_times_say_the_same(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = parse_lift(f"{low:+}%..{high:+}%")
    assert (found.low, found.high) == pytest.approx((1 + low / 100, 1 + high / 100))
    assert parse_lift(f"{found.low:.12f}x..{found.high:.12f}x").high == pytest.approx(found.high)
    assert parse_lift(f"{high:+}%") == Range(low=found.high, high=found.high)


@given(st.floats(min_value=1e-6, max_value=MOST), st.floats(min_value=1e-6, max_value=MOST))
def test_times_round_trip(one: float, other: float) -> None:
    low, high = sorted(float(f"{factor:.6f}") for factor in (one, other))
    assert parse_lift(f"{low:.6f}x..{high:.6f}x") == Range(low=low, high=high)


@given(st.text() | st.text("+-−0123456789.%x ×"))
def test_any_text_is_a_lift_or_unclear(text: str) -> None:
    with suppress(UnclearError):
        found = parse_lift(text)
        assert 0 < found.low <= found.high <= MOST
