"""The summary as Parquet."""

from collections.abc import Sequence
from pathlib import Path

from planner.report.portfolio_rows import TEXTS, WHOLE


def write_parquet(table: Path, path: Path, columns: Sequence[str]) -> None:
    """A CSV with these columns as it is, as Parquet; DuckDB reads and writes it piece by piece."""
    import duckdb

    types = ", ".join(f"'{_quoted(name)}': '{_type(name)}'" for name in columns)
    read = f"read_csv('{_quoted(str(table))}', header = true, quote = '\"', escape = '\"', delim = ',', columns = {{{types}}})"
    with duckdb.connect(config={"memory_limit": "400MB", "threads": "1"}) as connection:
        connection.execute(f"COPY (SELECT * FROM {read}) TO '{_quoted(str(path))}' (FORMAT parquet)")  # noqa: S608 - quoted names


def _type(name: str) -> str:
    return "VARCHAR" if name in TEXTS else "BIGINT" if name in WHOLE else "DOUBLE"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
