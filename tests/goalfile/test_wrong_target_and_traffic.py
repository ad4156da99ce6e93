"""Wrong targets and traffic, with the whole of what the user sees."""

from datetime import date

import pytest

from planner.goalfile.read import parse_goal

TODAY = date(2026, 11, 22)

CASES = (
    (
        r"""
goals: [sites/*.yaml]
resources: {money: 120000}
""",
        r"""
goal.yaml:1:8: this file names many goals, and is no goal itself
  | goals: [sites/*.yaml]
  |        ^
  expected planner portfolio goal.yaml --out DIR, or one of the goal files that it names
""",
    ),
    (
        r"""
goals: {file: sites/*.yaml, weight: 2}
""",
        r"""
goal.yaml:1:8: this file names many goals, and is no goal itself
  | goals: {file: sites/*.yaml, weight: 2}
  |        ^
  expected planner portfolio goal.yaml --out DIR, or one of the goal files that it names
""",
    ),
    (
        r"""
goals: 1.5x
traffic: {direct: 500}
""",
        r"""
goal.yaml:1:1: 'target' is missing
  | goals: 1.5x
  | ^
  expected `target:` with 90000, 3x, +25%, or a phrase such as triple traffic next month
goal.yaml:1:1: unknown key 'goals'
  | goals: 1.5x
  | ^
  expected one of target, traffic, period, metric, effort, resources, levers, at_least, events, country, floor, value, worth, estimates, risk, scenarios, as_of, seed, draws
""",
    ),
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
  expected `file:` with its name, or `url:` with a database
""",
    ),
    (
        r"""
target: 3x
traffic: {url: postgres://db, query: select 1, table: visits}
""",
        r"""
goal.yaml:2:16: the database of 'traffic' has a table and a query
  | traffic: {url: postgres://db, query: select 1, table: visits}
  |                ^
  expected `table:` or `query:`
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
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal(text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]
