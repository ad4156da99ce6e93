from hypothesis import given
from hypothesis import strategies as st

from planner.text import cells, folded, visible


@given(st.text())
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) <= 0x9F for c in shown)
    assert visible(shown) == shown


def test_bidirectional_overrides_and_escapes_are_replaced() -> None:
    assert visible("a\u202eb\x1b[31mc\nd") == "a\ufffdb\ufffd[31mc d"


@given(st.text())
def test_folding_twice_is_folding_once_for_case_and_separators(text: str) -> None:
    assert folded(f"  {text} ") == folded(text)


def test_names_compare_without_case_width_and_separators() -> None:
    assert (
        folded("Organic_Search") == folded("organic  search") == folded("ORGANIC-SEARCH") == folded("Ｏrganic search")
    )


def test_wide_characters_take_two_cells() -> None:
    assert cells("自然搜索") == 8
    assert cells("e\u0301") == 1
