"""A CSV file read as tables, with a complaint that says where it is none."""

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from planner.errors import InputError, Place, Problem, nearest_name
from planner.model.period import Period
from planner.sources.tables.column import Column
from planner.sources.tables.covered import covered_days
from planner.sources.tables.csv_rows import LINE_END, Lines, csv_rows
from planner.sources.tables.delimiters import delimiter_of
from planner.sources.tables.encodings import decoded
from planner.sources.tables.stacked import Block, Record, blocks
from planner.sources.tables.table import FileText, TextTable
from planner.sources.tables.totals import is_total

_NO_DATA = re.compile(
    r"(?:no data|keine daten|aucune donnée|no hay datos|nenhum dado|sem dados|nessun dato|没有数据|无数据|暂无数据|データがありません)[\w ]*[.。]?",
    re.IGNORECASE,
)
_OTHER = (
    (
        re.compile(r"\s*<(?:!doctype html|html|head|\?xml)", re.IGNORECASE),
        "this file is a page of HTML or XML, and no table: a login page, perhaps",
    ),
    (re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]0-9])"), "this file is JSON, and no table"),
)
"""What other texts begin with."""
FEW = 3  # rows of a table that may say that there are none
LARGEST = 64 * 2**20
"""Bytes of a file that is read as text, which is held in memory several times over; larger ones are for the engine."""
BINARY = {
    b"PK\x03\x04": "a zip archive, as workbooks are too: unpack it, or save its sheet as CSV",
    b"PAR1": "Parquet; its name must end in .parquet",
    b"\xd0\xcf\x11\xe0": "a workbook of an old kind: save its sheet as CSV",
    b"%PDF": "a PDF: export the table as CSV",
    b"\x1f\x8b": "packed with gzip: unpack it",
    b"SQLite format 3": "an SQLite database; name it under `url:` with `table:`",
}
DUCKDB = b"DUCK"
"""At the ninth byte of a DuckDB database."""


def read_tables(path: Path, *, shown: str, said: Place, encoding: str = "") -> tuple[TextTable, ...]:
    """The tables in a file, from the top, those without rows too; rows without any filled cell do not count.

    Args: path: where it is; shown: its name for complaints; said: the place in the goal file that names it; encoding: where the goal
        file says it.
    Raises: InputError where it cannot be read, or holds nothing.
    """
    text, name = _text(_bytes(path, shown, said), shown, encoding, said)
    return tables_in(text.rstrip(" \r\n"), shown=shown, encoding=name)


def tables_in(text: str, *, shown: str, encoding: str = "UTF-8") -> tuple[TextTable, ...]:
    """The tables in a text. Args: shown: the file's name for complaints. Raises: InputError where it holds none."""
    for begins, what in _OTHER:
        if begins.match(text):
            raise _unreadable(Place(file=shown), what, expected="a CSV file: export the table as CSV")
    delimiter = delimiter_of(text)
    try:
        records = list(csv_rows(text, delimiter))
    except csv.Error as error:
        place = _broken(shown, text, delimiter)
        hint = "a closing quotation mark for each opening one, and one within a cell written twice"
        raise _unreadable(place, f"this is not a CSV table: {error}", expected=hint) from None
    found = blocks(records)
    if not found:
        raise InputError([_no_rows(shown, text)])
    source = FileText(
        file=shown, text=text, delimiter=delimiter, lines=Lines(text, delimiter), encoding=encoding, records=len(records)
    )  # fmt: skip
    tables: list[TextTable] = []
    for number, block in enumerate(found, 1):
        days = covered_days(block.above) or (tables[-1].covers if tables else None)
        tables.append(_table(source, records, block, covers=days, number=number))
    return tuple(tables)


def _table(
    source: FileText, records: Sequence[Record], block: Block, *, covers: Period | None, number: int
) -> TextTable:
    rows_at = block.rows if len(block.rows) > FEW else [n for n in block.rows if not _says_nothing(records[n])]
    rows = [records[n] for n in rows_at]
    header = _filled_header(tuple(name.strip() for name in block.header), rows)
    width = len(header)
    wrong: tuple[Problem, ...] = ()
    if set(map(len, rows)) - {width}:
        rows, ragged = _evened(rows, width)
        if ragged >= 0:
            text = f"this row has {len(rows[ragged])} cells, the header has {width}"
            place = source.place(rows_at[ragged], 0)
            wrong = (Problem(place=place, text=text, expected="the same number of cells in every row"),)
            rows = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    source = replace(source, top=block.top)
    if not rows:
        wrong = (_no_rows(source.file, source.text, source.place(block.top, 0)),)
    return TextTable(
        file=source.file,
        header=header,
        columns=tuple(map(Column, zip(*rows, strict=True))) if rows else (Column(),) * width,
        texts=(source,),
        records=np.array(rows_at, dtype=np.int64),
        above=block.above,
        covers=covers,
        number=number,
        wrong=wrong,
    )


