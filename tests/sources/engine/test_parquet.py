from pathlib import Path

import numpy as np
from engines import complaint, grouped, parquet, rows, sample

from planner.sources.engine.sources import ParquetFiles

WEEK = (
    "SELECT * FROM (VALUES (DATE '2026-01-01', 'new', 'email', 3, 1.5), (DATE '2026-01-01', 'new', 'email', 4, NULL), "
    "(DATE '2026-01-02', 'returning', NULL, NULL, NULL), (NULL, 'new', '', 1, 2.5), (NULL, 'new', NULL, 2, 0)) "
    "t(date, visitor, channel, sessions, revenue)"
)


def test_columns_and_first_rows(tmp_path: Path) -> None:
    found = sample(parquet(tmp_path / "t.parquet", WEEK), rows=3)
    assert found.names == ("date", "visitor", "channel", "sessions", "revenue")
    assert found.kinds == ("date", "text", "text", "number", "number")
    assert found.rows[0] == ("2026-01-01", "new", "email", "3", "1.5")
    assert found.rows[2] == ("2026-01-02", "returning", "", "", "")


def test_sums_by_group_with_null_as_no_text_and_no_number(tmp_path: Path) -> None:
    found = grouped(parquet(tmp_path / "t.parquet", WEEK), ["date", "visitor", "channel"], ["sessions", "revenue"])
    assert rows(found)[0] == ("", "new", "", 3.0, 2.5)  # NULL and '' are one
    assert rows(found)[1] == ("2026-01-01", "new", "email", 7.0, 1.5)
    assert rows(found)[2][:3] == ("2026-01-02", "returning", "")
    assert np.isnan(found.sums[0][2])
    assert found.rows == 5
    assert found.unread == ()


def test_without_keys_there_is_one_group_and_without_sums_only_keys(tmp_path: Path) -> None:
    source = parquet(tmp_path / "t.parquet", WEEK)
    assert rows(grouped(source, [], ["sessions"])) == [(10.0,)]
    assert rows(grouped(source, ["visitor"], [])) == [("new",), ("returning",)]
    assert grouped(source, [], []).rows == 5


def test_an_empty_table_has_no_groups(tmp_path: Path) -> None:
    source = parquet(tmp_path / "t.parquet", WEEK + " LIMIT 0")
    found = grouped(source, ["date"], ["sessions"])
    assert (found.keys, found.rows, found.sums[0].shape) == (((),), 0, (0,))
    assert grouped(source, [], ["sessions"]).sums[0].shape == (0,)
    assert sample(source).rows == ()


def test_names_are_compared_as_people_write_them_and_complained_of(tmp_path: Path) -> None:
    source = parquet(tmp_path / "t.parquet", WEEK + ', (SELECT 1 AS "Sessions ", 2 AS "re_venue")')
    assert rows(grouped(source, ["VISITOR"], ["sessions"]))[0] == ("new", 10.0)
    assert "has no column 'chanel'" in complaint(source, ["chanel"])
    assert "did you mean 'channel'?" in complaint(source, ["chanel"])
    assert "t.parquet has no column 'x'" in complaint(source, ["y", "x"])


def test_a_name_that_several_columns_may_mean_is_refused(tmp_path: Path) -> None:
    source = parquet(tmp_path / "t.parquet", 'SELECT 1 AS "Ad cost", 2 AS ad_cost')
    assert rows(grouped(source, [], ["ad_cost"])) == [(2.0,)]
    assert "2 columns of t.parquet are named 'AD-COST'" in complaint(source, [], ["AD-COST"])


def test_hostile_names_are_only_names(tmp_path: Path) -> None:
    names = ['a"b', "a.b", "x'); DROP TABLE t; --", "日期", "{}", "", " ", "$1", "%s", "k0"]
    listed = ", ".join(f'{n} AS "{name.replace(chr(34), chr(34) * 2)}"' for n, name in enumerate(names) if name)
    source = parquet(tmp_path / "it's [1]*?.parquet", f"SELECT {listed}")
    for n, name in enumerate(names):
        if name:
            assert rows(grouped(source, [name], [name])) == [(str(n), float(n))]
    assert sample(source).rows == (tuple(str(n) for n, name in enumerate(names) if name),)


