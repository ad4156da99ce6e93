import json
import runpy
import shutil
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner

GOALS = sorted(EXAMPLES.glob("*/goal.yaml"))


def test_there_are_examples() -> None:
    assert [goal.parent.name for goal in GOALS] == ["chinese", "export", "judgement", "team", "triple"]


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.parent.name)
def test_every_example_gives_a_plan(goal: Path) -> None:
    done = planner("plan", goal, "--json", "-")
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert plan["levers"]
    assert plan["certificate"]["gap"] <= 1e-4
    for resource, amount in plan["goal"]["resources"].items():
        assert sum(lever["planned"] * lever["uses"].get(resource, 0) for lever in plan["levers"]) <= amount * (1 + 1e-9)


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.parent.name)
def test_every_example_says_what_it_shows_and_where_its_schema_is(goal: Path) -> None:
    modeline, comment = goal.read_text(encoding="utf-8").splitlines()[:2]
    assert modeline == "# yaml-language-server: $schema=../goal.schema.json"
    assert comment.startswith("# ")
    assert (goal.parent / "../goal.schema.json").exists()


def test_the_example_data_is_what_its_script_makes(tmp_path: Path) -> None:
    for folder in ("team", "export"):
        (tmp_path / folder).mkdir()
    shutil.copy(EXAMPLES / "make_data.py", tmp_path)
    runpy.run_path(str(tmp_path / "make_data.py"), run_name="__main__")
    for name in ("team/traffic.csv", "team/effort.csv", "team/log.csv", "export/sessions.csv"):
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_the_goal_file_of_the_export_is_what_init_writes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    folder = tmp_path / "examples" / "export"
    (folder / "goal.yaml").unlink()
    done = planner("init", "sessions.csv", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "goal.yaml").read_bytes() == (EXAMPLES / "export" / "goal.yaml").read_bytes()
