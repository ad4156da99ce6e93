from collections.abc import Callable
from datetime import date

import pytest

from planner.errors import InputError
from planner.model.goal import Table
from planner.model.period import Period
from planner.sources.exports.layout import Layout, lay_out
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


def column(layout: Layout, at: int) -> tuple[str, ...]:
    return layout.table.columns[at]


def test_a_plain_table(table_of: TableOf) -> None:
    layout = lay_out(table_of("Sessions,Channel,Date\n5,Email,2026-11-01\n"), Table(), "sessions")
    assert (layout.day_at, layout.count_at, layout.tree_at, layout.levels) == (2, 0, (1,), ("Channel",))
    assert layout.export.name == "a plain table"
    assert not layout.covers


def test_channels_of_source_and_medium(table_of: TableOf) -> None:
    for header, row in (
        ("source,medium", "google,cpc"),
        ("source / medium", "google / cpc"),
        ("Source/medium", "google/cpc"),
    ):
        layout = lay_out(table_of(f"date,{header},sessions\n2026-11-01,{row},5\n"), Table(), "sessions")
        assert [column(layout, at) for at in layout.tree_at] == [("Paid Search",)]


def test_a_column_of_channels_comes_before_sources(table_of: TableOf) -> None:
    layout = lay_out(table_of("date,source,channel,sessions\n2026-11-01,google,Shop,5\n"), Table(), "sessions")
    assert [column(layout, at) for at in layout.tree_at] == [("Shop",)]


def test_new_and_returning_in_columns(table_of: TableOf) -> None:
    layout = lay_out(table_of("date,sessions,new visits,returning visits\n2026-11-01,9,4,5\n"), Table(), "sessions")
    assert (layout.levels, column(layout, layout.tree_at[0])) == (("visitor",), ("new", "returning"))
    assert column(layout, layout.count_at) == ("4.0", "5.0")


def test_a_column_a_day(table_of: TableOf) -> None:
    layout = lay_out(table_of("Channel,2026-11-01,2026-11-02\nEmail,5,6\nTotal,5,6\n"), Table(), "sessions")
    assert column(layout, layout.day_at) == ("2026-11-01", "2026-11-02")
    assert column(layout, layout.count_at) == ("5.0", "6.0")
    assert layout.left_out == ("t.csv: 1 row of totals left out",)


def test_the_days_of_the_whole_table(table_of: TableOf) -> None:
    november = Period(start=date(2026, 11, 1), end=date(2026, 11, 30))
    for text, source in (
        ("channel,sessions\nEmail,5\n", Table(covers=november)),
        ("# 20261101-20261130\nchannel,sessions\nEmail,5\n", Table()),
        ("Start date,End date,channel,sessions\n2026-11-01,2026-11-30,Email,5\n", Table()),
    ):
        layout = lay_out(table_of(text), source, "sessions")
        assert layout.covers
        assert column(layout, layout.day_at) == ("2026-11-01 - 2026-11-30",)


def test_hits_are_counted_as_visits(table_of: TableOf) -> None:
    text = "created_at,session_id,visit_id,url_path,referrer_domain\n2026-11-01 08:00,a,v1,/,\n2026-11-01 08:01,a,v1,/b,\n2026-11-01 09:00,a,v2,/,\n"
    layout = lay_out(table_of(text), Table(), "sessions")
    assert column(layout, layout.count_at) == ("1", "1")


@pytest.mark.parametrize(
    ("header", "name"), [("users,views", "users"), ("views,events", "views"), ("clicks,ctr", "clicks")]
)
def test_what_is_counted_for_want_of_sessions_is_told(table_of: TableOf, header: str, name: str) -> None:
    layout = lay_out(table_of(f"date,{header}\n2026-11-01,5,6\n"), Table(), "sessions")
    assert layout.left_out == (f"t.csv: {name!r} is counted, for there are no sessions",)


def test_levels_that_the_goal_file_asks_for(table_of: TableOf) -> None:
    layout = lay_out(
        table_of("date,device,channel,sessions\n2026-11-01,phone,Email,5\n"),
        Table(by=("channel", "device")),
        "sessions",
    )
    assert (layout.tree_at, layout.levels) == ((2, 1), ("channel", "device"))
    with pytest.raises(InputError, match="there is no column 'browser'"):
        lay_out(table_of("date,sessions\n2026-11-01,5\n"), Table(by=("browser",)), "sessions")


def test_another_column_of_the_same_name_but_for_brackets_or_days_is_told(table_of: TableOf) -> None:
    layout = lay_out(table_of("date,Sessions (2026),Sessions (2025)\n2026-11-01,5,6\n"), Table(), "sessions")
    assert layout.left_out == ("t.csv: 'Sessions (2026)' is counted, and not 'Sessions (2025)'",)
    layout = lay_out(table_of("date,Last 3 days Clicks,Previous 3 days Clicks\n2026-11-01,5,6\n"), Table(), "sessions")
    assert layout.left_out == ("t.csv: 'Last 3 days Clicks' is counted, for there are no sessions",)


def test_a_name_in_another_case_is_no_other_column(table_of: TableOf) -> None:
    layout = lay_out(table_of("date,New,Returning,Sessions\n2026-11-01,5,6,11\n"), Table(), "sessions")
    assert (layout.levels, layout.left_out) == (("visitor",), ())


@pytest.mark.parametrize("name", ["New", "New visits", "New sessions"])
def test_new_visits_that_stand_alone_are_told(table_of: TableOf, name: str) -> None:
    line = f"t.csv: {name!r} is not used; `columns: {{new: {name}}}` tells new visits from returning ones"
    text = f"date,channel,Sessions,{name}\n2026-11-01,Email,9,{{}}\n2026-11-02,Email,8,3\n"
    assert lay_out(table_of(text.format(9)), Table(), "sessions").left_out == (line,)
    assert lay_out(table_of(text.format(10)), Table(), "sessions").left_out == ()
    assert lay_out(table_of(text.format(9)), Table(columns=(("new", name),)), "sessions").left_out == ()
    assert lay_out(table_of(text.format(9)), Table(by=("channel",)), "sessions").left_out == ()
    assert lay_out(table_of(text.replace(name, "New users").format(9)), Table(), "sessions").left_out == ()
