"""No other process: for a single goal, and to look at what goes wrong."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from planner.portfolio.engine import Work, chunked

T = TypeVar("T")
R = TypeVar("R")


class Here:
    """Works in this process, one chunk after the other."""

    def __init__(self, *, size: int) -> None:
        self._size = size

    def map(self, work: Work[T, R], items: Iterable[T], *, lost: Callable[[T], R]) -> Iterator[R]:  # noqa: ARG002 - nobody is lost here
        """See `Engine.map`."""
        for chunk in chunked(items, self._size):
            yield from work(chunk)
