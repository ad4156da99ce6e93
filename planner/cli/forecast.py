"""The `forecast` command."""

import sys

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Seed
from planner.cli.terminal import terminal


def forecast(
    goal_file: GoalFile,
    seed: Seed = None,
) -> None:
    """Show what would happen anyway, branch by branch."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.outlook import make_outlook
        from planner.report.terminal_forecast import render_forecast

        outlook = make_outlook(*load(goal_file, seed=seed))
        width, color = terminal()
        sys.stdout.write(render_forecast(outlook, width=width, color=color))
