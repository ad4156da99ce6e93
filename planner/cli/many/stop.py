"""Ctrl-C, heard between goals: what is under way is finished and kept, and nothing new is begun."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Stop:
    """Whether somebody wants the run to end."""

    asked: bool = False


@contextmanager
def stoppable() -> Iterator[Stop]:
    """The first interrupt within asks to stop; the second is one as ever."""
    stop = Stop()

    def heard(_signal: int, _frame: object) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True
        sys.stderr.write("\nstopping after the goals that are under way; Ctrl-C again stops at once\n")

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
