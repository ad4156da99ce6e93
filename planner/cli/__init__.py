"""The command line: parse, call, write, exit code."""


def main() -> None:
    """The `planner` command."""
    from planner.cli.app import run

    run()
