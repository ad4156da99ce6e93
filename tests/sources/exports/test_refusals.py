from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.model.goal import Table
from planner.sources.exports.layout import lay_out
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


def refused(table: TextTable, metric: str = "sessions", **said: str) -> str:
    with pytest.raises(InputError) as caught:
        lay_out(table, Table(columns=tuple(said.items())), metric)
    return str(caught.value)


def test_a_report_on_ads(table_of: TableOf) -> None:
    assert refused(table_of("Campaign report\nAll time\nDay,Campaign,Cost,Impr.,Clicks\n2026-11-01,A,5,6,7\n")) == (
        "t.csv:3:1: this is a Google Ads report: it says what ads cost and how often they were clicked, not the site's sessions\n"
        "  | Day,Campaign,Cost,Impr.,Clicks\n  | ^\n"
        "  expected it under `effort:`, if it has a row a day, and an export of the site's analytics here"
    )
    assert refused(table_of("day,spend,clicks\n2026-11-01,5,6\n")).startswith("t.csv:1:1: this is a report on ads:")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Page path,Views\n/a,5\n", "Views of pages"),
        ("Top queries,Clicks\nshoes,5\n", "Clicks of search terms"),
        ("Event name,Total users\nclick,5\n", "Total users of events or audiences"),
        ("Country,Users\nFrance,5\n", "Users of places or languages"),
        ("Device,Clicks\nMobile,5\n", "Clicks of devices"),
        ("Requêtes les plus fréquentes,Clics\nchaussures,5\n", "Clics of search terms"),
    ],
)
def test_a_report_of_something_else(table_of: TableOf, text: str, what: str) -> None:
    assert refused(table_of(text)).startswith(
        f"t.csv:1:{text.index(',') + 2}: this is a report of {what}, not of sessions by source"
    )


def test_the_whole_text_with_the_report_that_would_do(table_of: TableOf) -> None:
    assert refused(table_of("# Property: shop\nPage path,Views\n/a,5\n")) == (
        "t.csv:2:11: this is a report of Views of pages, not of sessions by source\n  | Page path,Views\n  |           ^\n"
        "  expected a report with sessions (Reports, Acquisition, Traffic acquisition), "
        "or the column to count, as in `columns: {sessions: Views}`"
    )


def test_fractions_are_no_counts(table_of: TableOf) -> None:
    assert refused(table_of("date,y\n2026-11-01,9.59\n2026-11-02,8.52\n")) == (
        "t.csv:2:12: 'y' holds no counts: its values are fractions between 8.52 and 9.59, as of an average or a logarithm\n"
        "  | 2026-11-01,9.59\n  |            ^\n"
        "  expected whole numbers; `columns: {sessions: …}` reads the column all the same"
    )


def test_shares_are_no_counts(table_of: TableOf) -> None:
    assert "known to hold the sessions" in refused(table_of("date,share\n2026-11-01,5%\n2026-11-02,6%\n"))


def test_neither_days_nor_sources(table_of: TableOf) -> None:
    assert refused(table_of("# 20260101-20260131\nPage,Sessions\n/a,5\n")) == (
        "t.csv:2:1: this table says neither days nor sources\n  | Page,Sessions\n  | ^\n"
        "  expected a row a day, or a row a channel (Acquisition, All Traffic, Channels)"
    )


def test_who_insists_gets_it(table_of: TableOf) -> None:
    table = table_of("date,Page,Views\n2026-11-01,/a,5\n")
    assert lay_out(table, Table(columns=(("sessions", "views"),)), "sessions").count_at == 2
    assert lay_out(table, Table(), "views").count_at == 2


@pytest.mark.parametrize("name", ["amount", "Effort", "Money"])
def test_a_table_of_effort(table_of: TableOf, name: str) -> None:
    table = table_of(f"date,lever,{name}\n2026-11-01,articles,5\n2026-11-02,Email,6\n")
    assert refused(table).startswith(f"t.csv:1:12: {name!r} says what was put in, not the site's sessions")
    lay_out(table, Table(columns=(("sessions", name),), by=("lever",)), "sessions")
    lay_out(table, Table(by=("lever",)), name)
