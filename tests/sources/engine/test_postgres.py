import _thread
import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from engines import SAID, complaint, grouped, rows, sample
from postgres import connect

from planner.errors import InputError
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import Database

TABLES = (
    "CREATE TABLE visits (date date, visitor text, channel varchar(20), sessions integer, cost numeric(9,2), rate real, seen boolean, "
    "at timestamptz, plain timestamp, tags text[])",
    "INSERT INTO visits VALUES "
    "('2026-01-01', 'new', 'email', 3, 1.10, 0.5, true, '2026-01-02 00:30:00+02', '2026-01-01 23:30:00', '{a}'), "
    "('2026-01-01', 'new', 'email', 4, 2.20, 'NaN', false, NULL, NULL, NULL), "
    "('2026-01-02', 'returning', NULL, NULL, NULL, 'Infinity', NULL, NULL, NULL, NULL), "
    "('2026-01-02', 'returning', '', 5, 'NaN', 1.5, true, NULL, NULL, NULL)",
    'CREATE SCHEMA "sales.eu"',
    'CREATE TABLE "sales.eu"."it""s; DROP TABLE visits" ("a.b" bigint, "日期" date, "x""y" money, "Ünï" text)',
    """INSERT INTO "sales.eu"."it""s; DROP TABLE visits" VALUES (7, '2026-01-01', 5, 'é')""",
    "CREATE VIEW recent AS SELECT * FROM visits",
    "CREATE MATERIALIZED VIEW kept AS SELECT * FROM visits",
    "CREATE TABLE empty (date date, sessions bigint)",
    "CREATE FUNCTION writes() RETURNS integer LANGUAGE sql AS $$ INSERT INTO empty VALUES ('2026-01-01', 1) RETURNING 1 $$",
)


@pytest.fixture(scope="module")
def url(postgres_url: str) -> Iterator[str]:
    with connect(postgres_url) as connection:
        for statement in TABLES:
            connection.execute(statement.encode())
    yield postgres_url
    with connect(postgres_url) as connection:
        connection.execute('DROP SCHEMA public CASCADE; DROP SCHEMA "sales.eu" CASCADE; CREATE SCHEMA public')


def test_columns_and_first_rows(url: str) -> None:
    found = sample(Database(url=url, table="visits"), rows=1)
    assert found.names[:4] == ("date", "visitor", "channel", "sessions")
    assert found.kinds == ("date", "text", "text", "number", "number", "number", "other", "time", "time", "other")
    assert found.rows == (
        (
            "2026-01-01",
            "new",
            "email",
            "3",
            "1.10",
            "0.5",
            "true",
            "2026-01-01 22:30:00+00",
            "2026-01-01 23:30:00",
            "{a}",
        ),
    )


def test_sums_by_group(url: str) -> None:
    found = grouped(Database(url=url, table="visits"), ["date", "visitor", "channel"], ["sessions", "cost", "seen"])
    assert rows(found) == [
        ("2026-01-01", "new", "email", 7.0, pytest.approx(3.3), 1.0),
        ("2026-01-02", "returning", "", 5.0, pytest.approx(float("nan"), nan_ok=True), 1.0),
    ]
    assert found.rows == 4


def test_floats_that_are_none_are_told(url: str) -> None:
    found = grouped(Database(url=url, table="visits"), [], ["rate"])
    assert rows(found) == [(2.0,)]
    assert [(u.column, u.count, u.cells) for u in found.unread] == [("rate", 1, (("Infinity", 1),))]


def test_points_of_time_are_cut_to_days_in_utc(url: str) -> None:
    source = Database(url=url, table="visits")
    assert rows(grouped(source, ["at"], [], days="at")) == [("",), ("2026-01-01",)]
    assert rows(grouped(source, ["plain"], [], days="plain")) == [("",), ("2026-01-01",)]
    assert rows(grouped(source, ["plain"], [])) == [("",), ("2026-01-01 23:30:00",)]


