"""From exceptions to exit codes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from planner.errors import PlannerError

BAD_INPUT = 2


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Show a complaint on standard error and exit with 2; a reader that has closed the pipe is no error."""
    try:
        yield
        sys.stdout.flush()
    except PlannerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        raise typer.Exit(0) from None
