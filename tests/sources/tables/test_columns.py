from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.sources.tables.columns import find_role, holds_channels, need_role
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


def name_of(table: TextTable, role: str, **said: str) -> str | None:
    at = find_role(table, role, said)
    return None if at is None else table.header[at]


@pytest.mark.parametrize(
    ("header", "role", "name"),
    [
        ("entrances,sessions", "sessions", "sessions"),
        ("Session source,First user source", "source", "Session source"),
        ("Link clicks,Clicks", "clicks", "Clicks"),
        ("Campaign name,Amount spent (USD)", "lever", "Campaign name"),
        ("Campaign name,Amount spent (USD)", "amount", "Amount spent (USD)"),
        ("Kampagne,Kosten", "amount", "Kosten"),
        ("channel,campaign,cost", "lever", "campaign"),
        ("notes,sessions", "channel", None),
    ],
)
def test_the_most_usual_name(table_of: TableOf, header: str, role: str, name: str | None) -> None:
    cells = ",".join("1" for _ in header.split(","))
    assert name_of(table_of(f"{header}\n{cells}\n"), role) == name


def test_a_measure_holds_numbers(table_of: TableOf) -> None:
    assert name_of(table_of("visits,sessions\nx,5\n"), "sessions") == "sessions"
    assert name_of(table_of("sessions\nx\n"), "sessions") is None


def test_columns_that_hold_such_names(table_of: TableOf) -> None:
    table = table_of("label,who,nb_visits\nDirect Entry,new,1\nSearch Engines,returning,2\nunknown,(not set),3\n")
    assert (name_of(table, "channel"), name_of(table, "visitor")) == ("label", "who")
    assert holds_channels(table)
    assert not holds_channels(table_of("label,nb_visits\nDirect Entry,1\nfacebook.com,2\na.example,3\n"))
    assert not holds_channels(table_of("label,nb_visits\nDirect Entry,1\n"))


def test_what_the_goal_file_names(table_of: TableOf) -> None:
    table = table_of("sessions,hits\n5,6\n")
    assert name_of(table, "sessions", sessions="Hits") == "hits"
    with pytest.raises(InputError) as caught:
        find_role(table, "sessions", {"sessions": "hit"})
    assert str(caught.value) == (
        "t.csv:1:1: there is no column 'hit'\n  | sessions,hits\n  | ^\n  expected one of: sessions, hits\n  did you mean 'hits'?"
    )


def test_a_table_of_no_use_without(table_of: TableOf) -> None:
    with pytest.raises(InputError) as caught:
        need_role(table_of("x,y\n1,2\n"), "amount", {})
    assert str(caught.value) == (
        "t.csv:1:1: no column of this table is known to hold the amount\n  | x,y\n  | ^\n"
        "  expected a column named amount, effort, spend, cost …, or `columns: {amount: its name}` in the goal file"
    )