def _filled_header(header: tuple[str, ...], rows: Sequence[Record]) -> tuple[str, ...]:
    """The header without names at its end that are empty, as are all cells below them."""
    named = max((at for at, name in enumerate(header, 1) if name), default=0)
    if named == len(header):
        return header
    filled = (max((at for at, cell in enumerate(row[: len(header)], 1) if cell), default=0) for row in rows)
    return header[: max(named, *filled, 0)]


def _says_nothing(record: Record) -> bool:
    """Whether a record is the remark that there are none."""
    filled = [cell for cell in record if cell.strip()]
    return len(filled) == 1 and bool(_NO_DATA.fullmatch(filled[0].strip()))


def _evened(rows: list[Record], width: int) -> tuple[list[Record], int]:
    """The rows without empty cells beyond the header, rows of totals filled up, and the first row that still has another width, or -1."""
    evened = [_even(row, width) if len(row) != width else row for row in rows]
    return evened, next((n for n, row in enumerate(evened) if len(row) != width), -1)


def _even(row: Record, width: int) -> Record:
    if len(row) > width and not any(row[width:]):
        return row[:width]
    if len(row) > width and any(map(is_total, row[width:])):  # some tools write the label behind the last column
        return [row[0] or next(cell for cell in row[width:] if cell), *row[1:width]]
    if len(row) < width and any(map(is_total, row)):
        return [*row, *[""] * (width - len(row))]
    return row


def _no_rows(shown: str, text: str, place: Place | None = None) -> Problem:
    if place is None:
        lines = LINE_END.split(text)
        at = next((n for n, line in enumerate(lines) if line.strip()), 0)
        place = Place(file=shown, line=at + 1, column=1, source=lines[at])
    return Problem(place=place, text="this table has no rows", expected="a header line and one row a day")


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


def _text(data: bytes, shown: str, encoding: str, said: Place) -> tuple[str, str]:
    if data[8:12] == DUCKDB:
        text = "this file is a DuckDB database; name it under `url:` with `table:`"
        raise InputError([Problem(place=Place(file=shown), text=text, expected="a CSV file")])
    for mark, kind in BINARY.items():
        if data.startswith(mark):
            raise InputError(
                [
                    Problem(
                        place=Place(file=shown),
                        text=f"this file is {kind.replace(': ', '; ', 1)}",
                        expected="a CSV file",
                    )
                ]
            )
    try:
        return decoded(data, encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, shown, encoding) from None
    except (LookupError, ValueError):
        text = f"{encoding!r} is no encoding that is known"
        raise InputError(
            [Problem(place=said, text=text, expected="one such as utf-8, utf-16, cp1252 or gb18030")]
        ) from None


def _undecodable(error: UnicodeDecodeError, shown: str, encoding: str) -> InputError:
    codec = encoding or error.encoding
    name = encoding or codec.upper().removesuffix("-LE").removesuffix("-BE")
    before = LINE_END.split(error.object[: error.start].decode(codec, errors="replace").removeprefix("\ufeff"))
    after = LINE_END.split(error.object[error.start : error.start + 100].decode(codec, errors="replace"))
    place = Place(file=shown, line=len(before), column=len(before[-1]) + 1, source=before[-1] + after[0])
    text = f"this file is not {name} text (byte {error.start + 1})"
    return _unreadable(place, text, expected="a CSV file saved as UTF-8, or `encoding:` in the goal file, as in cp1252")


def _broken(shown: str, text: str, delimiter: str) -> Place:
    """Where the row begins that csv cannot read: a quotation mark that is not closed swallows the lines after it."""
    reader = csv_rows(text, delimiter)
    read = 0
    with suppress(csv.Error):
        for _ in reader:
            read = reader.line_num
    source = LINE_END.split(text)[read]
    return Place(file=shown, line=read + 1, column=max(source.find('"'), 0) + 1, source=source)


def _unreadable(place: Place, text: str, *, expected: str) -> InputError:
    return InputError([Problem(place=place, text=text, expected=expected)])
