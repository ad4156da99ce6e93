"""The `schema` command."""

import json
from typing import Annotated

import typer

from planner.cli.exits import exit_on_error


def schema(
    portfolio: Annotated[bool, typer.Option("--portfolio", help="That of portfolio.yaml instead.")] = False,
) -> None:
    """Print the JSON Schema of goal files, for editors."""
    with exit_on_error():
        from planner.cli.write import print_whole
        from planner.goalfile.schema import json_schema, portfolio_schema

        print_whole(json.dumps(portfolio_schema() if portfolio else json_schema(), indent=2, ensure_ascii=False) + "\n")
