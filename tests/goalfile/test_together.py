"""Many problems in one file, each told once, and hostile files."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.read import parse_goal
from planner.model.goal import Counts, Goal

TODAY = date(2026, 11, 22)


TEN = """
target: 0
perod: 2026-12
traffic:
  file: traffic.csv
  colums: {date: Day}
resources:
  money: 900
levers:
  ads:
    uses: mony
    min: 12
    max: 3
    max: 4
  articles:
    uses: {money: -150}
    starts: 2026-13-08
    lag: 3 fortnights
  e-mail:
    unknown key: 3
draws: 5
""".removeprefix("\n")


def test_ten_and_more_problems_are_told_together_and_in_order() -> None:
    goal, problems = parse_goal(TEN, file="goal.yaml", today=TODAY)
    assert [f"{p.place}: {p.text}{' -> ' + p.nearest if p.nearest else ''}" for p in problems] == [
        "goal.yaml:1:9: the target '0' is not above 0",
        "goal.yaml:2:1: unknown key 'perod' -> period",
        "goal.yaml:5:3: unknown key 'colums' -> columns",
        "goal.yaml:10:11: there is no resource 'mony' -> money",
        "goal.yaml:11:10: min 12 is above max 3",
        "goal.yaml:13:5: 'max' is given twice",
        "goal.yaml:15:19: -150 is not above 0",
        "goal.yaml:16:13: there is no day 2026-13-08",
        "goal.yaml:17:10: '3 fortnights' is not a time",
        "goal.yaml:19:5: unknown key 'unknown key'",
        "goal.yaml:20:8: 5 is not a whole number from 100 to 100000",
    ]
    assert isinstance(goal, Goal)
    assert [lever.name for lever in goal.levers] == ["ads", "articles", "e-mail"], (
        "the rest is saved, to check its data"
    )
    assert goal.traffic.files == ("traffic.csv",)  # type: ignore[union-attr]


def test_a_misspelt_key_does_not_miss_the_right_one_too() -> None:
    goal, problems = parse_goal("targt: 3x\ntrafic: {a: 1}\n", file="goal.yaml", today=TODAY)
    assert goal is None
    assert [problem.text for problem in problems] == ["unknown key 'targt'", "unknown key 'trafic'"]


def test_a_resource_whose_amount_cannot_be_read_is_still_one() -> None:
    text = "target: 3x\ntraffic: {a: 1}\nresources: {money: lots}\nlevers: {ads: {uses: money}}\n"
    _, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert [problem.text for problem in problems] == ["'lots' is not a number"]


@pytest.mark.parametrize("count", ["-3000", "lots", "[1]", "{}", '""'])
def test_a_branch_whose_count_cannot_be_read_is_still_one(count: str) -> None:
    text = (
        f"target: 3x\ntraffic: {{new: {{paid: {count}, email: 5}}}}\nlevers: {{ads: {{drives: {{channel: paid}}}}}}\n"
    )
    goal, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert len(problems) == 1
    assert isinstance(goal, Goal)
    assert isinstance(goal.traffic, Counts)
    assert [names for names, _ in goal.traffic.rows] == [("new", "paid"), ("new", "email")]


def test_an_anchor_bomb_is_one_problem() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    text = f"target: 3x\ntraffic: {{a: 1}}\nlevers:\n{bomb}"
    _, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert [problem.text for problem in problems if "anchors" in problem.text] == [
        "anchors and aliases (& and *) are not read in a goal file"
    ]


def test_an_alias_does_not_miss_its_value_too() -> None:
    _, problems = parse_goal("target: 3x\ntraffic: *t\n", file="goal.yaml", today=TODAY)
    assert [problem.text for problem in problems] == ["anchors and aliases (& and *) are not read in a goal file"]


def test_hostile_names_are_shown_harmless() -> None:
    name = '"ads\\e[31m\\u202Egnp\\n\\r| x"'
    text = f"target: 3x\ntraffic: {{a: 1}}\nlevers: {{{name}: {{max: -1}}, ads: {{{name}: \u202e3}}, b: {{min: 3, max: 2}}}}\n"
    assert "\u202e" in text
    told = "\n".join(map(str, parse_goal(text, file="goal.yaml", today=TODAY)[1]))
    assert not set(told) & set("\x1b\u202e\r\x07")
    assert "unknown key" in told


def test_a_file_of_nothing_but_problems_is_cut() -> None:
    text = "target: 3x\ntraffic: {a: 1}\n" + "".join(f"key{i}: 1\n" for i in range(500))
    _, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert len(problems) == 101
    assert str(problems[-1].place) == "goal.yaml:103:1"
    assert problems[-1].text == "there are more problems from here on"


KEYS = st.sampled_from(
    [
        "target",
        "traffic",
        "period",
        "resources",
        "levers",
        "at_least",
        "worth",
        "events",
        "on",
        "lift",
        "country",
        "floor",
        "measure",
        "value",
        "risk",
        "scenarios",
        "target.a",
        "keep",
        "needs",
        "excludes",
        "curve",
        "5",
        "expect",
        "uses",
        "max",
        "file",
        "by",
        "seed",
        "(table)",
        "a",
    ]
)
SCALARS = (
    st.none()
    | st.text(max_size=5)
    | st.sampled_from(["3x", "5", "-1", "2026-12", "money", "1..2", "3 weeks", "+20%..+60%", "DE", "true", "a"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(KEYS, VALUES))
def test_any_keys_and_values_are_a_goal_or_problems(values: dict[str, object]) -> None:
    goal, problems = parse_goal(json.dumps(values), file="goal.yaml", today=TODAY)
    assert goal is not None or problems


@given(st.text())
def test_any_text_is_a_goal_or_problems(text: str) -> None:
    goal, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert problems
    assert goal is None or isinstance(goal, Goal)
