import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from html_read import read

from planner.version import __version__

GOAL = """\
target: 2x
as_of: 2026-11-30
traffic: {email: 100, organic search: 900}
resources: {hours: 50}
levers:
  newsletter: {drives: {channel: email}, uses: hours, expect: {at: 10, sessions: 100..300}}
"""


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL)
    return tmp_path / "goal.yaml"


def test_a_plan_is_printed(goal: Path) -> None:
    done = planner("plan", goal)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "newsletter" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_standard_output_holds_nothing_but_what_was_asked_for(goal: Path) -> None:
    done = planner("plan", goal, "--json", "-")
    assert json.loads(done.stdout)["schema"] == "planner/plan/1"
    assert done.stderr == ""
    assert planner("plan", goal, "--markdown", "-").stdout.startswith("# ")


def test_files_are_written_and_the_report_still_printed(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--json", tmp_path / "p.json", "--markdown", tmp_path / "p.md")
    assert done.returncode == 0
    assert "newsletter" in done.stdout
    assert json.loads((tmp_path / "p.json").read_text())["goal"]["target"] == 2067
    assert (tmp_path / "p.md").read_text().startswith("# ")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["goal.yaml", "p.json", "p.md"]
    assert f"wrote {tmp_path / 'p.json'}" in done.stderr


def test_a_page_is_written(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--html", tmp_path / "plan.html", "--json", "-")
    assert done.returncode == 0
    html = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert f"{json.loads(done.stdout)['goal']['target']:,}" in html
    assert planner("plan", goal, "--html", "-").stdout == html


def test_a_workbook_is_written(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--xlsx", tmp_path / "plan.xlsx")
    assert done.returncode == 0
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as files:
        assert files.testzip() is None
        assert "xl/workbook.xml" in files.namelist()
    command = [sys.executable, "-m", "planner", "plan", str(goal), "--xlsx", "-"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == (tmp_path / "plan.xlsx").read_bytes()


def test_one_file_to_disk_and_one_to_standard_output(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--json", "-", "--markdown", tmp_path / "p.md")
    assert json.loads(done.stdout)
    assert (tmp_path / "p.md").exists()


def test_both_cannot_go_to_the_same_place(goal: Path) -> None:
    done = planner("plan", goal, "--json", "-", "--markdown", "-")
    assert done.returncode == 2
    assert "cannot both go to the same place" in done.stderr


def test_a_page_shows_hostile_channels_as_text(tmp_path: Path) -> None:
    names = ["<script>alert(1)</script>", 'a " b', "a | b", "[red]", "=1+1", "قناة\u202e", "x" * 300]
    channels = ", ".join(f"{json.dumps(name)}: {900 - n}" for n, name in enumerate(names))
    (tmp_path / "goal.yaml").write_text(f"target: 2x\nas_of: 2026-11-30\ntraffic: {{{channels}}}\n", encoding="utf-8")
    done = planner("plan", tmp_path / "goal.yaml", "--html", "-")
    assert done.returncode == 0, done.stderr
    root = read(done.stdout)
    assert all(name not in each.raw for each in root.all("script") for name in names[:1])
    assert not any("alert(1)" in each.raw for each in root.all("script") if "type" not in each.attributes)
    shown = [each.text for each in root.one(id="branches").all(class_="name")]
    assert set(shown) >= {*names[:5], "قناة\ufffd", "x" * 119 + "…"}


def test_no_two_reports_go_to_one_file(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--html", tmp_path / "p", "--json", tmp_path / "p")
    assert done.returncode == 2
    assert "--json and --html cannot both go to the same place" in done.stderr


def test_nothing_is_written_where_one_file_cannot_be(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--json", tmp_path / "p.json", "--markdown", tmp_path / "no" / "p.md")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert done.stdout == ""
    assert [p.name for p in tmp_path.iterdir()] == ["goal.yaml"]


def test_an_old_file_stays_whole_where_the_goal_is_wrong(goal: Path, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("old")
    goal.write_text(GOAL.replace("hours: 50", "hours: -50"))
    done = planner("plan", goal, "--json", tmp_path / "p.json")
    assert done.returncode == 2
    assert (tmp_path / "p.json").read_text() == "old"


def test_a_written_file_keeps_its_permissions(goal: Path, tmp_path: Path) -> None:
    old = tmp_path / "p.json"
    old.write_text("old")
    old.chmod(0o640)
    planner("plan", goal, "--json", old)
    assert old.stat().st_mode & 0o777 == 0o640
    planner("plan", goal, "--json", tmp_path / "new.json")
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o666 & ~umask


def test_problems_of_the_file_its_tables_and_both_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,channel,sessions\n2026-11-01,email,5\n2026-11-02,email,5\n")
    (tmp_path / "e.csv").write_text("date,mails\n2026-11-01,-3\n")
    (tmp_path / "goal.yaml").write_text(
        "target: 2x\nperiod: 2026-12\ntraffic: {file: t.csv, by: [channel]}\neffort: {file: e.csv}\n"
        "levers:\n  mails: {drives: {channel: e-mail letters}, uses: hours, ownr: Ana}\n"
    )
    done = planner("plan", "goal.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "unknown key 'ownr'" in done.stderr
    assert "e.csv:2:12: -3 effort is below zero" in done.stderr
    assert "mails drives nothing" in done.stderr


def test_a_missing_file() -> None:
    done = planner("plan", "no.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("no.yaml: there is no such file")


def test_the_seed_changes_draws_and_nothing_else_does(goal: Path) -> None:
    one, again, other = (planner("plan", goal, "--json", "-", "--seed", seed).stdout for seed in ("1", "1", "2"))
    assert one == again
    assert one != other
    assert one == planner("plan", goal, "--json", "-", PYTHONHASHSEED="7").stdout


def test_markdown_is_the_same_every_time(goal: Path) -> None:
    one, other = (planner("plan", goal, "--markdown", "-", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert one == other


def test_a_reader_that_stops_early_is_no_error(goal: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "planner", "plan", str(goal)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""


def test_narrow_wide_and_poor_consoles(goal: Path) -> None:
    for columns in ("60", "120", "300"):
        shown = planner("plan", goal, COLUMNS=columns).stdout
        assert max(map(len, shown.splitlines())) <= min(int(columns), 120)
    assert planner("plan", goal, PYTHONIOENCODING="ascii").returncode == 0


def test_check_says_how_the_goal_is_read_and_writes_nothing(goal: Path, tmp_path: Path) -> None:
    done = planner("check", "goal.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == (
        "goal.yaml: no problems\n"
        "  target   2 × November 2026 (1,000 sessions in 30 days, 1,033 at 31) = 2,067 sessions in December 2026\n"
        "  traffic  2 leaves, 2026-11-01 to 2026-11-30\n"
        "  levers   1\n"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["goal.yaml"]
    goal.write_text("target: 2x\n")
    assert planner("check", goal).returncode == 2


def test_check_finds_what_only_planning_can_tell(goal: Path) -> None:
    goal.write_text(GOAL + "at_least: [{where: {channel: email}, sessions: 90000}]\n")
    done = planner("check", goal)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be reached" in done.stderr
    assert done.stderr == planner("plan", goal).stderr


def test_the_schema_is_the_one_that_the_examples_name() -> None:
    done = planner("schema")
    assert json.loads(done.stdout)["properties"]["target"]
    assert done.stdout == (EXAMPLES / "goal.schema.json").read_text(encoding="utf-8")


def test_version_and_help() -> None:
    assert planner("--version").stdout == f"planner {__version__}\n"
    assert planner("--help").returncode == 0
    for command in ("plan", "check", "schema"):
        assert "Example: planner" in planner(command, "--help").stdout
    assert "--install-completion" in planner("--help").stdout
    assert planner("plan").returncode == 2
    assert "complete" in planner("--show-completion", SHELL="/bin/bash").stdout
