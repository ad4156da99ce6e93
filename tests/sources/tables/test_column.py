from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.column import Column
from planner.sources.tables.numerals import is_no_figure, marks_of, number

FIGURES = st.from_regex(r"[0-9]{1,4}(?:[.,][0-9]{1,4})?", fullmatch=True) | st.sampled_from(
    ["", "-", "n/a", "12%", "x"]
)


def test_every_different_cell_stands_once_in_the_order_of_the_rows() -> None:
    assert Column(("b", "a", "b", "")).different == ("b", "a", "")


@pytest.mark.parametrize(
    ("cells", "plain"),
    [
        (["1", "20", "3.5"], True),
        (["1", "1.2345"], True),
        (["1.234"], False),  # or a thousand
        (["1,5"], False),
        (["1", ""], False),
        (["-1"], False),
        (["1\n2"], False),
        (["1" * 16], False),
        ([], False),
    ],
)
def test_plain_figures(cells: list[str], plain: bool) -> None:  # noqa: FBT001
    assert Column(cells).plain == plain


@given(st.lists(FIGURES, max_size=6))
def test_plain_columns_are_read_as_all_others(cells: list[str]) -> None:
    column, known = Column(cells), marks_of(dict.fromkeys(cells))
    assert column.marks.able == known.able
    if len(known.able) == 2:
        assert column.marks == known
    for mark in (".", ","):
        for cell, value in column.numbers(mark).items():
            assert value == number(cell, mark) or (isnan(value) and isnan(number(cell, mark)))
    filled = {cell for cell in cells if not is_no_figure(cell)}
    figures = {cell for cell in filled if not isnan(number(cell)) or not isnan(number(cell, ","))}
    assert column.numeric_share == (len(figures) / len(filled) if filled else 0)
