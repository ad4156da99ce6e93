"""The `tree` command."""

import sys
from typing import Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang, Seed
from planner.cli.terminal import terminal
from planner.words.language import speaking


def tree(
    goal_file: GoalFile,
    compare: Annotated[
        bool, typer.Option("--compare", help="Set a split pro rata, in proportion to today's traffic, beside it.")
    ] = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Show the tree of sub-targets alone."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.make_plan import make_plan
        from planner.report.terminal_compare import render_split, render_tree

        goal, history = load(goal_file, seed=seed)
        width, color = terminal()
        with speaking(lang):
            plan = make_plan(goal, history)
            if compare:
                from planner.planning.proportional import in_proportion

                sys.stdout.write(render_split(plan, in_proportion(plan), width=width, color=color))
            else:
                sys.stdout.write(render_tree(plan, width=width, color=color))
