from planner.words.language import LANGUAGES, say, speaking, spoken


def test_english_is_spoken_unless_somebody_says_so() -> None:
    assert spoken() == "en"
    assert say("{count} levers", count=3) == "3 levers"
    assert say("50 % {}") == "50 % {}"


def test_a_language_is_spoken_within_and_no_longer() -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert spoken() == language
            assert say("a text that no catalogue has") == "a text that no catalogue has"
    assert spoken() == "en"
