"""What the tests of engines share."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from planner.errors import InputError, Place
from planner.sources.engine.facts import Groups, Sample
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import Database, ParquetFiles, Source

SAID = Place(file="goal.yaml", line=4, column=9, source="  url: postgresql://bob:hunter22@db.example.com/shop")


def sample(source: Source, rows: int = 1000) -> Sample:
    with open_engine(source, said=SAID) as engine:
        return engine.sample(rows)


def grouped(source: Source, keys: list[str], sums: list[str], *, days: str = "", since: date | None = None) -> Groups:
    with open_engine(source, said=SAID, since=since) as engine:
        return engine.grouped(keys, sums, days=days)


def rows(groups: Groups) -> list[tuple[object, ...]]:
    """One tuple a group."""
    return list(zip(*groups.keys, *(each.tolist() for each in groups.sums), strict=True))


def complaint(source: Source, keys: list[str] | None = None, sums: list[str] | None = None) -> str:
    """What is wrong, which never holds what must not be seen."""
    with pytest.raises(InputError) as caught:
        grouped(source, keys or [], sums or [])
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or not isinstance(source, Database)  # a traceback would repeat the driver
    return str(caught.value)


def parquet(path: Path, query: str) -> ParquetFiles:
    """A file with the rows of a query."""
    escaped = str(path).replace("'", "''")
    duckdb.execute(f"COPY ({query}) TO '{escaped}' (FORMAT parquet)")
    return ParquetFiles(path=path, shown=path.name)


def duck_file(path: Path, *statements: str) -> Path:
    connection = duckdb.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path


def in_duck(path: Path, *, table: str = "", query: str = "") -> Database:
    return Database(url=str(path), table=table, query=query)
