"""Sums by group that are too many to hold: written to a Parquet file where they are made, and read from it part by part."""

import csv
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from planner.sources.engine import quoted
from planner.sources.engine.duck import Duck
from planner.sources.engine.facts import Engine, Watch
from planner.sources.engine.sql_engine import SqlEngine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS = 20_480  # of a row group: what is read at least to find one part


def save_groups(
    engine: Engine, keys: Sequence[str], sums: Sequence[str], path: Path, *, days: str = "", watch: Watch | None = None
) -> None:
    """Sums by group as a Parquet file, sorted by the keys: columns k0 …, s0 …, b0 … (cells of a sum that are no numbers), n (rows).

    The table is read once. Args: path: that `open_engine` was allowed to save to; rest and errors: as `Engine.grouped`.
    """
    names = [*(f"k{n}" for n in range(len(keys))), *(f"s{n}" for n in range(len(sums)))]
    names += [*(f"b{n}" for n in range(len(sums))), "n"]
    order = ", ".join(names[: len(keys)])
    to = f"TO {quoted.literal(str(path))} (FORMAT parquet, ROW_GROUP_SIZE {ROWS})"
    if isinstance(engine, SqlEngine) and isinstance(engine.dialect, Duck):
        query, *_ = engine.summing(keys, sums, days=days)
        engine.dialect.run(
            f"COPY (SELECT * FROM ({query}) AS sums({', '.join(names)}) ORDER BY {order}) {to}", watch=watch
        )
        return
    rows = _rows(engine, keys, sums, days=days, watch=watch)
    with TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True) as folder:
        table = Path(folder) / "sums.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
        types = ", ".join(f"'{name}': '{'VARCHAR' if name[0] == 'k' else 'DOUBLE'}'" for name in names)
        read = (
            f"read_csv({quoted.literal(str(table))}, header = false, columns = {{{types}}}, allow_quoted_nulls = false)"
        )
        _connection().execute(f"COPY (SELECT * FROM {read} ORDER BY {order}) {to}")


def _rows(
    engine: Engine, keys: Sequence[str], sums: Sequence[str], *, days: str, watch: Watch | None
) -> Iterable[tuple[Any, ...]]:
    """The sums of a database on a server, as `save_groups` writes them."""
    if isinstance(engine, SqlEngine):
        found = engine.dialect.run(engine.summing(keys, sums, days=days)[0], watch=watch)
        return (tuple("nan" if cell is None else cell for cell in row) for row in found)
    groups = engine.grouped(keys, sums, days=days, watch=watch)  # of columns that hold numbers alone
    every = zip(*groups.keys, *groups.sums, strict=True)
    return ((*row, *[0] * len(sums), 1) for row in every)


def first_keys(path: Path) -> tuple[str, ...]:
    """All values of the first key, sorted."""
    rows = _connection().execute(f"SELECT DISTINCT k0 FROM {_table(path)} ORDER BY 1").fetchall()
    return tuple(key for (key,) in rows)


def saved_rows(path: Path, first: str) -> list[tuple[Any, ...]]:
    """The rows of one value of the first key, in order; only the row groups that hold it are read."""
    found: list[tuple[Any, ...]] = (
        _connection().execute(f"SELECT * FROM {_table(path)} WHERE k0 = ? ORDER BY ALL", [first]).fetchall()
    )
    return found


def _table(path: Path) -> str:
    return f"read_parquet({quoted.literal(str(path))})"


@functools.cache
def _connection() -> "DuckDBPyConnection":
    """One a process: what it has read of a file's layout is kept."""
    import duckdb  # noqa: PLC0415 - 100 ms, and only large tables need it

    connection = duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": "400MB",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    connection.execute("SET parquet_metadata_cache = true")
    return connection
