"""The curves in a terminal, whole, and what holds for every width."""

import re
from dataclasses import replace

import pytest
from report_curves import CURVES, curve, designed, shown, still
from report_plans import HOSTILE, LEVERS, example, lever
from report_snapshots import TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.report.rows import ranked
from planner.report.terminal_curves import render_curves
from planner.report.terminal_plot import Mark, plot

COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")
BRAILLE = re.compile("[\u2800-\u28ff]")


def rendered(name: str, width: int, *, color: bool = False) -> str:
    return render_curves(*CURVES[name](), width=width, color=color)


def section(text: str, name: str) -> str:
    """What is said of one lever, with blanks and line breaks alike."""
    return " ".join(text.partition(f"\n\n{name}\n")[2].partition("prior knowledge the rest.")[0].split())


def plotted(height: float, *, half: float = 10.0, width: int = 40) -> list[str]:
    """The plot of a curve that reaches so many sessions, without any range; a straight line where `half` is far away."""
    line = curve(lever("one", "keep", now=5, planned=5, most=10), top=height * (half + 10) / 10, half=half, wide=0.0)
    drawn = plot(line, [Mark(5, "now", "●")], metric="sessions", width=width)
    return ["".join(span.text for span in each) for each in drawn]


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", CURVES)
def test_whole_text(name: str, width: int, text_file: SnapshotAssertion) -> None:
    assert rendered(name, width) == text_file


def test_whole_text_in_color(text_file: SnapshotAssertion) -> None:
    assert rendered("designed", 80, color=True) == text_file


@pytest.mark.parametrize("width", [*range(40, 128), 160, 200])
@pytest.mark.parametrize("name", CURVES)
def test_no_line_is_wider_than_asked_for(name: str, width: int) -> None:
    text = rendered(name, width)
    assert {line for line in text.splitlines() if cell_len(line) > min(width, 120)} == set()
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("name", CURVES)
def test_without_color_nothing_but_text(name: str) -> None:
    text = rendered(name, 80)
    assert "\x1b" not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert not re.search(r"\b(nan|inf|None)\b", text)


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("name", CURVES)
def test_color_adds_nothing_that_words_do_not_say(name: str, width: int) -> None:
    assert COLOR_CODE.sub("", rendered(name, width, color=True)) == rendered(name, width)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_lever_is_shown_in_the_order_of_the_plan(width: int) -> None:
    plan, curves = designed()
    lines = render_curves(plan, curves[::-1], width=width, color=False).splitlines()
    names = [each.name for each in ranked(plan.levers)]
    assert [line for line in lines if line in names] == names


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_figures_are_whole_at_every_width(width: int) -> None:
    said = " ".join(rendered("designed", width).split())
    for figure in ("3,000 → 7,912 money", "4,520–5,990", "7,220–9,580", "1.1–1.5", "(80 %: 13–34 days)", "98 %"):
        assert figure in said


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_now_and_plan_are_marked_with_words(width: int) -> None:
    text = rendered("designed", width)
    assert re.search(r"now 3,000 .*plan 7,912|now 3,000\n +plan 7,912", text)
    assert "plan 30 h (limit)" in text


def test_one_mark_says_both_where_nothing_changes() -> None:
    kept = section(rendered("still", 80), "kept")
    assert "now and plan 12" in kept
    assert "○" not in kept
    assert "keep 12 h: well placed" in kept


def test_a_lever_without_a_curve_says_why() -> None:
    text = " ".join(rendered("still", 80).split())
    assert "closed not used: its limit It can be given no effort, so there is no curve to draw." in text
    assert "idle stop, 500 → 0 money: brings nothing we can see No effort brings anything" in text


def test_a_lever_that_was_never_used_has_no_twice_as_much() -> None:
    plan, curves = designed()
    pages = render_curves(plan, curves[2:3], width=80, color=False)
    assert "first one" in pages
    assert "twice" not in pages
    assert "x now" not in pages
    assert "The curve begins on 1 Dec; the plan begins on 8 Dec" in pages


def test_what_history_says_and_what_it_does_not() -> None:
    text = rendered("designed", 80)
    assert "History says 52 % of this (104 weeks), prior knowledge the rest." in text
    assert "History says under 1 % of this" in text
    assert "History says nothing of its effort: this rests on your estimate." in text
    assert "History says nothing of its effort: this rests on usual figures, not yours." in text


def test_how_long_it_takes() -> None:
    text = rendered("designed", 80)
    assert "Its effect comes within a day of the effort on average (80 %: 0–1 days)." in text
    assert "Its effect comes 22 days after the effort on average (80 %: 13–34 days)." in text
    assert "Its effect comes 130 days after the effort on average (80 %: 26–310 days)." in text
    assert "Its effect is taken to come 14 days after the effort on average." in text


@pytest.mark.parametrize("width", [40, 60, 80, 104, 120])
def test_columns_end_in_line_for_wide_characters(width: int) -> None:
    plan, curves = CURVES["chinese"]()
    for one in curves:
        text = render_curves(replace(plan, metric="次会话"), [one], width=width, color=False)
        found = [
            (line, end) for line in text.splitlines() for end in re.finditer(r"80 % range(?!,)|[\d,]+–[\d,]+", line)
        ]
        assert len(found) >= 3
        assert len({cell_len(line[: end.end()]) for line, end in found}) == 1


def test_no_name_is_obeyed() -> None:
    plan, curves = shown(replace(example(), levers=tuple(replace(LEVERS[0], name=name) for name in HOSTILE)))
    text = render_curves(plan, curves, width=80, color=True)
    assert "\x1b[31mred" not in text
    assert "\u202e" not in text
    assert "[red]alert[/red]" in text
    assert "x" * 61 not in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_is_counted_goes_by_its_name(width: int) -> None:
    plan, curves = still()
    text = render_curves(replace(plan, metric="signups", target=90_000), curves, width=width, color=False)
    assert "signups" in text
    assert "session" not in text


def test_a_straight_line_goes_from_corner_to_corner() -> None:
    _, *body, axis, labels = plotted(10, half=1e6)
    left = axis.index("└") + 1
    starts = [next(n for n, c in enumerate(line[left:]) if BRAILLE.match(c)) for line in body]
    assert starts == sorted(starts, reverse=True)
    assert starts[-1] == 0
    assert BRAILLE.match(body[0][-1])
    (middle,) = [line.index("●") for line in body if "●" in line]
    assert axis[middle] == "┴"
    assert labels.index("now") + 1 == middle


@pytest.mark.parametrize("height", [0.0003, 0.7, 3, 9, 10, 99, 1_234, 987_654, 3_400_000])
def test_figures_up_the_side_are_few_and_round(height: float) -> None:
    figures = re.findall(r"^ *([\d.,kM]+) [┤└]", "\n".join(plotted(height)), re.MULTILINE)
    assert 3 <= len(figures) <= 6
    assert figures[-1] == "0"
    assert all(len(re.sub(r"\D", "", figure).strip("0")) <= 2 for figure in figures)


def test_a_plot_shrinks_and_goes_where_there_is_no_room_for_it() -> None:
    assert 0 < len(plotted(10, width=39)) < len(plotted(10, width=40))
    assert plotted(10, width=18) == []