def test_points_of_time_are_cut_to_days_in_utc(tmp_path: Path) -> None:
    source = parquet(
        tmp_path / "t.parquet",
        "SELECT TIMESTAMP '2026-01-01 23:30:00' AS plain, TIMESTAMPTZ '2026-01-02 00:30:00+02' AS zoned, "
        "TIME '10:00' AS clock, TIMESTAMP_NS '2026-01-01 23:30:00.123456789' AS fine",
    )
    assert sample(source).kinds == ("time", "time", "other", "time")
    assert rows(grouped(source, ["plain"], [], days="plain")) == [("2026-01-01",)]
    assert rows(grouped(source, ["zoned"], [], days="zoned")) == [("2026-01-01",)]
    assert rows(grouped(source, ["fine"], [], days="fine")) == [("2026-01-01",)]
    assert rows(grouped(source, ["plain"], [])) == [("2026-01-01 23:30:00",)]


def test_decimals_booleans_and_what_is_no_number(tmp_path: Path) -> None:
    source = parquet(
        tmp_path / "t.parquet",
        "SELECT * FROM (VALUES (1.10::DECIMAL(9,2), true, DATE '2026-01-01', [1], 'nan'::FLOAT, 9007199254740::HUGEINT), "
        "(2.20, false, NULL, [2], 'inf', 1), (NULL, true, NULL, [3], 2.5, 1)) t(d, b, day, list, f, h)",
    )
    found = grouped(source, [], ["d", "b", "f", "h"])
    assert rows(found) == [(3.3, 2.0, 2.5, 9007199254742.0)]
    assert [(u.column, u.count, u.cells) for u in found.unread] == [("f", 1, (("inf", 1),))]
    assert rows(grouped(source, ["b"], ["d"])) == [("false", 2.2), ("true", 1.1)]
    assert "the column 'day' of t.parquet holds dates, not numbers" in complaint(source, [], ["day"])
    assert "holds INTEGER[], not numbers" in complaint(source, [], ["list"])


def test_several_files_are_one_table_by_the_names_of_columns(tmp_path: Path) -> None:
    parquet(tmp_path / "a1.parquet", "SELECT 'x' AS channel, 1 AS sessions")
    parquet(tmp_path / "a2.parquet", "SELECT 2.5 AS sessions, 'x' AS channel, 'extra' AS more")
    source = ParquetFiles(path=tmp_path / "a*.parquet", shown="a*.parquet")
    assert rows(grouped(source, ["channel"], ["sessions"])) == [("x", 3.5)]


def test_sums_of_floats_are_the_same_every_time(tmp_path: Path) -> None:
    source = parquet(tmp_path / "t.parquet", "SELECT i % 7 AS k, 1 / (i + 1) AS v FROM range(400_000) t(i)")
    sums = {grouped(source, ["k"], ["v"]).sums[0].tobytes() for _ in range(5)}
    assert len(sums) == 1


def test_what_is_missing_or_no_parquet(tmp_path: Path) -> None:
    parquet(tmp_path / "traffic.parquet", "SELECT 1 AS a")
    missing = complaint(ParquetFiles(path=tmp_path / "trafic.parquet", shown="trafic.parquet"))
    assert missing.startswith("goal.yaml:4:9: there is no file trafic.parquet")
    assert "did you mean 'traffic.parquet'?" in missing
    assert "there is no file b*.parquet" in complaint(ParquetFiles(path=tmp_path / "b*.parquet", shown="b*.parquet"))
    assert "is a folder" in complaint(ParquetFiles(path=tmp_path, shown="here"))
    (tmp_path / "no.parquet").write_text("date,sessions\n")
    assert "no.parquet is not a Parquet file" in complaint(
        ParquetFiles(path=tmp_path / "no.parquet", shown="no.parquet")
    )
    (tmp_path / "empty.parquet").touch()
    assert "is not a Parquet file" in complaint(ParquetFiles(path=tmp_path / "empty.parquet", shown="empty.parquet"))


def test_columns_of_one_name_and_different_types(tmp_path: Path) -> None:
    parquet(tmp_path / "a1.parquet", "SELECT 'x' AS k, [1] AS sessions")
    parquet(tmp_path / "a2.parquet", "SELECT 'x' AS k, 1 AS sessions")
    assert "a*.parquet" in complaint(
        ParquetFiles(path=tmp_path / "a*.parquet", shown="a*.parquet"), ["k"], ["sessions"]
    )
