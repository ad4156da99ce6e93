"""The command line: parse, call, write, exit code."""

import gc
import sys


def main() -> None:
    """The `planner` command."""
    # One plan and the process ends: collecting garbage, while libraries load or at the end, takes a fifth of the time for nothing.
    gc.disable()
    from planner.cli.app import run

    try:
        run()
    finally:
        if "duckdb" not in sys.modules:  # it counts what is not collected at the end, and complains
            gc.freeze()
