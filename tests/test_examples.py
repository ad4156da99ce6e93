import json
import runpy
import shutil
from pathlib import Path

import pytest
from cli_run import EXAMPLES, ROOT, planner

GOALS = sorted(EXAMPLES.glob("*/goal.yaml"))


def test_there_are_examples() -> None:
    assert [goal.parent.name for goal in GOALS] == ["chinese", "judgement", "team", "triple"]


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
    (tmp_path / "team").mkdir()
    shutil.copy(EXAMPLES / "make_data.py", tmp_path)
    runpy.run_path(str(tmp_path / "make_data.py"), run_name="__main__")
    for name in ("traffic.csv", "effort.csv"):
        assert (tmp_path / "team" / name).read_bytes() == (ROOT / "examples" / "team" / name).read_bytes()
