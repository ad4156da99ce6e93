"""Every kind of bad goal file, with the whole of what the user sees."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.read import parse_goal
from planner.model.goal import Goal

TODAY = date(2026, 11, 22)


def shown(text: str) -> str:
    _, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    return "\n".join(str(problem) for problem in problems)


CASES = (
    (
        r"""
trget: 3x
traffic: {direct: 500}
""",
        r"""
goal.yaml:1:1: unknown key 'trget'
  | trget: 3x
  | ^
  did you mean 'target'?
""",
    ),
    (
        r"""
target: 3x
""",
        r"""
goal.yaml:1:1: 'traffic' is missing
  | target: 3x
  | ^
  expected `traffic:` with sessions by branch, or with `file:` and the name of a table
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers:
  ads:
    dirves: {channel: Paid}
""",
        r"""
goal.yaml:5:5: unknown key 'dirves'
  |     dirves: {channel: Paid}
  |     ^
  did you mean 'drives'?
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
colour: red
""",
        r"""
goal.yaml:3:1: unknown key 'colour'
  | colour: red
  | ^
  expected one of target, traffic, period, metric, effort, resources, levers, at_least, floor, value, worth, risk, as_of, seed, draws
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {expect: {at: 8, session: 5}}}
""",
        r"""
goal.yaml:3:32: unknown key 'session'
  | levers: {ads: {expect: {at: 8, session: 5}}}
  |                                ^
  did you mean 'sessions'?
""",
    ),
    (
        r"""
target: 0
traffic: {direct: 500}
""",
        r"""
goal.yaml:1:9: the target '0' is not above 0
  | target: 0
  |         ^
  expected a target above 0, such as 90000, 3x or +25%
""",
    ),
    (
        r"""
target: more
traffic: {direct: 500}
""",
        r"""
goal.yaml:1:9: 'more' says no amount
  | target: more
  |         ^
  expected 90000, 3x, +25%, +5000, or a phrase such as: triple traffic next month; grow organic search by 30% in Q1; reach 90,000 sessions in December; 下个月网站流量翻3倍
""",
    ),
    (
        r"""
target: [3x]
traffic: {direct: 500}
""",
        r"""
goal.yaml:1:9: a list stands where a name or text belongs
  | target: [3x]
  |         ^
  expected text
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: -5, email: many, search: , new: {}}
""",
        r"""
goal.yaml:2:19: -5 is below 0
  | traffic: {direct: -5, email: many, search: , new: {}}
  |                   ^
  expected 0 or more
goal.yaml:2:30: 'many' is not a number
  | traffic: {direct: -5, email: many, search: , new: {}}
  |                              ^
  expected a number such as 90000, 90,000, 12k or 1.2M
goal.yaml:2:44: nothing stands where a number belongs
  | traffic: {direct: -5, email: many, search: , new: {}}
  |                                            ^
  expected a number such as 90000, 90,000, 12k or 1.2M
goal.yaml:2:51: a branch is empty
  | traffic: {direct: -5, email: many, search: , new: {}}
  |                                                   ^
  expected sessions by branch
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 0}
""",
        r"""
goal.yaml:2:10: the traffic has no sessions
  | traffic: {direct: 0}
  |          ^
  expected at least one count above 0
""",
    ),
    (
        r"""
target: 3x
traffic: {Direct: 5, direct: 6}
""",
        r"""
goal.yaml:2:22: 'direct' is the same name as 'Direct'
  | traffic: {Direct: 5, direct: 6}
  |                      ^
  expected names that differ in more than case or separators
""",
    ),
    (
        r"""
target: 3x
traffic: traffic.csv
""",
        r"""
goal.yaml:2:10: 'traffic.csv' stands where the traffic belongs
  | traffic: traffic.csv
  |          ^
  expected sessions by branch, or `file:` with the name of a table
""",
    ),
    (
        r"""
