"""A bar for what takes longer than a second to read."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0  # seconds without a bar


@contextmanager
def shown_progress(what: str) -> Iterator[Callable[[float], None]]:
    """Gives a function that takes the share done, 0 to 1, or -1 where that is not known; from the first second on a terminal shows it.

    The bar stands on standard error and is gone at the end.
    """
    with ExitStack() as stack:
        yield _Bar(what, stack) if sys.stderr.isatty() else _unseen


def _unseen(_share: float) -> None:
    pass


class _Bar:
    """Counts the time, and draws the bar once it is due."""

    def __init__(self, what: str, stack: ExitStack) -> None:
        self._what, self._stack = what, stack
        self._due = time.monotonic() + PATIENCE
        self._drawn: tuple[Progress, TaskID] | None = None

    def __call__(self, share: float) -> None:
        if self._drawn is None and time.monotonic() >= self._due:
            self._drawn = self._draw()
        if self._drawn is not None:
            progress, task = self._drawn
            progress.update(task, completed=max(share, 0.0), total=1.0 if share >= 0 else None)

    def _draw(self) -> "tuple[Progress, TaskID]":
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
        )
        progress = self._stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
        return progress, progress.add_task(self._what, total=1.0)
