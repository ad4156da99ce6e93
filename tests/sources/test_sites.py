"""One table of all sites: read once, and handed out site by site."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from postgres import connect

from planner.errors import InputError, Place
from planner.model.goal import Counts, Goal, Table, Target
from planner.sources.engine.duck import Duck
from planner.sources.sites import Sites, site_table, sum_sites

SAID = Place(file="portfolio.yaml")
ROWS = [
    f"{site},2026-11-0{day},{channel},{10 * day + n},{n}"
    for n, site in enumerate(("b.example", "a.example", "c.example"))
    for day in (1, 2, 3)
    for channel in ("email", "search", "search")
]


def goal(folder: Path) -> Goal:
    return Goal(
        target=Target(text="", kind="total", amount=1),
        traffic=Counts(rows=()),
        as_of=date.min,
        file=str(folder / "portfolio.yaml"),
    )


@pytest.fixture
def source(tmp_path: Path) -> Table:
    (tmp_path / "all.csv").write_text("\n".join(["site,date,channel,sessions,orders", *ROWS]) + "\n")
    return Table(files=("all.csv",), by=("channel",))


def summed(folder: Path, source: Table) -> Sites:
    return sum_sites(goal(folder), source, "Site", folder / "sums.parquet", said=SAID)


def test_a_site_has_its_own_sums(tmp_path: Path, source: Table) -> None:
    sites = summed(tmp_path, source)
    assert (sites.keys, sites.sums) == (("date", "channel"), ("sessions", "orders"))
    table = site_table(sites, "a.example", said=SAID)
    assert table.header == ("date", "channel", "sessions", "orders")
    found = list(zip(*(tuple(column) for column in table.columns), strict=True))
    assert found[:2] == [("2026-11-01", "email", "11.0", "1.0"), ("2026-11-01", "search", "22.0", "2.0")]
    assert (len(found), table.read) == (6, 9)
    assert site_table(sites, "A-Example".replace("-", "."), said=SAID) == table  # as names compare


def test_the_table_is_scanned_once_however_many_sites_there_are(
    tmp_path: Path, source: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    run = Duck.run
    monkeypatch.setattr(Duck, "run", lambda self, query, **more: asked.append(query) or run(self, query, **more))  # type: ignore[func-returns-value]
    sites = summed(tmp_path, source)
    scans = [
        query for query in asked if "all.csv" in query and "LIMIT" not in query and not query.startswith("DESCRIBE")
    ]
    assert len(scans) == 1
    (tmp_path / "all.csv").unlink()  # nobody looks at it again
    for name in ("a.example", "b.example", "c.example"):
        assert site_table(sites, name, said=SAID).rows == 6
    assert [
        query
        for query in asked
        if "all.csv" in query and query not in scans[:1] and "LIMIT" not in query and "DESCRIBE" not in query
    ] == []


def test_what_is_wrong_is_told(tmp_path: Path, source: Table) -> None:
    sites = summed(tmp_path, source)
    with pytest.raises(InputError) as told:
        site_table(sites, "a.exmaple", said=SAID)
    assert told.value.problems[0].nearest == "a.example"
    with pytest.raises(InputError, match="has no column 'sight'"):
        sum_sites(goal(tmp_path), source, "sight", tmp_path / "sums.parquet", said=SAID)
    (tmp_path / "all.csv").write_text(
        "\n".join(["site,date,channel,sessions,orders", *ROWS, "a.example,2026-11-04,email,many,1"]) + "\n"
    )
    more = sum_sites(goal(tmp_path), source, "site", tmp_path / "more.parquet", said=SAID)
    with pytest.raises(InputError, match=r"1 cell of 'sessions' in the rows of 'a.example' in .*all.csv is no number"):
        site_table(more, "a.example", said=SAID)
    assert site_table(more, "b.example", said=SAID).rows == 6  # the others are none the worse for it
    with pytest.raises(InputError, match="has no column 'chanel', which `by:` names") as told:
        summed(tmp_path, replace(source, by=("chanel",)))
    assert told.value.problems[0].nearest == "channel"


def columns(sites: Sites, name: str) -> list[list[str]]:
    return [list(column) for column in site_table(sites, name, said=SAID).columns]


def test_a_database_on_a_server_is_summed_alike(tmp_path: Path, source: Table, postgres_url: str) -> None:
    rows = [tuple(row.split(",")) for row in ROWS]
    with connect(postgres_url) as connection:
        connection.execute("CREATE SCHEMA sites")
        connection.execute("CREATE TABLE sites.visits (site text, date date, channel text, sessions real, orders int)")
        connection.cursor().executemany("INSERT INTO sites.visits VALUES (%s, %s, %s, %s, %s)", rows)
        connection.execute("INSERT INTO sites.visits VALUES ('d.example', '2026-11-01', NULL, NULL, 2)")
        try:
            asked = Table(url=postgres_url, query="SELECT * FROM sites.visits", by=("channel",))
            found = sum_sites(goal(tmp_path), asked, "site", tmp_path / "pg.parquet", said=SAID)
            connection.execute(
                "INSERT INTO sites.visits VALUES ('e.example', '2026-11-01', 'x', 'inf', 2), ('e.example', '2026-11-02', 'x', 'inf', 2)"
            )
            more = sum_sites(goal(tmp_path), asked, "site", tmp_path / "more.parquet", said=SAID)
            with pytest.raises(InputError, match=r"2 cells of 'sessions' in the rows of 'e.example' .* are no numbers"):
                site_table(more, "e.example", said=SAID)
        finally:
            connection.execute("DROP SCHEMA sites CASCADE")
    assert columns(found, "a.example") == columns(summed(tmp_path, source), "a.example")
    assert site_table(found, "a.example", said=SAID).read == 9
    assert columns(found, "d.example") == [["2026-11-01"], [""], [""], ["2.0"]]


def test_a_database_that_ibis_reaches_is_summed_alike(tmp_path: Path, source: Table) -> None:
    with sqlite3.connect(tmp_path / "web.sqlite") as connection:
        connection.execute("CREATE TABLE visits (site text, date date, channel text, sessions integer, orders integer)")
        connection.executemany("INSERT INTO visits VALUES (?, ?, ?, ?, ?)", [row.split(",") for row in ROWS])
        connection.execute("INSERT INTO visits VALUES ('nan', '2026-11-01', 'nan', NULL, 2)")
    asked = Table(url="sqlite://web.sqlite", table="visits", by=("channel",))
    found = sum_sites(goal(tmp_path), asked, "site", tmp_path / "ibis.parquet", said=SAID)
    assert columns(found, "nan") == [["2026-11-01"], ["nan"], [""], ["2.0"]]  # as exports write what is not there
    assert columns(found, "c.example") == columns(summed(tmp_path, source), "c.example")


def test_a_database_is_summed_alike(tmp_path: Path, source: Table) -> None:
    import duckdb  # noqa: PLC0415

    with duckdb.connect(str(tmp_path / "web.duckdb")) as connection:
        connection.execute(f"CREATE TABLE visits AS SELECT * FROM read_csv('{tmp_path}/all.csv')")  # noqa: S608
    other = Table(url="web.duckdb", query="SELECT * FROM visits", by=("channel",))
    with pytest.raises(InputError) as told:
        sum_sites(goal(tmp_path), other, "nothing", tmp_path / "x.parquet", said=SAID)
    assert told.value.problems[0].expected.startswith("one of: site, date")
    found = sum_sites(goal(tmp_path), other, "site", tmp_path / "db.parquet", said=SAID)
    assert columns(found, "c.example") == columns(summed(tmp_path, source), "c.example")