target: 3x
traffic: {fiel: traffic.csv}
""",
        r"""
goal.yaml:2:11: unknown key 'fiel'
  | traffic: {fiel: traffic.csv}
  |           ^
  did you mean 'file'?
""",
    ),
    (
        r"""
target: 3x
traffic: {by: [visitor]}
""",
        r"""
goal.yaml:2:10: the table of 'traffic' has no file
  | traffic: {by: [visitor]}
  |          ^
  expected `file:` with its name
""",
    ),
    (
        r"""
target: 3x
traffic: {url: postgres://db, query: select 1}
""",
        r"""
goal.yaml:2:16: reading from a database is not available in this version
  | traffic: {url: postgres://db, query: select 1}
  |                ^
  expected a file exported from it, named under `file:`
""",
    ),
    (
        r"""
target: 3x
traffic: {file: a.csv, columns: {dat: Day}}
""",
        r"""
goal.yaml:2:34: there is no column role 'dat'
  | traffic: {file: a.csv, columns: {dat: Day}}
  |                                  ^
  did you mean 'date'?
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: -1}
""",
        r"""
goal.yaml:3:20: -1 is below 0
  | resources: {money: -1}
  |                    ^
  expected 0 or more
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: 5}
levers: {ads: {uses: mony}}
""",
        r"""
goal.yaml:4:22: there is no resource 'mony'
  | levers: {ads: {uses: mony}}
  |                      ^
  did you mean 'money'?
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: 5}
levers: {ads: {uses: {mony: 2}}}
""",
        r"""
goal.yaml:4:23: there is no resource 'mony'
  | levers: {ads: {uses: {mony: 2}}}
  |                       ^
  did you mean 'money'?
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: 5, hours: 3}
levers: {ads: {max: 3}}
""",
        r"""
goal.yaml:4:15: the lever 'ads' does not say what it uses
  | levers: {ads: {max: 3}}
  |               ^
  expected `uses:` with one of money, hours, or `uses: {}` for none
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: 5}
worth: {hours: 1}
""",
        r"""
goal.yaml:4:9: there is no resource 'hours'
  | worth: {hours: 1}
  |         ^
  expected one of money
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: 5}
levers: {ads: {uses: money, min: 3}, video: {uses: money, min: 4}}
""",
        r"""
goal.yaml:3:20: money is 5, but the levers' minima alone use 7 ('ads' 3, 'video' 4)
  | resources: {money: 5}
  |                    ^
  expected more of it, or lower minima
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {min: 5, max: 3}}
""",
        r"""
goal.yaml:3:21: min 5 is above max 3
  | levers: {ads: {min: 5, max: 3}}
  |                     ^
  expected min at or below max
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {min: 6, max: 9, step: 5}}
""",
        r"""
goal.yaml:3:38: no multiple of step 5 lies between min 6 and max 9
  | levers: {ads: {min: 6, max: 9, step: 5}}
  |                                      ^
  expected limits with at least one multiple of the step between them
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {max: nan}}
""",
        r"""
goal.yaml:3:21: 'nan' is not a number
  | levers: {ads: {max: nan}}
  |                     ^
  expected a number such as 90000, 90,000, 12k or 1.2M
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {max: true}}
""",
        r"""
goal.yaml:3:21: 'true' is not a number
  | levers: {ads: {max: true}}
  |                     ^
  expected a number such as 90000, 90,000, 12k or 1.2M
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {max: [3]}}
""",
        r"""
goal.yaml:3:21: a list stands where a number belongs
  | levers: {ads: {max: [3]}}
  |                     ^
  expected a number such as 90000, 90,000, 12k or 1.2M
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {step: 0}}
""",
        r"""
goal.yaml:3:22: 0 is not above 0
  | levers: {ads: {step: 0}}
  |                      ^
  expected a number above 0
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {expect: {at: 0, sessions: 9..3}, doubling: 0.5}}
""",
        r"""
