"""The `check` command."""

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile


def check(goal_file: GoalFile) -> None:
    """Find all that is wrong in a goal file, and say how it is read."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.aim import aim_of
        from planner.text import visible

        goal, history = load(goal_file)
        aim = aim_of(goal, history)
        typer.echo(f"{visible(str(goal_file))}: no problems")
        typer.echo(f"  target   {visible(aim.reading)}")
        typer.echo(f"  traffic  {len(history.leaves)} leaves, {history.first} to {history.last}")
        typer.echo(f"  levers   {len(goal.levers) or 'none: they will come from the playbook'}")
        for line in history.left_out:
            typer.echo(f"  left out {visible(line)}")
