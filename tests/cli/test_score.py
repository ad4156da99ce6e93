"""`planner score`, run as a user runs it."""

from pathlib import Path

from cli_run import planner


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