goal.yaml:3:29: 0 is not above 0
  | levers: {ads: {expect: {at: 0, sessions: 9..3}, doubling: 0.5}}
  |                             ^
  expected a number above 0
goal.yaml:3:42: the range '9..3' ends below its start
  | levers: {ads: {expect: {at: 0, sessions: 9..3}, doubling: 0.5}}
  |                                          ^
  expected the lower number first
goal.yaml:3:59: '0.5' means that more effort brings less
  | levers: {ads: {expect: {at: 0, sessions: 9..3}, doubling: 0.5}}
  |                                                           ^
  expected 1 or more, such as 1.3..1.7
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {expect: {at: 8}}}
""",
        r"""
goal.yaml:3:24: 'sessions' is missing
  | levers: {ads: {expect: {at: 8}}}
  |                        ^
  expected both, as in {at: 8, sessions: 900..2200}
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {starts: 2026-02-30, lag: soon}}
""",
        r"""
goal.yaml:3:24: there is no day 2026-02-30
  | levers: {ads: {starts: 2026-02-30, lag: soon}}
  |                        ^
  expected a day such as 2026-12-08
goal.yaml:3:41: 'soon' is not a time
  | levers: {ads: {starts: 2026-02-30, lag: soon}}
  |                                         ^
  expected a time such as 10 days, 3 weeks, 2 months or 3 周
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
period: 2026-12
levers: {ads: {starts: 2027-01-01}}
""",
        r"""
goal.yaml:4:24: the lever starts on 2027-01-01, after the period ends on 2026-12-31
  | levers: {ads: {starts: 2027-01-01}}
  |                        ^
  expected a day up to 2026-12-31
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {Search Ads: {max: 3}, search-ads: {max: 3}}
""",
        r"""
goal.yaml:3:32: 'search-ads' is the same name as 'Search Ads'
  | levers: {Search Ads: {max: 3}, search-ads: {max: 3}}
  |                                ^
  expected names that differ in more than case or separators
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {drives: Paid Search}}
""",
        r"""
goal.yaml:3:24: 'Paid Search' stands where a branch belongs
  | levers: {ads: {drives: Paid Search}}
  |                        ^
  expected a branch such as {channel: Paid Search}
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {ads: {drives: {channel: []}}}
""",
        r"""
goal.yaml:3:34: the list is empty
  | levers: {ads: {drives: {channel: []}}}
  |                                  ^
  expected at least one name
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: [ads]
""",
        r"""
goal.yaml:3:9: 'levers' does not hold keys
  | levers: [ads]
  |         ^
  expected keys with values, indented under it
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
at_least: {where: {visitor: new}}
""",
        r"""
goal.yaml:3:11: 'at_least' does not hold a list
  | at_least: {where: {visitor: new}}
  |           ^
  expected items under it, each after a dash
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
at_least: [{where: {visitor: new}, sessions: 0}, 5]
""",
        r"""
goal.yaml:3:46: 0 is not above 0
  | at_least: [{where: {visitor: new}, sessions: 0}, 5]
  |                                              ^
  expected a number above 0
goal.yaml:3:50: item 2 does not hold keys
  | at_least: [{where: {visitor: new}, sessions: 0}, 5]
  |                                                  ^
  expected keys with values, indented under it
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
at_least: [{where: {visitor: new}, sessions: 9,000}]
""",
        r"""
goal.yaml:3:48: a comma ends a value inside braces, so 000 stands alone
  | at_least: [{where: {visitor: new}, sessions: 9,000}]
  |                                                ^
  expected numbers without separators inside braces, or quotes around them
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
floor: [{measure: conversions, at_least: 800}]
""",
        r"""
goal.yaml:3:8: floor is not available in this version
  | floor: [{measure: conversions, at_least: 800}]
  |        ^
  expected at_least, for sessions
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
value: revenue
""",
        r"""
