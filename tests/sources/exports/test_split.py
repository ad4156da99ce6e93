from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.sources.exports.split import Split, find_split, split_rows
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
VISITORS = (("new", 1), ("returning", 2))


def found(table: TextTable, count_at: int | None = None, **said: str) -> Split | None:
    return find_split(table, said, count_at=count_at, aside=(0,))


def test_new_and_returning_that_add_up(table_of: TableOf) -> None:
    text = "date,New users,Returning users,Users\n2026-11-01,10,20,{}\n"
    assert found(table_of(text.format(30)), 3) == Split(level="visitor", branches=VISITORS)
    assert found(table_of(text.format(90)), 3) is None  # sessions, for instance
    assert found(table_of(text.format(90))) == Split(level="visitor", branches=VISITORS)


def test_visits_come_before_visitors(table_of: TableOf) -> None:
    table = table_of(
        "date,nb_uniq_visitors_new,nb_uniq_visitors_returning,nb_visits_new,nb_visits_returning\n2026-11-01,1,2,3,4\n"
    )
    assert found(table) == Split(level="visitor", branches=(("new", 3), ("returning", 4)))


def test_columns_of_channels(table_of: TableOf) -> None:
    table = table_of("date,Organic Search,Email,Blog,Total\n2026-11-01,1,2,3,6\n")
    assert found(table) == Split(level="channel", branches=(("Organic Search", 1), ("Email", 2), ("Blog", 3)))
    assert found(table, 4) is None
    assert found(table_of("date,Email,temperature,wind\n2026-11-01,1,2,3\n")) is None


def test_columns_of_days(table_of: TableOf) -> None:
    split = found(table_of("Channel,2026-11-01,2026-11-02,Total\nEmail,1,2,3\n"))
    assert split == Split(level="date", branches=(("2026-11-01", 1), ("2026-11-02", 2)))


def test_columns_that_the_goal_file_names(table_of: TableOf) -> None:
    table = table_of("date,fresh,known,sessions\n2026-11-01,10,20,35\n")
    assert found(table, 3, new="fresh", returning="known") == Split(level="visitor", branches=VISITORS)
    assert found(table, 3, new="fresh") == Split(level="visitor", branches=(("new", 1), ("returning", 1)), rest_of=3)
    assert found(table, 3, returning="known") == Split(
        level="visitor", branches=(("returning", 2), ("new", 2)), rest_of=3
    )
    with pytest.raises(InputError) as caught:
        found(table, None, new="fresh")
    assert str(caught.value) == (
        "t.csv:1:6: new and returning visitors need a column each, or one of both together\n  | date,fresh,known,sessions\n  |      ^"
    )


def test_a_row_a_branch(table_of: TableOf) -> None:
    table = table_of("date,Email,Direct\n2026-11-01,1,2\n2026-11-02,,4\n")
    long, name_at, count_at = split_rows(
        table, Split(level="channel", branches=(("Email", 1), ("Direct", 2))), "sessions"
    )
    assert long.columns[0] == ("2026-11-01", "2026-11-01", "2026-11-02", "2026-11-02")
    assert long.columns[name_at] == ("Email", "Direct", "Email", "Direct")
    assert long.columns[count_at] == ("1.0", "2.0", "", "4.0")
    assert str(long.place(3, 0)) == "t.csv:3:1"


def test_what_one_column_leaves_of_the_whole(table_of: TableOf) -> None:
    table = table_of("date,fresh,sessions\n2026-11-01,10,35\n2026-11-02,9,8\n")
    split = Split(level="visitor", branches=(("new", 1), ("returning", 1)), rest_of=2)
    assert split_rows(table, split, "sessions")[0].columns[-1] == ("10.0", "25.0", "9.0", "0.0")


def test_every_cell_that_is_no_count(table_of: TableOf) -> None:
    table = table_of("date,Email,Direct\n2026-11-01,x,2\n2026-11-02,3,-4\n")
    with pytest.raises(InputError) as caught:
        split_rows(table, Split(level="channel", branches=(("Email", 1), ("Direct", 2))), "sessions")
    assert [problem.text for problem in caught.value.problems] == [
        "'x' is not a number of sessions",
        "-4 sessions is below zero",
    ]


@pytest.mark.parametrize(
    "new", ["New users sessions", "Sessions of new visitors", "New visitor sessions", "newSessions"]
)
@pytest.mark.parametrize(
    "returning", ["Returning sessions", "Returning users sessions", "Sessions from repeat visitors"]
)
def test_visitors_by_the_words_of_a_name(table_of: TableOf, new: str, returning: str) -> None:
    assert found(table_of(f"date,{new},{returning}\n2026-11-01,1,2\n")) == Split(level="visitor", branches=VISITORS)


@pytest.mark.parametrize(
    "name", ["New session rate", "% new sessions", "New York", "New and returning users", "Total users"]
)
def test_names_that_mean_neither(table_of: TableOf, name: str) -> None:
    assert found(table_of(f"date,{name},Returning sessions\n2026-11-01,1,2\n")) is None
