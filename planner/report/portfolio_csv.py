"""The summary of many goals for spreadsheets: what a cell holds is shown, never calculated."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from planner.model.outcome import Outcome
from planner.report.portfolio_rows import Cell, columns, values
from planner.text import visible

_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""


def csv_lines(rows: Iterable[Outcome], shared: Sequence[str] = ()) -> Iterator[str]:
    """The header and a line a goal, RFC 4180 with \\n; a text that a spreadsheet would calculate gets an apostrophe in front.

    Args: shared: names of the resources that goals have together; a column each at the end.
    """
    yield _line(tuple(map(_harmless, columns(shared))))
    for row in rows:
        yield _line(tuple(map(_harmless, values(row, shared))))


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = "; ".join(visible(line) for line in cell.split("\n")) if "\n" in cell else visible(cell)
    return f"'{text}" if cell.startswith(_BEGINS) or text.lstrip().startswith(_BEGINS) else text


def _line(cells: tuple[Cell, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
