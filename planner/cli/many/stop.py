"""Ctrl-C and the end that a system asks for, heard between goals: what is under way is finished and kept, and nothing new is begun."""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from planner.errors import PlannerError

T = TypeVar("T")

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class InterruptedRunError(PlannerError):
    """Somebody stopped the run; what was done is kept."""


@dataclass(slots=True)
class Stop:
    """Whether somebody wants the run to end."""

    asked: bool = False
    gently: bool = False
    """Whether workers are at work: then the first interrupt only asks."""

    def until(self, items: Iterable[T]) -> Iterator[T]:
        """The items until somebody wants the run to end."""
        return takewhile(lambda _: not self.asked, items)

    @contextmanager
    def gentle(self) -> Iterator[None]:
        """The first interrupt within asks to stop, and is one as ever at the end; the second is one at once."""
        self.gently = True
        try:
            yield
        finally:
            self.gently = False
        if self.asked:
            raise KeyboardInterrupt


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Within, the end that a system asks for is an interrupt like that of the keyboard."""
    stop = Stop()

    def heard(_signal: int, _frame: object) -> None:
        if stop.asked or not stop.gently:
            raise KeyboardInterrupt
        stop.asked = True
        sys.stderr.write("\nstopping after the goals that are under way; Ctrl-C again stops at once\n")

    before = {each: signal.signal(each, heard) for each in SIGNALS}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
