"""What the README shows is what the program does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_run import EXAMPLES, ROOT, planner

from planner.goalfile.shapes import GoalShape

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def consoles() -> Iterator[tuple[str, str, str]]:
    """Every command shown (of several in one block the last, after the others), with the goal file shown last before it and the output shown."""
    goal = ""
    for kind, text in BLOCKS:
        if kind == "yaml":
            goal = text
        if kind == "console":
            commands = re.match(r"(\$ planner .*\n)+", text)[0]
            yield commands.strip().removeprefix("$ planner "), goal, text.removeprefix(commands)


@pytest.mark.parametrize(("command", "goal", "output"), list(consoles()), ids=[c for c, _, _ in consoles()])
def test_every_command_prints_what_is_shown(command: str, goal: str, output: str, tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").write_text(goal, encoding="utf-8")
    (tmp_path / "examples").symlink_to(EXAMPLES)
    *before, command = command.split("\n$ planner ")
    for each in before:
        assert planner(*each.split(), cwd=tmp_path).returncode == 0
    done = planner(*command.split(), cwd=tmp_path)
    shown, cut, _ = output.partition("\n…\n")  # a line of its own: a name that is cut ends in one too
    printed = done.stdout + done.stderr
    assert printed.startswith(shown) if cut else printed == output


def test_every_goal_file_that_should_work_does(tmp_path: Path) -> None:
    goals = [text for kind, text in BLOCKS if kind == "yaml"]
    (tmp_path / "goal.yaml").write_text(goals[0], encoding="utf-8")
    assert planner("plan", "goal.yaml", cwd=tmp_path).returncode == 0


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = [text for kind, text in BLOCKS if kind == "python"]
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the README's own example
    assert str(names["markdown"]).startswith("# Triple traffic next month")
    assert "of reaching 89,280" in capsys.readouterr().out


def test_every_key_of_the_goal_file_is_told() -> None:
    table = README.partition("## The goal file")[2].partition("## From Python")[0]
    told = {
        key for row in re.findall(r"^\| (`.*?) \|", table, flags=re.MULTILINE) for key in re.findall(r"`(\w+)`", row)
    }
    assert set(GoalShape.model_fields) <= told


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    commands = [text.strip() for kind, text in BLOCKS if kind == "sh"]
    assert commands[-1] in (ROOT / ".ci" / "run").read_text()


def test_every_example_is_told() -> None:
    for folder in EXAMPLES.iterdir():
        if (folder / "goal.yaml").exists():
            assert f"| `{folder.name}` |" in README


def test_the_folder_list_is_the_import_contract() -> None:
    drawn = README.partition("```\ncli\n")[2].partition("```")[0]
    contract = (ROOT / "pyproject.toml").read_text().partition("layers = [")[2].partition("]")[0]
    assert ["cli", *drawn.split("\n")[:-1]] == re.findall(r'"(.*?)"', contract)
