"""The `response` command."""

import sys

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Seed
from planner.cli.terminal import terminal


def response(
    goal_file: GoalFile,
    seed: Seed = None,
) -> None:
    """Show what each lever brings, at every effort."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.curves import lever_curves
        from planner.report.terminal_curves import render_curves

        goal, history = load(goal_file, seed=seed)
        plan, curves = lever_curves(goal, history)
        width, color = terminal()
        sys.stdout.write(render_curves(plan, curves, width=width, color=color))
