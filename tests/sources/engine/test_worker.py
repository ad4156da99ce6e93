import _thread
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from engines import SAID, duck_file, in_duck

from planner.sources.engine.open import open_engine
from planner.sources.engine.worker import Worker

ENDLESS = "SELECT count(*) AS n FROM range(1_000_000) a(x), range(1_000_000) b(y) WHERE x * y % 7 = 3"


def test_work_is_done_in_one_thread_and_errors_come_back() -> None:
    worker = Worker()
    assert worker.run(threading.get_ident) == worker.run(threading.get_ident) != threading.get_ident()
    with pytest.raises(ZeroDivisionError):
        worker.run(lambda: 1 / 0)
    worker.close()


def test_fast_work_is_not_watched_and_slow_work_is() -> None:
    worker = Worker()
    shares: list[float] = []
    worker.run(lambda: None, watch=shares.append)
    assert shares == []
    twice = threading.Event()

    def watch(share: float) -> None:
        shares.append(share)
        if len(shares) == 2:
            twice.set()

    assert worker.run(lambda: twice.wait(30), watch=watch, share=lambda: 0.5)
    assert set(shares) == {0.5}
    worker.close()


def test_work_that_cannot_be_stopped_is_not_waited_for() -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    worker, end = Worker(), threading.Event()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        worker.run(lambda: end.wait(30), watch=stop)
    worker.close()
    assert worker.abandoned
    assert time.monotonic() - started < 5
    end.set()


def test_an_interrupt_ends_the_query_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = duck_file(tmp_path / "shop.duckdb")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    threads = threading.active_count()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), open_engine(in_duck(shop, query=ENDLESS), said=SAID) as engine:
        threading.Timer(0.3, _thread.interrupt_main).start()
        engine.grouped([], ["n"])
    assert time.monotonic() - started < 20
    assert threading.active_count() == threads
    assert not list((tmp_path / "temporary").iterdir())


def test_an_engine_can_be_asked_again_after_an_interrupt(tmp_path: Path) -> None:
    shop = duck_file(tmp_path / "shop.duckdb", "CREATE TABLE t AS SELECT 1 AS n")

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with open_engine(in_duck(shop, query=ENDLESS), said=SAID) as engine:
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                engine.grouped([], ["n"], watch=stop)
        assert engine.sample(0).names == ("n",)


def test_nothing_heavy_is_imported_before_an_engine_is_opened() -> None:
    script = "import sys, planner.sources.engine.open; print(*sorted({'duckdb', 'psycopg', 'ibis', 'sqlglot', 'pandas', 'pyarrow'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
