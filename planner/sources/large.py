"""Which files are too large to be held as text."""

from pathlib import Path

from planner.sources.tables.csv_file import LARGEST

PARQUET = (".parquet", ".pq", ".parq")


def is_large(path: Path) -> bool:
    """Whether a file is for the engine: Parquet, one or a pattern of several, or a text too large to hold."""
    return path.suffix.lower() in PARQUET or (path.is_file() and path.stat().st_size > LARGEST)
