"""The `forecast` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang, Seed, file_of
from planner.cli.outputs import contents, deliver, keep_apart
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.outlook import Outlook


def forecast(
    goal_file: GoalFile,
    markdown: Annotated[Path | None, file_of("the forecast", "markdown")] = None,
    json: Annotated[Path | None, file_of("the forecast", "JSON")] = None,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Show what would happen anyway, branch by branch."""
    keep_apart(markdown=markdown, json=json)
    with exit_on_error():
        from planner.cli.load import keep_inputs, load
        from planner.planning.outlook import make_outlook

        goal, history = load(goal_file, seed=seed)
        keep_inputs(goal, markdown, json)
        with speaking(lang):
            outlook = make_outlook(goal, history)
            files = contents(outlook, (markdown, _markdown), (json, _json))
            deliver(files, lambda width, color: _report(outlook, width, color))


def _markdown(outlook: "Outlook") -> str:
    from planner.report.outlook_markdown import render_forecast_markdown

    return render_forecast_markdown(outlook)


def _json(outlook: "Outlook") -> str:
    from planner.report.outlook_json import render_forecast_json

    return render_forecast_json(outlook)


def _report(outlook: "Outlook", width: int, color: bool) -> str:
    """The terminal report."""
    from planner.report.terminal_forecast import render_forecast

    return render_forecast(outlook, width=width, color=color)
