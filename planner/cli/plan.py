"""The `plan` command."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Seed, output
from planner.cli.terminal import terminal
from planner.cli.write import is_standard_output, print_whole, same_file, write_whole
from planner.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from planner.model.goal import Goal
    from planner.model.plan import Plan


def plan(
    goal_file: GoalFile,
    markdown: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=output, help="Write the plan as markdown; - is standard output.", show_default=False
        ),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=output, help="Write the plan as JSON; - is standard output.", show_default=False
        ),
    ] = None,
    seed: Seed = None,
) -> None:
    """Turn a goal file into a plan of sub-targets and effort."""
    if markdown is not None and json is not None and _same_place(markdown, json):
        raise typer.BadParameter("--markdown and --json cannot both go to the same place")
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.make_plan import make_plan

        goal, history = load(goal_file, seed=seed)
        _keep_inputs(goal, [path for path in (markdown, json) if path is not None])
        result = make_plan(goal, history)
        texts = _texts(result, markdown, json)
        files = {path: text for path, text in texts.items() if not is_standard_output(path)}
        write_whole(files)
        printed = [text for path, text in texts.items() if path not in files]
        if printed:
            print_whole(printed[0])
        else:
            sys.stdout.write(_report(result))
        for path in files:
            typer.echo(f"wrote {path}", err=True)


def _same_place(one: Path, other: Path) -> bool:
    return (is_standard_output(one) and is_standard_output(other)) or same_file(one, other)


def _keep_inputs(goal: "Goal", outputs: list[Path]) -> None:
    """Raises: InputError for an output that would replace the goal file or one of its tables."""
    from planner.model.goal import Table

    tables = [table for table in (goal.traffic, goal.effort) if isinstance(table, Table)]
    inputs = [Path(goal.file), *(Path(goal.file).parent / name for table in tables for name in table.files)]
    lost = [path for path in outputs if any(same_file(path, each) for each in inputs)]
    if lost:
        text = "this file is part of the goal and is not overwritten"
        raise InputError([Problem(place=Place(file=str(path)), text=text, expected="another name") for path in lost])


def _texts(result: "Plan", markdown: Path | None, json: Path | None) -> dict[Path, str]:
    """The files asked for."""
    texts = {}
    if markdown is not None:
        from planner.report.markdown import render_markdown

        texts[markdown] = render_markdown(result)
    if json is not None:
        from planner.report.plan_json import render_json

        texts[json] = render_json(result)
    return texts


def _report(result: "Plan") -> str:
    """The terminal report."""
    from planner.report.terminal import render_terminal

    width, color = terminal()
    return render_terminal(result, width=width, color=color)
