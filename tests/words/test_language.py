import pytest

from planner.words import language
from planner.words.language import LANGUAGES, packaged, say, speaking, spoken


def test_english_is_spoken_unless_somebody_says_so() -> None:
    assert spoken() == "en"
    assert say("{count} levers", count=3) == "3 levers"
    assert say("50 % {}") == "50 % {}"


def test_a_language_is_spoken_within_and_no_longer() -> None:
    for each in LANGUAGES:
        with speaking(each):
            assert spoken() == each
            assert say("a text that no catalogue has") == "a text that no catalogue has"
    assert spoken() == "en"


def test_english_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda _: pytest.fail("it was read"))
    assert say("{count} levers", count=3) == "3 levers"
    assert packaged("articles") == "articles"


def test_the_same_words_about_something_else_are_said_otherwise() -> None:
    assert say("from", about="a day") == say("from", about="a source") == "from"
    with speaking("zh"):
        assert say("from", about="a day") == "开始"
        assert say("from", about="a source") == "出处"


def test_what_fills_a_hole_is_never_read_as_one() -> None:
    for each in LANGUAGES:
        with speaking(each):
            assert "{count}" in say("{lever}, {owner}", lever="{count}", owner="{lever.name}")
