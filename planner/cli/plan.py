"""The `plan` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang, Seed, file_of
from planner.cli.outputs import deliver, keep_apart, texts
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.goal import Goal
    from planner.model.plan import Plan
    from planner.planning.worked import Worked


def plan(
    goal_file: GoalFile,
    markdown: Annotated[Path | None, file_of("the plan", "markdown")] = None,
    json: Annotated[Path | None, file_of("the plan", "JSON")] = None,
    html: Annotated[Path | None, file_of("the plan", "one HTML page")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Plan as if nothing were spent today.")] = False,
    only_new: Annotated[
        bool, typer.Option("--only-new", help="Keep today's effort and place only what is on top of it.")
    ] = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Turn a goal file into a plan of sub-targets and effort."""
    keep_apart(markdown=markdown, json=json, html=html)
    if fresh and only_new:
        raise typer.BadParameter("--fresh and --only-new contradict each other")
    with exit_on_error():
        from planner.cli.load import keep_inputs, load
        from planner.planning.make_plan import plan_of
        from planner.planning.worked import worked_out

        goal, history = load(goal_file, seed=seed)
        keep_inputs(goal, markdown, json, html)
        with speaking(lang):
            worked = worked_out(goal, history, start="fresh" if fresh else "only new" if only_new else "today")
            result = plan_of(worked)
            files = texts(result, (markdown, _markdown), (json, _json), (html, lambda plan: _html(plan, worked, goal)))
            deliver(files, lambda width, color: _report(result, width, color))


def _markdown(result: "Plan") -> str:
    from planner.report.markdown import render_markdown

    return render_markdown(result)


def _json(result: "Plan") -> str:
    from planner.report.plan_json import render_json

    return render_json(result)


def _html(result: "Plan", worked: "Worked", said: "Goal") -> str:
    """The page, whose pictures take more than the plan. Args: said: the goal as its file has it."""
    from planner.goalfile.read import goal_text
    from planner.goalfile.slots import goal_pieces
    from planner.planning.page import page_of
    from planner.planning.whatif_page import make_whatif
    from planner.report.page.html import render_html
    from planner.report.page.whatif_section import whatif_section

    levers, resources, period = worked.goal.levers, worked.asked.resources, worked.aim.period
    pieces = goal_pieces(goal_text(said.file), said, levers=levers, period=period, resources=resources)
    return render_html(page_of(result, worked), (whatif_section(make_whatif(worked, result, pieces)),))


def _report(result: "Plan", width: int, color: bool) -> str:
    """The terminal report."""
    from planner.report.terminal import render_terminal

    return render_terminal(result, width=width, color=color)
