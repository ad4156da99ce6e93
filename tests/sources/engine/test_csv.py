from pathlib import Path

import pytest
from engines import complaint, grouped, rows, sample

from planner.sources.engine.sources import CsvFile


def csv(path: Path, text: str, *, names: str = "date channel sessions", **said: object) -> CsvFile:
    path.write_bytes(text.encode(str(said.get("encoding", "utf-8"))))
    return CsvFile(path=path, shown=path.name, names=tuple(names.split()), **said)  # type: ignore[arg-type]


def test_every_column_is_text_and_nothing_is_guessed(tmp_path: Path) -> None:
    source = csv(tmp_path / "t.csv", "date,channel,sessions\n2026-01-01,007,1\n01/02/2026,true,\n")
    found = sample(source)
    assert found.kinds == ("text", "text", "text")
    assert found.rows == (("2026-01-01", "007", "1"), ("01/02/2026", "true", ""))
    assert rows(grouped(source, ["date", "channel"], ["sessions"]))[1] == ("2026-01-01", "007", 1.0)


def test_a_preamble_another_delimiter_and_line_breaks_in_quotes(tmp_path: Path) -> None:
    source = csv(
        tmp_path / "t.csv",
        '# Report\n\ndate;channel;sessions\n2026-01-01;"a ""b""; c\nd";1\n\n2026-01-01;x;2\n',
        delimiter=";",
        skip=3,
    )
    assert rows(grouped(source, ["channel"], ["sessions"])) == [('a "b"; c\nd', 1.0), ("x", 2.0)]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig", "latin-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    source = csv(tmp_path / "t.csv", "2026-01-01,é,1\r\n2026-01-01,é,2\r\n", encoding=encoding, skip=0)
    assert rows(grouped(source, ["date", "channel"], ["sessions"])) == [("2026-01-01", "é", 3.0)]


def test_wrong_encodings(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"date,channel,sessions\n2026-01-01,x,1\n2026-01-01,\xe9,1\n")
    names = ("date", "channel", "sessions")
    plain = CsvFile(path=tmp_path / "t.csv", shown="t.csv", names=names)
    assert complaint(plain, ["channel"]).startswith("t.csv:3: this line is not UTF-8 text")
    assert "is not utf-32 text" in complaint(
        CsvFile(path=tmp_path / "t.csv", shown="t.csv", names=names, encoding="utf-32")
    )
    assert "no encoding 'klingon'" in complaint(
        CsvFile(path=tmp_path / "t.csv", shown="t.csv", names=names, encoding="klingon")
    )


@pytest.mark.parametrize(
    ("decimal", "thousands", "cells", "total", "unread"),
    [
        (".", ",", ["1", " 2.5 ", "1,234", "-1,000,000.5", "1e3"], 1 + 2.5 + 1234 - 1_000_000.5 + 1000, {}),
        (",", ".", ["1", "2,5", "1.234", "1.234,5"], 2472.0, {}),
        (",", " ", ["1 234,5", "1\u00a0234", "1\u202f234"], 3702.5, {}),
        (".", "'", ["1'234", "1,5"], 1234.0, {"1,5": 1}),
        (".", "", ["1,234", "5"], 5.0, {"1,234": 1}),
        (".", ",", ["n/a", "n/a", "1,23", "inf", "nan", "", "  ", "7"], 7.0, {"n/a": 2, "1,23": 1, "inf": 1, "nan": 1}),
        (".", ",", ["62,5 %", "1e400", "9" * 40, "3"], 3.0, {"1e400": 1, "62,5 %": 1, "9" * 40: 1}),
    ],
)
def test_numbers_in_text(
    tmp_path: Path, decimal: str, thousands: str, cells: list[str], total: float, unread: dict[str, int]
) -> None:
    text = "".join(f'x;"{cell}"\n' for cell in cells)
    source = csv(tmp_path / "t.csv", text, names="k v", skip=0, delimiter=";", decimal=decimal, thousands=thousands)
    found = grouped(source, ["k"], ["v"])
    assert rows(found) == [("x", pytest.approx(total))]
    assert {cell: times for each in found.unread for cell, times in each.cells} == unread
    assert sum(each.count for each in found.unread) == sum(unread.values())


def test_many_unread_cells_are_counted_and_the_most_frequent_told(tmp_path: Path) -> None:
    text = "".join(f"k{n % 3},bad {n % 8}\n" for n in range(100))
    found = grouped(csv(tmp_path / "t.csv", text, names="k v", skip=0), ["k"], ["v"]).unread
    assert (found[0].column, found[0].count, len(found[0].cells)) == ("v", 100, 5)
    assert found[0].cells[0] == ("bad 0", 13)


def test_broken_rows_are_complained_of_with_their_line(tmp_path: Path) -> None:
    short = complaint(csv(tmp_path / "t.csv", "date,channel,sessions\n2026-01-01,x,1\n2026-01-01,x\n"))
    assert short.startswith("t.csv:3: this row has 2 cells, the header has 3")
    open_quote = complaint(csv(tmp_path / "t.csv", 'date,channel,sessions\n2026-01-01,"x,1\n2026-01-01,x,1\n'))
    assert open_quote.startswith("t.csv:2: a quotation mark")


def test_hostile_names(tmp_path: Path) -> None:
    names = ("a'b", 'c"d', "}; DROP TABLE x; --")
    (tmp_path / "it's.csv").write_text("x,y,1\n")
    source = CsvFile(path=tmp_path / "it's.csv", shown="t", names=names, skip=0)
    assert rows(grouped(source, list(names), [names[2]])) == [("x", "y", "1", 1.0)]


def test_a_header_without_rows(tmp_path: Path) -> None:
    source = csv(tmp_path / "t.csv", "date,channel,sessions\n")
    assert grouped(source, ["date"], ["sessions"]).rows == 0


def test_temporary_files_are_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = csv(tmp_path / "t.csv", "2026-01-01,é,1\n", encoding="utf-16", skip=0)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    grouped(source, ["date"], ["sessions"])
    assert not list((tmp_path / "temporary").iterdir())
