"""What was read of a file, in a terminal and as JSON: whole, and what holds for every width."""

import json
import re
from pathlib import Path

import pytest
from inspected_files import EXPORTS, TODAY
from report_snapshots import JsonFile, TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.model.goal import Table
from planner.model.inspection import Inspection
from planner.planning.inspected import inspect_file
from planner.report.inspect_json import render_inspect_json
from planner.report.terminal_inspect import render_inspections

COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def look(name: str) -> Inspection:
        Path(name).write_bytes(EXPORTS[name].encode())
        return inspect_file(Path(name), Table(), metric="sessions", today=TODAY)

    return look


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", EXPORTS)
def test_whole_text(name: str, width: int, told, text_file: SnapshotAssertion) -> None:
    assert render_inspections([told(name)], width=width, color=False) == text_file


def test_whole_text_where_there_is_little_room(told, text_file: SnapshotAssertion) -> None:
    assert render_inspections([told("referrals.csv")], width=40, color=False) == text_file


@pytest.mark.parametrize("name", ["channels.csv", "ads.csv", "question.csv"])
def test_whole_json(name: str, told, snapshot: SnapshotAssertion) -> None:
    assert render_inspect_json([told(name)]) == snapshot.use_extension(JsonFile)


@pytest.mark.parametrize("width", [*range(40, 121, 7), 160])
@pytest.mark.parametrize("name", EXPORTS)
def test_no_line_is_wider_than_asked_for(name: str, width: int, told) -> None:
    text = render_inspections([told(name)], width=width, color=False)
    assert {line for line in text.splitlines() if cell_len(line) > min(width, 120)} == set()
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_steers_the_terminal(name: str, told) -> None:
    seen = told(name)
    text = render_inspections([seen], width=80, color=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert not re.search(r"\b(nan|inf|None)\b", text)
    assert COLOR_CODE.sub("", render_inspections([seen], width=80, color=True)) == text
    assert "\x1b[31m" not in render_inspections([seen], width=80, color=True)


def test_several_files_stand_one_after_the_other(told) -> None:
    both = [told("ads.csv"), told("clicks.csv")]
    text = render_inspections(both, width=80, color=False)
    alone = [render_inspections([each], width=80, color=False) for each in both]
    assert text == "\n".join(alone)
    assert [each["file"] for each in json.loads(render_inspect_json(both))["files"]] == ["ads.csv", "clicks.csv"]


def test_no_praise_and_no_exclamation_marks(told) -> None:
    for name in EXPORTS:
        assert "!" not in render_inspections([told(name)], width=120, color=False).replace("don't", "")


def test_advice_of_a_kind_is_given_once(told) -> None:
    text = " ".join(render_inspections([told("deutsch.csv")], width=120, color=False).split())
    assert text.count("Give them one name") == 1
