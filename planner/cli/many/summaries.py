"""The summaries of a portfolio on disk, written whole, row by row: there may be more of them than memory holds."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from planner.cli.many.parquet import write_parquet
from planner.errors import InputError, Place, Problem
from planner.model.outcome import Outcome, Totals
from planner.portfolio.outcome import with_goal
from planner.report.portfolio_rows import columns, harmless, values

CSV, PARQUET, MARKDOWN = "summary.csv", "summary.parquet", "summary.md"
PLAIN = "plain.csv"
"""The rows as they are, of which the Parquet file is made."""


def write_tables(out: Path, rows: Iterable[Outcome], shared: Sequence[str] = ()) -> Totals:
    """summary.csv for people and spreadsheets, summary.parquet for programs.

    Args: shared: names of the resources that goals have together; a column each at the end. Returns: the totals of all rows.
    """
    totals = Totals()
    with _room(out) as room:
        with (
            (room / CSV).open("w", encoding="utf-8", newline="") as table,
            (room / PLAIN).open("w", encoding="utf-8", newline="") as plain,
        ):
            shown, as_it_is = csv.writer(table, lineterminator="\n"), csv.writer(plain)
            shown.writerow(map(harmless, columns(shared)))
            as_it_is.writerow(columns(shared))
            for row in rows:
                totals = with_goal(totals, row)
                cells = values(row, shared)
                shown.writerow(map(harmless, cells))
                as_it_is.writerow(cells)
        write_parquet(room / PLAIN, room / PARQUET, columns(shared))
        for name in (CSV, PARQUET):
            os.replace(room / name, out / name)
    return totals


@contextmanager
def _room(out: Path) -> Iterator[Path]:
    """A folder for what is not complete yet. Raises: InputError where something cannot be written."""
    try:
        with tempfile.TemporaryDirectory(dir=out, prefix=".planner-") as folder:
            yield Path(folder)
    except OSError as error:
        text = f"cannot be written: {error.strerror or error}"
        raise InputError([Problem(place=Place(file=error.filename or str(out)), text=text)]) from None
