"""Large files and databases, read through a goal as the small files beside them are."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from engines import duck_file, parquet

from planner.errors import InputError
from planner.model.goal import ChannelRule, Goal, Table, Target
from planner.model.history import History
from planner.sources import large
from planner.sources.read import read_history

ROWS = """\
Day;Visitor Type;Source;Medium;Campaign;Visits;Revenue
{days}"""


def goal(folder: Path, traffic: Table, **keys: object) -> Goal:
    target = Target(text="3x", kind="multiple", amount=3.0)
    return Goal(target=target, traffic=traffic, as_of=date(2026, 11, 30), file=str(folder / "goal.yaml"), **keys)  # type: ignore[arg-type]


def table_text() -> str:
    """Ten days of two sources, German numbers, a row of totals, titles above."""
    days = [
        f"{day:02}.11.2026;{kind};{source};{medium};c{day % 3};{n * day};1.234,5"
        for day in range(1, 21)
        for kind, source, medium, n in (
            ("New Visitor", "google", "cpc", 60),
            ("Returning Visitor", "bing", "organic", 7),
        )
    ]
    total = sum(67 * day for day in range(1, 21))
    return "# Bericht\n# Alle Nutzer\n" + ROWS.format(days="\n".join(days)) + f"\nGesamt;;;;;{total};49.380\n"


def same(one: History, other: History) -> bool:
    return (
        (one.levels, one.leaves, one.first, one.cadence) == (other.levels, other.leaves, other.first, other.cadence)
        and np.allclose(one.sessions, other.sessions)
        and [each.name for each in one.measures] == [each.name for each in other.measures]
        and all(np.allclose(a.amounts, b.amounts) for a, b in zip(one.measures, other.measures, strict=True))
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_large_text_is_read_like_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    text = table_text().replace("Bericht", "Täglicher Bericht").replace("c2", "Größe")
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    wanted = goal(tmp_path, Table(files=("t.csv",)))
    small = read_history(wanted)
    assert small.levels == ("visitor", "channel")
    assert small.leaves == (("New Visitor", "Paid Search"), ("Returning Visitor", "Organic Search"))
    assert np.nansum(small.measures[0].amounts) == pytest.approx(40 * 1234.5)
    monkeypatch.setattr(large, "LARGEST", 100)
    shares: list[float] = []
    summed = read_history(wanted, watch=shares.append)
    assert same(small, summed)
    assert summed.left_out == (f"{tmp_path}/t.csv: 1 row of totals left out",)


def test_cells_that_are_no_numbers_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"2026-11-{day:02},{'many' if day < 4 else day}\n" for day in range(1, 21))
    (tmp_path / "t.csv").write_text("date,sessions\n" + rows)
    monkeypatch.setattr(large, "LARGEST", 10)
    with pytest.raises(InputError) as caught:
        read_history(goal(tmp_path, Table(files=("t.csv",))))
    assert str(caught.value) == (
        f"{tmp_path}/t.csv: 3 cells of 'sessions' are no numbers, such as 'many'\n"
        "  expected numbers such as 1234 or 1,234; `decimals:` says the decimal mark"
    )


def test_times_of_day_are_summed_to_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"2026-11-{1 + n // 24:02} {n % 24:02}:30:00,{n}\n" for n in range(480))
    (tmp_path / "t.csv").write_text("date,sessions\n" + rows)
    wanted = goal(tmp_path, Table(files=("t.csv",)))
    small = read_history(wanted)
    monkeypatch.setattr(large, "LARGEST", 10)
    assert same(small, read_history(wanted))
    assert small.sessions.shape == (1, 20)


@pytest.fixture
def visits(tmp_path: Path) -> str:
    """Rows of a warehouse: a query, and the same in Parquet and in a database."""
    query = (
        "SELECT DATE '2026-10-01' + CAST(i % 40 AS INTEGER) AS d, ['new', 'returning'][1 + i % 2] AS kind, "
        "['google', 'x.example', '(direct)'][1 + i % 3] AS source, ['cpc', 'referral', '(none)'][1 + i % 3] AS medium, "
        "'camp' || (i % 7) AS campaign, i % 5 AS visits, 0.5 AS revenue FROM generate_series(1, 4000) t(i)"
    )
    parquet(tmp_path / "t.parquet", query)
    duck_file(tmp_path / "w.duckdb", f"CREATE TABLE visits AS {query}")
    return query


def test_parquet_and_a_database_give_the_same_history(tmp_path: Path, visits: str) -> None:
    one = read_history(goal(tmp_path, Table(files=("t.parquet",))))
    other = read_history(goal(tmp_path, Table(url="w.duckdb", table="visits")))
    asked = read_history(goal(tmp_path, Table(url="duckdb://w.duckdb", query="SELECT * FROM visits;")))
    assert same(one, other)
    assert same(one, asked)
    assert (one.levels, len(one.leaves), one.first) == (("visitor", "channel"), 6, date(2026, 10, 1))
    assert np.nansum(one.sessions) == sum(i % 5 for i in range(1, 4001))


def test_own_channels_and_columns_hold_in_a_database(tmp_path: Path, visits: str) -> None:
    rule = ChannelRule("Brand", campaign=("camp1", "camp2"))
    table = Table(url="w.duckdb", table="visits", channels=(rule,), by=("channel", "source"))
    history = read_history(goal(tmp_path, table))
    brand = [n for n, leaf in enumerate(history.leaves) if leaf[0] == "Brand"]
    assert history.levels == ("channel", "source")
    assert np.nansum(history.sessions[brand]) == sum(i % 5 for i in range(1, 4001) if i % 7 in (1, 2))
    money = read_history(goal(tmp_path, Table(url="w.duckdb", table="visits", columns=(("sessions", "revenue"),))))
    assert np.nansum(money.sessions) == 2000


def test_effort_of_a_database(tmp_path: Path, visits: str) -> None:
    duck_file(
        tmp_path / "e.duckdb",
        "CREATE TABLE spend AS SELECT DATE '2026-10-01' + CAST(i AS INTEGER) AS day, 'search ads' AS campaign, 2.5 AS cost "
        "FROM generate_series(0, 39) t(i)",
    )
    effort = Table(url="e.duckdb", table="spend")
    history = read_history(goal(tmp_path, Table(files=("t.parquet",)), effort=effort))
    assert history.effort is not None
    assert (history.effort.names, history.effort.amounts.tolist()) == (("search ads",), [[2.5] * 40])


def test_a_table_without_dates_says_so_once(tmp_path: Path) -> None:
    parquet(tmp_path / "t.parquet", "SELECT 'Direct' AS channel, 5 AS sessions")
    with pytest.raises(InputError) as caught:
        read_history(goal(tmp_path, Table(files=("t.parquet",))))
    [problem] = caught.value.problems
    assert str(problem).startswith(f"{tmp_path}/t.parquet: no column of this table is known to hold the date\n")


def test_an_empty_table(tmp_path: Path) -> None:
    parquet(tmp_path / "t.parquet", "SELECT DATE '2026-10-01' AS day, 5 AS sessions WHERE false")
    with pytest.raises(InputError, match=r"t\.parquet has no rows"):
        read_history(goal(tmp_path, Table(files=("t.parquet",))))


def test_missing_files_are_complained_of_where_they_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no file .*t\.parquet"):
        read_history(goal(tmp_path, Table(files=("t.parquet",))))
