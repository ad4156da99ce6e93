"""The `plan` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from planner.cli.exits import exit_on_error
from planner.cli.options import Fresh, GoalFile, Lang, OnlyNew, Seed, file_of, start_of
from planner.cli.outputs import contents, deliver, keep_apart
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.goal import Goal
    from planner.model.plan import Plan
    from planner.planning.worked import Worked


def plan(  # noqa: PLR0913, PLR0917 - options are arguments here
    goal_file: GoalFile,
    markdown: Annotated[Path | None, file_of("the plan", "markdown")] = None,
    json: Annotated[Path | None, file_of("the plan", "JSON")] = None,
    html: Annotated[Path | None, file_of("the plan", "one HTML page")] = None,
    xlsx: Annotated[Path | None, file_of("the plan", "a workbook")] = None,
    fresh: Fresh = False,
    only_new: OnlyNew = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Turn a goal file into a plan of sub-targets and effort."""
    keep_apart(markdown=markdown, json=json, html=html, xlsx=xlsx)
    start = start_of(fresh=fresh, only_new=only_new)
    with exit_on_error():
        from planner.cli.load import keep_inputs, load
        from planner.planning.make_plan import plan_of
        from planner.planning.worked import worked_out

        goal, history = load(goal_file, seed=seed)
        keep_inputs(goal, markdown, json, html, xlsx)
        with speaking(lang):
            worked = worked_out(goal, history, start=start)
            result = plan_of(worked)
            page = (html, lambda plan: _html(plan, worked, goal))
            files = contents(result, (markdown, _markdown), (json, _json), page, (xlsx, _xlsx))
            deliver(files, lambda width, color: _report(result, width, color))


def _markdown(result: "Plan") -> str:
    from planner.report.markdown import render_markdown

    return render_markdown(result)


def _json(result: "Plan") -> str:
    from planner.report.plan_json import render_json

    return render_json(result)


def _html(result: "Plan", worked: "Worked", said: "Goal") -> str:
    """The page, whose pictures take more than the plan. Args: said: the goal as its file has it."""
    from planner.cli.page import whole_page
    from planner.report.page.html import render_html

    return render_html(*whole_page(result, worked, said))


def _xlsx(result: "Plan") -> bytes:
    from planner.report.workbook.book import render_xlsx

    return render_xlsx(result)


def _report(result: "Plan", width: int, color: bool) -> str:
    """The terminal report."""
    from planner.report.terminal import render_terminal

    return render_terminal(result, width=width, color=color)
