"""The comparison in a terminal, whole, and what holds for every width."""

import re
from dataclasses import replace

import pytest
from report_comparisons import COMPARISONS, beside, many, two
from report_plans import example, flat, within_reach
from report_snapshots import TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.report.terminal_whatif import render_comparison

COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")


def rendered(name: str, width: int, *, color: bool = False) -> str:
    return render_comparison(COMPARISONS[name](), width=width, color=color)


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", COMPARISONS)
def test_whole_text(name: str, width: int, text_file: SnapshotAssertion) -> None:
    assert rendered(name, width) == text_file


def test_whole_text_in_color(text_file: SnapshotAssertion) -> None:
    assert rendered("two", 80, color=True) == text_file


@pytest.mark.parametrize("width", [*range(38, 128), 160, 200])
@pytest.mark.parametrize("name", COMPARISONS)
def test_no_line_is_wider_than_asked_for(name: str, width: int) -> None:
    text = rendered(name, width)
    assert {line for line in text.splitlines() if cell_len(line) > max(width, 40)} == set()
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("name", COMPARISONS)
def test_without_color_nothing_but_text(name: str) -> None:
    text = rendered(name, 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert not re.search(r"\b(nan|inf|None)\b", text)
    assert COLOR_CODE.sub("", rendered(name, 80, color=True)) == text


def columns(text: str, row: str) -> list[str]:
    """The figures of a row in every block, without its label; those of the first plan first in each."""
    return [
        " ".join(line.split()).removeprefix(row).strip() for line in text.splitlines() if line.strip().startswith(row)
    ]


def test_every_figure_and_its_difference_to_the_first() -> None:
    text = rendered("two", 120)
    assert columns(text, "best plan") == ["44,600 46,800 +2,210 39,400 -5,200"]
    assert columns(text, "chance") == ["8 % 23 % +15 pt under 1 % -8 pt"]
    assert columns(text, "target takes") == ["1.68 x 1.34 x -0.34 no amount"]
    assert columns(text, "money")[1:] == ["9,512 10,600 +1,088 –"]
    assert columns(text, "studio days") == ["– – 160"]
    assert columns(text, "search ads, money") == ["7,912 9,000 +1,088 –"]
    assert columns(text, "podcast ads, episode") == ["– – 8"]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_every_scenario_stands_beside_the_first_plan_once(width: int) -> None:
    text = render_comparison(many(), width=width, color=False)
    blocks = text.count("\n  target  ")
    shown = sum(len(re.findall(r"[\d.,]+k?", line)) for line in text.splitlines() if line.startswith("  target  "))
    assert shown == len(many()) - 1 + blocks
    assert blocks <= {40: 7, 60: 4, 80: 4, 100: 3, 120: 2}[width]


def test_blocks_are_even() -> None:
    lines = [line for line in rendered("many", 120).splitlines() if line.startswith("  target  ")]
    assert [line.count("50,000") for line in lines] == [5, 4]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_figures_are_never_cut(width: int) -> None:
    text = rendered("two", width)
    assert not re.search(r"[\d%kt –]…", text.partition("\n\n")[2].partition("Warnings")[0])


def test_the_answer_comes_first() -> None:
    assert "8 % as it stands, and 23 % with money 15000, the most of these." in " ".join(rendered("two", 80).split())
    same = beside(within_reach(), ("nothing", [("seed", "1")], within_reach()))
    assert "8 % as it stands; no scenario makes it likelier." in " ".join(
        render_comparison(same, width=80, color=False).split()
    )
    one = beside(within_reach(), ("all", [("target", "1")], replace(within_reach(), chance=1.0)))
    assert "8 % as it stands, and over 99 % with all." in " ".join(
        render_comparison(one, width=80, color=False).split()
    )


def test_what_is_the_same_has_no_difference() -> None:
    same = beside(within_reach(), ("nothing", [("seed", "1")], within_reach()))
    text = render_comparison(same, width=80, color=False).partition("Effort")[0]
    assert not re.search(r"[+-]\d", text)


def test_a_target_that_is_read_otherwise_says_how() -> None:
    text = " ".join(rendered("unlike", 80).split())
    assert "no limits no resources less target=-10%: 90 % of November 2026 (30,000 sessions) = 27,000 sessions" in text
    assert "December 2026" not in " ".join(rendered("two", 80).split()).partition("money 15000")[2]
    assert "no limits" in rendered("unlike", 120).partition("target takes")[2]


def test_only_new_warnings_are_told() -> None:
    old = "traffic.csv: 3 rows without a date are left out"
    text = rendered("two", 80)
    assert old in example().warnings
    assert old not in text
    assert "- money 15000: search ads: 9,000 money are 1.7 times" in text
    first, one, _ = two()
    worried = replace(one, plan=replace(one.plan, warnings=tuple(f"warning {n}" for n in range(20))))
    text = render_comparison((first, worried), width=80, color=False)
    assert "warning 7" in text
    assert "- 12 more" in text


def test_without_levers_there_is_no_section_for_them() -> None:
    text = render_comparison(beside(flat(), ("again", [("seed", "2")], flat())), width=80, color=False)
    assert "Effort" not in text
    assert "Resources" not in text


@pytest.mark.parametrize("name", COMPARISONS)
def test_tone(name: str) -> None:
    assert "!" not in rendered(name, 80).replace("%%{init", "")
