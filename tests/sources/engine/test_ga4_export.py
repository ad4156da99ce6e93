"""GA4's export as people have it: events with nested parameters, in Parquet files or in BigQuery."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pytest
import sqlglot
from engines import SAID, duck_file, grouped, in_duck, parquet, rows, sample

from planner.sources.engine.facts import Column, Sample
from planner.sources.engine.ga4_export import is_ga4_export, sessions_in_bigquery, sessions_in_duckdb
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import Database, ParquetFiles

# person, session (or none), how many of the person's, day, second, channel by the last click, source of the link, source of the first visit
EVENTS = [
    ("ann", 1, 1, "20260101", 10, "Organic Search", "google", "google"),
    ("ann", 1, 1, "20260101", 20, "Organic Search", None, "google"),
    ("ann", 2, 2, "20260102", 30, "Email", "letter", "google"),
    ("bob", 1, 1, "20260101", 11, "Organic Search", None, "bing"),  # the same number of a session, another person
    ("bob", 3, 7, "20260102", 86390, "Direct", None, "bing"),
    ("bob", 3, 7, "20260103", 5, "Direct", None, "bing"),  # past midnight: still of the day that it began on
    ("cat", 4, 1, "20260103", 50, None, None, None),
    ("dan", None, None, "20260103", 60, "Email", None, None),  # without consent: no session
    (None, 5, 1, "20260103", 70, "Email", None, None),
]
NESTED = {
    "event_date": "string",
    "event_name": "string",
    "user_pseudo_id": "string",
    "event_params": "array<struct<key: string, value: struct<string_value: string, int_value: int64>>>",
    "session_traffic_source_last_click": "struct<cross_channel_campaign: struct<default_channel_group: string>>",
}
CLICK = "session_traffic_source_last_click"


def events(*, channel: str = "default_channel_group", without: str = "") -> str:
    """The query of a table of events; without some column."""
    return " UNION ALL ".join(_event(event, channel, without) for event in EVENTS)


def _event(event: tuple[object, ...], channel: str, without: str) -> str:
    person, session, number, day, second, group, link, first = [
        "NULL" if cell is None else repr(cell) for cell in event
    ]
    value = "{{'string_value': CAST({0} AS VARCHAR), 'int_value': CAST({1} AS BIGINT), 'float_value': CAST(NULL AS DOUBLE), 'double_value': CAST(NULL AS DOUBLE)}}"
    params = [f"{{'key': 'page_title', 'value': {value.format(repr('ga_session_id'), 'NULL')}}}"]
    params += [
        f"{{'key': '{key}', 'value': {value.format('NULL', cell)}}}"
        for key, cell in (("ga_session_id", session), ("ga_session_number", number))
        if cell != "NULL"
    ]
    campaign = (
        f"'campaign_name': CAST(NULL AS VARCHAR), 'source': CAST({first} AS VARCHAR), 'medium': CAST('m' AS VARCHAR)"
    )
    group_of = f", '{channel}': CAST({group} AS VARCHAR)" if channel else ""
    columns = {
        "event_date": day,
        "event_timestamp": f"CAST({second} AS BIGINT) * 1000000",
        "event_name": "'page_view'",
        "event_params": f"[{', '.join(params)}]",
        "user_pseudo_id": f"CAST({person} AS VARCHAR)",
        "traffic_source": f"{{'name': CAST(NULL AS VARCHAR), 'medium': CAST('m' AS VARCHAR), 'source': CAST({first} AS VARCHAR)}}",
        "collected_traffic_source": f"{{'manual_campaign_name': CAST(NULL AS VARCHAR), 'manual_source': CAST({link} AS VARCHAR), 'manual_medium': CAST('m' AS VARCHAR)}}",
        CLICK: f"{{'cross_channel_campaign': {{{campaign}{group_of}}}}}",
    }
    return "SELECT " + ", ".join(f"{text} AS {name}" for name, text in columns.items() if name not in without.split())


SESSIONS = [
    ("2026-01-01", "new", "Organic Search", 2.0),
    ("2026-01-02", "returning", "Direct", 1.0),
    ("2026-01-02", "returning", "Email", 1.0),
    ("2026-01-03", "new", "(not set)", 1.0),
]


def test_parquet_files_show_as_sessions(tmp_path: Path) -> None:
    source = parquet(tmp_path / "events.parquet", events())
    found = sample(source)
    assert found.names == ("date", "visitor", "channel", "sessions")
    assert found.kinds == ("date", "text", "text", "number")
    assert rows(grouped(source, ["date", "visitor", "channel"], ["sessions"])) == SESSIONS
    with open_engine(source, said=SAID) as engine:
        assert engine.layout == "GA4 export"


def test_files_of_single_days_are_one_export(tmp_path: Path) -> None:
    for day in ("20260101", "20260102", "20260103"):
        parquet(tmp_path / f"events_{day}.parquet", f"SELECT * FROM ({events()}) WHERE event_date = '{day}'")
    source = ParquetFiles(path=tmp_path / "events_*.parquet", shown="events")
    assert rows(grouped(source, ["date", "visitor", "channel"], ["sessions"])) == SESSIONS


def test_a_first_day_leaves_out_sessions_that_began_before(tmp_path: Path) -> None:
    source = parquet(tmp_path / "events.parquet", events())
    assert rows(grouped(source, ["date", "visitor", "channel"], ["sessions"], since=date(2026, 1, 3))) == SESSIONS[-1:]


def test_tables_and_queries_in_duckdb(tmp_path: Path) -> None:
    path = duck_file(tmp_path / "ga.duckdb", f"CREATE TABLE events AS {events()}")
    for source in (in_duck(path, table="events"), in_duck(path, query="SELECT * FROM events")):
        assert rows(grouped(source, ["date", "visitor", "channel"], ["sessions"])) == SESSIONS


@pytest.mark.parametrize(
    ("channel", "without", "names"),
    [
        ("primary_channel_group", "", ("channel",)),
        ("", "", ("source", "medium", "campaign")),
        ("", CLICK, ("source", "medium", "campaign")),
        ("", f"{CLICK} collected_traffic_source", ("source", "medium", "campaign")),
        ("", f"{CLICK} collected_traffic_source traffic_source", ()),
    ],
)
def test_older_exports(tmp_path: Path, channel: str, without: str, names: tuple[str, ...]) -> None:
    source = parquet(tmp_path / "events.parquet", events(channel=channel, without=without))
    assert sample(source).names == ("date", "visitor", *names, "sessions")
    assert rows(grouped(source, ["date", "visitor"], ["sessions"])) == [
        ("2026-01-01", "new", 2.0), ("2026-01-02", "returning", 2.0), ("2026-01-03", "new", 1.0)
    ]  # fmt: skip


def test_it_is_known_by_its_columns() -> None:
    names = ("event_date", "event_name", "event_params", "user_pseudo_id")
    columns = tuple(Column(name=name, kind="text", type="VARCHAR") for name in names)
    assert is_ga4_export(Sample(columns=columns, rows=()))
    assert not is_ga4_export(Sample(columns=columns[1:], rows=()))


@pytest.mark.parametrize("channel", ["default_channel_group", ""])
def test_both_dialects_give_the_same_rows(tmp_path: Path, channel: str) -> None:
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE events AS {events(channel=channel)}")
    described = connection.execute("DESCRIBE events").fetchall()
    columns = [Column(name=row[0], kind="other", type=row[1]) for row in described]
    ours = sessions_in_duckdb("events", columns, since=date(2026, 1, 1))
    text = sessions_in_bigquery("`events`", columns, since=date(2026, 1, 1))
    theirs = sqlglot.transpile(text, read="bigquery", write="duckdb")[0]
    assert sorted(connection.execute(ours).fetchall()) == sorted(connection.execute(theirs).fetchall())
    assert len(connection.execute(ours).fetchall()) >= 4


class LikeBigQuery:
    """Answers as BigQuery does: a table with a star is the one of all events, each with the suffix of its day's table."""

    def __init__(self) -> None:
        self._events = duckdb.connect()
        self._events.execute(f"CREATE TABLE events AS SELECT *, event_date AS _TABLE_SUFFIX FROM ({events()})")
        self._answers = ibis.sqlite.connect()
        self.asked: list[str] = []

    def sql(self, query: str) -> Any:
        self.asked.append(query)
        if query == "SELECT * FROM `shop.analytics_1.events_*`":
            return ibis.table(NESTED, name="events")
        plain = query.replace("`shop.analytics_1.events_*`", "`events`")
        answer = self._events.execute(sqlglot.transpile(plain, read="bigquery", write="duckdb")[0]).fetchall()
        name = f"answer{len(self.asked)}"
        connection = self._answers.con
        connection.execute(f"CREATE TABLE {name} (date date, visitor text, channel text, sessions integer)")
        connection.executemany(f"INSERT INTO {name} VALUES (?, ?, ?, ?)", [(str(row[0]), *row[1:]) for row in answer])
        return self._answers.table(name)

    def disconnect(self) -> None:
        self._answers.disconnect()


