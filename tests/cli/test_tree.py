"""The `tree` command, run as a user runs it."""

import re
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from rich.cells import cell_len


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("example", ["team", "judgement", "chinese", "triple"])
def test_the_tree_of_every_example(example: str, columns: int) -> None:
    goal = EXAMPLES / example / "goal.yaml"
    alone, beside = (planner("tree", goal, *more, COLUMNS=str(columns)) for more in ([], ["--compare"]))
    for done in (alone, beside):
        assert (done.returncode, done.stderr) == (0, "")
        assert {line for line in done.stdout.splitlines() if cell_len(line) > columns} == set()
        assert "\x1b" not in done.stdout
    head, tree = alone.stdout.split("\n\n")
    report = planner("plan", goal, COLUMNS=str(columns)).stdout
    assert report.startswith(head)
    assert tree in report
    assert beside.stdout.startswith(head)
    assert "pro rata" in beside.stdout


def test_what_a_split_in_proportion_would_ask_for_in_vain() -> None:
    shown = " ".join(planner("tree", EXAMPLES / "team" / "goal.yaml", "--compare").stdout.split())
    found = re.search(r"branches are asked for ([\d,]+) sessions above their forecasts; ([\d,]+) of these", shown)
    assert found
    above, vain = (int(figure.replace(",", "")) for figure in found.groups())
    assert 1_000 < vain < above < 5_000
    assert "no lever there can bring: new / Organic Search " in shown
    assert "The split by levers leaves none of the target unassigned." in shown


def test_a_wrong_goal_file_says_where(tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").write_text("target: 2x\ntraffic: {email: 100}\nlevers:\n  mails: {ownr: Ana}\n")
    done = planner("tree", "goal.yaml", "--compare", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == planner("plan", "goal.yaml", cwd=tmp_path).stderr


def test_the_seed_a_poor_console_and_the_help() -> None:
    goal = EXAMPLES / "chinese" / "goal.yaml"
    one, again, other = (planner("tree", goal, "--seed", seed).stdout for seed in ("1", "1", "2"))
    assert one == again
    assert one != other
    assert planner("tree", goal, "--compare", PYTHONIOENCODING="ascii").returncode == 0
    shown = planner("tree", "--help").stdout
    assert "Show the tree of sub-targets alone." in shown
    assert "Example: planner tree goal.yaml --compare" in shown
