"""Which decimal mark the figures of a column have, as the column, its table or the goal file tells."""

import functools
from collections import Counter
from collections.abc import Sequence

from planner.errors import InputError
from planner.sources.tables.names import COMMA_DECIMAL, language_of, role_of
from planner.sources.tables.numerals import Mark, Marks, marks_of
from planner.sources.tables.table import TextTable

OTHER: dict[str, Mark] = {".": ",", ",": "."}


def decimal_mark(table: TextTable, column: int) -> Mark:
    """The decimal mark of a column's figures.

    What tells, in this order: the goal file's `decimals`; cells that only one mark makes numbers of; every number from 1,000 on has
    the other mark, and the ones below have none; the other columns of the table; the language of the columns' names; that a table with
    commas between its cells has a comma within one. The last three only tell that 1.234 is a thousand: where they speak for three decimals
    in every number, a count that others have rounded or a slip of the hand is as likely.

    Raises: InputError where both marks make numbers of every cell, other ones, and nothing tells.
    """
    if table.ways.decimals:
        return table.ways.decimals
    own = _marks(table, column)
    if len(own.able) < 2 or not own.either:
        return next(iter(own.able), ".") if len(own.able) < 2 else "."
    grouping = OTHER["," if "," in own.either else "."]
    beside = _beside(table, column)
    told = beside or (grouping if own.grouped else None) or _of_language(table) or _of_delimiter(table, own)
    if told != grouping:
        raise _question(table, column, own.either)
    return grouping


def _marks(table: TextTable, column: int) -> Marks:
    return _of_cells(table.columns[column])


@functools.lru_cache(maxsize=64)
def _of_cells(column: tuple[str, ...]) -> Marks:
    """Kept, for every column is asked about again by each of the others."""
    cells = dict.fromkeys(column)  # in order, so that always the same one is asked about
    if not any("," in cell or "." in cell for cell in cells):
        return Marks(able=frozenset((".", ",")))
    return marks_of(cells)


def _beside(table: TextTable, column: int) -> Mark | None:
    """The mark that other columns of figures have, where they agree."""
    found: set[Mark] = set()
    for at in range(len(table.header)):
        if at != column and role_of(table.header[at]) not in ("date", "week", "month"):
            able = _marks(table, at).able
            found |= able if len(able) == 1 else set()
    return found.pop() if len(found) == 1 else None


def _of_language(table: TextTable) -> Mark | None:
    language = table_language(table.header)
    return None if language in ("", "en") else "," if language in COMMA_DECIMAL else "."


def _of_delimiter(table: TextTable, own: Marks) -> Mark | None:
    return "." if table.texts and table.texts[0].delimiter == "," and "," in own.either else None


def table_language(header: Sequence[str]) -> str:
    """The language that most names of columns are in, English only where no other is; empty where none is known."""
    counts = Counter(filter(None, map(language_of, header)))
    others = [(count, language) for language, count in counts.items() if language != "en"]
    return max(others)[1] if others else "en" if counts else ""


def _question(table: TextTable, column: int, cell: str) -> InputError:
    row = next(n for n, each in enumerate(table.columns[column]) if each.strip() == cell)
    digits, mark = cell.replace(".", "").replace(",", ""), "," if "," in cell else "."
    whole, part = cell.strip().split(mark)[0], cell.strip().split(mark)[-1]
    text = f"{cell!r} may be {int(digits):,} or {whole}.{part}" if digits.isdecimal() else f"{cell!r} has two readings"
    key = '`decimals: ","` where a comma stands before the decimals, or `decimals: "."`, under the same key of the goal file as the file'
    return InputError([table.complaint(row, column, text, expected=key)])
