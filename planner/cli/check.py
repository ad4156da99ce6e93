"""The `check` command."""

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile


def check(goal_file: GoalFile) -> None:
    """Find all that is wrong in a goal file, and say how it is read."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.make_plan import make_plan
        from planner.text import visible

        goal, history = load(goal_file)
        plan = make_plan(goal, history)  # only so can it be told whether the limits leave anything to plan
        typer.echo(f"{visible(str(goal_file))}: no problems")
        typer.echo(f"  target   {visible(plan.reading)}")
        typer.echo(
            f"  traffic  {len(history.leaves)} {'leaf' if len(history.leaves) == 1 else 'leaves'}, {history.first} to {history.last}"
        )
        typer.echo(f"  levers   {len(goal.levers) or 'none: they will come from the playbook'}")
        for line in history.left_out:
            typer.echo(f"  note     {visible(line)}")
