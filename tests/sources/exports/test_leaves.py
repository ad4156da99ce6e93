from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.sources.exports import leaves
from planner.sources.exports.leaves import read_leaves, tree_columns
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
TEXT = "Date,channel,sessions\n2026-11-01,Email,5\n"


def complaint(table: TextTable, *by: str) -> str:
    with pytest.raises(InputError) as caught:
        tree_columns(table, by, places={}, day_at=0, count_at=2)
    return str(caught.value)


def test_columns_of_other_use_and_columns_named_twice(table_of: TableOf) -> None:
    table = table_of(TEXT)
    shown = "  | Date,channel,sessions\n"
    assert complaint(table, "date") == (
        f"t.csv:1:1: `by` names 'date', the column of the dates\n{shown}  | ^\n"
        "  expected columns that name branches, such as a channel"
    )
    assert complaint(table, "sessions") == (
        f"t.csv:1:14: `by` names 'sessions', the column of the sessions\n{shown}  |              ^\n"
        "  expected columns that name branches, such as a channel"
    )
    assert complaint(table, "channel", "Channel") == (
        f"t.csv:1:6: `by` names 'Channel' twice\n{shown}  |      ^\n  expected every column once"
    )


def test_all_of_them_are_told(table_of: TableOf) -> None:
    assert complaint(table_of(TEXT), "date", "chanel", "sessions").count("t.csv:1:") == 3


def test_leaves_are_sorted_by_name(table_of: TableOf) -> None:
    table = table_of("a,b,c\ny,2,p\nx,10,p\ny,,q\nx,10 ,p\n")
    leaf_of, found = read_leaves(table, (0, 1, 2))
    assert found == (("x", "10", "p"), ("y", "(not set)", "q"), ("y", "2", "p"))
    assert leaf_of.tolist() == [2, 0, 1, 0]
    assert read_leaves(table, ())[1] == ((),)


def test_many_columns_of_many_names_do_not_overflow(table_of: TableOf) -> None:
    rows = "".join(",".join([f"n{n:04}"] * 8) + "\n" for n in range(2_000))  # 2,000 ** 8 combinations
    _, found = read_leaves(table_of("a,b,c,d,e,f,g,h\n" + rows), tuple(range(8)))
    assert found == tuple((f"n{n:04}",) * 8 for n in range(2_000))


def test_too_many_leaves(table_of: TableOf) -> None:
    table = table_of("date,page\n" + "".join(f"2026-11-01,/{n}\n" for n in range(leaves.MOST_LEAVES + 1)))
    with pytest.raises(InputError) as caught:
        read_leaves(table, (1,))
    assert str(caught.value) == (
        "t.csv:1:6: this tree has 20,001 leaves\n  | date,page\n  |      ^\n"
        "  expected at most 20,000: leave out a column of `by`"
    )
