"""PostgreSQL, for reading alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from planner.errors import InputError, Place
from planner.sources.engine import quoted
from planner.sources.engine.complaint import refused
from planner.sources.engine.facts import Column, Kind, Watch
from planner.sources.engine.grouping import Summed
from planner.sources.engine.hidden import Hidden
from planner.sources.engine.named import named
from planner.sources.engine.postgres_errors import not_connected, not_run
from planner.sources.engine.url import Opened
from planner.sources.engine.worker import Worker

if TYPE_CHECKING:
    import psycopg

PATIENCE = "10"  # seconds to wait for a server that does not answer, unless the url says another `connect_timeout`
SESSION = (
    "SET default_transaction_read_only = on",
    "SET TimeZone = 'UTC'",
    "SET DateStyle = 'ISO'",
    "SET standard_conforming_strings = on",
)
_KINDS: dict[str, Kind] = {
    "date": "date", "timestamp": "time", "timestamptz": "time", "int2": "number", "int4": "number", "int8": "number",
    "numeric": "number", "float4": "number", "float8": "number", "text": "text", "varchar": "text", "bpchar": "text",
    "name": "text",
}  # fmt: skip


class Postgres:
    """A `Dialect`."""

    text = "coalesce(CAST({} AS text), '') COLLATE \"C\""
    total = "sum({})"

    def __init__(
        self, connection: "psycopg.Connection[Any]", worker: Worker, *, hidden: Hidden, shown: str, said: Place
    ) -> None:
        self._connection = connection
        self._worker = worker
        self._hidden = hidden
        self._shown = shown
        self._said = said

    def run(self, query: str, *, watch: Watch | None = None) -> list[tuple[Any, ...]]:
        return self._cursor(query, watch)[0]

    def columns(self, source: str) -> tuple[Column, ...]:
        types = self._cursor(f"SELECT * FROM {source} LIMIT 0", None)[1]
        return tuple(Column(name=name, kind=_KINDS.get(type_, "other"), type=type_) for name, type_ in types)

    def day(self, column: Column) -> str:
        return f"CAST({quoted.name(column.name)} AS date)"

    def number(self, column: Column) -> Summed | None:
        cell = quoted.name(column.name)
        if column.type in ("float4", "float8"):
            filled = f"nullif(CAST({cell} AS float8), 'NaN')"
            finite = f"nullif(nullif({filled}, 'Infinity'), '-Infinity')"
            return Summed(
                number=f"CAST({finite} AS numeric)", filled=filled
            )  # for sums of floats depend on their order
        if column.type == "numeric":
            return Summed(number=f"nullif({cell}, 'NaN')")
        if column.type == "bool":
            return Summed(number=f"CAST({cell} AS integer)")
        return Summed(number=cell) if column.kind == "number" else None

    def table(self, table: str) -> str:
        """The table as it stands after FROM. Raises: InputError where there is none of that name that this user may see."""
        tables = self.run(
            "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') "
            "AND has_schema_privilege(n.oid, 'USAGE')"
        )
        path = self.run("SELECT CAST(s AS text) FROM unnest(current_schemas(false)) s")
        pairs = [(str(schema), str(name)) for schema, name in tables]
        return named(pairs, table, usual=[row[0] for row in path], shown=self._shown, said=self._said)

    def _cursor(self, query: str, watch: Watch | None) -> tuple[list[tuple[Any, ...]], list[tuple[str, str]]]:
        import psycopg  # noqa: PLC0415 - an extra, and 350 ms

        def work() -> tuple[list[tuple[Any, ...]], list[tuple[str, str]]]:
            try:
                # Prepared, so that the server takes one statement and no more.
                with self._connection.cursor() as cursor:
                    cursor.execute(query.encode(), prepare=True)
                    types = [(column.name, _type(column.type_display)) for column in cursor.description or ()]
                    return cursor.fetchall(), types
            finally:
                self._connection.rollback()

        try:
            return self._worker.run(work, watch=watch, stop=self._connection.cancel_safe)
        except (psycopg.Error, UnicodeError) as error:
            failed = not_run(error, hidden=self._hidden, shown=self._shown, said=self._said)
        raise failed


@contextmanager
def postgres(url: Opened, *, shown: str, said: Place) -> Iterator[Postgres]:
    """A session that can only read. Raises: InputError where the driver is not installed or there is no connection."""
    try:
        import psycopg  # noqa: PLC0415 - see above
    except ImportError:
        psycopg = None  # type: ignore[assignment]
    if psycopg is None:
        raise refused(
            said, "PostgreSQL needs a driver that is not installed", expected="pip install 'planner[postgres]'"
        )
    own = [os.environ.get(name, "") for name in ("PGUSER", "PGPASSWORD")]
    hidden = Hidden.of([*url.hidden.secrets, *own])
    worker = Worker()
    try:
        try:
            connection = worker.run(lambda: _connected(url))
        except (psycopg.Error, UnicodeError, OSError) as error:
            failed: InputError | None = not_connected(error, hidden=hidden, shown=shown, said=said)
        else:
            failed = None
        if failed is not None:
            raise failed
        try:
            yield Postgres(connection, worker, hidden=hidden, shown=shown, said=said)
        finally:
            with suppress(psycopg.Error):
                connection.close()
    finally:
        worker.close()


def _connected(url: Opened) -> "psycopg.Connection[Any]":
    import psycopg  # noqa: PLC0415 - see above

    said = {
        "host": url.host.strip("[]"),
        "port": url.port,
        "user": url.user,
        "password": url.password,
        "dbname": url.path[1:],
    }
    options = {"connect_timeout": PATIENCE, "application_name": "planner", "client_encoding": "utf8"}
    # Part by part, for the driver repeats a url that it cannot read.
    connection = psycopg.connect(
        "",
        autocommit=True,
        **options | {name: value for name, value in said.items() if value} | dict(url.parameters),  # type: ignore[arg-type]
    )
    for statement in SESSION:
        connection.execute(statement.encode())
    connection.autocommit = False
    connection.read_only = True  # said again with every transaction
    return connection


def _type(display: str) -> str:
    """The type's name without its precision."""
    return display.partition("(")[0]
