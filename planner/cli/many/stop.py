"""Ctrl-C and the end that a system asks for, heard between goals: what is under way is finished and kept, and nothing new is begun."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from planner.errors import PlannerError

if TYPE_CHECKING:
    from planner.portfolio.engine import Engine, Work

T = TypeVar("T")
R = TypeVar("R")

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class InterruptedRunError(PlannerError):
    """Somebody stopped the run; what was done is kept."""


@dataclass(slots=True)
class Stop:
    """Whether somebody wants the run to end."""

    asked: bool = False
    gently: bool = False
    """Whether workers are at work: then the first interrupt only asks."""


@dataclass(frozen=True, slots=True)
class Gentle:
    """An engine that begins no more work once somebody wants the run to end."""

    engine: "Engine"
    stop: Stop

    def map(self, work: "Work[T, R]", items: Iterable[T], *, lost: Callable[[T], R]) -> Iterator[R]:
        """See `Engine.map`. Raises: KeyboardInterrupt after what was under way, and at once where one is asked for again."""
        stop, stop.gently = self.stop, True
        try:
            yield from self.engine.map(work, takewhile(lambda _: not stop.asked, items), lost=lost)
        finally:
            stop.gently = False
        if stop.asked:
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
