"""Dotted keys: what can be written in one line, and that nothing is lost on the way."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.goalfile.complaint import UnclearError
from planner.goalfile.dotted import at_equals, dotted, parts, split

NAMES = st.text(min_size=1, max_size=8) | st.sampled_from(["a.b", "it's", '"', "''", " x ", "a=b", "x;y", "{", "1"])


def read(key: str) -> list[tuple[str, bool]]:
    return [(part.text, part.quoted) for part in parts(key)]


def test_parts() -> None:
    assert read("resources.money") == [("resources", False), ("money", False)]
    assert read(" levers.search ads.max ") == [("levers", False), ("search ads", False), ("max", False)]
    assert read("levers.'a.b'.max") == [("levers", False), ("a.b", True), ("max", False)]
    assert read('levers."it\'s" . max') == [("levers", False), ("it's", True), (" max", False)]
    assert read("x.'it''s'") == [("x", False), ("it's", True)]
    assert read("a..b.") == [("a", False), ("", False), ("b", False), ("", False)]
    assert read("levers.O'Brien.max") == [("levers", False), ("O'Brien", False), ("max", False)]


@pytest.mark.parametrize(
    ("key", "text"), [("a.'b", 'a quote is not closed in "\'b"'), ("'a'b.c", "'b.c' follows a quoted name")]
)
def test_quotes_that_are_wrong(key: str, text: str) -> None:
    with pytest.raises(UnclearError) as caught:
        parts(key)
    assert [each.text for each in caught.value.complaints] == [text]


def test_dotted() -> None:
    assert dotted(("levers", "search ads", "max")) == "levers.search ads.max"
    assert dotted(("at_least", 0, "sessions")) == "at_least.1.sessions"
    assert dotted(("resources", "v2.0 hours")) == "resources.'v2.0 hours'"
    assert dotted(("resources", "it's")) == "resources.'it''s'"


@given(st.lists(NAMES, min_size=1, max_size=4))
@example(["'", "."])
def test_any_path_is_read_as_it_was(names: list[str]) -> None:
    assert [part.text for part in parts(dotted(tuple(names)))] == names


@given(st.lists(NAMES, min_size=1, max_size=4), st.text(max_size=8))
def test_any_path_stands_before_the_equals_sign(names: list[str], value: str) -> None:
    found = at_equals(f"{dotted(tuple(names))}={value}")
    assert found is not None
    assert [part.text for part in parts(found[0])] == names
    assert found[1] == value.strip()


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_paths_stay_apart(paths: list[list[str]]) -> None:
    whole = ";".join(f"{dotted(tuple(path))}=1" for path in paths)
    assert [part.strip() for part in split(whole, ";")] == [f"{dotted(tuple(path))}=1" for path in paths]


@given(st.text())
def test_any_text_has_parts_or_a_complaint(text: str) -> None:
    with suppress(UnclearError):
        assert parts(text)


@given(st.text(), st.sampled_from(";|"))
def test_splitting_loses_nothing(text: str, separator: str) -> None:
    assert separator.join(split(text, separator)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a=1; b=2", ["a=1", " b=2"]),
        ("a={x: 1; 2}; b=[3;4]", ["a={x: 1; 2}", " b=[3;4]"]),
        ("a='x; y'; b=2", ["a='x; y'", " b=2"]),
        ("owner=O'Brien; a='2'", ["owner=O'Brien", " a='2'"]),
        ("a='90s; b=2", ["a='90s", " b=2"]),  # a quote that is never closed is none
        ("a={; b=2", ["a={", " b=2"]),
        ("'a;b'=1;c=2", ["'a;b'=1", "c=2"]),
        ("a=};b", ["a=}", "b"]),
    ],
)
def test_separators_within_quotes_and_braces_do_not_count(text: str, found: list[str]) -> None:
    assert split(text, ";") == found


def test_the_equals_sign() -> None:
    assert at_equals("a = 1") == ("a", "1")
    assert at_equals("a=b=c") == ("a", "b=c")
    assert at_equals("x.'a=b'.max=3") == ("x.'a=b'.max", "3")
    assert at_equals("x=") == ("x", "")
    assert at_equals("x: 3") is None
    assert at_equals("ads [EU.max=3") == ("ads [EU.max", "3")
