"""Which libraries a command loads: the promise of speed that no slow machine can break."""

import subprocess
import sys
from pathlib import Path

import pytest
from cli_run import EXAMPLES, ROOT

OURS = {"numpy", "typer", "rich", "pydantic", "networkx", "yaml"}
BROUGHT = {"pydantic_core", "annotated_types", "typing_extensions", "typing_inspection", "typer", "shellingham", "annotated_doc",
           "_yaml", "cython_runtime", "markdown_it", "mdurl", "pygments", "planner"}  # fmt: skip
SCRIPT = """
import sys
sys.argv = ["planner", *{arguments!r}]
from planner.cli import main
try:
    main()
finally:
    names = sorted({{name.split(".")[0] for name in sys.modules}} - sys.stdlib_module_names)
    print("LOADED", *names, file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    script = SCRIPT.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    line = next(line for line in done.stderr.splitlines() if line.startswith("LOADED"))
    return {name for name in line.split()[1:] if not name.startswith(("_", "__"))} | ({"_yaml"} & set(line.split()))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["plan", "--help"], ["track", "--help"], ["replan", "--help"], ["review", "--help"], ["--version"]],
)
def test_help_loads_none_of_the_heavy_libraries(arguments: list[str]) -> None:
    own = (
        set() if arguments[0].startswith("-") else {"pydantic"}
    )  # typer reads the types of a command's options with it
    assert loaded(*arguments) & OURS - own == {"typer"}


@pytest.mark.parametrize("example", ["triple", "team"])
def test_a_plan_loads_no_library_beyond_the_chosen(example: str) -> None:
    found = loaded("plan", str(EXAMPLES / example / "goal.yaml"))
    assert found >= {"numpy", "typer", "pydantic", "networkx", "yaml"}
    assert found - OURS - BROUGHT == set()


def test_json_alone_does_without_the_terminal() -> None:
    assert "rich" not in loaded("plan", str(EXAMPLES / "triple" / "goal.yaml"), "--json", "-")


def test_templates_are_loaded_for_a_page_alone(tmp_path: Path) -> None:
    goal = str(EXAMPLES / "triple" / "goal.yaml")
    assert {"jinja2", "markupsafe"} <= loaded("plan", goal, "--html", str(tmp_path / "plan.html"))
    assert "rich" not in loaded("plan", goal, "--html", "-")


@pytest.mark.parametrize(
    "arguments", [["serve", "--help"], ["plan", str(EXAMPLES / "triple" / "goal.yaml"), "--html", "-"]]
)
def test_a_server_is_loaded_to_serve_alone(arguments: list[str]) -> None:
    assert loaded(*arguments) & {"starlette", "uvicorn", "anyio", "h11"} == set()


@pytest.mark.parametrize("country", [False, True])
def test_public_holidays_are_loaded_for_a_country_alone(tmp_path: Path, *, country: bool) -> None:
    (tmp_path / "goal.yaml").write_text("target: 2x\ntraffic: {email: 300}\n" + "country: DE\n" * country)
    libraries = {"holidays", "dateutil", "six"}
    assert loaded("check", str(tmp_path / "goal.yaml")) & libraries == (libraries if country else set())
