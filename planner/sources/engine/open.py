"""The one way to open a table that is too large to read, or in a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.errors import Place
from planner.sources.engine.complaint import refused
from planner.sources.engine.duck import DATABASE, Duck, duck
from planner.sources.engine.facts import Engine
from planner.sources.engine.files import csv_from, missing, parquet_from, parquet_paths, utf8_path
from planner.sources.engine.ga4_export import LAYOUT, is_ga4_export, sessions_in_duckdb
from planner.sources.engine.named import named
from planner.sources.engine.one_select import one_select
from planner.sources.engine.postgres import postgres
from planner.sources.engine.quoted import literal
from planner.sources.engine.sources import CsvFile, Database, ParquetFiles, Source
from planner.sources.engine.sql_engine import SqlEngine
from planner.sources.engine.url import Url, opened, read_url
from planner.sources.engine.warehouse_table import warehouse

_TABLES = (
    "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = {0} "
    "UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = {0} AND NOT internal"
)


@contextmanager
def open_engine(
    source: Source, *, said: Place, since: date | None = None, saves: Path | None = None
) -> Iterator[Engine]:
    """The engine of a table; connections are closed and temporary files removed at the end, whatever happens.

    GA4's export is known by its columns, and shows as the table of its sessions (see `ga4_export`).
    Args: said: where the goal file names the table; since: the first day that is of use, for sources that can leave out earlier ones;
        saves: a file that DuckDB may write to, see `saved_groups`.
    Raises: InputError where it cannot be opened; no complaint holds a user, a password, a token or a url's parameters.
    """
    also = [saves] if saves else []
    if isinstance(source, CsvFile):
        with (
            utf8_path(source, said) as path,
            duck(
                files=[path, *also], shown=source.shown, said=said, decimal=source.decimal, thousands=source.thousands
            ) as dialect,
        ):
            yield SqlEngine(dialect, csv_from(source, path), shown=source.shown, said=said)
    elif isinstance(source, ParquetFiles):
        paths = parquet_paths(source, said)
        with duck(files=[*paths, *also], shown=source.shown, said=said) as dialect:
            yield _with_sessions(dialect, parquet_from(paths), shown=source.shown, said=said, since=since)
    else:
        with _database(
            source, said=replace(said, source=""), since=since, also=also
        ) as engine:  # the line holds the url
            yield engine


@contextmanager
def _database(source: Database, *, said: Place, since: date | None, also: list[Path]) -> Iterator[Engine]:
    if bool(source.table) == bool(source.query):
        raise refused(said, "a database needs a table or a query", expected="`table:` or `query:`, one of them")
    query = one_select(source.query, said) if source.query else ""
    if "://" not in source.url and "@" not in source.url:  # a file; what may be a mistyped url is never repeated
        path = source.folder / source.url
        with _duck_file(source, query, path, shown=source.url, said=said, since=since, also=also) as engine:
            yield engine
        return
    url = read_url(source.url, said)
    parts = opened(url, said)
    if url.scheme == "duckdb":
        path = _file(source, parts.host, parts.path)
        with _duck_file(source, query, path, shown=url.shown, said=said, since=since, also=also) as engine:
            yield engine
    elif url.scheme in ("postgres", "postgresql"):
        with postgres(parts, shown=_shown(url, source), said=said) as dialect:
            yield SqlEngine(
                dialect, _within(query) or dialect.table(source.table), shown=_shown(url, source), said=said
            )
    else:
        file = _file(source, parts.host, parts.path) if url.scheme == "sqlite" else None
        if file is not None and not file.is_file():
            raise missing(file, url.shown, said)
        with warehouse(
            url.scheme,
            parts,
            file=file,
            table=source.table,
            query=query,
            since=since,
            shown=_shown(url, source),
            said=said,
        ) as engine:
            yield engine


@contextmanager
def _duck_file(
    source: Database, query: str, path: Path, *, shown: str, said: Place, since: date | None, also: list[Path]
) -> Iterator[Engine]:
    if not path.is_file():
        raise missing(path, shown, said)
    with duck(database=path, files=also, shown=shown, said=said) as dialect:
        tables = [] if query else dialect.run(_TABLES.format(literal(DATABASE)))
        within = _within(query) or named(
            [(a, b) for a, b in tables], source.table, usual=("main",), shown=shown, said=said
        )
        yield _with_sessions(dialect, within, shown=shown, said=said, since=since)


def _with_sessions(dialect: Duck, within: str, *, shown: str, said: Place, since: date | None) -> SqlEngine:
    engine = SqlEngine(dialect, within, shown=shown, said=said)
    sample = engine.sample(0)
    if not is_ga4_export(sample):
        return engine
    sessions = sessions_in_duckdb(within, sample.columns, since=since)
    return SqlEngine(dialect, _within(sessions), shown=shown, said=said, layout=LAYOUT)


def _within(query: str) -> str:
    """A query as it stands after FROM; on lines of its own, for its last one may be a comment."""
    return f"(\n{query}\n) AS traffic" if query else ""


def _shown(url: Url, source: Database) -> str:
    return f"{url.shown} ({source.table or 'query'})"


def _file(source: Database, host: str, path: str) -> Path:
    """A url's file: sqlite://here.db beside the goal file, sqlite:///there/it.db from the root, and where that is not, beside it too."""
    whole = Path(host + path)
    return whole if whole.is_absolute() and whole.exists() else source.folder / (host + path).lstrip("/")
