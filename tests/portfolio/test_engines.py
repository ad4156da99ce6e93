"""Whatever happens to a worker: nothing is lost, and nothing comes twice."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from portfolio_work import ended_always, ended_once, lost, slowly, squared

from planner.portfolio.cluster import Cluster, cluster
from planner.portfolio.engine import chunk_size, chunked
from planner.portfolio.here import Here
from planner.portfolio.pool import Pool

SQUARES = Counter(n * n for n in range(40))


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes find the work of these tests."""
    here = str(Path(__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))


@pytest.fixture
def local(importable: None) -> Iterator[Cluster]:
    with cluster("", jobs=3, size=3) as found:
        yield found


@pytest.mark.usefixtures("importable")
def test_every_engine_gives_every_result_once(local: Cluster) -> None:
    for engine in (Here(size=3), Pool(2, size=3), local):
        assert Counter(engine.map(squared, range(40), lost=lost)) == SQUARES
        assert list(engine.map(squared, (), lost=lost)) == []


@pytest.mark.usefixtures("importable")
def test_a_process_that_ends_loses_nothing(tmp_path: Path) -> None:
    assert Counter(Pool(2, size=3).map(partial(ended_once, str(tmp_path)), range(40), lost=lost)) == SQUARES
    assert (tmp_path / "ended").exists()


@pytest.mark.usefixtures("importable")
def test_an_item_that_ends_every_process_is_given_up_and_no_other() -> None:
    found = Counter(Pool(2, size=3).map(ended_always, range(40), lost=lost))
    assert found == SQUARES - Counter([49]) + Counter([-1])


def test_an_item_that_ends_every_worker_of_a_cluster_is_given_up_and_no_other(local: Cluster) -> None:
    found = Counter(local.map(ended_always, range(40), lost=lost))
    assert found == SQUARES - Counter([49]) + Counter([-1])


def test_a_worker_that_is_killed_loses_nothing(local: Cluster) -> None:
    client = local._client
    workers = list(client.run(os.getpid).values())

    def kill() -> None:
        time.sleep(0.3)
        os.kill(workers[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    found = Counter(local.map(slowly, range(200), lost=lost))
    killer.join()
    assert found == Counter(n * n for n in range(200))
    client.wait_for_workers(3, timeout=30)  # the cluster has put another in its place
    assert workers[0] not in client.run(os.getpid).values()


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = Here(size=4).map(squared, items(), lost=lost)
    next(results)
    assert len(taken) == 4


def test_chunks_keep_all_workers_busy() -> None:
    assert [list(chunk) for chunk in chunked(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert chunk_size(1, 8) == 1
    assert chunk_size(100, 2) == 6
    assert chunk_size(500_000, 64) == 16
