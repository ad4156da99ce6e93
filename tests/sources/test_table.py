import os
from pathlib import Path

import pytest

from planner.errors import InputError, Place
from planner.sources.table import read_table

SAID = Place(file="goal.yaml", line=4, column=9, source="  file: trafic.csv")


def complaint(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_table(path, shown=path.name, said=SAID)
    return str(caught.value)


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


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"date,sessions\n\xff\xfe\n")
    assert complaint(tmp_path / "t.csv").startswith("t.csv: this file is not UTF-8 text (byte 15)")


@pytest.mark.parametrize("text", ["", "\n\n", "date,sessions\n"])
def test_a_table_without_rows(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    assert "has no rows" in complaint(tmp_path / "t.csv")


def test_a_ragged_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions\n2026-11-01,1\n2026-11-02,1,2\n")
    assert complaint(tmp_path / "t.csv").startswith("t.csv:3:1: this row has 3 cells, the header has 2")


def test_places_hold_after_quoted_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('date,note\n2026-11-01,"a\nb"\n2026-11-02,c\n')
    table = read_table(tmp_path / "t.csv", shown="t.csv", said=SAID)
    assert str(table.place(1, 1)) == "t.csv:4:12"
