"""DuckDB inside this process, shut off from everything but the files that it is opened for."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from planner.errors import InputError, Place
from planner.sources.engine import quoted
from planner.sources.engine.duck_errors import complaint
from planner.sources.engine.duck_numbers import exact, number_in_text
from planner.sources.engine.facts import Column, Kind, Watch
from planner.sources.engine.grouping import Summed
from planner.sources.engine.worker import Worker

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "400MB"  # for what a query holds; what does not fit goes to a temporary folder
MOST_THREADS = 4  # each holds tens of megabytes of a CSV file
STAGES = 3  # of `grouped_sql`: by keys, by their texts, in order
DATABASE = "traffic"  # what an attached file is called
_NUMBERS = re.compile(r"(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BIGNUM|DECIMAL\(.*\))")
_KINDS: dict[str, Kind] = {"DATE": "date", "VARCHAR": "text", "FLOAT": "number", "DOUBLE": "number"}


class Duck:
    """A `Dialect`. Args: decimal, thousands: the marks of numbers in columns of text."""

    text = "coalesce(CAST({} AS VARCHAR), '')"
    total = "sum({})"

    def __init__(
        self, connection: "DuckDBPyConnection", worker: Worker, *, shown: str, said: Place, decimal: str, thousands: str
    ) -> None:
        self._connection = connection
        self._worker = worker
        self._shown = shown
        self._said = said
        self._marks = (decimal, thousands)

    def run(self, query: str, *, watch: Watch | None = None) -> list[tuple[Any, ...]]:
        import duckdb  # noqa: PLC0415 - 100 ms, and only large tables need it

        connection = self._connection
        try:
            return self._worker.run(
                lambda: connection.execute(query).fetchall(),
                watch=watch,
                share=lambda: share_done(connection.query_progress()),
                stop=connection.interrupt,
            )
        except duckdb.Error as error:
            failed = complaint(str(error), shown=self._shown, said=self._said)
        raise failed

    def columns(self, source: str) -> tuple[Column, ...]:
        rows = self.run(f"DESCRIBE SELECT * FROM {source}")
        return tuple(Column(name=row[0], kind=_kind(row[1]), type=row[1]) for row in rows)

    def day(self, column: Column) -> str:
        return f"CAST({quoted.name(column.name)} AS DATE)"

    def number(self, column: Column) -> Summed | None:
        cell = quoted.name(column.name)
        if column.kind == "text":
            return number_in_text(cell, *self._marks)
        if column.type in ("FLOAT", "DOUBLE"):  # where NaN is how some writers say that there is nothing
            return Summed(number=exact(cell), filled=f"nullif({cell}, 'nan')")
        if column.type == "BOOLEAN":
            return Summed(number=f"CAST({cell} AS INTEGER)")
        return Summed(number=cell) if column.kind == "number" else None


@contextmanager
def duck(
    *,
    files: Sequence[Path] = (),
    database: Path | None = None,
    shown: str,
    said: Place,
    decimal: str = ".",
    thousands: str = ",",
) -> Iterator[Duck]:
    """DuckDB that may read these files, and this database but not write it; nothing else, and nothing of it can be changed by a query.

    Raises: InputError where the database cannot be opened.
    """
    import duckdb  # noqa: PLC0415 - see above

    with TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True) as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "threads": str(min(os.cpu_count() or 1, MOST_THREADS)),
            "temp_directory": folder,
            "autoinstall_known_extensions": "false",  # nothing is ever downloaded
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
        }
        connection = duckdb.connect(config=settings)
        worker = Worker()
        try:
            try:
                _shut_off(connection, files, database)
            except duckdb.Error as error:
                failed: InputError | None = complaint(str(error), shown=shown, said=said)
            else:
                failed = None
            if failed is not None:
                raise failed
            yield Duck(connection, worker, shown=shown, said=said, decimal=decimal, thousands=thousands)
        finally:
            with suppress(duckdb.Error):
                connection.interrupt()
            connection.close()
            worker.close()


def _shut_off(connection: "DuckDBPyConnection", files: Sequence[Path], database: Path | None) -> None:
    if database is not None:
        # Attached, not opened: two engines may then read one file with settings of their own.
        connection.execute(f"ATTACH {quoted.literal(str(database))} AS {DATABASE} (TYPE duckdb, READ_ONLY)")
        connection.execute(f"USE {DATABASE}")
    # Also as patterns that mean nothing but the file, as queries name them.
    names = dict.fromkeys(name for path in files for name in (str(path), glob.escape(str(path))))
    allowed = ", ".join(map(quoted.literal, names))
    for setting in (
        "enable_progress_bar = true",
        "enable_progress_bar_print = false",
        "TimeZone = 'UTC'",
        f"allowed_paths = [{allowed}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


def share_done(progress: float) -> float:
    """DuckDB's per cent, -1 where it does not know, as a share: it counts the stages of a query alike, and the first of ours takes all the time."""
    return min(progress * STAGES / 100, 1.0) if progress >= 0 else -1.0


def _kind(type_: str) -> Kind:
    if type_.startswith("TIMESTAMP"):
        return "time"
    return _KINDS.get(type_, "number" if _NUMBERS.fullmatch(type_) else "other")
