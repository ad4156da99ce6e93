"""The `plan` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang, Seed, file_of
from planner.cli.outputs import deliver, keep_apart, texts
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.plan import Plan


def plan(
    goal_file: GoalFile,
    markdown: Annotated[Path | None, file_of("the plan", "markdown")] = None,
    json: Annotated[Path | None, file_of("the plan", "JSON")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Plan as if nothing were spent today.")] = False,
    only_new: Annotated[
        bool, typer.Option("--only-new", help="Keep today's effort and place only what is on top of it.")
    ] = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Turn a goal file into a plan of sub-targets and effort."""
    keep_apart(markdown, json)
    if fresh and only_new:
        raise typer.BadParameter("--fresh and --only-new contradict each other")
    with exit_on_error():
        from planner.cli.load import keep_inputs, load
        from planner.planning.make_plan import make_plan

        goal, history = load(goal_file, seed=seed)
        keep_inputs(goal, markdown, json)
        with speaking(lang):
            result = make_plan(goal, history, start="fresh" if fresh else "only new" if only_new else "today")
            files = texts(result, (markdown, _markdown), (json, _json))
            deliver(files, lambda width, color: _report(result, width, color))


def _markdown(result: "Plan") -> str:
    from planner.report.markdown import render_markdown

    return render_markdown(result)


def _json(result: "Plan") -> str:
    from planner.report.plan_json import render_json

    return render_json(result)


def _report(result: "Plan", width: int, color: bool) -> str:
    """The terminal report."""
    from planner.report.terminal import render_terminal

    return render_terminal(result, width=width, color=color)
