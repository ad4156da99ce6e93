"""Arguments and options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

GoalFile = Annotated[Path, typer.Argument(metavar="GOAL.yaml", help="The goal file.", show_default=False)]
