"""Goal files that name Parquet or a database, run as a user runs them."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from cli_run import planner
from engines import duck_file, parquet

GOAL = "target: +20%\ntraffic: {{{traffic}, by: [visitor, channel]}}\n"
VISITS = (
    "SELECT CAST('2026-01-01' AS date) + CAST(i % 300 AS integer) AS day, CASE i % 2 WHEN 0 THEN 'new' ELSE 'returning' END AS visitor, "
    "CASE i % 3 WHEN 0 THEN 'Direct' WHEN 1 THEN 'Email' ELSE 'Paid Search' END AS channel, 1 + i % 4 AS sessions "
    "FROM generate_series(0, 59999) AS t(i)"
)


def goal(folder: Path, traffic: str) -> Path:
    path = folder / "goal.yaml"
    path.write_text(GOAL.format(traffic=traffic))
    return path


@pytest.fixture
def url(postgres_url: str) -> Iterator[str]:
    login = {"user": os.environ["PLANNER_TEST_PG_USER"], "password": os.environ["PLANNER_TEST_PG_PASSWORD"]}
    with psycopg.connect(host=postgres_url.partition("host=")[2], dbname="postgres", autocommit=True, **login) as one:
        one.execute(f"CREATE TABLE site_visits AS {VISITS}".encode())
        yield postgres_url
        one.execute("DROP TABLE site_visits")


def test_the_same_plan_from_a_server_a_file_and_a_query(tmp_path: Path, url: str) -> None:
    parquet(tmp_path / "t.parquet", VISITS)
    duck_file(tmp_path / "w.duckdb", f"CREATE TABLE site_visits AS {VISITS}")
    sources = {
        "Parquet": "file: t.parquet",
        "DuckDB": "url: w.duckdb, table: site_visits",
        "PostgreSQL": f"url: '{url}', table: site_visits",
        "a query": f"url: '{url}', query: 'SELECT day AS date, visitor, channel, sum(sessions) AS visits FROM site_visits GROUP BY 1, 2, 3'",
    }
    plans = {name: planner("plan", goal(tmp_path, traffic), "--json", "-") for name, traffic in sources.items()}
    assert [(name, done.returncode, done.stderr) for name, done in plans.items()] == [(name, 0, "") for name in sources]
    assert len({done.stdout for done in plans.values()}) == 1


def test_secrets_are_named_by_variables_and_never_shown(tmp_path: Path, url: str) -> None:
    path = goal(tmp_path, f"url: '{url}', table: site_visit")
    done = planner("check", path)
    assert done.returncode == 2
    assert "did you mean 'site_visits'?" in done.stderr
    wrong = planner("check", path, PLANNER_TEST_PG_PASSWORD="not-the-password-9")  # noqa: S106 - made up
    assert wrong.returncode == 2
    for told in (done.stderr, wrong.stderr):
        assert not any(
            secret in told for secret in (os.environ["PLANNER_TEST_PG_PASSWORD"], "not-the-password-9", "planner_owner")
        )
    bare = planner("check", goal(tmp_path, "url: 'postgresql://me:pa55word@localhost/db', table: t"))
    assert bare.returncode == 2
    assert "pa55word" not in bare.stderr
    assert "${PGPASSWORD}" in bare.stderr


def test_nothing_is_written_to_a_database(tmp_path: Path, url: str) -> None:
    done = planner("check", goal(tmp_path, f"url: '{url}', query: DELETE FROM site_visits RETURNING *"))
    assert done.returncode == 2
    assert "expected" in done.stderr


def test_no_progress_is_drawn_where_nobody_sees_it(tmp_path: Path) -> None:
    parquet(tmp_path / "t.parquet", VISITS)
    assert planner("check", goal(tmp_path, "file: t.parquet")).stderr == ""
