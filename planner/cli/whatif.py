"""The `whatif` command."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang, Seed, file_of
from planner.cli.outputs import contents, deliver
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.comparison import Compared


def whatif(
    goal_file: GoalFile,
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Another value for a key; all of them together are one scenario. Several values with | between them are a "
            "scenario each. No value takes the key away.",
            show_default=False,
        ),
    ] = None,
    scenarios: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            metavar='"NAME: KEY=VALUE; KEY=VALUE"',
            help="A scenario of its own.",
            show_default=False,
        ),
    ] = None,
    markdown: Annotated[Path | None, file_of("the comparison", "markdown")] = None,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Compare the goal with other budgets, limits or targets.

    Each scenario is the whole goal file with some values changed, planned anew. A key is the way down to a value, with dots between,
    as in resources.money, "levers.search ads.max" or at_least.1.sessions; a name that holds dots itself may be put in quotes
    ("resources.'v2.0 hours'"). A value is written as in the goal file. The file's own `scenarios` are compared too.
    """
    with exit_on_error():
        from planner.cli.cases import load_cases
        from planner.cli.load import keep_inputs
        from planner.goalfile.scenarios import said_scenarios
        from planner.planning.whatif import make_comparison

        cases = load_cases(goal_file, *said_scenarios(sets or (), scenarios or ()), seed=seed)
        for case in cases:
            keep_inputs(case.goal, markdown)
        with speaking(lang):
            compared = make_comparison(cases)
            deliver(contents(compared, (markdown, _markdown)), lambda width, color: _report(compared, width, color))


def _markdown(compared: "Sequence[Compared]") -> str:
    from planner.report.markdown_whatif import render_markdown_comparison

    return render_markdown_comparison(compared)


def _report(compared: "Sequence[Compared]", width: int, color: bool) -> str:
    """The terminal report."""
    from planner.report.terminal_whatif import render_comparison

    return render_comparison(compared, width=width, color=color)
