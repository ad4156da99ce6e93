"""`planner score` as a user runs it."""

import json
import shutil
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from syrupy.assertion import SnapshotAssertion


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month planned, planned anew, and over; and one that is not."""
    folder = tmp_path_factory.mktemp("plans")
    shutil.copytree(EXAMPLES / "season", folder / "season")
    season = folder / "season"
    assert planner("plan", "goal.yaml", "--json", "plan.json", cwd=season).returncode == 0
    done = planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=season)
    assert done.returncode == 0, done.stderr
    shutil.copytree(EXAMPLES / "team", folder / "team")
    assert planner("plan", "goal.yaml", "--json", "plan.json", cwd=folder / "team").returncode == 0
    (folder / "season" / "other.json").write_text('{"schema": "something/else"}')
    (folder / "season" / "broken.json").write_text("{")
    return folder


def test_the_report(plans: Path, snapshot: SnapshotAssertion) -> None:
    done = planner("score", ".", cwd=plans)
    assert done.returncode == 0, done.stderr
    assert done.stdout == snapshot
    for said in ("season/plan.json", "season/plan.2.json", "partner posts", "estimates: ", "team/plan.json"):
        assert said in done.stdout


def test_json_and_markdown(plans: Path, tmp_path: Path) -> None:
    done = planner("score", plans, "--json", "-", "--markdown", tmp_path / "score.md")
    found = json.loads(done.stdout)
    assert found["schema"] == "planner/score/1"
    assert [(plan["file"], plan["counts"]) for plan in found["plans"]] == [
        ("season/plan.json", True),
        ("season/plan.2.json", False),
    ]
    assert found["open"] == ["team/plan.json: December 2026"]
    low, high = map(float, found["estimates"].split(".."))
    assert 0 < low < 1 < high
    assert (tmp_path / "score.md").read_text().startswith("# 1 plan against what happened")


def test_what_it_finds_goes_into_the_next_goal_file(plans: Path, tmp_path: Path) -> None:
    estimates = json.loads(planner("score", plans, "--json", "-").stdout)["estimates"]
    text = (EXAMPLES / "season" / "goal.yaml").read_text()
    for name in ("traffic.csv", "effort.csv"):
        shutil.copy(EXAMPLES / "season" / name, tmp_path)
    posts = {}
    for name, more in (("before", ""), ("after", f"\nestimates: {estimates}\n")):
        (tmp_path / "goal.yaml").write_text(text + more)
        plan = json.loads(planner("plan", "goal.yaml", "--json", "-", cwd=tmp_path).stdout)
        posts[name] = next(a["text"] for a in plan["assumptions"] if a["text"].startswith("partner posts"))
    assert "widened" in posts["before"]
    low, high = (f"{float(end):.3g}" for end in estimates.split(".."))
    assert f"earlier estimates brought {low}–{high} times what they said" in posts["after"]


def test_chinese(plans: Path) -> None:
    done = planner("score", plans, "--lang", "zh")
    assert done.stdout.startswith("1 个计划与实际的对照")
    assert "Brier 得分" in done.stdout


def test_a_plan_without_its_goal_file_does_not_stop_the_others(plans: Path, tmp_path: Path) -> None:
    shutil.copytree(plans, tmp_path / "all")
    (tmp_path / "all" / "alone").mkdir()
    shutil.copy(plans / "team" / "plan.json", tmp_path / "all" / "alone")
    done = planner("score", tmp_path / "all")
    assert done.returncode == 0
    assert "the goal file goal.yaml is not beside it" in " ".join(done.stdout.split())


@pytest.mark.parametrize(("make", "said"), [("", "there is no such folder"), ("folder", "no plan is in this folder")])
def test_a_folder_without_plans_is_a_complaint(tmp_path: Path, make: str, said: str) -> None:
    folder = tmp_path / "none"
    if make:
        folder.mkdir()
    done = planner("score", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_only_the_first_of_several_plans_is_counted_and_that_is_said(month: Path) -> None:
    assert "only the first is counted" not in planner("score", ".", cwd=month).stdout
    assert planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=month).returncode == 0
    done = planner("score", ".", cwd=month)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 plan against what happened\n")
    said = " ".join(done.stdout.split())
    assert "Of several plans for one goal and period only the first is counted; the others are listed." in said


def test_a_file_that_is_cut_off_is_named_and_stops_no_other(month: Path) -> None:
    (month / "cut.json").write_text("{\n", encoding="utf-8")
    done = planner("score", ".", cwd=month)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 plan against what happened\n")
    assert "cut.json:2:1: this is no JSON: " in " ".join(done.stdout.split())
