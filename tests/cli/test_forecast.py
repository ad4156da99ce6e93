"""The `forecast` command, run as a user runs it."""

import json
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from rich.cells import cell_len

GOAL = "target: 2x\nas_of: 2026-11-30\ntraffic: {email: 100, 自然搜索: 900}\n"


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL, encoding="utf-8")
    return tmp_path / "goal.yaml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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


def test_json_to_standard_output_is_all_there_is(goal: Path) -> None:
    done = planner("forecast", goal, "--json", "-")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert document["schema"] == "planner/forecast/1"
    assert [child["name"] for child in document["tree"]["children"]] == ["自然搜索", "email"]
    assert document["tree"]["now"] == 1033


def test_markdown_to_standard_output_is_all_there_is(goal: Path) -> None:
    done = planner("forecast", goal, "--markdown", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Sessions left alone, December 2026\n")
    assert "## Looking back" in done.stdout


def test_both_files_and_the_terminal(goal: Path, tmp_path: Path) -> None:
    done = planner("forecast", goal, "--json", tmp_path / "f.json", "--markdown", tmp_path / "f.md")
    assert done.returncode == 0
    assert done.stdout == planner("forecast", goal).stdout
    assert done.stderr == f"wrote {tmp_path / 'f.md'}\nwrote {tmp_path / 'f.json'}\n"
    assert names(tmp_path) == ["f.json", "f.md", "goal.yaml"]
    assert (tmp_path / "f.json").read_text("utf-8") == planner("forecast", goal, "--json", "-").stdout
    assert (tmp_path / "f.md").read_text("utf-8") == planner("forecast", goal, "--markdown", "-").stdout


def test_one_file_to_disk_and_one_to_standard_output(goal: Path, tmp_path: Path) -> None:
    done = planner("forecast", goal, "--json", "-", "--markdown", tmp_path / "f.md")
    assert json.loads(done.stdout)
    assert (tmp_path / "f.md").exists()


@pytest.mark.parametrize("outputs", [("-", "-"), ("x", "x"), ("-", "/dev/stdout")])
def test_both_cannot_go_to_the_same_place(goal: Path, tmp_path: Path, outputs: tuple[str, str]) -> None:
    done = planner("forecast", goal, "--json", outputs[0], "--markdown", outputs[1], cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot both go to the same place" in done.stderr
    assert names(tmp_path) == ["goal.yaml"]


def test_nothing_is_written_where_one_file_cannot_be(goal: Path, tmp_path: Path) -> None:
    done = planner("forecast", goal, "--json", tmp_path / "f.json", "--markdown", tmp_path / "no" / "f.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written" in done.stderr
    assert names(tmp_path) == ["goal.yaml"]


def test_the_goals_own_files_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions\n" + "".join(f"2026-11-{n:02},5\n" for n in range(1, 31)))
    (tmp_path / "goal.yaml").write_text("target: 2x\ntraffic: {file: t.csv}\n")
    before = {name: (tmp_path / name).read_text() for name in names(tmp_path)}
    for name in before:
        done = planner("forecast", "goal.yaml", "--json", name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "this file is part of the goal and is not overwritten" in done.stderr
    assert {name: (tmp_path / name).read_text() for name in names(tmp_path)} == before


def test_an_old_file_stays_whole_where_the_goal_is_wrong(goal: Path, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text("old")
    goal.write_text(GOAL.replace("100", "-100"))
    assert planner("forecast", goal, "--json", tmp_path / "f.json").returncode == 2
    assert (tmp_path / "f.json").read_text() == "old"


@pytest.mark.parametrize("example", ["team", "chinese"])
def test_files_are_the_same_every_time(example: str) -> None:
    goal = EXAMPLES / example / "goal.yaml"
    for kind in ("--json", "--markdown"):
        one, other = (planner("forecast", goal, kind, "-", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
        assert one == other


def test_the_seed_changes_the_draws_and_nothing_else_does() -> None:
    goal = EXAMPLES / "judgement" / "goal.yaml"
    one, again, other = (planner("forecast", goal, "--json", "-", "--seed", seed).stdout for seed in "112")
    assert one == again
    assert one != other


def test_a_poor_console_and_the_help() -> None:
    goal = EXAMPLES / "chinese" / "goal.yaml"
    assert planner("forecast", goal, PYTHONIOENCODING="ascii").returncode == 0
    shown = planner("forecast", "--help").stdout
    assert "Show what would happen anyway, branch by branch." in shown
    assert "Example: planner forecast goal.yaml" in shown
