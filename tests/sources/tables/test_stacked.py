from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.stacked import Block, blocks, is_comment

HEADER, ROWS = ["date", "sessions"], [["2026-11-01", "5"], ["2026-11-02", "6"]]


def shape(records: list[list[str]]) -> list[tuple[tuple[str, ...], int, list[int]]]:
    return [(block.above, block.top, list(block.rows)) for block in blocks(records)]


def test_one_table() -> None:
    assert shape([HEADER, *ROWS]) == [((), 0, [1, 2])]
    assert shape([[], HEADER, [], *ROWS, [], [""]]) == [((), 1, [3, 4])]
    assert shape([]) == shape([[], [""]]) == []


def test_titles_and_comments_above() -> None:
    assert shape([["# All users", ""], ["#"], ["Report"], HEADER, *ROWS]) == [
        (("# All users", "#", "Report"), 3, [4, 5])
    ]
    assert shape([["Report", ""], ["1 January - 2 January", ""], HEADER, *ROWS]) == [
        (("Report", "1 January - 2 January"), 2, [3, 4])
    ]


def test_a_column_of_row_numbers_is_no_comment() -> None:
    assert not is_comment(["#", "date"])
    assert is_comment(["#", ""])
    assert is_comment(["# date", "sessions"])


def test_tables_below_each_other() -> None:
    stack = [["# a"], HEADER, *ROWS, [], ["# b"], ["page", "views"], ["/", "5"]]
    assert shape(stack) == [(("# a",), 1, [2, 3]), (("# b",), 6, [7])]
    assert shape([HEADER, *ROWS, [], ["page", "views"], ["/", "5"]]) == [((), 0, [1, 2]), ((), 4, [5])]


def test_a_blank_line_within_a_table() -> None:
    assert shape([HEADER, ROWS[0], [], ROWS[1]]) == [((), 0, [1, 3])]
    assert shape([HEADER, ROWS[0], [], HEADER, ROWS[1]]) == [((), 0, [1, 3, 4])]


def below(found: list[Block], records: list[list[str]]) -> list[list[str]]:
    """The filled records that stand below the last table."""
    last = max((max([block.top, *block.rows]) for block in found), default=-1)
    return [record for record in records[last + 1 :] if any(record)]


def test_what_stands_below_the_last() -> None:
    records = [HEADER, *ROWS, [], ["# © a tool"]]
    found = blocks(records)
    assert [block.top for block in found] == [0]
    assert below(found, records) == [["# © a tool"]]


@given(st.lists(st.lists(st.sampled_from(["", "#", "# a", "date", "5", "x,y"]), max_size=4), max_size=14))
def test_every_filled_record_is_of_one_kind(records: list[list[str]]) -> None:
    found: list[Block] = blocks(records)
    tops, rows = [block.top for block in found], [n for block in found for n in block.rows]
    assert sorted({*tops, *rows}) == sorted([*tops, *rows])
    said = sum(len(block.above) for block in found) + len(below(found, records))
    filled = sum(any(record) for record in records)
    assert filled - len(found) <= len(tops) + len(rows) + said <= filled  # names may stand in two records
