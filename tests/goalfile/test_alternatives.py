"""Scenarios in a goal file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.alternatives import alternative
from planner.goalfile.document import read_document
from planner.goalfile.read import parse_goal

TODAY = date(2026, 11, 22)
START = "target: 3x\ntraffic: {direct: 500}\n"


def changes(text: str) -> list[tuple[tuple[str, str], ...]]:
    goal, problems = parse_goal(START + text, file="goal.yaml", today=TODAY)
    assert not problems, "\n".join(map(str, problems))
    assert goal is not None
    return [each.changes for each in goal.scenarios]


def test_values_stay_as_they_are_written() -> None:
    text = """scenarios:
  a: {resources.money: 15000, target: +25%, as_of: 2026-11-20, levers.search ads.keep: true}
  b: {Resources.writer hours: 1.5k, events.'v2.0'.on: 2026-12-08, period: next 4 weeks}
"""
    assert changes(text) == [
        (("resources.money", "15000"), ("target", "+25%"), ("as_of", "2026-11-20"), ("levers.search ads.keep", "true")),
        (("Resources.writer hours", "1.5k"), ("events.'v2.0'.on", "2026-12-08"), ("period", "next 4 weeks")),
    ]


def test_a_value_that_is_left_empty_takes_its_key_away() -> None:
    assert changes("scenarios: {free: {levers.ads.max: , resources: null}}") == [
        (("levers.ads.max", ""), ("resources", ""))
    ]


def test_there_need_be_no_scenarios() -> None:
    assert changes("") == changes("scenarios:\n") == changes("scenarios: {}\n") == []


@pytest.mark.parametrize(
    ("written", "kept"), [('"a: b"', "'a: b'"), ("'[a, b]'", "'[a, b]'"), ("\"it's: #1\"", "'it''s: #1'"), ('"null"', "'null'")]
)  # fmt: skip
def test_what_needs_quotes_keeps_them(written: str, kept: str) -> None:
    assert changes(f"scenarios: {{a: {{levers.ads.action: {written}}}}}") == [(("levers.ads.action", kept),)]


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1) | st.text("ab:#'\"[]{},&*!|>%@- ", min_size=1)
)
def test_a_value_that_is_read_again_is_the_same(text: str) -> None:
    ((_, value),) = alternative({"target": text})
    again = read_document(f"value: {value}", file="g")
    if len(text.splitlines()) == 1 and not read_document(f"value: {text!r}", file="g").problems:
        assert not again.problems
        assert again.value == {"value": text}


CASES = (
    (
        r"""
scenarios:
  no ads: {target: 2x}
  No-Ads: {period: 2026-12}
  empty: {}
  nothing:
  text: 2x
  list: [target]
  lists: {target: [3x], levers: {ads: {max: 0}}, risk: chance}
""",
        r"""
goal.yaml:5:3: 'No-Ads' is the same name as 'no ads'
  |   No-Ads: {period: 2026-12}
  |   ^
  expected names that differ in more than case or separators
goal.yaml:6:10: the scenario changes nothing
  |   empty: {}
  |          ^
  expected other values by their keys, such as {resources.money: 15000, target: 2x}
goal.yaml:7:11: nothing stands where a scenario belongs
  |   nothing:
  |           ^
  expected other values by their keys, such as {resources.money: 15000, target: 2x}
goal.yaml:8:9: '2x' stands where a scenario belongs
  |   text: 2x
  |         ^
  expected other values by their keys, such as {resources.money: 15000, target: 2x}
goal.yaml:9:9: a list stands where a scenario belongs
  |   list: [target]
  |         ^
  expected other values by their keys, such as {resources.money: 15000, target: 2x}
goal.yaml:10:19: a list stands where a single value belongs
  |   lists: {target: [3x], levers: {ads: {max: 0}}, risk: chance}
  |                   ^
  expected one value, such as 15000 or 2x; every value of a block by its own key, such as resources.money
goal.yaml:10:33: a block of keys stands where a single value belongs
  |   lists: {target: [3x], levers: {ads: {max: 0}}, risk: chance}
  |                                 ^
  expected one value, such as 15000 or 2x; every value of a block by its own key, such as resources.money
""",
    ),
    (
        r"""
scenarios:
  wrong:
    resorces.money: 3
    levers.ads.max: 5
    scenarios.more.target: 3x
    shade: red
    "'target": 5
    .target: 2x
""",
        r"""
goal.yaml:5:5: there is no key 'resorces'
  |     resorces.money: 3
  |     ^
  did you mean 'resources'?
goal.yaml:7:5: a scenario does not change the scenarios
  |     scenarios.more.target: 3x
  |     ^
  expected another key of the goal file
goal.yaml:8:5: there is no key 'shade'
  |     shade: red
  |     ^
  expected one of target, traffic, period, metric, effort, resources, levers, at_least, events, country, floor, value, worth, estimates, risk, as_of, seed, draws
goal.yaml:9:5: a quote is not closed in "'target"
  |     "'target": 5
  |     ^
  expected the same quote again at the end of the name
goal.yaml:10:5: there is no key ''
  |     .target: 2x
  |     ^
  expected one of target, traffic, period, metric, effort, resources, levers, at_least, events, country, floor, value, worth, estimates, risk, as_of, seed, draws
""",
    ),
    (
        r"""
scenarios: [more money]
scenario: {a: {target: 2x}}
""",
        r"""
goal.yaml:3:12: 'scenarios' does not hold keys
  | scenarios: [more money]
  |            ^
  expected keys with values, indented under it
goal.yaml:4:1: unknown key 'scenario'
  | scenario: {a: {target: 2x}}
  | ^
  did you mean 'scenarios'?
""",
    ),
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal(START + text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]
