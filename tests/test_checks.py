"""What the project asks of its code beside the tests: format, lint, types, imports. So `pytest` alone checks everything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_run import ROOT


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["ruff format --check .", "ruff check .", "mypy"])
def test_check(command: str) -> None:
    done = run(*command.split())
    assert done.returncode == 0, done.stdout + done.stderr


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    script = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)


def test_arrows_point_down() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("model/goal.py", "import planner.cli.app", "planner.model is not allowed to import planner.cli"),
        ("forecast/usual.py", "import planner.tree.grow", "planner.forecast is not allowed to import planner.tree"),
        (
            "report/words.py",
            "import planner.planning.make_plan",
            "planner.report is not allowed to import planner.planning",
        ),
        ("extra/__init__.py", "", "planner.extra"),
    ],
)
def test_a_bad_import_or_a_folder_off_the_list_fails(tmp_path: Path, file: str, line: str, complaint: str) -> None:
    shutil.copytree(ROOT / "planner", tmp_path / "planner", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    changed = tmp_path / "planner" / file
    changed.parent.mkdir(exist_ok=True)
    changed.write_text((changed.read_text() if changed.exists() else "") + f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert complaint in done.stdout


def test_heavy_libraries_stay_in_their_rooms() -> None:
    rooms = {
        "pydantic": ["goalfile", "planfile"],
        "typer": ["cli"],
        "networkx": ["tree"],
        "rich": ["report/terminal", "cli"],
        "jinja2": ["report/page"],
        "markupsafe": ["report/page"],
        "starlette": ["cli/serving"],
        "uvicorn": ["cli/serving"],
        "resvg_py": ["report/pictures"],
        "xlsxwriter": ["report/workbook"],
        "holidays": ["sources/holidays"],
        "charset_normalizer": ["sources/tables/encodings"],
        "duckdb": ["sources/engine", "cli/many/parquet"],
        "distributed": ["portfolio/cluster"],
        "dask": ["portfolio/cluster"],
        "psycopg": ["sources/engine"],
        "ibis": ["sources/engine"],
        "sqlglot": ["sources/engine"],
    }
    for library, allowed in rooms.items():
        for path in (ROOT / "planner").rglob("*.py"):
            inside = path.relative_to(ROOT / "planner").as_posix()
            words = [
                line.split()[1].split(".")[0]
                for line in path.read_text().splitlines()
                if line.lstrip().startswith(("import ", "from "))
            ]
            assert library not in words or any(inside.startswith(room) for room in allowed), (library, inside)