def test_the_tables_of_all_days_in_bigquery(monkeypatch: pytest.MonkeyPatch) -> None:
    backends: list[LikeBigQuery] = []
    monkeypatch.setattr(
        "planner.sources.engine.warehouse_table._connect", lambda *_: backends.append(LikeBigQuery()) or backends[-1]
    )
    source = Database(url="bigquery://shop", table="analytics_1.events_*")
    with open_engine(source, said=SAID) as engine:
        assert engine.layout == "GA4 export"
        assert engine.shown == "bigquery://shop (analytics_1.events_*)"
        assert engine.sample().names == ("date", "visitor", "channel", "sessions")
        assert rows(engine.grouped(["date", "visitor", "channel"], ["sessions"], days="date")) == SESSIONS
    assert rows(grouped(source, ["date", "visitor", "channel"], ["sessions"], since=date(2026, 1, 3))) == SESSIONS[-1:]
    assert "_TABLE_SUFFIX BETWEEN '20260102'" in backends[-1].asked[-1]


def test_only_the_days_that_are_asked_for_are_read_from_bigquery() -> None:
    columns = [
        Column(name=CLICK, kind="other", type="struct<cross_channel_campaign: struct<default_channel_group: string>>")
    ]
    text = sessions_in_bigquery("`shop.analytics_1.events_*`", columns, since=date(2026, 1, 1))
    assert "(_TABLE_SUFFIX BETWEEN '20251231' AND '99999999' OR _TABLE_SUFFIX >= 'intraday_20251231')" in text
    assert len(sqlglot.parse(text, dialect="bigquery")) == 1
    assert "_TABLE_SUFFIX" not in sessions_in_bigquery(
        "`shop.analytics_1.events_20260101`", columns, since=date(2026, 1, 1)
    )
    assert "_TABLE_SUFFIX" not in sessions_in_bigquery("`shop.analytics_1.events_*`", columns)
