"""The `forecast` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Seed, output
from planner.cli.outputs import deliver, keep_apart

if TYPE_CHECKING:
    from planner.model.outlook import Outlook


def forecast(
    goal_file: GoalFile,
    markdown: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            parser=output,
            help="Write the forecast as markdown; - is standard output.",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=output, help="Write the forecast as JSON; - is standard output.", show_default=False
        ),
    ] = None,
    seed: Seed = None,
) -> None:
    """Show what would happen anyway, branch by branch."""
    keep_apart(markdown, json)
    with exit_on_error():
        from planner.cli.load import keep_inputs, load
        from planner.planning.outlook import make_outlook
        from planner.report.terminal_forecast import render_forecast

        goal, history = load(goal_file, seed=seed)
        keep_inputs(goal, [path for path in (markdown, json) if path is not None])
        outlook = make_outlook(goal, history)
        deliver(
            _texts(outlook, markdown, json), lambda width, color: render_forecast(outlook, width=width, color=color)
        )


def _texts(outlook: "Outlook", markdown: Path | None, json: Path | None) -> dict[Path, str]:
    """The files asked for."""
    texts = {}
    if markdown is not None:
        from planner.report.outlook_markdown import render_forecast_markdown

        texts[markdown] = render_forecast_markdown(outlook)
    if json is not None:
        from planner.report.outlook_json import render_forecast_json

        texts[json] = render_forecast_json(outlook)
    return texts
