"""A CSV file read as a table, with a complaint that says where it is none."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from planner.errors import InputError, Place, Problem, nearest_name
from planner.sources.csv_rows import LINE_END, csv_rows
from planner.sources.table import CsvTable

LARGEST = 256 * 2**20  # bytes; the text is held in memory several times over
DELIMITERS = ",;\t|"
PLAIN = "a plain table whose first line holds the names of the columns"


def read_table(path: Path, *, shown: str, said: Place) -> CsvTable:
    """The table in a file; rows without any filled cell do not count.

    Args: path: where it is; shown: its name for complaints; said: the place in the goal file that names it.
    Raises: InputError where it cannot be read as a table.
    """
    text = _text(_bytes(path, shown, said), shown).rstrip(" \r\n")
    lines = enumerate(io.StringIO(text, newline=""), start=1)
    line, first = next(((n, line) for n, line in lines if line.strip()), (1, ""))
    top = Place(file=shown, line=line, column=1, source=first.rstrip("\r\n"))
    delimiter = max(DELIMITERS, key=first.count)
    if first.startswith("#") and not first.startswith(f"#{delimiter}"):
        raise _unreadable(top, "this file begins with a comment, not with the names of the columns", expected=PLAIN)
    try:
        rows = list(filter(any, csv_rows(text, delimiter)))
    except csv.Error as error:
        place = _broken(shown, text, delimiter)
        hint = "a closing quotation mark for each opening one, and one within a cell written twice"
        raise _unreadable(place, f"this is not a CSV table: {error}", expected=hint) from None
    if len(rows) < 2:
        raise _unreadable(top, "this table has no rows", expected="a header line and one row a day")
    header = tuple(name.strip() for name in rows[0])
    if set(map(len, rows)) != {len(header)}:
        raise _ragged(CsvTable(file=shown, text=text, delimiter=delimiter, header=header, columns=()), rows)
    return CsvTable(
        file=shown, text=text, delimiter=delimiter, header=header, columns=tuple(zip(*rows[1:], strict=True))
    )


def _bytes(path: Path, shown: str, said: Place) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            limit = f"at most {LARGEST // 2**20} MB; sum it by day and leaf before"
            raise _unreadable(Place(file=shown), f"this file is too large: {size // 2**20} MB", expected=limit)
        if not path.is_file():
            raise InputError([Problem(place=said, text=f"{shown} is not a file")])
        return path.read_bytes()
    except FileNotFoundError:
        near = nearest_name(path.name, [p.name for p in path.parent.iterdir()]) if path.parent.is_dir() else ""
        raise InputError([Problem(place=said, text=f"there is no file {shown}", nearest=near)]) from None
    except OSError as error:
        raise InputError([Problem(place=said, text=f"{shown} cannot be read: {error.strerror}")]) from None


def _text(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = LINE_END.split(error.object[: error.start].decode())
        after = LINE_END.split(error.object[error.start : error.start + 100].decode(errors="replace"))
        place = Place(file=shown, line=len(before), column=len(before[-1]) + 1, source=before[-1] + after[0])
        text = f"this file is not UTF-8 text (byte {error.start + 1})"
        raise _unreadable(place, text, expected="a CSV file saved as UTF-8") from None


def _broken(shown: str, text: str, delimiter: str) -> Place:
    """Where the row begins that csv cannot read: a quotation mark that is not closed swallows the lines after it."""
    reader = csv_rows(text, delimiter)
    read = 0
    with suppress(csv.Error):
        for _ in reader:
            read = reader.line_num
    source = LINE_END.split(text)[read]
    return Place(file=shown, line=read + 1, column=max(source.find('"'), 0) + 1, source=source)


def _ragged(table: CsvTable, rows: Sequence[Sequence[str]]) -> InputError:
    width = len(table.header)
    bad = next(n for n, row in enumerate(rows) if len(row) != width)
    text = f"this row has {len(rows[bad])} cells, the header has {width}"
    return InputError([table.complaint(bad - 1, 0, text, expected="the same number of cells in every row")])


def _unreadable(place: Place, text: str, *, expected: str) -> InputError:
    return InputError([Problem(place=place, text=text, expected=expected)])
