"""The engine that an option names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from planner.portfolio.engine import Engine, chunk_size
from planner.portfolio.here import Here
from planner.portfolio.pool import Pool

PRELOAD = ("planner.cli.many.work",)


def cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def engine(name: str, *, jobs: int | None, goals: int) -> Iterator[Engine]:
    """Args: name: pool, dask, or dask:ADDRESS; jobs: processes, None for one a core; goals: how many there are.

    Raises: BadParameter for another name, InputError where a cluster cannot be used.
    """
    kind, _, address = name.partition(":")
    workers = min(jobs or cores(), max(goals, 1))
    if kind == "dask":
        from planner.portfolio.cluster import cluster

        with cluster(address, jobs=workers, size=chunk_size(goals, workers)) as found:
            yield found
    elif name != "pool":
        raise typer.BadParameter(f"{name!r} is no engine: pool, dask, or dask:ADDRESS as in dask:tcp://host:8786")
    elif workers == 1:
        yield Here(size=chunk_size(goals, 1))
    else:
        yield Pool(workers, size=chunk_size(goals, workers), preload=PRELOAD)
