"""The forecast in a terminal, whole, and what holds for every width."""

import re
from dataclasses import replace

import pytest
from report_outlooks import OUTLOOKS, example, many, node, parent, single
from report_snapshots import TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.model.outlook import Outlook
from planner.report.terminal_forecast import render_forecast

COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")
BARS = re.compile("([▁▂▃▄▅▆▇█ ]*)│([▁▂▃▄▅▆▇█]+)$")


def rendered(name: str, width: int, *, color: bool = False) -> str:
    return render_forecast(OUTLOOKS[name](), width=width, color=color)


def tree(outlook: Outlook, width: int) -> list[str]:
    """The lines of the tree, its titles first."""
    text = render_forecast(outlook, width=width, color=False)
    lines = text.partition("Where it comes from\n")[2].partition("\n\n")[0].splitlines()
    first = next(n for n, line in enumerate(lines) if " forecast  " in line)
    return lines[first:]


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", OUTLOOKS)
def test_whole_text(name: str, width: int, text_file: SnapshotAssertion) -> None:
    assert rendered(name, width) == text_file


@pytest.mark.parametrize("width", [40, 60])
def test_whole_text_where_there_is_little_room(width: int, text_file: SnapshotAssertion) -> None:
    assert rendered("example", width) == text_file


def test_whole_text_in_color(text_file: SnapshotAssertion) -> None:
    assert rendered("example", 80, color=True) == text_file


@pytest.mark.parametrize("width", [*range(40, 121), 160, 200])
@pytest.mark.parametrize("name", OUTLOOKS)
def test_no_line_is_wider_than_asked_for(name: str, width: int) -> None:
    text = rendered(name, width)
    assert {line for line in text.splitlines() if cell_len(line) > min(width, 120)} == set()
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("width", [*range(40, 121)])
def test_nothing_of_a_tree_is_cut_but_names(width: int) -> None:
    for line in tree(example(), width)[1:]:
        assert re.search(r"[+-]\d %", line)
        assert not BARS.search(line) or len(BARS.search(line).group()) >= 5


@pytest.mark.parametrize("name", OUTLOOKS)
def test_without_color_nothing_but_text(name: str) -> None:
    text = rendered(name, 80)
    assert "\x1b" not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert not re.search(r"\b(nan|inf|None of (?!\d)|None(?! of))\b", text)


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("name", OUTLOOKS)
def test_color_adds_nothing_that_words_do_not_say(name: str, width: int) -> None:
    assert COLOR_CODE.sub("", rendered(name, width, color=True)) == rendered(name, width)


def test_the_answer_comes_first() -> None:
    title, blank, *answer = rendered("example", 80).partition("\n\nWhere")[0].splitlines()
    assert (title, blank) == ("Sessions left alone, December 2026", "")
    assert " ".join(" ".join(answer).split()) == (
        "December 2026 brings 27,300 sessions (80 %: 22,700–32,500) if effort goes on as it was: "
        "4 % more than November 2026 at 31 days (26,247). Learned from 112 weeks of history."
    )


def test_many_leaves_are_folded_and_still_add_up() -> None:
    lines = tree(many(), 80)
    assert len(lines) == 1 + 3 + 40 + 2
    folded = [line for line in lines if "… 10 more" in line]
    assert len(folded) == 2
    assert all("–" not in line and BARS.search(line) for line in folded)


def test_a_line_of_several_leaves_has_gaps_where_one_of_them_has() -> None:
    some = [node(f"c{n}", 100 - n, 100 - n) for n in range(43)]
    gap = replace(some[42], history=(*[None] * 30, *some[42].history[30:]))
    line = next(line for line in tree(replace(example(), root=parent("all", *some[:42], gap)), 120) if "… 3" in line)
    assert re.search(r" {15,}[▁▂▃▄▅▆▇█]{15}│", line)


@pytest.mark.parametrize("width", [80, 120])
def test_history_and_forecast_have_the_same_weeks_in_a_bar(width: int) -> None:
    text = " ".join(rendered("year", width).split())
    weeks = int(re.search(r"forecast, (\d+) weeks a bar", text).group(1))
    for line in tree(OUTLOOKS["year"](), width)[1:]:
        past, ahead = BARS.search(line).groups()
        assert len(past.lstrip()) == -(-104 // weeks)
        assert len(ahead) == -(-57 // weeks)


def test_bars_of_a_branch_that_is_gone_are_not_drawn_from_nothing() -> None:
    text = rendered("year", 80)
    (line,) = (line for line in text.splitlines() if "└─ returning" in line)
    assert re.search(r" 0 +0 +0–0 +▁+│▁+$", line)


def test_a_single_total_is_one_line() -> None:
    (_, line) = tree(single(), 80)
    assert line.startswith("  all  30,000")


@pytest.mark.parametrize("width", [40, 60, 80, 104, 120])
def test_columns_end_in_line_for_wide_characters(width: int) -> None:
    ends = {cell_len(line[: line.index(" %")]) for line in tree(OUTLOOKS["day"](), width)[1:]}
    assert len(ends) == 1


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_is_counted_goes_by_its_name(width: int) -> None:
    text = rendered("day", width)
    assert text.startswith("Visits left alone, ")
    assert "session" not in text


def test_no_name_is_obeyed() -> None:
    text = rendered("hostile", 80, color=True)
    assert "\x1b[31mred" not in text
    assert "\u202e" not in text
    assert "[red]alert[/red]" in text
    assert "x" * 79 not in text


def test_holidays_are_somebodys() -> None:
    outlook = example()
    assert "(holidays of DE)" in render_forecast(outlook, width=80, color=False)
    events = replace(outlook, moved=outlook.moved[1:3])
    assert "holidays" not in render_forecast(events, width=80, color=False)


def test_what_there_is_none_of_has_no_heading() -> None:
    text = rendered("prior", 80)
    for heading in ("Days that move it", "Not taken as they stand", "Warnings"):
        assert heading not in text
    assert "off" not in text.partition("Looking back")[0]
