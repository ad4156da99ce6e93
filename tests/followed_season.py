"""The example that is followed, with its plan, for the tests of the commands that follow one."""

import shutil
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's folder with plan.json; to read only."""
    folder = tmp_path_factory.mktemp("season")
    shutil.copytree(EXAMPLES / "season", folder, dirs_exist_ok=True)
    done = planner("plan", "goal.yaml", "--json", "plan.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def month(season: Path, tmp_path: Path) -> Path:
    """A copy to write into."""
    shutil.copytree(season, tmp_path, dirs_exist_ok=True)
    return tmp_path
