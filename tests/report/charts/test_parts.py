from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.report.charts.palette import SHADES
from planner.report.charts.scale import Scale, scale_of, ticks
from planner.report.charts.svg import fitted, tag, words


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(2, 8))
def test_ticks_are_round_and_within(low: float, span: float, most: int) -> None:
    found = list(ticks(low, low + span, most))
    slack = 1e-9 * max(abs(low), span)
    assert len(found) <= most + 1
    assert all(low - slack <= each <= low + span + slack for each in found)
    steps = {f"{other - one:.4g}" for one, other in pairwise(found)}
    assert len(steps) <= 1 or span < 1e-6 * abs(low)


def test_ticks_as_they_are_read() -> None:
    assert list(ticks(0, 46_000).values()) == ["0", "10,000", "20,000", "30,000", "40,000"]
    assert list(ticks(3, 3).values()) == ["3"]


def test_a_scale_runs_from_place_to_place() -> None:
    up = Scale(low=0, high=10, start=200, end=20)
    assert (up.at(0), up.at(10), up.at(5)) == (200, 20, 110)
    assert scale_of([5, 5], start=0, end=10).at(5) == 5
    assert scale_of([5, 9], start=0, end=10, zero=True).at(0) == 0
    assert scale_of([], start=0, end=10).at(0) == 5


def test_markup_in_names_is_text() -> None:
    assert "&lt;b&gt;&amp;\ufffd" in words(0, 0, "<b>&\u202e")
    assert tag("g", data_tip='"><script>') == '<g data-tip="&quot;&gt;&lt;script&gt;"/>'
    assert tag("circle", r=1.25, cx=-0.01, fill=None) == '<circle r="1.2" cx="0"/>'
    assert fitted("organic search", 60).endswith("…")


def linear(color: str) -> list[float]:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2."""
    low, high = sorted(
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True)) for color in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_words_can_be_read_and_marks_be_seen(tone: str) -> None:
    shades = {name: getattr(shade, tone) for name, shade in SHADES.items()}
    for ground in ("paper", "card"):
        for name in ("ink", "muted", "plan", "target"):
            assert contrast(shades[name], shades[ground]) >= 4.5, (name, ground)
        assert contrast(shades["alone"], shades[ground]) >= 3, "a mark"


# Machado, Oliveira and Fernandes (2009), severity 1: how people without one kind of cones see linear colours.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize("kind", list(BLIND))
def test_colours_differ_for_the_colour_blind(kind: str, tone: str) -> None:
    def seen(color: str) -> list[float]:
        mixed = [sum(m * p for m, p in zip(row, linear(color), strict=True)) for row in BLIND[kind]]
        return [min(max(part, 0.0), 1.0) ** (1 / 2.2) for part in mixed]

    colors = [seen(getattr(SHADES[name], tone)) for name in ("alone", "plan", "target")]
    for one, other in combinations(colors, 2):
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.15
