"""The `schema` command."""

import json

from planner.cli.exits import exit_on_error


def schema() -> None:
    """Print the JSON Schema of goal files, for editors."""
    with exit_on_error():
        from planner.cli.write import print_whole
        from planner.goalfile.schema import json_schema

        print_whole(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