goal.yaml:3:8: a value other than the metric, 'sessions', is not available in this version
  | value: revenue
  |        ^
  expected sessions
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
risk: cautious
""",
        r"""
goal.yaml:3:7: risk 'cautious' is not available in this version
  | risk: cautious
  |       ^
  expected risk: expected
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
risk: chance
""",
        r"""
goal.yaml:3:7: risk 'chance' is not available in this version
  | risk: chance
  |       ^
  expected risk: expected
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
risk: bold
""",
        r"""
goal.yaml:3:7: 'bold' is not a risk
  | risk: bold
  |       ^
  expected risk: expected
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
seed: -1
""",
        r"""
goal.yaml:3:7: -1 is not a whole number from 0
  | seed: -1
  |       ^
  expected a whole number from 0
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
draws: 1.5k..2k
""",
        r"""
goal.yaml:3:8: '1.5k..2k' is not a number
  | draws: 1.5k..2k
  |        ^
  expected a number such as 90000, 90,000, 12k or 1.2M
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
draws: 99
""",
        r"""
goal.yaml:3:8: 99 is not a whole number from 100 to 100000
  | draws: 99
  |        ^
  expected a whole number from 100 to 100000
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
as_of: 22.11.2026
""",
        r"""
goal.yaml:3:8: '22.11.2026' is not a day
  | as_of: 22.11.2026
  |        ^
  expected a day such as 2026-12-08
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
period: 2026-12-31..2026-12-01
""",
        r"""
goal.yaml:3:9: the period ends on 2026-12-01, before it starts on 2026-12-31
  | period: 2026-12-31..2026-12-01
  |         ^
  expected the earlier day first
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
period: someday
""",
        r"""
goal.yaml:3:9: 'someday' is not a period
  | period: someday
  |         ^
  expected 2026-12, 2026-12-01..2026-12-31, 2027-Q1, 2027, next month, next 4 weeks, this month, December, 下个月 or 未来4周
""",
    ),
    (
        r"""
target: triple traffic next month
period: 2026-12
traffic: {direct: 500}
""",
        r"""
goal.yaml:2:9: the target names another period than `period` does
  | period: 2026-12
  |         ^
  expected the period in one of the two places
""",
    ),
    (
        r"""
- target: 3x
""",
        r"""
goal.yaml:1:1: the file does not hold keys with values
  | - target: 3x
  | ^
  expected at least `target:` and `traffic:`
""",
    ),
    (
        "\n",
        r"""
goal.yaml:1:1: the file is empty
  expected at least `target:` and `traffic:`
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
levers: {"ads\e[31m\u202Egnp": {max: -1, "m\x07x": 2}}
""",
        r"""
goal.yaml:3:38: -1 is below 0
  | levers: {"ads\e[31m\u202Egnp": {max: -1, "m\x07x": 2}}
  |                                      ^
  expected 0 or more
goal.yaml:3:42: unknown key 'm\x07x'
  | levers: {"ads\e[31m\u202Egnp": {max: -1, "m\x07x": 2}}
  |                                          ^
  did you mean 'max'?
""",
    ),
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_one_bad_thing(text: str, complaints: str) -> None:
    assert shown(text[1:]) == complaints[1:-1]


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
    told = shown(text)
    assert not set(told) & set("\x1b\u202e\r\x07")
    assert "unknown key" in told


def test_a_file_of_nothing_but_problems_is_cut() -> None:
    text = "target: 3x\ntraffic: {a: 1}\n" + "".join(f"key{i}: 1\n" for i in range(500))
    _, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert len(problems) == 101
    assert problems[-1].text == "and 400 more problems"


KEYS = st.sampled_from(
    [
        "target",
        "traffic",
        "period",
        "resources",
        "levers",
        "at_least",
        "worth",
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
SCALARS = st.none() | st.text(max_size=5) | st.sampled_from(["3x", "5", "-1", "2026-12", "money", "1..2", "3 weeks"])
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
