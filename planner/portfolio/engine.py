"""How work is spread over processes; what the work is does not matter here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Sequence[T]], Sequence[R]]
"""A chunk of items to their results, in the same order; it can be pickled, and never raises for an item."""

CHUNK = 16  # items at most that a worker takes at a time: enough that handing them over costs nothing
AHEAD = 2  # chunks that wait for every worker
TRIES = 3  # of an item whose worker ended: after that it is to blame

ENVIRONMENT = {  # of workers
    # the arrays are small: threads of a linear-algebra library would only get into each other's way
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # memory goes back and forth between arrays of one goal: giving it back to the system between them takes 4 % of the time
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(256 << 20),
}


class Engine(Protocol):
    """Maps work over items, on one machine or many."""

    def map(self, work: Work[T, R], items: Iterable[T], *, lost: Callable[[T], R]) -> Iterator[R]:
        """The results, in any order, every item's once, as they come; items are taken as they are needed.

        Args: lost: the result of an item whose worker ended `TRIES` times.
        Raises: KeyboardInterrupt once nothing runs any more; results that were ready have been given out before.
        """


def chunked(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The items, so many at a time."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def chunk_size(count: int, workers: int) -> int:
    """So many that all workers are busy to the end."""
    return max(1, min(CHUNK, count // (8 * workers)))
