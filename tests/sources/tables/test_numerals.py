from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.numerals import Mark, is_no_figure, is_share, looks_like_figure, marks_of, number

BLANKS = [" ", "\u00a0", "\u202f", "\u2009", "'", "’"]


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [
        ("1234", ".", 1234), (" 1234 ", ".", 1234), ("1,234", ".", 1234), ("1,234.5", ".", 1234.5), ("12,34,567", ".", 1_234_567),
        ("1.234", ",", 1234), ("1.234,5", ",", 1234.5), ("1234,5", ",", 1234.5), (",5", ",", 0.5), (".5", ".", 0.5),
        ("1 234", ".", 1234), ("1\u00a0234,5", ",", 1234.5), ("1'234.5", ".", 1234.5), ("2’345", ".", 2345),
        ("$1,234.50", ".", 1234.5), ("1.234,50 €", ",", 1234.5), ("USD 99", ".", 99), ("R$ 1.000,00", ",", 1000), ("99 zł", ".", 99),
        ("1.2K", ".", 1200), ("3M", ".", 3_000_000), ("1.5万", ".", 15_000), ("1e3", ".", 1000),
        ("50%", ".", 0.5), ("12,5 %", ",", 0.125), ("-5", ".", -5), ("−5", ".", -5), ("$-5", ".", -5), ("１２３", ".", 123),
    ],
)  # fmt: skip
def test_numbers(cell: str, mark: Mark, value: float) -> None:
    assert number(cell, mark) == pytest.approx(value)


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize(
    "cell", ["", "x", "12x", "1-2", "1 23", "12 34", "1.2.3", "1,2,3", "> 90%", "(5)", "~100", "1_000", "2026-11-01", "5 pages", "$", "%", "1 234 5"]
)  # fmt: skip
def test_no_numbers(cell: str, mark: Mark) -> None:
    assert isnan(number(cell, mark))


@pytest.mark.parametrize(("cell", "wrong"), [("1 234,56", "."), ("1'234.56", ","), ("1,23", "."), ("1.23", ",")])
def test_the_other_decimal_mark_is_no_number_rather_than_a_hundred_times_as_much(cell: str, wrong: Mark) -> None:
    assert isnan(number(cell, wrong))


@pytest.mark.parametrize("cell", ["", " ", "-", " --", "n/a", "NaN", "NULL", "(not set)", "—"])
def test_words_for_no_number(cell: str) -> None:
    assert is_no_figure(cell)


def test_shares() -> None:
    assert [cell for cell in ("5%", "5 % ", "%x", "5") if is_share(cell)] == ["5%", "5 % "]


@pytest.mark.parametrize("cell", ["5", "1,234", "2026-11-01", "00:10:55", "12%", "$5"])
def test_looks_like_a_figure(cell: str) -> None:
    assert looks_like_figure(cell)
    assert not looks_like_figure("a word")


@pytest.mark.parametrize(
    ("cells", "able", "either", "grouped"),
    [
        (["1", "20", "300"], ".,", "", False),
        (["1.234", "2.345"], ".,", "1.234", False),
        (["1.234", "2.345", "3.456", "99"], ".,", "1.234", True),
        (["1.234", "2.345", "3.456", "1000"], ".,", "1.234", False),
        (["1.234", "1.5"], ".", "1.234", False),
        (["1.234,5"], ",", "", False),
        (["1,234.5", " --"], ".", "", False),
        (["1.234,5", "1,234.5"], "", "", False),
        (["0.123"], ".", "", False),
    ],
)
def test_marks(cells: list[str], able: str, either: str, grouped: bool) -> None:  # noqa: FBT001
    found = marks_of(cells)
    assert ("".join(sorted(found.able, reverse=True)) or "", found.either) == (
        "".join(sorted(able, reverse=True)),
        either,
    )
    assert found.grouped == grouped


def written(value: int, thousands: str, decimal: str, cents: int) -> str:
    whole = f"{value:,}".replace(",", thousands)
    return whole + (f"{decimal}{cents:02}" if cents else "")


@given(
    st.integers(0, 10**12),
    st.integers(0, 99),
    st.sampled_from(
        [(",", "."), (".", ","), *((blank, mark) for blank in BLANKS for mark in ".,"), ("", "."), ("", ",")]
    ),
)
def test_round_trip(value: int, cents: int, ways: tuple[str, Mark]) -> None:
    cell = written(value, ways[0], ways[1], cents)
    assert number(cell, ways[1]) == pytest.approx(value + cents / 100, rel=1e-12)


@given(st.lists(st.integers(0, 10**7), min_size=1), st.sampled_from([",", ".", " ", "\u202f", "'"]))
def test_a_column_of_whole_numbers_is_read_or_open_never_another_number(values: list[int], thousands: str) -> None:
    cells = [written(value, thousands, "", 0) for value in values]
    found = marks_of(cells)
    meant: Mark = "," if thousands == "." else "."
    assert meant in found.able
    if not found.either:
        assert all(
            number(cell, mark) == value for mark in found.able for cell, value in zip(cells, values, strict=True)
        )


@given(st.text(max_size=30), st.sampled_from([".", ","]))
def test_any_text_is_a_number_or_none(cell: str, mark: Mark) -> None:
    assert isinstance(number(cell, mark), float)
    assert looks_like_figure(cell) in (True, False)
