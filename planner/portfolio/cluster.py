"""A Dask cluster that is there, or one of this machine's processes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from planner.errors import InputError, Place, Problem
from planner.portfolio.engine import AHEAD, ENVIRONMENT, TRIES, Work, chunked
from planner.version import __version__

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")


class Cluster:
    """The cluster's own scheduler sends a chunk to another worker where one ends; results that are there stay."""

    def __init__(self, client: "Client", *, size: int) -> None:
        self._client, self._size = client, size

    def map(self, work: Work[T, R], items: Iterable[T], *, lost: Callable[[T], R]) -> Iterator[R]:
        """See `Engine.map`."""
        from distributed import as_completed  # noqa: PLC0415 - an extra
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        waiting = chunked(items, self._size)
        numbers = count()
        chunks: dict[str, tuple[T, ...]] = {}
        suspects: list[T] = []
        done = as_completed(loop=self._client.loop)

        def submit(chunk: tuple[T, ...]) -> None:
            future = self._client.submit(work, chunk, pure=False, key=f"planner-{id(done)}-{next(numbers)}")
            chunks[future.key] = chunk
            done.add(future)

        try:
            for _ in range(AHEAD * max(sum(self._client.nthreads().values()), 1)):
                if (chunk := next(waiting, None)) is None:
                    break
                submit(chunk)
            for future in done:
                chunk = chunks.pop(future.key)
                try:
                    results = future.result()
                except KilledWorker:  # as many workers ended with it as the cluster allows
                    suspects += chunk
                    if (following := next(waiting, None)) is not None:
                        submit(following)
                    continue
                future.release()
                if (following := next(waiting, None)) is not None:
                    submit(following)
                yield from results
            for item in suspects:  # one at a time: where a worker ends now, nothing else is to blame
                yield from self._alone(work, item, lost)
        finally:
            done.clear()

    def _alone(self, work: Work[T, R], item: T, lost: Callable[[T], R]) -> Iterator[R]:
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        try:
            results = self._client.submit(work, (item,), pure=False).result()
        except KilledWorker:
            yield lost(item)
        else:
            yield from results


@contextmanager
def cluster(address: str, *, jobs: int, size: int) -> Iterator[Cluster]:
    """A cluster by its scheduler's address, or without one as many processes of this machine as there are jobs.

    Raises: InputError where it cannot be reached, has no workers, or has another version of the planner.
    """
    try:
        import dask  # noqa: PLC0415
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError:
        raise _refused(address, "the engine dask is not installed", "pip install 'planner[cluster]'") from None
    with ExitStack() as stack:
        stack.enter_context(
            dask.config.set(
                {"distributed.scheduler.allowed-failures": TRIES, "distributed.nanny.pre-spawn-environ": ENVIRONMENT}
            )
        )
        if not address:
            local = LocalCluster(
                n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50
            )
            address = stack.enter_context(local).scheduler_address
        try:
            client = stack.enter_context(Client(address, timeout=10, set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            raise _refused(address, f"no cluster answers there: {error}", "the address of a Dask scheduler, as in tcp://host:8786") from None  # fmt: skip
        versions = _versions(client, address)
        if versions != {__version__}:
            told = ", ".join(sorted(versions))
            raise _refused(address, f"its workers have planner {told}, this is {__version__}", "the same version everywhere, or plans may differ")  # fmt: skip
        yield Cluster(client, size=size)


def _versions(client: "Client", address: str) -> set[str]:
    """Of the planner, on every worker. Raises: InputError where there is no worker, or one without the planner."""
    try:
        client.wait_for_workers(1, timeout=30)
    except TimeoutError:
        raise _refused(address, "the cluster has no workers", "at least one") from None
    try:
        found = client.run(_version)
    except Exception as error:  # noqa: BLE001 - whatever a worker has to say
        raise _refused(address, f"a worker cannot load the planner: {error}", "the same version of planner on every worker") from None  # fmt: skip
    return set(found.values())


def _version() -> str:
    from planner.version import __version__ as here  # noqa: PLC0415 - asked on the worker

    return here


def _refused(address: str, text: str, expected: str) -> InputError:
    place = Place(file=f"--engine dask:{address}" if address else "--engine dask")
    return InputError([Problem(place=place, text=text, expected=expected)])
