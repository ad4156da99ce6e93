"""The terminal that a report is shown in."""

import os
import shutil
import sys

WIDEST = 120  # columns: longer lines are hard to follow


def terminal() -> tuple[int, bool]:
    """Its columns, and whether to use colour: where somebody looks on and has not asked for none (https://no-color.org)."""
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST), color
