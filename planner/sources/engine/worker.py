"""One thread for the work of an engine, so that the caller's can watch it, and can be interrupted."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from planner.sources.engine.facts import Watch

STEP = 0.1  # seconds between two looks at a running query
PATIENCE = 100  # how often an interrupted query is asked to stop, a STEP apart

T = TypeVar("T")


class Worker:
    """Does one thing after the other, always in the same thread: some drivers want that."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        # A daemon, so that a driver that cannot be stopped does not keep the program from ending.
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()
        self.abandoned = False  # whether it still does what nobody waits for

    def run(
        self,
        work: Callable[[], T],
        *,
        watch: Watch | None = None,
        share: Callable[[], float] = lambda: -1.0,
        stop: Callable[[], object] | None = None,
    ) -> T:
        """What `work` returns or raises.

        Args: share: how much is done, for `watch`; stop: asks running work to end, when the caller is interrupted or `watch` raises; work that
            cannot be stopped is left alone, and nothing comes of it.
        """
        done = threading.Event()
        results: list[T] = []
        errors: list[BaseException] = []

        def job() -> None:
            try:
                results.append(work())
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                errors.append(error)
            finally:
                done.set()

        self._jobs.put(job)
        try:
            while not done.wait(STEP):
                if watch is not None:
                    watch(share())
        except BaseException:
            self.abandoned = not (stop is not None and _stopped(done, stop))
            raise
        if errors:
            raise errors.pop()
        return results[0]

    def close(self) -> None:
        """Ends the thread after what it is doing."""
        self._jobs.put(None)
        if not self.abandoned:
            self._thread.join(STEP)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


def _stopped(done: threading.Event, stop: Callable[[], object]) -> bool:
    """Asks until the work has ended, and says whether it has: a query that is only about to begin does not hear the first time."""
    for _ in range(PATIENCE):
        stop()
        if done.wait(STEP):
            return True
    return False
