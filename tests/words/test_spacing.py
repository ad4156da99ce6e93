"""Blanks of Chinese text."""

import pytest

from planner.words.spacing import beside


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("投入", "money", "投入 money"),
        ("money", "预算", "money 预算"),
        ("30", "天", "30 天"),
        ("80%", "的把握", "80% 的把握"),
        ("最优", "计划", "最优计划"),
        ("计划（", "80%", "计划（80%"),
        ("2026", "年", "2026年"),
        ("2026年", "12月", "2026年12月"),
        ("第", "1", "第1"),
        ("2026年12月", "32,808", "2026年12月 32,808"),
        ("靠", "“search ads”", "靠“search ads”"),
        ("", "12", "12"),
        ("和 ", "ads", "和 ads"),
        ("增加", "-12", "增加 -12"),
    ],
)
def test_a_blank_stands_between_chinese_and_other_text(one: str, other: str, text: str) -> None:
    assert beside(one, other) == text
