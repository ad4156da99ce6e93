"""Any database that ibis knows: BigQuery, Snowflake, MySQL, SQLite and others."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from warnings import catch_warnings, simplefilter

import numpy as np

from planner.errors import InputError, Place
from planner.model.arrays import frozen
from planner.sources.engine.complaint import refused
from planner.sources.engine.facts import Column, Groups, Sample, Watch
from planner.sources.engine.hidden import Hidden
from planner.sources.engine.ibis_sums import can_sum, columns_of, grouped_rows, texts_of
from planner.sources.engine.pick import not_numbers, pick
from planner.sources.engine.worker import Worker

T = TypeVar("T")


class Session:
    """A connection of ibis, all of whose work is done in one thread, and whose complaints give no secret away."""

    def __init__(self, worker: Worker, *, hidden: Hidden, shown: str, said: Place) -> None:
        self._worker = worker
        self._hidden = hidden
        self.backend: Any = None
        self.shown = shown
        self.said = said

    def run(self, work: Callable[[], T], *, doing: str, watch: Watch | None = None) -> T:
        """What the work returns. Raises: InputError where the database or its driver refuses it."""
        try:
            with catch_warnings():
                simplefilter("ignore")  # what libraries tell each other is nobody's concern here
                return self._worker.run(work, watch=watch, stop=self._interrupt())
        except InputError:
            raise
        except Exception as error:  # noqa: BLE001 - the drivers of thirty databases have no error in common
            failed = self._complaint(error, doing)
        raise failed

    def _complaint(self, error: Exception, doing: str) -> InputError:
        if isinstance(error, ImportError):
            name = self.shown.partition(":")[0]
            return refused(
                self.said,
                f"{name} needs a driver that is not installed",
                expected=f"pip install 'ibis-framework[{name}]'",
            )
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:300]
        return refused(self.said, f"{self.shown} {doing}: {self._hidden.scrub(reason)}")

    def _interrupt(self) -> Callable[[], None] | None:
        """What stops a query, where the driver has it."""
        found: Callable[[], None] | None = getattr(getattr(self.backend, "con", None), "interrupt", None)
        return found


class Warehouse:
    """The engine of one table of ibis."""

    def __init__(self, session: Session, table: Any, *, layout: str = "") -> None:
        self._session = session
        self._table = table
        self._columns: tuple[Column, ...] = session.run(lambda: columns_of(table), doing="cannot be read")
        self.layout = layout

    @property
    def shown(self) -> str:
        return self._session.shown

    def sample(self, rows: int = 1000) -> Sample:
        table = self._table
        found = self._rows(lambda: texts_of(table, self._columns, rows)) if rows else []
        return Sample(columns=self._columns, rows=tuple(found))

    def grouped(
        self, keys: Sequence[str], sums: Sequence[str], *, days: str = "", watch: Watch | None = None
    ) -> Groups:
        session = self._session
        asked = pick(self._columns, [*keys, *sums, *([days] if days else [])], shown=self.shown, said=session.said)
        by, added = asked[: len(keys)], asked[len(keys) : len(keys) + len(sums)]
        for column in added:
            if not can_sum(column):
                raise not_numbers(column, shown=self.shown, said=session.said)
        cut = asked[-1] if days else None
        rows = self._rows(lambda: grouped_rows(self._table, by, added, cut=cut), watch=watch)
        rows.sort(key=lambda row: row[: len(by)])
        table = list(zip(*rows, strict=True)) if rows and rows[0][-1] else [()] * (len(by) + len(added) + 1)
        return Groups(
            keys=tuple(table[: len(by)]),
            sums=tuple(frozen(np.array(cells, dtype=np.float64)) for cells in table[len(by) : -1]),
            rows=sum(map(int, table[-1])),
        )

    def _rows(self, expression: Callable[[], Any], *, watch: Watch | None = None) -> list[tuple[Any, ...]]:
        def work() -> list[tuple[Any, ...]]:
            answer = expression().to_pyarrow()
            return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))

        return self._session.run(work, doing="refuses the query", watch=watch)


@contextmanager
def session(connect: Callable[[], Any], *, hidden: Hidden, shown: str, said: Place) -> Iterator[Session]:
    """A connection, closed at the end. Raises: InputError where ibis is not installed or there is no connection."""
    worker = Worker()
    try:
        made = Session(worker, hidden=hidden, shown=shown, said=said)
        made.backend = made.run(connect, doing="cannot be opened")
        try:
            yield made
        finally:
            if not worker.abandoned:
                with suppress(Exception):
                    worker.run(made.backend.disconnect)
    finally:
        worker.close()
