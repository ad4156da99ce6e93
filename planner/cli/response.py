"""The `response` command."""

import sys

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang, Seed
from planner.cli.terminal import terminal
from planner.words.language import speaking


def response(
    goal_file: GoalFile,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Show what each lever brings, at every effort."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.curves import lever_curves
        from planner.report.terminal_curves import render_curves

        goal, history = load(goal_file, seed=seed)
        width, color = terminal()
        with speaking(lang):
            plan, curves = lever_curves(goal, history)
            sys.stdout.write(render_curves(plan, curves, width=width, color=color))
