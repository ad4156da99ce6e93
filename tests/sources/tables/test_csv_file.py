import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import InputError, Place
from planner.sources.tables.csv_file import read_tables
from planner.sources.tables.table import TextTable

SAID = Place(file="goal.yaml", line=4, column=9, source="  file: trafic.csv")
TableOf = Callable[[str], TextTable]


def complaint(path: Path) -> str:
    try:
        return "\n".join(map(str, read_tables(path, shown=path.name, said=SAID)[0].wrong))
    except InputError as error:
        return str(error)


def test_a_missing_file_is_complained_of_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "traffic.csv").write_text("date,sessions\n2026-11-01,1\n")
    assert complaint(tmp_path / "trafic.csv") == (
        "goal.yaml:4:9: there is no file trafic.csv\n  |   file: trafic.csv\n  |         ^\n  did you mean 'traffic.csv'?"
    )


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    assert "is not a file" in complaint(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").touch(mode=0)
    assert "cannot be read" in complaint(tmp_path / "t.csv")


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("wb") as file:
        file.truncate(2**30)
    assert complaint(tmp_path / "t.csv").startswith("t.csv: this file is too large: 1024 MB")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_is_not_text(tmp_path: Path, mark: bytes) -> None:
    sound = "" if mark else "caf\u00e9 \u6e20\u9053\r\n"
    (tmp_path / "t.csv").write_bytes(mark + b"date,channel\r\n2026-11-01,Caf\xe9\r\n" + sound.encode())
    assert complaint(tmp_path / "t.csv") == (
        "t.csv:2:15: this file is not UTF-8 text (byte 29)\n  | 2026-11-01,Caf\ufffd\n  |               ^\n"
        "  expected a CSV file saved as UTF-8, or `encoding:` in the goal file, as in cp1252"
    )


@pytest.mark.parametrize("text", ["", "\n\n", "  \r\n"])
def test_an_empty_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    assert complaint(tmp_path / "t.csv") == (
        "t.csv:1:1: this table has no rows\n  expected a header line and one row a day"
    )


@pytest.mark.parametrize("rest", ["", "\n", "\n\n  \n", "\n,\n,\n"])
def test_a_header_without_rows(tmp_path: Path, rest: str) -> None:
    (tmp_path / "t.csv").write_text(f"date,sessions{rest}")
    assert complaint(tmp_path / "t.csv") == (
        "t.csv:1:1: this table has no rows\n  | date,sessions\n  | ^\n  expected a header line and one row a day"
    )


def test_a_ragged_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions\n2026-11-01,1\n2026-11-02,1,2\n")
    assert complaint(tmp_path / "t.csv") == (
        "t.csv:3:1: this row has 3 cells, the header has 2\n  | 2026-11-02,1,2\n  | ^\n"
        "  expected the same number of cells in every row"
    )


def test_an_open_quotation_mark_is_named_where_it_opens(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('date,note,sessions\n2026-11-01,a,1\n2026-11-02,"b,2\n2026-11-03,c,3\n')
    assert complaint(tmp_path / "t.csv") == (
        't.csv:3:12: this is not a CSV table: unexpected end of data\n  | 2026-11-02,"b,2\n  |            ^\n'
        "  expected a closing quotation mark for each opening one, and one within a cell written twice"
    )


def test_a_quotation_mark_within_a_cell(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('date,note\n2026-11-02,"a "good" day"\n')
    assert complaint(tmp_path / "t.csv").startswith("t.csv:2:12: this is not a CSV table: ',' expected after '\"'\n")


def test_a_preamble_of_comments(table_of: TableOf) -> None:
    table = table_of("# ------\n# All users, by day\n\nDate,Sessions\n20261101,5\n")
    assert (table.header, table.columns) == (("Date", "Sessions"), (("20261101",), ("5",)))
    assert table.above == ("# ------", "# All users by day")
    assert str(table.place(0, 1)) == "t.csv:5:10"


def test_a_column_of_row_numbers_is_no_comment(table_of: TableOf) -> None:
    assert table_of("#,date,sessions\n1,2026-11-01,5\n").header == ("#", "date", "sessions")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("rest", ["", "{0}", "{0}{0}{0}", "{0}  {0}", "{0},{0},{0}"])
def test_line_ends_and_blank_lines_do_not_count(table_of: TableOf, end: str, rest: str) -> None:
    table = table_of(f"{end}date,sessions{end}2026-11-01,1{end}{end}2026-11-02,2{rest.format(end)}")
    assert table.header == ("date", "sessions")
    assert table.columns == (("2026-11-01", "2026-11-02"), ("1", "2"))


def test_quoted_padded_and_empty_headers(table_of: TableOf) -> None:
    table = table_of('\ufeff" Date", "Sessions, all",\n2026-11-01, "1,234",x\n')
    assert table.header == ("Date", "Sessions, all", "")
    assert (table.find("date"), table.find("SESSIONS, ALL")) == (0, 1)
    assert table.columns[1] == ("1,234",)


@pytest.mark.parametrize(
    "remark", ["No data available.", '"No data available"', "Keine Daten verfügbar", "没有数据", "No data available,"]
)
def test_the_remark_that_there_are_no_rows(tmp_path: Path, remark: str) -> None:
    (tmp_path / "t.csv").write_text(f"day,cost\n{remark}\n")
    assert complaint(tmp_path / "t.csv") == (
        "t.csv:1:1: this table has no rows\n  | day,cost\n  | ^\n  expected a header line and one row a day"
    )


@pytest.mark.parametrize("name", ["martian", "undefined", "base64"])
def test_no_encoding(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.csv").write_text("date,sessions\n2026-11-01,1\n")
    with pytest.raises(InputError) as caught:
        read_tables(tmp_path / "t.csv", shown="t.csv", said=SAID, encoding=name)
    assert str(caught.value) == (
        f"goal.yaml:4:9: {name!r} is no encoding that is known\n  |   file: trafic.csv\n  |         ^\n"
        "  expected one such as utf-8, utf-16, cp1252 or gb18030"
    )


def test_unicode_that_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("date,sessions\n2026-11-01,1\n".encode("utf-16")[:-1])
    assert "this file is not UTF-16 text" in complaint(tmp_path / "t.csv")


@pytest.mark.parametrize("row", ["Total,,11", ",,11,Grand total", "Total"])
def test_a_row_of_totals_may_have_another_width(tmp_path: Path, row: str) -> None:
    (tmp_path / "t.csv").write_text(f"date,channel,sessions\n2026-11-01,Email,11\n{row}\n")
    [table] = read_tables(tmp_path / "t.csv", shown="t.csv", said=SAID)
    assert (table.wrong, table.columns[0][1].endswith("otal")) == ((), True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "<!DOCTYPE html><html><body>Sign in</body></html>\n",
            "a page of HTML or XML, and no table: a login page, perhaps",
        ),
        ("\n <html>\n<p>a,b</p>\n", "a page of HTML or XML, and no table: a login page, perhaps"),
        ('[{"date":"2026-10-01","sessions":5}]\n', "JSON, and no table"),
        ('{\n  "rows": [1, 2]\n}\n', "JSON, and no table"),
    ],
)
def test_pages_and_json_are_no_tables(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    assert (
        complaint(tmp_path / "t.csv") == f"t.csv: this file is {what}\n  expected a CSV file: export the table as CSV"
    )


def test_names_in_square_brackets_are_a_table(table_of: TableOf) -> None:
    assert table_of("[Date],[Sessions]\n2026-11-01,5\n").rows == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"\x12\x23\xf0\x5d\x4e\x15\x42\xe0DUCK\x43\x4b", "a DuckDB"), (b"SQLite format 3\0\x10\0", "an SQLite")],
)
def test_databases_are_told(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(InputError, match=f"this file is {kind} database; name it under `url:` with `table:`"):
        read_tables(tmp_path / "t.csv", shown="t.csv", said=Place(file="goal.yaml"))
