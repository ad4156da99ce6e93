import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError, Place, Problem, nearest_name


def test_a_problem_shows_place_caret_expectation_and_nearest_name() -> None:
    place = Place(file="goal.yaml", line=3, column=5, source="    ownr: Ana")
    problem = Problem(place=place, text="unknown key 'ownr'", expected="one of: owner, action", nearest="owner")
    assert str(problem) == (
        "goal.yaml:3:5: unknown key 'ownr'\n"
        "  |     ownr: Ana\n"
        "  |     ^\n"
        "  expected one of: owner, action\n"
        "  did you mean 'owner'?"
    )


def test_the_caret_stands_under_the_place_after_wide_characters() -> None:
    place = Place(file="g", line=1, column=5, source="自然搜索: -1")
    assert str(Problem(place=place, text="t")).splitlines()[-1] == "  |         ^"


def test_a_long_line_is_cut_around_its_place() -> None:
    place = Place(file="g", line=1, column=501, source="x" * 500 + "!" + "y" * 500)
    _, line, caret = str(Problem(place=place, text="t")).splitlines()
    assert len(line) < 110
    assert line[caret.index("^")] == "!"


def test_hostile_source_lines_are_made_harmless() -> None:
    place = Place(file="g", line=1, column=1, source="\x1b[2J\u202eevil")
    assert "\x1b" not in str(Problem(place=place, text="\x1b[31mred"))


def test_problems_are_shown_in_the_order_of_their_places() -> None:
    late, early = (Problem(place=Place(file="g", line=n, column=1), text=str(n)) for n in (9, 2))
    assert [p.text for p in InputError([late, early]).problems] == ["2", "9"]


@pytest.mark.parametrize(("name", "nearest"), [("Organc Search", "Organic Search"), ("zzz", ""), ("EMAIL", "Email")])
def test_nearest_name(name: str, nearest: str) -> None:
    assert nearest_name(name, ["Email", "Organic Search"]) == nearest


@given(st.text(), st.lists(st.text()))
def test_nearest_name_is_known_or_nothing(name: str, known: list[str]) -> None:
    assert nearest_name(name, known) in {"", *known}
