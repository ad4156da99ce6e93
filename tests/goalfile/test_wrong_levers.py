"""Wrong levers, with the whole of what the user sees."""

from datetime import date

import pytest

from planner.goalfile.read import parse_goal

TODAY = date(2026, 11, 22)

CASES = (
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
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal(text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]
