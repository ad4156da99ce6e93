"""Processes of this machine."""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

from planner.portfolio.engine import TRIES, Work, chunked

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2  # chunks that wait for every worker
_ENVIRONMENT = {
    # the arrays are small: threads of a linear-algebra library would only get into each other's way
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # memory goes back and forth between arrays of one goal: giving it back to the system between them takes 4 % of the time
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(256 << 20),
}


@dataclass(frozen=True, slots=True)
class _Chunk(Generic[T]):
    items: tuple[T, ...]
    tries: int = 0


class Pool:
    """A process pool that loses nothing where one of its processes ends.

    Workers are forked from a server that has imported all they need, so that the start of the program is paid once.
    """

    def __init__(self, jobs: int, *, size: int, preload: Sequence[str] = ()) -> None:
        """Args: jobs: processes; size: items of a chunk; preload: modules that every worker needs."""
        self._jobs, self._size = jobs, size
        for name, value in _ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(preload))

    def map(self, work: Work[T, R], items: Iterable[T], *, lost: Callable[[T], R]) -> Iterator[R]:
        """See `Engine.map`."""
        waiting = (_Chunk(chunk) for chunk in chunked(items, self._size))
        again: deque[_Chunk[T]] = deque()
        while True:
            broken = yield from self._run(work, waiting, again)
            if not broken:
                return
            yield from self._blamed(broken, again, lost)

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
                        running[pool.submit(_tidily, work, chunk.items)] = chunk
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
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _blamed(self, broken: list[_Chunk[T]], again: deque[_Chunk[T]], lost: Callable[[T], R]) -> Iterator[R]:
        """Chunks whose process ended, item by item, so that one that ends every process is found; it is given up after some tries."""
        for chunk in broken:
            if len(chunk.items) > 1:
                again.extend(_Chunk((item,), chunk.tries + 1) for item in chunk.items)
            elif chunk.tries + 1 < TRIES:
                again.append(_Chunk(chunk.items, chunk.tries + 1))
            else:
                yield lost(chunk.items[0])


def _begin() -> None:
    """A worker's first moments: an interrupt is for the program that waits for it, and garbage is collected between chunks alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()


def _tidily(work: Work[T, R], items: Sequence[T]) -> Sequence[R]:
    results = work(items)
    gc.collect()
    return results
