"""Numbers as people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.complaint import UnclearError
from planner.goalfile.numbers import number, size


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90000", 90000), ("90,000", 90000), ("1 200 000", 1200000), ("90'000", 90000), ("12k", 12000), ("12 K", 12000),
        ("1.2M", 1200000), ("1.1 million", 1100000), ("9万", 90000), ("1.2万", 12000), ("100万", 1000000), ("九万", 90000),
        ("一百二十万", 1200000), ("十二", 12), ("三亿", 300000000), ("1e3", 1000), ("-5", -5), ("+5", 5), (".5", 0.5), ("９０", 90),
    ],
)  # fmt: skip
def test_readable(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "1,5",
        "1.2.3",
        "true",
        "nan",
        ".inf",
        "0x10",
        "1_0",
        "1e",
        "12kk",
        "9" * 41,
        "1,0000",
        "５ apples",
    ],
)
def test_unreadable(text: str) -> None:
    with pytest.raises(UnclearError, match="is not a number"):
        number(text)


@pytest.mark.parametrize("text", ["1e999", "1e16", "-2e15", "亿亿亿亿亿亿亿亿"])
def test_too_large(text: str) -> None:
    with pytest.raises(UnclearError, match="is too large"):
        number(text)


def test_too_small() -> None:
    with pytest.raises(UnclearError, match="is too small"):
        number("1e-300")


@given(st.integers(min_value=0, max_value=10**15))
def test_separators_round_trip(value: int) -> None:
    assert number(f"{value:,}") == number(str(value)) == number(f"{value:_}") == value


@given(st.floats(min_value=1e-6, max_value=1e9, allow_nan=False))
def test_scales_shift_the_point_and_nothing_else(value: float) -> None:
    digits = f"{value:.6f}"
    if float(digits) > 0:
        assert number(f"{digits}k") == float(f"{digits}e3")
        assert number(f"{digits}万") == float(f"{digits}e4")


@given(st.text())
def test_any_text_is_a_number_or_unclear(text: str) -> None:
    with suppress(UnclearError):
        assert abs(number(text)) <= 1e15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11.800", "11800 or 11.8"),
        ("5.000", "5000 or 5.0"),
        ("123.456", "123456 or 123.4560"),
        (" 90.050 ", "90050 or 90.05"),
        ("１.５００", "1500 or 1.5"),
        ("+1.500", "1500 or 1.5"),
    ],
)
def test_a_point_before_thousands_or_decimals_is_asked_about(text: str, expected: str) -> None:
    with pytest.raises(UnclearError) as caught:
        size(text)
    (complaint,) = caught.value.complaints
    assert complaint.expected == expected
    assert " may be " in complaint.text
    assert all(size(each) == number(each) for each in expected.split(" or "))


@pytest.mark.parametrize("text", ["1.5", "0.125", "12.25", "1.5k", "1.500k", "1234.567", "1.2345", "11,800", "11.80"])
def test_other_points_are_clear(text: str) -> None:
    assert size(text) == number(text)
