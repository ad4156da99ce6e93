from datetime import date
from pathlib import Path

import pytest

from planner.errors import InputError, Place
from planner.model.goal import Goal, Table, Target
from planner.sources.large import is_large
from planner.sources.source import read_source, read_table
from planner.sources.tables.table import TextTable

SAID = Place(file="goal.yaml", line=2, column=9)


def read(folder: Path, *names: str, **ways: str) -> TextTable:
    source = Table(files=names, **ways)  # type: ignore[arg-type]
    goal = Goal(
        target=Target(text="1x", kind="multiple", amount=1), traffic=source, as_of=date(2026, 11, 30), file=str(folder / "goal.yaml"), places={(): SAID}
    )  # fmt: skip
    return read_source(goal, source, "traffic")


def test_files_with_the_same_columns_are_one_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,sessions\n2026-11-01,5\n")
    (tmp_path / "b.csv").write_text("# title\ndate;sessions\n2026-11-02;6\n")
    table = read(tmp_path, "a.csv", "b.csv")
    assert table.columns == (("2026-11-01", "2026-11-02"), ("5", "6"))
    assert str(table.place(1, 1)) == f"{tmp_path}/b.csv:3:12"


def test_each_of_several_files_has_the_days_of_its_own_titles(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("# 20261001-20261031\nchannel,sessions\nEmail,5\n")
    (tmp_path / "b.csv").write_text("# 20261101-20261130\nchannel,sessions\nEmail,6\n")
    assert read(tmp_path, "a.csv", "b.csv").columns[2] == ("2026-10-01 - 2026-10-31", "2026-11-01 - 2026-11-30")


def test_files_of_other_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,sessions\n2026-11-01,5\n")
    (tmp_path / "b.csv").write_text("date,visits\n2026-11-02,6\n")
    with pytest.raises(InputError) as caught:
        read(tmp_path, "a.csv", "b.csv")
    assert str(caught.value) == (
        f"{tmp_path}/b.csv:1:1: the columns are not those of {tmp_path}/a.csv\n  | date,visits\n  | ^\n  expected date, sessions"
    )


def test_a_table_by_its_number_and_an_encoding_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        "# é\ndate,sessions\n2026-11-01,5\n# ü\ndate,users\n2026-11-01,6\n".encode("latin-1")
    )
    assert read(tmp_path, "a.csv", encoding="latin-1").header == ("date", "sessions")
    assert read(tmp_path, "a.csv", encoding="latin-1", table="2").above == ("# ü",)
    assert read_table(tmp_path / "a.csv", shown="a", said=SAID, encoding="cp1252", number="2").header == (
        "date",
        "users",
    )


@pytest.mark.parametrize(
    ("name", "large"), [("a.csv", False), ("a.parquet", True), ("A.PQ", True), ("*.parq", True), ("missing.csv", False)]
)
def test_what_is_for_the_engine(tmp_path: Path, name: str, large: bool) -> None:  # noqa: FBT001
    (tmp_path / "a.csv").write_text("")
    assert is_large(tmp_path / name) == large
