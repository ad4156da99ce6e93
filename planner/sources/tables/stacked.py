"""The tables in a text: analytics tools write titles above, several tables below each other, and blank lines between."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from planner.sources.tables.names import role_of
from planner.sources.tables.numerals import looks_like_figure

Record = Sequence[str]
_AHEAD = 12  # rows that tell a title from the names of columns
MEASURES = ("sessions", "views", "users", "clicks", "impressions", "cost")
TOTAL = "Total"
_SAMPLE = 20  # rows that tell which columns hold figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One table of a text, as records of it."""

    above: tuple[str, ...]
    """What stands above it, since the table before: titles and comments, one line each."""
    top: int
    """The record that holds the names of the columns."""
    header: tuple[str, ...]
    """Those names: of a pivot table, whose columns are a measure for each name of a dimension, the names of the dimension."""
    rows: Sequence[int]
    """The records that hold its rows, in order."""


def blocks(records: Sequence[Record]) -> list[Block]:
    """The tables among the records of a text, in order; one that has no rows is a table too.

    A record that begins with # is a comment, unless the names of columns begin so (a column of row numbers).
    """
    found: list[Block] = []
    above: list[str] = []
    at = 0
    filled = [n for n, record in enumerate(records) if any(record)]
    ends = _ends(records, filled)
    while at < len(filled):
        record = records[filled[at]]
        if is_comment(record) or _is_title(records, filled, at):
            above.append(" ".join(cell for cell in record if cell).strip())
            at += 1
            continue
        names = _pivoted(records, filled, at)
        if names:
            at += 1
        after = _end(records, filled, at, ends)
        header = names or tuple(records[filled[at]])
        found.append(Block(above=tuple(above), top=filled[at], header=header, rows=filled[at + 1 : after]))
        above, at = [], after
    return found


def _ends(records: Sequence[Record], filled: Sequence[int]) -> list[int]:
    """Where a table may end: at filled records that begin with # or stand after a blank line."""
    first = [records[n][0] for n in filled]
    return [n for n in range(1, len(filled)) if first[n][:1] == "#" or filled[n] - filled[n - 1] > 1]


def _pivoted(records: Sequence[Record], filled: Sequence[int], at: int) -> tuple[str, ...]:
    """The names of a pivot table: names of branches in one record, below them a measure that repeats, beside the names of the rows.

    What has no name of a branch is the total of its row; a second measure keeps its own name.
    """
    if at + 1 >= len(filled) or filled[at + 1] - filled[at] > 1:
        return ()
    below = [name.strip() for name in records[filled[at + 1]]]
    measures = [name for name in below if role_of(name) in MEASURES and below.count(name) > 1]
    if not measures or any(map(looks_like_figure, below)):
        return ()
    branches = [*records[filled[at]], *[""] * len(below)]
    return tuple(_pivoted_name(name, branch.strip(), measures) for name, branch in zip(below, branches, strict=False))


def _pivoted_name(name: str, branch: str, measures: Sequence[str]) -> str:
    if name not in measures:
        return name
    return branch or TOTAL if name == measures[0] else f"{name}: {branch or TOTAL}"


def is_comment(record: Record) -> bool:
    """Whether a record is a remark on the table: `#` in front, and no column called so."""
    return record[0].startswith("#") and not (record[0].strip() == "#" and len(record) > 1 and any(record[1:]))


def _is_title(records: Sequence[Record], filled: Sequence[int], at: int) -> bool:
    """Whether a record has much fewer cells than those that follow it: a report's name, its days, its account."""
    here = _count(records[filled[at]])
    ahead = [records[n] for n in filled[at + 1 : at + 1 + _AHEAD]]
    counts = sorted(_count(record) for record in ahead if not is_comment(record))
    usual = counts[len(counts) // 2] if counts else 0
    return here < usual and (here == 1 or 2 * here < usual)


def _count(record: Record) -> int:
    return sum(map(bool, record))


def _end(records: Sequence[Record], filled: Sequence[int], at: int, ends: Sequence[int]) -> int:
    """Where the table ends whose names stand in filled record `at`: at a comment, or after a blank line before what is no row of it."""
    header = list(records[filled[at]])
    figures = _figures(records, filled[at + 1 : at + 1 + _SAMPLE], len(header))
    for n in ends[bisect_right(ends, at) :]:
        record = records[filled[n]]
        after_blank = filled[n] - filled[n - 1] > 1 and list(record) != header and not _continues(record, figures)
        if after_blank or is_comment(record):
            return n
    return len(filled)


def _figures(records: Sequence[Record], sample: Sequence[int], width: int) -> tuple[int, ...]:
    """The columns that hold figures in the first rows."""
    rows = [records[n] for n in sample]

    def holds(column: int) -> bool:
        cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
        return bool(cells) and 2 * sum(map(looks_like_figure, cells)) > len(cells)

    return tuple(filter(holds, range(width)))


def _continues(record: Record, figures: Sequence[int]) -> bool:
    """Whether a record after a blank line has figures where the table has; without figures anything does."""
    return not figures or any(at < len(record) and looks_like_figure(record[at]) for at in figures)