def test_tables_views_schemas_and_hostile_names(url: str) -> None:
    for table in ("recent", "kept", "public.visits", '"public"."visits"'):
        assert rows(grouped(Database(url=url, table=table), [], ["sessions"])) == [(12.0,)]
    hostile = Database(url=url, table='sales.eu.it"s; DROP TABLE visits')
    assert rows(grouped(hostile, ["日期", "Ünï"], ["a.b"])) == [("2026-01-01", "é", 7.0)]
    assert "holds money, not numbers" in complaint(hostile, [], ['x"y'])
    assert rows(grouped(Database(url=url, table="empty"), ["date"], ["sessions"])) == []
    assert grouped(Database(url=url, table="empty"), [], ["sessions"]).rows == 0


def test_unknown_names(url: str) -> None:
    text = complaint(Database(url=url, table="visit"))
    assert "has no table 'visit'" in text
    assert "did you mean 'visits'?" in text
    assert "did you mean 'sessions'?" in complaint(Database(url=url, table="visits"), [], ["session"])
    assert "holds text, not numbers" in complaint(Database(url=url, table="visits"), [], ["channel"])
    for attempt in ('visits"; DROP TABLE visits; --', "visits) AS t, (SELECT 1", "pg_catalog.pg_authid", "pg_authid"):
        assert "has no table" in complaint(Database(url=url, table=attempt))


def test_queries(url: str) -> None:
    for query in (
        "SELECT visitor, sessions FROM visits",
        "WITH v AS (SELECT * FROM visits) SELECT visitor, sessions FROM v; -- the end",
        "SELECT visitor, sessions, '%s %(x)s $1' AS percent FROM visits -- the last line",
    ):
        assert rows(grouped(Database(url=url, query=query), ["visitor"], ["sessions"])) == [
            ("new", 7.0),
            ("returning", 5.0),
        ]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * FROM nowhere", 'relation "nowhere" does not exist'),
        ("SELECT nothing FROM visits", 'column "nothing" does not exist'),
        ("SELECT FROM WHERE x", "syntax error"),
        ("SELECT 1; DROP TABLE visits", "several statements"),
        ("SELECT $$;$$) AS t; DROP TABLE visits; --", "several statements"),
        ("SELECT 1) AS x, (SELECT 2", "parentheses"),
        ("DELETE FROM visits", "begins with 'DELETE'"),
        ("WITH x AS (DELETE FROM visits RETURNING *) SELECT * FROM x", "refuses the query"),
        ("SELECT writes() AS n", "read-only transaction"),
        ("SELECT nextval('numbers') AS n", "refuses the query"),
        (
            "SELECT set_config('transaction_read_only', 'off', false) IS NULL AS m, writes() AS n",
            "read-only transaction|read-write mode",
        ),
        ("SELECT 1 AS a, 2 AS a", "ambiguous|2 columns"),
        ("SELECT lo_create(0) AS n", "holds oid, not numbers|read-only transaction"),
    ],
)
def test_what_a_query_must_not_do(url: str, query: str, reason: str) -> None:
    assert re.search(reason, complaint(Database(url=url, query=query), [], ["n" if "AS n" in query else "a"]))
    assert rows(grouped(Database(url=url, table="visits"), [], ["sessions"])) == [(12.0,)]
    assert grouped(Database(url=url, table="empty"), [], []).rows == 0


def test_the_session_reads_only_even_after_its_default_is_changed(url: str) -> None:
    source = Database(url=url, query="SELECT set_config('default_transaction_read_only', 'off', false) AS n, writes IS NULL AS w FROM "
                                     "(SELECT CASE WHEN current_setting('default_transaction_read_only') = 'off' THEN writes() END) t(writes)")  # fmt: skip
    with open_engine(source, said=SAID) as engine:
        for _ in range(2):
            with suppress(InputError):
                engine.sample()
    assert grouped(Database(url=url, table="empty"), [], []).rows == 0


def test_an_interrupt_ends_the_query_on_the_server(url: str) -> None:
    source = Database(url=url, query="SELECT 1 AS n, (SELECT 'x' FROM pg_sleep(60)) AS slept")
    started = time.monotonic()
    shares: list[float] = []
    with pytest.raises(KeyboardInterrupt), open_engine(source, said=SAID) as engine:
        threading.Timer(0.4, _thread.interrupt_main).start()
        engine.grouped(["slept"], ["n"], watch=shares.append)
    assert time.monotonic() - started < 10
    assert set(shares) == {-1.0}
    with connect(url) as connection:
        running = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'planner'"
        ).fetchone()
    assert running == (0,)
