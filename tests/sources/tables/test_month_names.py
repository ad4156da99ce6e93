import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.month_names import MONTHS, with_numbers


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("5 January 2024", "5 m1 2024"), ("January 5, 2024", "m1 5 2024"), ("Mon, 5 Jan 2024", "5 m1 2024"), ("1st of March 2024", "1 m3 2024"),
        ("5. März 2024", "5 m3 2024"), ("5 de enero de 2024", "5 m1 2024"), ("1º de março de 2024", "1 m3 2024"), ("févr. 2024", "m2 2024"),
        ("fevr 2024", "m2 2024"), ("août 2024", "m8 2024"), ("martes, 3 mar 2026", "3 m3 2026"), ("mar 3 mar 2026", "3 m3 2026"), ("Jan-24", "m1 24"), ("dic '24", "m12 24"),
    ],
)  # fmt: skip
def test_words_become_figures(text: str, plain: str) -> None:
    assert with_numbers(text) == plain


@pytest.mark.parametrize("text", ["5 pages 2024", "Organic 2024", "week 5", "January and 2024"])
def test_another_word_is_no_date(text: str) -> None:
    assert with_numbers(text) is None


def test_every_month_has_names() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    assert with_numbers(text) is None or isinstance(with_numbers(text), str)
