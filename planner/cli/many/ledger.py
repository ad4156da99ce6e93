"""What is done of a portfolio, in one file beside the plans: a run that was interrupted goes on from it, and summaries are read from it.

Rows stay on disk: half a million goals take no more memory than ten.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from planner.cli.many.work import Before, Done
from planner.errors import InputError, Place, Problem
from planner.model.outcome import Outcome

FILE = ".planner.sqlite"
SOON = 0.5  # seconds between two times that what is done is made safe
AT_ONCE = 500  # names asked for together
_FORM = 2  # of the table below; a ledger of another form is begun anew
_TABLE = """CREATE TABLE IF NOT EXISTS goals (name TEXT PRIMARY KEY, run INTEGER NOT NULL, bad INTEGER NOT NULL, chance REAL NOT NULL,
            outcome TEXT NOT NULL, before TEXT) WITHOUT ROWID"""


class Ledger:
    """The rows of all goals; those of this run carry its number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.run = int(connection.execute("SELECT coalesce(max(run), 0) + 1 FROM goals").fetchone()[0])
        self._safe = time.monotonic()

    def before(self, names: Iterable[str]) -> dict[str, Before]:
        """What earlier runs left of some goals."""
        asked, found = list(names), {}
        for at in range(0, len(asked), AT_ONCE):
            some = asked[at : at + AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT name, before FROM goals WHERE before IS NOT NULL AND name IN ({marks})"  # noqa: S608 - question marks alone
            for name, text in self._connection.execute(query, some):
                said = json.loads(text)
                found[name] = Before(**said | {"inputs": tuple(said["inputs"])})
        return found

    def record(self, done: Done) -> None:
        """Keep what became of a goal."""
        if done.outcome is None:
            self._connection.execute("UPDATE goals SET run = ? WHERE name = ?", (self.run, done.name))
        else:
            row, after = done.outcome, done.after
            self._connection.execute(
                "INSERT OR REPLACE INTO goals VALUES (?, ?, ?, ?, ?, ?)",
                (
                    done.name, self.run, int(bool(row.problem)), row.chance, json.dumps(asdict(row)),
                    json.dumps(asdict(after)) if after else None,
                ),
            )  # fmt: skip
        if time.monotonic() - self._safe > SOON:
            self.save()

    def note(self, name: str) -> str:
        """What an earlier run has noted under a name; nothing where none has."""
        found = self._connection.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def take_note(self, name: str, text: str) -> None:
        """Note something for later runs."""
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, text))
        self.save()

    def save(self) -> None:
        """Make safe what is recorded."""
        self._connection.commit()
        self._safe = time.monotonic()

    def rows(self) -> Iterator[Outcome]:
        """All goals of this run, by name."""
        return self._outcomes("ORDER BY name", ())

    def neediest(self, count: int) -> tuple[Outcome, ...]:
        """The goals with a plan that are least likely to be met."""
        return tuple(self._outcomes("AND bad = 0 ORDER BY chance, name LIMIT ?", (count,)))

    def bad(self, count: int) -> tuple[Outcome, ...]:
        """The first goals that have no plan."""
        return tuple(self._outcomes("AND bad = 1 ORDER BY name LIMIT ?", (count,)))

    def left_behind(self) -> int:
        """How many plans of earlier runs are of goals that are no longer asked for."""
        query = "SELECT count(*) FROM goals WHERE run <> ? AND bad = 0"
        return int(self._connection.execute(query, (self.run,)).fetchone()[0])

    def _outcomes(self, rest: str, values: tuple[int, ...]) -> Iterator[Outcome]:
        query = f"SELECT outcome FROM goals WHERE run = ? {rest}"  # noqa: S608 - of this file alone
        for (text,) in self._connection.execute(query, (self.run, *values)):
            said = json.loads(text)
            yield Outcome(**said | {"shares": tuple((name, amount) for name, amount in said["shares"])})


@contextmanager
def opened(out: Path) -> Iterator[Ledger]:
    """The ledger of a folder, for this run alone. Raises: InputError where another run holds it, or it cannot be written."""
    file = out / FILE
    connection = sqlite3.connect(file, timeout=0.5, isolation_level="DEFERRED")
    try:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _FORM):
                connection.execute("DROP TABLE IF EXISTS goals")
            connection.execute(f"PRAGMA user_version = {_FORM}")
            connection.execute(_TABLE)
            connection.execute("CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, text TEXT)")
            connection.commit()
            ledger = Ledger(connection)
        except sqlite3.DatabaseError as error:
            busy = "locked" in str(error)
            text = (
                "another run writes into this folder" if busy else f"the ledger of what is done cannot be used: {error}"
            )
            expected = "another folder, or its end" if busy else f"another folder, or this one without {FILE}"
            raise InputError([Problem(place=Place(file=str(file)), text=text, expected=expected)]) from None
        try:
            yield ledger
        finally:
            ledger.save()
    finally:
        connection.close()
