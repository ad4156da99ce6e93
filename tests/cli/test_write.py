"""Where the reports go: files, links, pipes, devices and standard output."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cli_run import planner

from planner.cli.write import write_whole
from planner.errors import InputError

GOAL = """\
target: 2x
as_of: 2026-11-30
traffic: {email: 100, 自然搜索: 900}
resources: {hours: 50}
levers:
  newsletter: {drives: {channel: email}, uses: hours, expect: {at: 10, sessions: 100..300}}
"""


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL, encoding="utf-8")
    return tmp_path / "goal.yaml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "p.md").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real" / "p.md")
    (tmp_path / "dangling").symlink_to(tmp_path / "real" / "new.md")
    write_whole({tmp_path / "link": "a", tmp_path / "dangling": "b"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "dangling").is_symlink()
    assert (tmp_path / "real" / "p.md").read_text() == "a"
    assert (tmp_path / "real" / "new.md").read_text() == "b"
    assert names(tmp_path / "real") == ["new.md", "p.md"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    write_whole({pipe: "text"})
    reader.join(timeout=10)
    assert heard == ["text"]
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole({Path(os.devnull): "text"})
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("name", ["folder", "no/p.md", "loop", "full", "p" * 300, "nul\0"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "full").symlink_to("/dev/full")
    (tmp_path / "old.md").write_text("old")
    with pytest.raises(InputError, match="cannot be written"):
        write_whole({tmp_path / "old.md": "new", tmp_path / name: "text"})
    assert names(tmp_path) == ["folder", "full", "loop", "old.md"]
    assert (tmp_path / "old.md").read_text() == "old"


def test_a_failure_in_the_middle_of_a_text_leaves_no_temporary_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        write_whole({tmp_path / "p.md": "a\ud800b"})
    assert names(tmp_path) == []


def test_a_refused_renaming_is_a_complaint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_from: str, _to: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError, match=r"p\.md: cannot be written: Permission denied"):
        write_whole({tmp_path / "p.md": "text"})
    assert names(tmp_path) == []


def test_two_names_of_one_place_are_refused(goal: Path, tmp_path: Path) -> None:
    for one, other in (("./a", str(tmp_path / "a")), ("-", "/dev/stdout"), ("a", "x/../a")):
        (tmp_path / "x").mkdir(exist_ok=True)
        done = planner("plan", goal, "--markdown", one, "--json", other, cwd=tmp_path)
        assert done.returncode == 2
        assert "cannot both go to the same place" in done.stderr


def test_an_empty_name_is_told_plainly(goal: Path) -> None:
    done = planner("plan", goal, "--markdown", "")
    assert done.returncode == 2
    assert "Invalid value for '--markdown': the name of the file is empty" in done.stderr


def test_the_goal_and_its_tables_are_never_overwritten(goal: Path, tmp_path: Path) -> None:
    rows = "".join(f"2026-11-{day:02},email,5\n" for day in range(1, 31))
    (tmp_path / "t.csv").write_text("date,channel,sessions\n" + rows)
    goal.write_text("target: 2x\nperiod: 2026-12\ntraffic: {file: t.csv, by: [channel]}\n")
    (tmp_path / "other").symlink_to(goal)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name in ("goal.yaml", "t.csv", "other"):
        done = planner("plan", "goal.yaml", "--markdown", name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"{name}: this file is part of the goal and is not overwritten\n  expected another name\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("option", ["--json", "--markdown"])
def test_standard_output_is_utf_8_whatever_the_console(goal: Path, option: str) -> None:
    command = [sys.executable, "-m", "planner", "plan", str(goal), option, "-"]
    poor = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, env=poor, capture_output=True, check=True)
    assert "自然搜索" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_the_name_of_standard_output_is_standard_output(goal: Path) -> None:
    done = planner("plan", goal, "--json", "/dev/stdout")
    assert json.loads(done.stdout)["schema"] == "planner/plan/1"


@pytest.mark.parametrize(
    "command", ["plan goal.yaml", "plan goal.yaml --json -", "check goal.yaml", "schema", "--help", "--version"]
)
def test_a_full_disk_is_one_line(goal: Path, command: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planner", *command.split()],
            cwd=goal.parent, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "standard output cannot be written: No space left on device\n"
