"""Where a plan stands and what is planned anew: whole texts, and what holds for every width and name."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from report_snapshots import JsonFile, MarkdownFile, TextFile
from report_tracks import CHANGES, TRACKS, halfway
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.report.document import Document
from planner.report.document_markdown import render_document_markdown
from planner.report.replan_document import replan_document
from planner.report.terminal_document import render_document
from planner.report.track_document import track_document
from planner.report.track_json import render_track_json
from planner.words.language import speaking

DOCUMENTS: dict[str, Callable[[], Document]] = {
    **{name: lambda make=make: track_document(make()) for name, make in TRACKS.items()},  # type: ignore[misc]
    **{name: lambda make=make: replan_document(make()) for name, make in CHANGES.items()},  # type: ignore[misc]
}
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202e]")


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_whole_text(name: str, width: int, snapshot: SnapshotAssertion) -> None:
    text = render_document(DOCUMENTS[name](), width=width, color=False)
    assert text == snapshot.use_extension(TextFile)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_whole_markdown(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_document_markdown(DOCUMENTS[name]()) == snapshot.use_extension(MarkdownFile)


@pytest.mark.parametrize("name", ["halfway", "over", "changed", "kept"])
def test_whole_text_in_chinese(name: str, snapshot: SnapshotAssertion) -> None:
    with speaking("zh"):
        text = render_document(DOCUMENTS[name](), width=80, color=False)
    assert text == snapshot.use_extension(TextFile)


@pytest.mark.parametrize("name", TRACKS)
def test_whole_json(name: str, snapshot: SnapshotAssertion) -> None:
    text = render_track_json(TRACKS[name]())
    assert json.loads(text)["schema"] == "planner/track/1"
    assert not STEERS.search(text.replace("\u202e", ""))
    assert text == snapshot.use_extension(JsonFile)


@pytest.mark.parametrize("width", [*range(38, 128, 3), 200])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_line_is_wider_than_asked_for(name: str, width: int) -> None:
    text = render_document(DOCUMENTS[name](), width=width, color=False)
    assert {line for line in text.splitlines() if cell_len(line) > max(width, 40)} == set()
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert not STEERS.search(text)
    assert not re.search(r"\b(nan|inf|None)\b", text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_colour_only_repeats_what_the_words_say(name: str) -> None:
    plain = render_document(DOCUMENTS[name](), width=100, color=False)
    coloured = render_document(DOCUMENTS[name](), width=100, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("name", DOCUMENTS)
def test_markdown_tables_hold_together(name: str) -> None:
    text = render_document_markdown(DOCUMENTS[name]())
    for block in text.split("\n\n"):
        if block.startswith("|"):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1
    assert "<script>" not in text
    assert not STEERS.search(text)


@pytest.mark.parametrize(("status", "words"), [("behind", "more than chance explains"), ("low", "which may be chance")])
def test_only_what_is_real_is_called_so(status: str, words: str) -> None:
    track = halfway()
    branch = replace(track.branch, status=status)
    text = render_document(track_document(replace(track, branch=branch)), width=120, color=False)
    assert words in " ".join(text.split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_figure_is_cut_for_a_name(name: str) -> None:
    """At 80 columns names give way; a row never ends in an ellipsis."""
    lines = render_document(DOCUMENTS[name](), width=80, color=False).splitlines()
    assert [line for line in lines if line.endswith("…")] == []


def test_the_actual_less_the_expected_is_of_the_goals_branch() -> None:
    track = halfway()
    (row,) = (row for row in render_document_markdown(track_document(track)).splitlines() if "actual less" in row)
    assert row.split("|")[2].strip() == r"\-4,460"
    assert track.branch.actual - track.branch.expected == pytest.approx(-4460, abs=5)


@pytest.mark.parametrize(("left", "chance", "times"), [(17, 0.3, 1), (17, 0.45, 0), (17, 0.7, 0), (0, 0.0, 0)])
def test_planning_anew_is_proposed_where_the_chance_has_fallen(left: int, chance: float, times: int) -> None:
    track = halfway()
    branch, made = replace(track.branch, chance=chance), replace(track.made, chance=0.5)
    text = render_document(track_document(replace(track, branch=branch, made=made, left=left)), width=120, color=False)
    assert text.count("`planner replan` plans the 17 days that are left anew.") == times
