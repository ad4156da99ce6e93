"""From exceptions to exit codes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from planner.errors import PlannerError

BAD_INPUT = 2


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Show a complaint on standard error and exit with 2, also where standard output cannot be written.

    A reader that has closed the pipe is no error.
    """
    try:
        yield
        sys.stdout.flush()
    except PlannerError as error:
        _complain(str(error))
    except BrokenPipeError:
        _give_up_output()
        raise SystemExit(0) from None
    except OSError as error:  # files that are read or written complain by themselves
        _give_up_output()
        _complain(f"standard output cannot be written: {error.strerror or error}")


def _complain(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    raise SystemExit(BAD_INPUT) from None


def _give_up_output() -> None:
    """Send what is left in the buffer nowhere, or Python would complain again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
