"""The summaries of a portfolio on disk, written whole, row by row: there may be more of them than memory holds."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from planner.cli.many.parquet import write_parquet
from planner.errors import InputError, Place, Problem
from planner.model.outcome import Outcome, Totals
from planner.report.portfolio_csv import csv_lines
from planner.report.portfolio_rows import Sums, columns, values

CSV, PARQUET, MARKDOWN = "summary.csv", "summary.parquet", "summary.md"


def write_tables(out: Path, rows: Iterable[Outcome], shared: Sequence[str] = ()) -> Totals:
    """summary.csv for people and spreadsheets, summary.parquet for programs.

    Args: shared: names of the resources that goals have together. Returns: the totals of all rows.
    """
    sums = Sums()
    with _room(out) as room:
        with (
            (room / CSV).open("w", encoding="utf-8", newline="") as table,
            (room / "plain.csv").open("w", encoding="utf-8", newline="") as plain,
        ):
            table.writelines(csv_lines(_beside(plain, sums.over(rows), shared), shared))
        write_parquet(room / "plain.csv", room / PARQUET, columns(shared))
        for name in (CSV, PARQUET):
            os.replace(room / name, out / name)
    return sums.totals


def _beside(plain: IO[str], rows: Iterable[Outcome], shared: Sequence[str]) -> Iterator[Outcome]:
    """The rows, each also written as it is, for the Parquet file."""
    writer = csv.writer(plain)
    writer.writerow(columns(shared))
    for row in rows:
        writer.writerow(values(row, shared))
        yield row


@contextmanager
def _room(out: Path) -> Iterator[Path]:
    """A folder for what is not complete yet. Raises: InputError where something cannot be written."""
    try:
        with tempfile.TemporaryDirectory(dir=out, prefix=".planner-") as folder:
            yield Path(folder)
    except OSError as error:
        text = f"cannot be written: {error.strerror or error}"
        raise InputError([Problem(place=Place(file=error.filename or str(out)), text=text)]) from None
