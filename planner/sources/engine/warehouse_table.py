"""A table or a query in a database that ibis knows, found by what the goal file says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from planner.errors import InputError, Place, nearest_name
from planner.sources.engine.complaint import refused
from planner.sources.engine.facts import Engine
from planner.sources.engine.ga4_export import LAYOUT, is_ga4_export, sessions_in_bigquery
from planner.sources.engine.named import no_table
from planner.sources.engine.one_select import EXPECTED
from planner.sources.engine.url import Opened
from planner.sources.engine.warehouse import Session, Warehouse, session

SCHEMES = ("athena", "bigquery", "clickhouse", "databricks", "exasol", "impala", "mssql", "mysql", "oracle", "risingwave",
           "singlestoredb", "snowflake", "sqlite", "trino")  # fmt: skip
_WILDCARD = re.compile(r"[\w.-]+\*")  # BigQuery's name for all tables that begin alike


@contextmanager
def warehouse(
    scheme: str, url: Opened, *, file: Path | None, table: str, query: str, since: date | None, shown: str, said: Place
) -> Iterator[Engine]:
    """Args: file: of SQLite, where it is; since: the first day that is of use, where the source can leave out earlier ones.

    Raises: InputError where the database, the driver or the table is not there.
    """
    if scheme not in SCHEMES:
        known = ("postgresql", "duckdb", *SCHEMES)
        hint = f"one of: {', '.join(known)}"
        raise refused(
            said, f"no kind of database is called {scheme!r}", expected=hint, nearest=nearest_name(scheme, known)
        )
    if find_spec("ibis") is None:
        raise refused(
            said, f"{scheme} needs a library that is not installed", expected="pip install 'planner[warehouse]'"
        )
    with session(lambda: _connect(scheme, url, file), hidden=url.hidden, shown=shown, said=said) as opened:
        found = opened.run(lambda: _table(opened, scheme, url, table, query), doing="cannot be read")
        engine = Warehouse(opened, found)
        sample = engine.sample(0)
        if scheme == "bigquery" and is_ga4_export(sample):
            source = f"(\n{query}\n) AS traffic" if query else _bigquery_name(url, table)
            sessions = sessions_in_bigquery(source, sample.columns, since=since)
            found = opened.run(lambda: opened.backend.sql(sessions), doing="cannot be read")
            engine = Warehouse(opened, found, layout=LAYOUT)
        yield engine


def _connect(scheme: str, url: Opened, file: Path | None) -> Any:
    import ibis  # noqa: PLC0415 - an extra, and 400 ms

    if scheme == "sqlite":
        import sqlite3  # noqa: PLC0415 - for SQLite alone

        return ibis.sqlite.from_connection(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True))
    if scheme == "bigquery":
        import google.auth  # noqa: PLC0415 - comes with ibis for BigQuery

        # Asked for here, because ibis would open a browser where there are no credentials.
        credentials, project = google.auth.default(scopes=["https://www.googleapis.com/auth/bigquery"])
        dataset = {"dataset_id": url.path[1:]} if url.path[1:] else {}
        return ibis.bigquery.connect(project_id=url.host or project, credentials=credentials, **dataset)
    return ibis.connect(url.url(scheme))


def _table(session: Session, scheme: str, url: Opened, table: str, query: str) -> Any:
    backend = session.backend
    if query:
        _one_query(query, scheme, session.said)
        return backend.sql(query)
    if scheme == "bigquery" and _WILDCARD.fullmatch(table):
        return backend.sql(f"SELECT * FROM {_bigquery_name(url, table)}")
    schema, _, name = table.rpartition(".")
    for database, plain in ((None, table), (schema, name)) if schema else ((None, table),):
        if found := _exact(backend, plain, database):
            return found[0]
    known: list[str] = backend.list_tables()
    raise no_table(table, known, shown=session.shown, said=session.said)


def _exact(backend: Any, name: str, database: str | None) -> list[Any]:
    """The table of that name, in a list; the name is only compared, and never becomes SQL itself."""
    try:
        known = backend.list_tables(database=_parts(database)) if database else backend.list_tables()
    except Exception:  # noqa: BLE001 - the drivers have no error in common; and there is no such schema
        return []
    return (
        [backend.table(name, database=_parts(database)) if database else backend.table(name)] if name in known else []
    )


def _parts(database: str) -> str | tuple[str, ...]:
    catalog, _, schema = database.rpartition(".")
    return (catalog, schema) if catalog else schema


def _bigquery_name(url: Opened, table: str) -> str:
    """The table with project and dataset, as far as the url tells them. Its characters are known: see `_WILDCARD`."""
    parts = table.split(".")
    if len(parts) < 3 and url.host:
        parts = [url.host, *([url.path[1:]] if len(parts) < 2 and url.path[1:] else []), *parts]
    return "`" + ".".join(parts).replace("\\", "").replace("`", "") + "`"


def _one_query(query: str, scheme: str, said: Place) -> None:
    """Refuses what this database's own grammar reads as anything but one query."""
    import sqlglot  # noqa: PLC0415 - comes with ibis
    from sqlglot.errors import SqlglotError  # noqa: PLC0415 - see above

    dialect = {"mssql": "tsql", "singlestoredb": "singlestore", "impala": "hive"}.get(scheme, scheme)
    failed: InputError | None = None
    try:
        found = sqlglot.parse(query, dialect=dialect)
    except SqlglotError as error:
        failed = refused(said, f"the query cannot be read: {str(error).splitlines()[0]}", expected=EXPECTED)
    if failed is not None:
        raise failed
    if len(found) != 1 or not isinstance(found[0], sqlglot.exp.Query):
        raise refused(said, "the query is something else than one SELECT", expected=EXPECTED)
