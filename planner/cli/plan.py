"""The `plan` command."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile

if TYPE_CHECKING:
    from planner.model.plan import Plan

STANDARD_OUTPUT = Path("-")
WIDEST = 120  # columns: longer lines are hard to follow


def plan(
    goal_file: GoalFile,
    markdown: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the plan as markdown; - is standard output.", show_default=False),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the plan as JSON; - is standard output.", show_default=False),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Seed of the draws, in place of the goal file's.", show_default=False),
    ] = None,
) -> None:
    """Turn a goal file into a plan of sub-targets and effort."""
    if markdown is not None and markdown == json:
        raise typer.BadParameter("--markdown and --json cannot both go to the same place")
    with exit_on_error():
        from planner.cli.load import load
        from planner.cli.write import write_whole
        from planner.planning.make_plan import make_plan

        result = make_plan(*load(goal_file, seed=seed))
        texts = dict(_texts(result, markdown, json))
        printed = texts.pop(STANDARD_OUTPUT, None)
        write_whole(texts)
        sys.stdout.write(_report(result) if printed is None else printed)
        for path in texts:
            typer.echo(f"wrote {path}", err=True)


def _texts(result: "Plan", markdown: Path | None, json: Path | None) -> list[tuple[Path, str]]:
    """The files asked for."""
    texts = []
    if markdown is not None:
        from planner.report.markdown import render_markdown

        texts.append((markdown, render_markdown(result)))
    if json is not None:
        from planner.report.plan_json import render_json

        texts.append((json, render_json(result)))
    return texts


def _report(result: "Plan") -> str:
    """The terminal report, in colour where somebody looks on and has not asked for none (https://no-color.org)."""
    from planner.report.terminal import render_terminal

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return render_terminal(result, width=min(shutil.get_terminal_size((80, 24)).columns, WIDEST), color=color)
