"""The `forecast` command, run as a user runs it."""

from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from rich.cells import cell_len


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("example", ["team", "judgement", "chinese", "triple"])
def test_every_example_has_a_forecast(example: str, columns: int) -> None:
    done = planner("forecast", EXAMPLES / example / "goal.yaml", COLUMNS=str(columns))
    assert (done.returncode, done.stderr) == (0, "")
    assert {line for line in done.stdout.splitlines() if cell_len(line) > columns} == set()
    assert "\x1b" not in done.stdout
    assert " left alone, " in done.stdout.splitlines()[0]
    for heading in ("Where it comes from", "Season and trend", "Looking back"):
        assert f"\n{heading}\n" in done.stdout


def test_a_history_says_how_far_off_it_would_have_been() -> None:
    shown = " ".join(planner("forecast", EXAMPLES / "team" / "goal.yaml").stdout.split())
    assert "Learned from " in shown
    assert "this forecast would have been" in shown
    assert "ended within the 80 % range" in shown
    assert "The last four weeks ran " in shown


def test_counts_alone_are_not_learned_from() -> None:
    shown = " ".join(planner("forecast", EXAMPLES / "judgement" / "goal.yaml").stdout.split())
    assert "This is what sites usually do, not learned from your data" in shown
    assert "The history is too short to test the forecast on itself." in shown


def test_the_forecast_is_the_plans() -> None:
    goal = EXAMPLES / "judgement" / "goal.yaml"
    assert "December 2026 brings 27,500 sessions (80 %: 19,700–36,700)" in " ".join(
        planner("plan", goal).stdout.split()
    )
    assert "December 2026 brings 27,500 sessions (80 %: 19,700–36,700)" in " ".join(
        planner("forecast", goal).stdout.split()
    )


def test_a_wrong_goal_file_says_where(tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").write_text("target: 2x\ntraffic: {email: 100}\nlevers:\n  mails: {ownr: Ana}\n")
    done = planner("forecast", "goal.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("goal.yaml:4:")
    assert done.stderr == planner("plan", "goal.yaml", cwd=tmp_path).stderr


def test_a_missing_file() -> None:
    done = planner("forecast", "no.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("no.yaml: there is no such file")


def test_the_seed_changes_the_draws_and_nothing_else_does() -> None:
    goal = EXAMPLES / "judgement" / "goal.yaml"
    one, again, other = (planner("forecast", goal, "--seed", seed).stdout for seed in ("1", "1", "2"))
    assert one == again
    assert one != other


def test_a_poor_console_and_the_help() -> None:
    goal = EXAMPLES / "chinese" / "goal.yaml"
    assert planner("forecast", goal, PYTHONIOENCODING="ascii").returncode == 0
    shown = planner("forecast", "--help").stdout
    assert "Show what would happen anyway, branch by branch." in shown
    assert "Example: planner forecast goal.yaml" in shown
