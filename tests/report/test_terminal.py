"""The terminal report, whole, and what holds for every width."""

import re
from dataclasses import replace

import pytest
from report_plans import LEVERS, SECTIONS, example, flat, fresh, large, leaf_goal, unlimited
from report_plans import PLANS as USUAL
from report_snapshots import TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.report.terminal import render_terminal

PLANS = {**USUAL, **SECTIONS}
COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", ["example", "chinese", "revenue"])
def test_whole_text(name: str, width: int, text_file: SnapshotAssertion) -> None:
    assert render_terminal(PLANS[name](), width=width, color=False) == text_file


@pytest.mark.parametrize("name", sorted(PLANS.keys() - {"example", "chinese", "revenue"}))
def test_whole_text_at_80(name: str, text_file: SnapshotAssertion) -> None:
    assert render_terminal(PLANS[name](), width=80, color=False) == text_file


def test_whole_text_in_color(text_file: SnapshotAssertion) -> None:
    assert render_terminal(example(), width=80, color=True) == text_file


@pytest.mark.parametrize("width", [40, 60, 71, 72, 80, 100, 103, 104, 120, 200])
@pytest.mark.parametrize("name", PLANS)
def test_no_line_is_wider_than_asked_for(name: str, width: int) -> None:
    text = render_terminal(PLANS[name](), width=width, color=False)
    assert {line for line in text.splitlines() if cell_len(line) > width} == set()


@pytest.mark.parametrize("name", PLANS)
def test_without_color_nothing_but_text(name: str) -> None:
    text = render_terminal(PLANS[name](), width=80, color=False)
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("name", PLANS)
def test_color_adds_nothing_that_words_do_not_say(name: str) -> None:
    """The codes taken away, the same text is left; and no name brings codes of its own."""
    colored = render_terminal(PLANS[name](), width=80, color=True)
    assert COLOR_CODE.sub("", colored) == render_terminal(PLANS[name](), width=80, color=False)


def test_columns_of_the_tree_end_in_line_for_wide_characters() -> None:
    lines = render_terminal(PLANS["chinese"](), width=80, color=False).splitlines()
    rows = [line for line in lines if "─ " in line and re.search(r"\d", line)]
    ends = {
        cell_len(line[: found.end()])
        for line in rows
        for found in [re.search(r"[\d,]+(?=  +\S+  +\S+ )", line)]
        if found
    }
    assert len(rows) == 7
    assert len(ends) == 1


def test_a_tree_with_hundreds_of_leaves_is_folded_and_says_so() -> None:
    text, _, _ = render_terminal(large(400, 3), width=80, color=False).partition("Where extra effort pays")
    shown = len(re.findall(r"campaign \d", text))
    folded = sum(int(count) for count in re.findall(r"… (\d+) more  ", text))
    assert shown == 40
    assert shown + folded == 400


def test_no_limits_is_said_and_not_shown_as_zero() -> None:
    text = render_terminal(unlimited(), width=80, color=False)
    assert "No limits are given, so this is what it would take: 9,512 money and 160 writer" in text
    assert "no limit" in text
    assert "unused" not in text


def test_without_levers_there_is_no_proof_and_no_next_step() -> None:
    text = render_terminal(flat(), width=80, color=False)
    assert "No lever is known for this traffic" in text
    assert "Proven" not in text
    assert "Next steps" not in text


@pytest.mark.parametrize("name", PLANS)
def test_tone(name: str) -> None:
    text = render_terminal(PLANS[name](), width=80, color=False)
    assert "!" not in text
    assert not re.search(r"\b(nan|inf|None)\b", text)


@pytest.mark.parametrize("width", [40, 60, 80, 104, 120])
def test_names_units_and_extra_sessions_are_whole_at_every_width(width: int) -> None:
    hours = replace(
        LEVERS[1], name="comparison pages", unit="writer hours", why="a reason of so many words that it wraps " * 3
    )
    text = render_terminal(replace(example(), levers=(LEVERS[0], hours)), width=width, color=False)
    levers = text[text.index("Where extra effort pays") : text.index("Next steps")]
    assert "comparison pages" in levers
    assert "writer hours" in " ".join(levers.split())
    assert re.search(r"\+1\.8k|\+1,800", levers)


def test_a_lever_that_is_not_used_says_so() -> None:
    text = render_terminal(leaf_goal(), width=80, color=False)
    assert re.search(r"keep  banner ads +0 → +0 money\n +not used; 100 further sessions take", text)
    assert "not used; others bring more" in render_terminal(leaf_goal(), width=120, color=False)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_report_calls_sign_ups_sessions(width: int) -> None:
    assert "session" not in render_terminal(PLANS["cut_by_limits"](), width=width, color=False).partition("Assumed")[0]


def test_one_assumption_more_stands_elsewhere() -> None:
    nine = replace(example(), assumptions=example().assumptions * 3)
    assert "1 more stands in the Markdown" in render_terminal(nine, width=80, color=False)


def test_effort_of_a_plan_from_nothing_is_not_called_now() -> None:
    text = render_terminal(fresh(), width=80, color=False)
    levers = text[text.index("Where extra effort pays") : text.index("Next steps")]
    resources = text[text.index("\nResources") : text.index("What more or less")]
    assert re.search(r"lever +least +plan", levers)
    assert re.search(r"\n +least +plan +limit", resources)
    assert " now " not in levers + resources
    assert "Left alone" not in text
