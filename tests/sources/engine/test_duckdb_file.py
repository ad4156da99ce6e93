import re
from pathlib import Path

import duckdb
import pytest
from engines import SAID, complaint, duck_file, grouped, in_duck, rows, sample

from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import Database

SHOP = (
    "CREATE TABLE visits AS SELECT DATE '2026-01-01' AS date, 'new' AS visitor, 3 AS sessions",
    'CREATE SCHEMA "sales.eu"',
    'CREATE TABLE "sales.eu"."it""s; DROP TABLE visits" AS SELECT 7 AS "a.b"',
    "CREATE TABLE \"sales.eu\".visits AS SELECT 'eu' AS visitor, 5 AS sessions",
    "CREATE VIEW recent AS SELECT * FROM visits",
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return duck_file(tmp_path / "shop.duckdb", *SHOP)


def test_tables_views_and_schemas(shop: Path) -> None:
    assert rows(grouped(in_duck(shop, table="visits"), ["date", "visitor"], ["sessions"])) == [
        ("2026-01-01", "new", 3.0)
    ]
    assert rows(grouped(in_duck(shop, table="recent"), ["visitor"], ["sessions"])) == [("new", 3.0)]
    assert rows(grouped(in_duck(shop, table="main.visits"), ["visitor"], ["sessions"])) == [("new", 3.0)]
    assert rows(grouped(in_duck(shop, table="sales.eu.visits"), ["visitor"], ["sessions"])) == [("eu", 5.0)]
    assert rows(grouped(in_duck(shop, table='"sales.eu"."visits"'), ["visitor"], ["sessions"])) == [("eu", 5.0)]
    assert rows(grouped(in_duck(shop, table='sales.eu.it"s; DROP TABLE visits'), [], ["a.b"])) == [(7.0,)]


def test_an_unknown_table(shop: Path) -> None:
    text = complaint(in_duck(shop, table="visit"))
    assert "has no table 'visit'" in text
    assert "did you mean 'visits'?" in text
    for attempt in (
        'visits"; DROP TABLE visits; --',
        "visits) AS t, (SELECT 1",
        "duckdb_settings()",
        "'/etc/passwd'",
        "/etc/passwd",
    ):
        assert "has no table" in complaint(in_duck(shop, table=attempt))
    assert sample(in_duck(shop, table="visits")).rows == (("2026-01-01", "new", "3"),)


def test_queries(shop: Path) -> None:
    ways = (
        "SELECT visitor, sessions FROM visits",
        "select visitor, sessions from visits;  -- all of it",
        "WITH v AS (SELECT * FROM visits) SELECT visitor, sessions FROM v -- the last line",
        "(SELECT visitor, sessions FROM visits)",
    )
    for query in ways:
        assert rows(grouped(in_duck(shop, query=query), ["visitor"], ["sessions"])) == [("new", 3.0)]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "may not read other files"),
        ("SELECT * FROM read_text('/etc/passwd')", "may not read other files"),
        ("SELECT * FROM glob('/etc/*')", "may not read other files"),
        ("SELECT * FROM '/etc/passwd'", "does not exist"),
        ("SELECT * FROM read_parquet('https://example.com/x.parquet')", "cannot be read|may not"),
        ("SELECT * FROM duckdb_secrets()", "may not"),
        ("SELECT 1; DROP TABLE visits", "several statements"),
        ("SELECT 1) AS traffic; DROP TABLE visits; --", "several statements"),
        ("SELECT 1) AS x, (SELECT 2", "parentheses"),
        ("DROP TABLE visits", "begins with 'DROP'"),
        ("COPY visits TO 'stolen.csv'", "begins with 'COPY'"),
        ("WITH x AS (INSERT INTO visits VALUES ('2026-01-01', 'x', 1) RETURNING *) SELECT * FROM x", "shop.duckdb"),
        ("SELECT * FROM nowhere", "nowhere does not exist"),
        ("SELECT nothing FROM visits", '"nothing" not found'),
        ("SELECT FROM WHERE", "syntax error"),
        ("SELECT getenv('HOME')", "getenv"),
    ],
)
def test_what_a_query_must_not_do(shop: Path, query: str, reason: str) -> None:
    assert re.search(reason, complaint(in_duck(shop, query=query)))
    assert sample(in_duck(shop, table="visits")).rows == (("2026-01-01", "new", "3"),)


def test_settings_cannot_be_changed_and_memory_is_limited(shop: Path) -> None:
    query = "SELECT name AS n, value FROM duckdb_settings() WHERE name IN ('memory_limit', 'lock_configuration', 'enable_external_access')"
    settings = dict(sample(in_duck(shop, query=query)).rows)
    assert settings == {"memory_limit": "381.4 MiB", "lock_configuration": "true", "enable_external_access": "false"}


def test_python_objects_are_out_of_reach(shop: Path) -> None:
    for name in ("SAID", "shop", "connection", "settings"):
        assert "does not exist" in complaint(in_duck(shop, query=f"SELECT * FROM {name}"))


def test_urls_and_relative_paths(shop: Path) -> None:
    for url in (f"duckdb://{shop}", "duckdb://shop.duckdb", "duckdb:///shop.duckdb", "shop.duckdb", str(shop)):
        source = Database(url=url, table="visits", folder=shop.parent)
        assert rows(grouped(source, ["visitor"], ["sessions"])) == [("new", 3.0)]


def test_two_engines_on_one_file(shop: Path) -> None:
    with (
        open_engine(in_duck(shop, table="visits"), said=SAID) as one,
        open_engine(in_duck(shop, table="recent"), said=SAID) as other,
    ):
        assert one.sample() == other.sample()


def test_what_is_no_database(tmp_path: Path, shop: Path) -> None:
    assert "there is no file" in complaint(in_duck(tmp_path / "no.duckdb", table="t"))
    assert not (tmp_path / "no.duckdb").exists()
    (tmp_path / "text.duckdb").write_text("x" * 10_000)
    assert "is not a DuckDB database" in complaint(in_duck(tmp_path / "text.duckdb", table="t"))
    writer = duckdb.connect(str(shop))
    assert "is open for writing" in complaint(in_duck(shop, table="visits"))
    writer.close()
    assert "a table or a query" in complaint(Database(url=str(shop)))
    assert "a table or a query" in complaint(Database(url=str(shop), table="t", query="SELECT 1"))


def test_a_query_that_needs_more_memory_than_there_is_spills_or_is_refused(shop: Path) -> None:
    query = "SELECT i AS k, repeat('x', 200) || i AS v FROM range(2_200_000) t(i)"
    with open_engine(
        in_duck(shop, query=f"SELECT count(*) AS n FROM (SELECT v, k FROM ({query}) ORDER BY v) q"), said=SAID
    ) as engine:
        assert engine.grouped([], ["n"]).sums[0].tolist() == [2_200_000.0]
