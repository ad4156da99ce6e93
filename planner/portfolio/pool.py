"""Processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from planner.portfolio.engine import AHEAD, ENVIRONMENT, TRIES, Work, chunked

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Chunk(Generic[T]):
    items: tuple[T, ...]
    split: bool = False
    """Whether it is one item of a chunk whose process ended."""


class Pool:
    """A process pool that loses nothing where one of its processes ends.

    Workers are forked from a server that has imported all they need, so that the start of the program is paid once.
    """

    def __init__(self, jobs: int, *, size: int, preload: Sequence[str] = ()) -> None:
        """Args: jobs: processes; size: items of a chunk; preload: modules that every worker needs."""
        self._jobs, self._size = jobs, size
        for name, value in ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not there on every system

            self._context.set_forkserver_preload(list(preload))
            resource_tracker.ensure_running()  # the forkserver starts it otherwise, and it lets interrupts in again
            with _deaf():
                forkserver.ensure_running()

    def map(self, work: Work[T, R], items: Iterable[T], *, lost: Callable[[T], R]) -> Iterator[R]:
        """See `Engine.map`."""
        waiting = (_Chunk(chunk) for chunk in chunked(items, self._size))
        again: deque[_Chunk[T]] = deque()
        while True:
            broken = yield from self._run(work, waiting, again)
            if not broken:
                return
            yield from self._looked_into(work, broken, again, lost)

    def _run(
        self, work: Work[T, R], waiting: Iterator[_Chunk[T]], again: deque[_Chunk[T]]
    ) -> Generator[R, None, list[_Chunk[T]]]:
        """Gives results; returns the chunks that were under way when a process ended."""
        pool = ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=_begin)
        running: dict[Future[Sequence[R]], _Chunk[T]] = {}
        broken: list[_Chunk[T]] = []
        try:
            while True:
                while not broken and len(running) < AHEAD * self._jobs:
                    chunk = again.popleft() if again else next(waiting, None)
                    if chunk is None:
                        break
                    try:
                        running[pool.submit(work, chunk.items)] = chunk
                    except BrokenProcessPool:
                        broken.append(chunk)
                if not running:
                    return broken
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    chunk = running.pop(future)
                    try:
                        results = future.result()
                    except BrokenProcessPool:
                        broken.append(chunk)
                        continue
                    yield from results
        except (KeyboardInterrupt, GeneratorExit):
            for future in running:
                future.cancel()
            _end(pool)  # whatever an interrupt left half done in the pool itself, nothing waits for it
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _looked_into(
        self, work: Work[T, R], broken: list[_Chunk[T]], again: deque[_Chunk[T]], lost: Callable[[T], R]
    ) -> Iterator[R]:
        """Chunks that were under way when a process ended: item by item once more, and what is under way at another end, each alone."""
        for chunk in broken:
            if not chunk.split:
                again.extend(_Chunk((item,), split=True) for item in chunk.items)
            else:
                yield from self._alone(work, chunk.items[0], lost)

    def _alone(self, work: Work[T, R], item: T, lost: Callable[[T], R]) -> Iterator[R]:
        """An item in a process of its own: where that ends, nothing else is to blame."""
        for _ in range(TRIES - 1):
            with ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin) as pool:
                try:
                    results = pool.submit(work, (item,)).result()
                except BrokenProcessPool:
                    continue
            yield from results
            return
        yield lost(item)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once; what they write they write whole."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _begin() -> None:
    """A worker's first moments: an interrupt is for the program that waits for it, whose end is its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started within never hears an interrupt from the keyboard, not while it loads either; one that comes is heard here afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
