"""What every command that plans does with wrong input."""

from pathlib import Path

import pytest
from cli_run import planner

commands = pytest.mark.parametrize("command", ["forecast", "response", "tree"])


@commands
def test_a_wrong_goal_file_says_where(tmp_path: Path, command: str) -> None:
    (tmp_path / "goal.yaml").write_text("target: 2x\ntraffic: {email: 100}\nlevers:\n  mails: {ownr: Ana}\n")
    done = planner(command, "goal.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("goal.yaml:4:")
    assert done.stderr == planner("plan", "goal.yaml", cwd=tmp_path).stderr


@commands
def test_a_missing_file(command: str) -> None:
    done = planner(command, "no.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("no.yaml: there is no such file")
