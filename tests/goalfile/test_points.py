"""Judgement as a table of efforts and sessions."""

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.complaint import UnclearError
from planner.goalfile.points import EXPECTED, curve
from planner.goalfile.read import parse_goal

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ({"0": "0", "1000": "300", "2000": "520"}, ((0, 0), (1000, 300), (2000, 520))),
        ({"1k": "300", "2,000": "1.2k"}, ((0, 0), (1000, 300), (2000, 1200))),
        ({"5": "9", "1": "2", "3": "9"}, ((0, 0), (1, 2), (3, 9), (5, 9))),
        ({"0.5": "0", "1.5": "0", "2": "0.1"}, ((0, 0), (0.5, 0), (1.5, 0), (2, 0.1))),
        ({"1万": "300", "2万": "520"}, ((0, 0), (10_000, 300), (20_000, 520))),
    ],
)
def test_readable(said: dict[str, str], points: tuple[tuple[float, float], ...]) -> None:
    assert curve(said) == points


A_NUMBER = "a number such as 90000, 90,000, 12k or 1.2M"
ONE = "at least 2 of them; for a single one, `expect: {at: 1000, sessions: 300}`"
FALLING = "sessions that do not fall; `max` ends effort that brings less"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (None, [("nothing stands where a curve belongs", EXPECTED)]),
        ("steep", [("'steep' stands where a curve belongs", EXPECTED)]),
        (["1"], [("a list stands where a curve belongs", EXPECTED)]),
        ({}, [("the curve has no efforts above 0", ONE)]),
        ({"0": "0"}, [("the curve has no efforts above 0", ONE)]),
        ({"0": "0", "9": "3"}, [("a single effort above 0 is no curve", ONE)]),
        ({"8": "0", "9": "0"}, [("the curve brings no sessions", "sessions above 0 at its last effort")]),
        (
            {"0": "5", "8": "6", "9": "7"},
            [("no effort brings 5 sessions", "0: the curve is what effort brings, not what comes anyway")],
        ),
        (
            {"many": "few", "-8": "-6", "9": None},
            [
                ("'many' is not a number", A_NUMBER),
                ("'few' is not a number", A_NUMBER),
                ("-8 is below 0", "0 or more"),
                ("-6 is below 0", "0 or more"),
                ("nothing stands where a number belongs", A_NUMBER),
            ],
        ),
        (
            {"1000": "5", "1k": "6", "0": "0", "0.0": "0"},
            [("'0.0' is the same effort as '0'", "every effort once"), ("'1k' is the same effort as '1000'", "every effort once")],
        ),
        (
            {"3": "5", "1": "7", "2": "6"},
            [
                ("an effort of 2 brings 6 sessions, fewer than one of 1", FALLING),
                ("an effort of 3 brings 5 sessions, fewer than one of 2", FALLING),
            ],
        ),
    ],
)  # fmt: skip
def test_unreadable(said: object, told: list[tuple[str, str]]) -> None:
    with pytest.raises(UnclearError) as caught:
        curve(said)
    assert [(each.text, each.expected) for each in caught.value.complaints] == told


NUMBERS = st.integers(0, 99).map(str) | st.sampled_from(["1k", "0.5", "-1", "many"])


@given(st.dictionaries(NUMBERS, NUMBERS | st.none() | st.lists(NUMBERS, max_size=1)))
def test_any_table_is_a_curve_or_unclear(said: dict[str, object]) -> None:
    with suppress(UnclearError):
        points = curve(said)
        assert points[0] == (0, 0)
        assert len(points) > 2
        assert points[-1][1] > 0
        assert all(one[0] < other[0] and one[1] <= other[1] for one, other in pairwise(points))
        assert curve(dict(reversed(said.items()))) == points


CASES = (
    (
        r"""
levers:
  paid:
    curve: {many: 3, 1000: 300, 2000: 200, 1k: 9}
""",
        r"""
goal.yaml:5:13: 'many' is not a number
  |     curve: {many: 3, 1000: 300, 2000: 200, 1k: 9}
  |             ^
  expected a number such as 90000, 90,000, 12k or 1.2M
""",
    ),
    (
        r"""
levers:
  paid:
    curve:
      1000: 300
      2000: 200
      1.5k: 300
""",
        r"""
goal.yaml:7:13: an effort of 2000 brings 200 sessions, fewer than one of 1.5k
  |       2000: 200
  |             ^
  expected sessions that do not fall; `max` ends effort that brings less
""",
    ),
    (
        r"""
levers: {paid: {curve: {1000: 300, 2000: 1,200}}}
""",
        r"""
goal.yaml:3:47: a comma ends a value inside braces, so 200 stands alone
  | levers: {paid: {curve: {1000: 300, 2000: 1,200}}}
  |                                               ^
  expected numbers without separators inside braces, or quotes around them
""",
    ),
    (
        r"""
levers: {paid: {curve: 300, expect: {at: 8, sessions: 3}}}
""",
        r"""
goal.yaml:3:24: '300' stands where a curve belongs
  | levers: {paid: {curve: 300, expect: {at: 8, sessions: 3}}}
  |                        ^
  expected efforts with the sessions that they bring in all, such as {1000: 300, 2000: 520}
""",
    ),
    (
        r"""
levers:
  a: {curve: {10: 3, 20: 4}, expect: {at: 8, sessions: 3}, doubling: 1.5}
  b: {curve: {10: 3, 20: 4}, doubling: 1.5}
  c: {curve: {10: 3, 20: 4}}
""",
        r"""
goal.yaml:4:14: the lever 'a' has `expect` and `doubling` beside its curve
  |   a: {curve: {10: 3, 20: 4}, expect: {at: 8, sessions: 3}, doubling: 1.5}
  |              ^
  expected the curve, or `expect` and `doubling`
goal.yaml:5:14: the lever 'b' has `doubling` beside its curve
  |   b: {curve: {10: 3, 20: 4}, doubling: 1.5}
  |              ^
  expected the curve, or `doubling`
""",
    ),
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal("target: 3x\ntraffic: {direct: 500}\n" + text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]


def test_a_curve_in_a_goal_file() -> None:
    text = "target: 3x\ntraffic: {direct: 500}\nlevers: {paid: {curve: {2000: 520, 1k: 300}}, ads: }\n"
    goal, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert not problems
    assert goal is not None
    assert [lever.curve for lever in goal.levers] == [((0, 0), (1000, 300), (2000, 520)), ()]
