"""The `review` command, run as a user runs it."""

import json
import shutil
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from shared_data import SHARED, needs_shared

LOG, GOAL = EXAMPLES / "team" / "log.csv", EXAMPLES / "team" / "goal.yaml"
CLOCKIFY = SHARED / "data" / "logs" / "clockify.csv"


def test_the_example() -> None:
    done = planner("review", LOG, "--goal", GOAL, "--json", "-")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    verdicts = {one["name"]: one["verdict"] for one in found["activities"]}
    assert verdicts == {
        "newsletter": "more",
        "podcast guests": "test",
        "articles": "keep",
        "social posts": "stop",
        "search ads": "more",
        "banner ads": "stop",
    }
    assert (found["schema"], found["basis"]) == ("planner/review/1", "log")
    assert [one["name"] for one in found["not_ranked"]] == ["meetings", "reporting"]
    assert {one["name"] for one in found["activities"] if not one["lever"]} == {"social posts", "podcast guests"}


def test_without_a_goal_the_log_alone_is_told() -> None:
    done = planner("review", LOG)
    assert done.returncode == 0, done.stderr
    assert "Stop social posts: its 4.25 h a week would bring" in done.stdout
    assert "served the goal" not in done.stdout


def test_the_same_log_gives_the_same_bytes() -> None:
    assert planner("review", LOG).stdout == planner("review", LOG).stdout


def test_a_log_without_results_rests_on_the_goal(tmp_path: Path) -> None:
    lines = [",".join(line.split(",")[:5]) for line in LOG.read_text().splitlines()]
    (tmp_path / "log.csv").write_text("\n".join(lines))
    done = planner("review", "log.csv", "--goal", GOAL, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "set against the goal's curves" in " ".join(done.stdout.split())
    without = planner("review", "log.csv", cwd=tmp_path)
    assert (without.returncode, without.stdout) == (2, "")
    assert "expected a column of results (--result COLUMN), or --goal GOAL.yaml" in without.stderr


@pytest.mark.parametrize("options", [["--week", "2026-W47"], ["--from", "2026-11-16", "--to", "2026-11-22"]])
def test_one_week(options: list[str]) -> None:
    done = planner("review", LOG, *options)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("What paid 16 to 22 Nov 2026\n\n  Learned from 31 Aug to 25 Nov 2026")
    assert "looked at" in done.stdout


def test_days_may_be_open_at_one_end() -> None:
    done = planner("review", LOG, "--from", "2026-11-16", "--json", "-")
    assert json.loads(done.stdout)["looked"] == {"start": "2026-11-16", "end": "2026-11-25", "days": 10}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--week", "2026-W60"], "'2026-W60' is no week"),
        (["--week", "2026-W47", "--from", "2026-11-16"], "contradict each other"),
        (["--from", "soon"], "'soon' is no day"),
        (["--from", "2026-11-16", "--to", "2026-11-01"], "2026-11-01 is before 2026-11-16"),
        (["--week", "2020-W01"], "nothing was logged 2019-12-30 to 2020-01-05"),
        (["--markdown", "-", "--json", "-"], "cannot both go to the same place"),
        (["--json", str(LOG)], "this is the log, and is not overwritten"),
        (["--goal", "none.yaml"], "there is no such file"),
        (["--result", "leads"], "there is no column 'leads'"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(options: list[str], complaint: str) -> None:
    before = LOG.read_bytes()
    done = planner("review", LOG, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in " ".join(done.stderr.replace("│", " ").split())
    assert LOG.read_bytes() == before


def test_the_goal_and_its_tables_are_not_overwritten(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "team", tmp_path / "team")
    done = planner("review", LOG, "--goal", "goal.yaml", "--markdown", "traffic.csv", cwd=tmp_path / "team")
    assert done.returncode == 2
    assert (tmp_path / "team" / "traffic.csv").read_bytes() == (EXAMPLES / "team" / "traffic.csv").read_bytes()


def test_files_are_written_and_told(tmp_path: Path) -> None:
    done = planner("review", LOG, "--markdown", "review.md", "--json", "review.json", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["wrote review.md", "wrote review.json"]
    assert (tmp_path / "review.md").read_text().startswith("# What paid")
    assert json.loads((tmp_path / "review.json").read_text())["file"] == str(LOG)


def test_in_chinese() -> None:
    done = planner("review", LOG, "--lang", "zh", "--json", "-")
    assert json.loads(done.stdout)["language"] == "zh"
    assert planner("review", LOG, "--lang", "zh").stdout.startswith("哪些工作有回报")


@needs_shared
def test_dates_with_two_readings_are_asked_about() -> None:
    done = planner("review", CLOCKIFY, "--goal", GOAL)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{CLOCKIFY}:2:")
    assert "expected --dates day/month/year or --dates month/day/year" in done.stderr
    settled = planner("review", CLOCKIFY, "--goal", GOAL, "--dates", "day/month/year")
    assert settled.returncode == 0
    assert settled.stdout.startswith("What paid 3 Apr 2024")
