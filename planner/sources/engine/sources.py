"""Where an engine's table is, as the caller has found it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """A delimited text file; every column is text, and is read as numbers where it is summed."""

    path: Path
    shown: str
    """Its name for complaints."""
    names: tuple[str, ...]
    """The name of every column, in order."""
    delimiter: str = ","
    encoding: str = "utf-8"
    """Any that Python knows; others than UTF-8 are rewritten into a temporary file."""
    skip: int = 1
    """Lines before the first row of data, that of the header included."""
    decimal: str = "."
    thousands: str = ","
    """The mark between groups of three digits, '' for none; ' ' stands for all kinds of blanks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetFiles:
    """Parquet files that are one table; columns are joined by name."""

    path: Path
    """A file, or a pattern of several such as exports/*.parquet."""
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A table, or the rows of a query, in a database; exactly one of `table` and `query` is given."""

    url: str = field(repr=False)
    """postgresql://…, duckdb://…, bigquery://… and so on, or the path of a .duckdb file; may hold ${NAME} for environment variables of planner's."""
    table: str = ""
    """A table's or a view's name, or schema.name."""
    query: str = ""
    """One SELECT, or WITH … SELECT."""
    folder: Path = Path()
    """Where relative paths of file databases begin."""


Source = CsvFile | ParquetFiles | Database
