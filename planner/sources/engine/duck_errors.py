"""What DuckDB says, as complaints of ours."""

import re

from planner.errors import InputError, Place
from planner.sources.engine.complaint import refused

_LINE = re.compile(r"CSV Error on Line: (\d+)")
_CELLS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_CANDIDATES = re.compile(r"Candidate bindings: (.*)")
_KNOWN = (
    ("Out of Memory", "{} takes more memory than planner gives it", "fewer groups, or a smaller table"),
    (
        "Could not set lock",
        "{} is open in another program that writes it",
        "that program to be closed, or a copy of the file",
    ),
    ("is already attached", "{} is open for writing in this program", "it closed"),
    ("not a valid DuckDB database", "{} is not a DuckDB database", ""),
    ("No magic bytes", "{} is not a Parquet file, or only a part of one", ""),
    ("too small to be a Parquet file", "{} is not a Parquet file, or only a part of one", ""),
    ("disabled by configuration", "a query on {} may not read other files", "tables of this database alone"),
    ("disabled through configuration", "a query on {} may not load anything", "tables of this database alone"),
    ("Schema mismatch", "the files of {} have columns of the same name and different types", ""),
)


def complaint(message: str, *, shown: str, said: Place) -> InputError:
    """Args: message: the driver's text, of which hints for programmers are left out."""
    if found := _LINE.search(message):
        text, expected = _row(message)
        return refused(Place(file=shown, line=int(found[1])), text, expected=expected)
    for sign, text, expected in _KNOWN:
        if sign in message:
            return refused(said, text.format(shown), expected=expected)
    first = message.strip().splitlines()[0] if message.strip() else "no reason given"
    reason = re.sub(r"^(\w+ )+Error: ", "", first)
    candidates = re.findall(r'"([^"\n]+)"', found[1]) if (found := _CANDIDATES.search(message)) else []
    near = f", nearest is {candidates[0].rpartition('.')[2]!r}" if candidates else ""
    return refused(said, f"{shown} cannot be read: {reason.rstrip('!')}{near}")


def _row(message: str) -> tuple[str, str]:
    if found := _CELLS.search(message):
        return f"this row has {found[2]} cells, the header has {found[1]}", "the same number of cells in every row"
    if "unicode" in message or "utf-8" in message:
        return "this line is not UTF-8 text", "a CSV file saved as UTF-8, or its encoding said"
    if "quote" in message:
        return (
            "a quotation mark that opens in this row is not closed",
            "a closing one, and one within a cell written twice",
        )
    if "Maximum line size" in message:
        return "this line is too long for a row of a table", ""
    return "this row cannot be read", ""
