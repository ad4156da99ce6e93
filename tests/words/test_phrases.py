"""Words, clauses and sentences put together."""

import pytest

from planner.words import phrases
from planner.words.language import speaking


@pytest.mark.parametrize(("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])  # fmt: skip
def test_listed(words: list[str], text: str) -> None:
    assert phrases.listed(words) == text
    assert phrases.listed_clauses(words) == text
    assert phrases.either(words) == text.replace(" and ", " or ")


@pytest.mark.parametrize(("words", "text"), [([], ""), (["甲"], "甲"), (["甲", "乙"], "甲和乙"), (["甲", "乙", "ads"], "甲、乙和 ads")])  # fmt: skip
def test_listed_in_chinese(words: list[str], text: str) -> None:
    with speaking("zh"):
        assert phrases.listed(words) == text


def test_all_and_any_of_several() -> None:
    assert phrases.together(["a", "b", "c"]) == "a and b and c"
    assert phrases.alternatives(["a", "b", "c"]) == "a or b or c"


def test_clauses_and_sentences() -> None:
    assert phrases.sentence(["it rains", "it snows"]) == "It rains; it snows."
    assert phrases.flowing(["It rains.", "", "It snows."]) == "It rains. It snows."
    assert phrases.sentence([]) == phrases.flowing([]) == ""
    with speaking("zh"):
        assert phrases.sentence(["下雨", "下雪"]) == "下雨；下雪。"
        assert phrases.flowing(["下雨。", "", "下雪。"]) == "下雨。下雪。"
        assert phrases.opened("search ads") == "search ads"  # a name stays as it is
