import _thread
import re
import sqlite3
import threading
import time
from pathlib import Path

import ibis
import pytest
from engines import SAID, complaint, grouped, rows, sample

from planner.sources.engine.facts import Column
from planner.sources.engine.ibis_sums import columns_of, grouped_rows, texts_of
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import Database

TABLES = """
CREATE TABLE visits (date date, visitor text, channel text, sessions integer, cost double, seen boolean, at timestamp, "a""b.c" integer);
INSERT INTO visits VALUES
  ('2026-01-01', 'new', 'email', 3, 1.5, 1, '2026-01-01 10:00:00', 1), ('2026-01-01', 'new', 'email', 4, NULL, 0, '2026-01-01 23:59:59', 2),
  ('2026-01-02', 'returning', NULL, NULL, NULL, NULL, NULL, 3), ('2026-01-02', 'returning', '', 5, NULL, 1, '2026-01-02 00:00:00', 4);
CREATE TABLE "it's; DROP TABLE visits" (n integer);
INSERT INTO "it's; DROP TABLE visits" VALUES (7);
CREATE TABLE empty (date date, sessions integer);
CREATE VIEW recent AS SELECT * FROM visits;
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    connection = sqlite3.connect(tmp_path / "shop.sqlite")
    connection.executescript(TABLES)
    connection.close()
    return f"sqlite://{tmp_path}/shop.sqlite"


def test_columns_and_first_rows(shop: str) -> None:
    found = sample(Database(url=shop, table="visits"), rows=1)
    assert found.kinds == ("date", "text", "text", "number", "number", "other", "time", "number")
    assert found.names[-1] == 'a"b.c'
    assert found.rows == (("2026-01-01", "new", "email", "3", "1.5", "1", "2026-01-01 10:00:00", "1"),)
    assert sample(Database(url=shop, table="visits"), rows=0).rows == ()


def test_sums_by_group(shop: str) -> None:
    found = grouped(
        Database(url=shop, table="visits"), ["date", "visitor", "channel"], ["sessions", "cost", "seen", 'a"b.c']
    )
    assert rows(found) == [
        ("2026-01-01", "new", "email", 7.0, 1.5, 1.0, 3.0),
        ("2026-01-02", "returning", "", 5.0, pytest.approx(float("nan"), nan_ok=True), 1.0, 7.0),
    ]
    assert found.rows == 4
    assert rows(grouped(Database(url=shop, table="recent"), ["at"], [], days="at")) == [
        ("",),
        ("2026-01-01",),
        ("2026-01-02",),
    ]
    assert rows(grouped(Database(url=shop, table="visits"), [], ["sessions"])) == [(12.0,)]
    assert rows(grouped(Database(url=shop, table="it's; DROP TABLE visits"), [], ["n"])) == [(7.0,)]
    assert grouped(Database(url=shop, table="visits"), [], []).rows == 4


def test_no_rows(shop: str) -> None:
    found = grouped(Database(url=shop, table="empty"), ["date"], ["sessions"])
    assert (found.keys, found.sums[0].shape, found.rows) == (((),), (0,), 0)
    assert grouped(Database(url=shop, table="empty"), [], ["sessions"]).sums[0].shape == (0,)


def test_queries(shop: str) -> None:
    for query in (
        "SELECT visitor, sessions FROM visits",
        "WITH v AS (SELECT * FROM visits) SELECT visitor, sessions FROM v; -- the end",
    ):
        assert rows(grouped(Database(url=shop, query=query), ["visitor"], ["sessions"])) == [
            ("new", 7.0),
            ("returning", 5.0),
        ]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * FROM nowhere", "no such table: nowhere"),
        ("SELECT nobody FROM visits", "no such column: nobody"),
        ("SELECT FROM WHERE", "cannot be read"),
        ("SELECT 1; DROP TABLE visits", "several statements"),
        ("WITH x AS (SELECT 1) DELETE FROM visits", "something else than one SELECT"),
        ("WITH x AS (SELECT 1) INSERT INTO empty SELECT date, 1 FROM visits", "something else than one SELECT"),
        ("DROP TABLE visits", "begins with 'DROP'"),
    ],
)
def test_what_a_query_must_not_do(shop: str, query: str, reason: str) -> None:
    assert re.search(reason, complaint(Database(url=shop, query=query), [], ["a"]))
    assert rows(grouped(Database(url=shop, table="visits"), [], ["sessions"])) == [(12.0,)]


def test_the_file_is_never_written(shop: str) -> None:
    path = Path(shop.removeprefix("sqlite://"))
    before = path.read_bytes()
    with open_engine(Database(url=shop, table="visits"), said=SAID) as engine:
        backend = engine._session.backend  # type: ignore[attr-defined]
        with pytest.raises(Exception, match="readonly"):
            engine._session._worker.run(lambda: backend.con.execute("DELETE FROM visits"))  # type: ignore[attr-defined]
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == ["shop.sqlite"]


def test_unknown_names(shop: str, tmp_path: Path) -> None:
    assert "did you mean 'visits'?" in complaint(Database(url=shop, table="visit"))
    assert "has no table" in complaint(Database(url=shop, table='visits"; DROP TABLE visits; --'))
    assert "has no table" in complaint(Database(url=shop, table="nowhere.visits"))
    assert "did you mean 'sessions'?" in complaint(Database(url=shop, table="visits"), [], ["session"])
    assert "holds text, not numbers" in complaint(Database(url=shop, table="visits"), [], ["channel"])
    text = complaint(Database(url="sqlite://shop.sqlit", table="visits", folder=tmp_path))
    assert "there is no file sqlite://shop.sqlit" in text
    assert "did you mean 'shop.sqlite'?" in text
    assert not (tmp_path / "shop.sqlit").exists()


def test_unknown_kinds_of_databases() -> None:
    text = complaint(Database(url="bigqery://project/dataset", table="t"))
    assert "no kind of database is called 'bigqery'" in text
    assert "did you mean 'bigquery'?" in text


def test_no_credentials_for_bigquery(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("google.auth", reason="ibis for BigQuery is not installed (extra `warehouse`)")
    for name, value in {"NO_GCE_CHECK": "true", "CLOUDSDK_CONFIG": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    assert "credentials were not found" in complaint(Database(url="bigquery://project/dataset", table="events_*"))


def test_an_interrupt_ends_the_query(shop: str) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i > 0) SELECT i FROM n"
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), open_engine(Database(url=shop, query=endless), said=SAID) as engine:
        threading.Timer(0.4, _thread.interrupt_main).start()
        engine.grouped([], ["i"])
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("dialect", ["bigquery", "snowflake", "mysql", "clickhouse", "mssql", "trino"])
def test_the_sums_can_be_written_for_other_databases(dialect: str) -> None:
    table = ibis.table(
        {
            "at": "timestamp",
            "day": "date",
            "channel": "string",
            "n": "int64",
            "seen": "boolean",
            "tags": "array<string>",
        },
        name="t",
    )
    columns = columns_of(table)
    assert columns[-1] == Column(name="tags", kind="other", type="array<string>")
    by, sums = [columns[0], columns[1], columns[2]], [columns[3], columns[4]]
    text = str(ibis.to_sql(grouped_rows(table, by, sums, cut=columns[0]), dialect=dialect))
    assert text.count("GROUP BY") == 2
    if dialect != "mssql":  # which has no lists
        assert "LIMIT 5" in str(ibis.to_sql(texts_of(table, columns[:-1], 5), dialect=dialect)) or dialect == "trino"
