from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planner.errors import InputError, Place
from planner.goalfile.read import parse_goal
from planner.sources.asked import Asked, asked_columns, asked_measures
from planner.sources.read import gather_history
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
SAID = Place(file="goal.yaml", line=3, column=8, source="value: conversion")
TABLE = """date,channel,sessions,Conversions,revenue,note,Conversions rate,
2026-11-01,Email,10,1,5.5,fine,,7
2026-11-02,Email,12,,7,,,8
"""


def columns(table: TextTable, *names: str) -> tuple[tuple[int, ...], list[str]]:
    asked = [Asked(name=name, place=SAID) for name in names]
    found, problems = asked_columns(table, asked, used={0: "dates", 1: "names of branches", 2: "sessions"})
    return found, [str(problem) for problem in problems]


def test_measures_are_found_by_name_each_once(table_of: TableOf) -> None:
    assert columns(table_of(TABLE), "revenue", "conversions", "REVENUE") == ((4, 3), [])
    assert columns(table_of(TABLE)) == ((), [])


@pytest.mark.parametrize(
    ("name", "wrong", "nearest"),
    [
        ("conversion", "the traffic table has no column 'conversion'", "\n  did you mean 'Conversions'?"),
        ("margin", "the traffic table has no column 'margin'", ""),
        ("date", "the column 'date' holds the dates, and is no other measure", ""),
        ("Channel", "the column 'Channel' holds the names of branches, and is no other measure", ""),
        ("sessions", "the column 'sessions' holds the sessions, and is no other measure", "\n  did you mean 'Conversions'?"),
        ("note", "the column 'note' holds no numbers", ""),
        ("conversions_rate", "the column 'conversions_rate' holds no numbers", "\n  did you mean 'Conversions'?"),
    ],
)  # fmt: skip
def test_what_is_no_measure(table_of: TableOf, name: str, wrong: str, nearest: str) -> None:
    assert columns(table_of(TABLE), name) == (
        (),
        [
            f"goal.yaml:3:8: {wrong}\n  | value: conversion\n  |        ^\n  expected one of: Conversions, revenue{nearest}"
        ],
    )


def test_a_table_without_other_measures(table_of: TableOf) -> None:
    _, (problem,) = columns(table_of("date,channel,sessions\n2026-11-01,Email,5\n"), "orders")
    assert problem.endswith("\n  expected a table with another measure; this one has none")


def test_two_columns_of_one_name(table_of: TableOf) -> None:
    with pytest.raises(InputError, match="2 columns are named 'Orders'"):
        columns(table_of("date,channel,sessions,orders,Orders\n2026-11-01,Email,5,1,1\n"), "orders")


def test_the_metric_is_not_asked_for_again() -> None:
    text = (
        "target: 3x\nmetric: visits\nvalue: Visits\nfloor: [{measure: orders, at_least: 5}]\ntraffic: {file: t.csv}\n"
    )
    goal, _ = parse_goal(text, file="goal.yaml", today=date(2026, 11, 30))
    assert goal is not None
    (asked,) = asked_measures(goal)
    assert (asked.name, str(asked.place)) == ("orders", "goal.yaml:4:19")


def gathered(folder: Path, text: str) -> tuple[list[str] | None, list[str]]:
    (folder / "t.csv").write_text(TABLE)
    goal, problems = parse_goal(text, file=str(folder / "goal.yaml"), today=date(2026, 11, 30))
    assert not problems
    assert goal is not None
    history, problems = gather_history(goal)
    told = [str(problem).replace(f"{folder}/", "") for problem in problems]
    return [measure.name for measure in history.measures] if history else None, told


ASKING = """\
target: 3x
value: conversion
floor:
  - {measure: revenue, at_least: 800}
  - {measure: orders, at_least: 5}
"""


def test_measures_that_are_missing_are_told_where_the_goal_file_asks_and_leave_the_rest(tmp_path: Path) -> None:
    assert gathered(tmp_path, ASKING + "traffic: {file: t.csv}\n") == (
        ["revenue", "Conversions"],
        [
            "goal.yaml:2:8: the traffic table has no column 'conversion'\n  | value: conversion\n  |        ^\n"
            "  expected one of: Conversions, revenue\n  did you mean 'Conversions'?",
            "goal.yaml:5:15: the traffic table has no column 'orders'\n  |   - {measure: orders, at_least: 5}\n"
            "  |               ^\n  expected one of: Conversions, revenue",
        ],
    )


def test_counts_have_no_other_measures(tmp_path: Path) -> None:
    expected = "  expected traffic in a table that has such a column, under `file:`"
    assert gathered(tmp_path, ASKING.replace("  - {measure: revenue, at_least: 800}\n", "") + "traffic: {a: 5}\n") == (
        [],
        [
            "goal.yaml:2:8: counts in the goal file are sessions alone, without 'conversion'\n"
            f"  | value: conversion\n  |        ^\n{expected}",
            "goal.yaml:4:15: counts in the goal file are sessions alone, without 'orders'\n"
            f"  |   - {{measure: orders, at_least: 5}}\n  |               ^\n{expected}",
        ],
    )
    assert gathered(tmp_path, "target: 3x\nvalue: sessions\ntraffic: {a: 5}\n") == ([], [])
