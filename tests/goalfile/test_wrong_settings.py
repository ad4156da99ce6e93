"""Wrong keys, periods and settings, with the whole of what the user sees."""

from datetime import date

import pytest

from planner.goalfile.read import parse_goal

TODAY = date(2026, 11, 22)

CASES = (
    (
        r"""
target: 3x
traffic: {direct: 500}
shade: red
""",
        r"""
goal.yaml:3:1: unknown key 'shade'
  | shade: red
  | ^
  expected one of target, traffic, period, metric, effort, resources, levers, at_least, events, country, floor, value, worth, estimates, risk, scenarios, as_of, seed, draws
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
value: [revenue]
""",
        r"""
goal.yaml:3:8: a list stands where a name or text belongs
  | value: [revenue]
  |        ^
  expected text
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
risk: cautios
""",
        r"""
goal.yaml:3:7: 'cautios' is not a risk
  | risk: cautios
  |       ^
  expected one of expected, cautious, chance
  did you mean 'cautious'?
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
  expected one of expected, cautious, chance
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
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal(text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]
