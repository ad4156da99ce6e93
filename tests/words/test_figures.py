"""Figures as people read them."""

import pytest

from planner.words import figures
from planner.words.language import speaking


@pytest.mark.parametrize(
    ("value", "text"),
    [(44_612.7, "44,600"), (31_150, "31,200"), (0, "0"), (0.4, "0"), (-0.3, "0"), (310.4, "310"), (1_234_567, "1,230,000"), (99.96, "100"), (-1_855, "-1,860")],
)  # fmt: skip
def test_uncertain_sessions_have_three_digits(value: float, text: str) -> None:
    assert figures.sessions(value) == text


def test_counts_have_all_digits() -> None:
    assert figures.exact(1_234_567) == "1,234,567"


@pytest.mark.parametrize(("value", "text"), [(1_804, "+1,800"), (-40.2, "-40"), (0.2, "0"), (-0.2, "0")])
def test_signed(value: float, text: str) -> None:
    assert figures.signed(value) == text


@pytest.mark.parametrize(("value", "text"), [(1.5625, "1.56"), (0.00727273, "0.00727"), (1234.5, "1,230"), (0, "0"), (20, "20"), (-0.5, "-0.5")])  # fmt: skip
def test_rate(value: float, text: str) -> None:
    assert figures.rate(value) == text


@pytest.mark.parametrize(("value", "text"), [(7912.4, "7,912"), (30, "30"), (13.54, "13.5"), (4.256, "4.26"), (0.25, "0.25"), (0, "0")])  # fmt: skip
def test_amount(value: float, text: str) -> None:
    assert figures.amount(value) == text


@pytest.mark.parametrize(("value", "text"), [(57.9, "58"), (6.42, "6.4"), (137.5, "138"), (0.04, "0")])
def test_brought(value: float, text: str) -> None:
    assert figures.brought(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(950, "950"), (1200, "1.2k"), (31_180, "31.2k"), (999_600, "1M"), (4_750_000, "4.75M"), (2.5e9, "2.5G"), (0, "0"), (7.5, "7.5"), (-1_100, "-1.1k")],
)  # fmt: skip
def test_short(value: float, text: str) -> None:
    assert figures.short(value) == text


@pytest.mark.parametrize(("value", "text"), [(5_600, "+5.6k"), (-40.4, "-40"), (0.3, "0")])
def test_short_signed(value: float, text: str) -> None:
    assert figures.short_signed(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(28_912, 33_784, "28,900–33,800"), (897, 2_634, "900–2,630"), (-260, 10, "-260 to 10"), (0, 0, "0–0"), (-0.2, 3, "0–3"), (12.4, 17.6, "12–18")],
)  # fmt: skip
def test_both_ends_of_a_range_are_rounded_alike(low: float, high: float, text: str) -> None:
    assert figures.span(low, high) == text


@pytest.mark.parametrize(
    ("chance", "text"),
    [(0, "under 1 %"), (0.0099, "under 1 %"), (0.01, "1 %"), (0.434, "43 %"), (0.99, "99 %"), (0.991, "over 99 %"), (1, "over 99 %")],
)  # fmt: skip
def test_a_chance_is_never_certain(chance: float, text: str) -> None:
    assert figures.percent(chance) == text


@pytest.mark.parametrize(("part", "whole", "text"), [(0, 10, "0 %"), (10, 10, "100 %"), (1, 1000, "under 1 %"), (4, 0, "0 %"), (1, 3, "33 %")])  # fmt: skip
def test_share(part: float, whole: float, text: str) -> None:
    assert figures.share(part, whole) == text


@pytest.mark.parametrize(("gap", "text"), [(3.139e-5, "0.004 %"), (3e-5, "0.003 %"), (0, "0.0001 %"), (0.0123, "2 %"), (0.5, "50 %")])  # fmt: skip
def test_a_proven_gap_is_rounded_up(gap: float, text: str) -> None:
    assert figures.proven(gap) == text


@pytest.mark.parametrize(("scale", "text"), [(1.04, "1.04"), (1.5, "1.5"), (4.12, "4.1"), (12.4, "12"), (0.5, "0.5")])
def test_times(scale: float, text: str) -> None:
    assert figures.times(scale) == text


@pytest.mark.parametrize(("per_unit", "size", "brings"), [(31, 1, 31), (0.64, 100, 64), (0.004, 10_000, 40), (0, 1, 0)])
def test_bundle(per_unit: float, size: int, brings: float) -> None:
    assert figures.bundle(per_unit) == (size, pytest.approx(brings))


@pytest.mark.parametrize(("part", "text"), [(0.054, "+5 %"), (-0.12, "-12 %"), (0.004, "0 %"), (-0.004, "0 %"), (12.345, "+1,230 %")])  # fmt: skip
def test_change(part: float, text: str) -> None:
    assert figures.change(part) == text


@pytest.mark.parametrize(("part", "text"), [(0.054, "5 %"), (-0.12, "12 %"), (0.004, "0 %")])
def test_the_size_of_a_change(part: float, text: str) -> None:
    assert figures.apart(part) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(-0.7, -0.45, "45–70 %"), (0.2, 0.6, "20–60 %"), (-0.2, 0, "0–20 %"), (0, 0.2, "0–20 %"), (0.101, 0.099, "10 %"), (0, 0, "0 %")],
)  # fmt: skip
def test_the_sizes_of_a_range_of_changes(low: float, high: float, text: str) -> None:
    assert figures.apart_range(low, high) == text


@pytest.mark.parametrize(("part", "text"), [(0.071, "7 %"), (0.001, "under 1 %"), (0, "under 1 %"), (1.3, "130 %")])
def test_error(part: float, text: str) -> None:
    assert figures.error(part) == text


@pytest.mark.parametrize(("count", "text"), [(1, "1 week"), (0, "0 weeks"), (1_200, "1,200 weeks")])
def test_counts_have_their_plural(count: int, text: str) -> None:
    assert figures.weeks(count) == text


@pytest.mark.parametrize(("value", "text"), [(950, "950"), (1234, "1,230"), (31_180, "3.12万"), (4_750_000, "475万"), (2.5e9, "25亿"), (-31_180, "-3.12万")])  # fmt: skip
def test_chinese_counts_in_ten_thousands(value: float, text: str) -> None:
    with speaking("zh"):
        assert figures.short(value) == text


def test_figures_in_chinese() -> None:
    with speaking("zh"):
        assert figures.percent(0.8) == "80%"
        assert figures.percent(0.001) == "不到 1%"
        assert figures.span(19_700, 36_700) == "19,700–36,700"
        assert figures.span(-260, 10) == "-260 至 10"
        assert figures.weeks(3) == "3 周"
        assert figures.change(0.05) == "+5%"
