import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text import cells, folded, isolated, visible


@given(st.text())
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) <= 0x9F for c in shown)
    assert visible(shown) == shown


def test_no_control_format_character_separator_or_surrogate_is_left() -> None:
    unsafe = [
        c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")
    ]
    assert [hex(ord(c)) for c in unsafe if visible(c) == c] == []


@pytest.mark.parametrize(
    "code", [0x34F, 0x115F, 0x1160, 0x17B4, 0x3164, 0xFFA0, 0xFE00, 0xFE0E, 0x200D, 0xE0041, 0xE0100]
)
def test_what_cannot_be_seen_is_replaced(code: int) -> None:
    assert visible(f"a{chr(code)}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "name", ["Organic Search", "❤️", "🚀", "自然搜索", "Ünïcode", "e\u0301", "한국어", "\ue000", "a\u00a0b"]
)
def test_what_can_be_seen_stays(name: str) -> None:
    assert visible(name) == name


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
    assert cells("❤️") == 2


@given(st.text(alphabet="ab 12→:ערוץמ"))
def test_right_to_left_letters_keep_to_themselves(text: str) -> None:
    found = isolated(text)
    assert found.replace("\u2068", "").replace("\u2069", "") == text
    assert found.count("\u2068") == found.count("\u2069")
    outside = re.sub("\u2068[^\u2069]*\u2069", "", found)
    assert not any(unicodedata.bidirectional(c) in ("R", "AL") for c in outside)


def test_a_name_of_several_words_is_one_run() -> None:
    assert isolated("Raise ערוץ עברי: 6 → 20") == "Raise \u2068ערוץ עברי\u2069: 6 → 20"
    assert isolated("Raise ads: 6 → 20") == "Raise ads: 6 → 20"
