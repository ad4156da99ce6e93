"""Wrong resources, limits and sub-targets, with the whole of what the user sees."""

from datetime import date

import pytest

from planner.goalfile.read import parse_goal

TODAY = date(2026, 11, 22)

CASES = (
    (
        r"""
target: 90.000
traffic: {organic search: 11.800, direct: 5200.125, email: 12.5}
resources: {money: 5.000}
levers: {ads: {uses: {money: 1.250}, expect: {at: 2, sessions: 900..2.200}}}
at_least: [{where: {level 1: direct}, sessions: 2.100}]
""",
        r"""
goal.yaml:1:9: 90.000 may be 90,000 or 90.0
  | target: 90.000
  |         ^
  expected 90000 or 90.0
goal.yaml:2:27: 11.800 may be 11,800 or 11.8
  | traffic: {organic search: 11.800, direct: 5200.125, email: 12.5}
  |                           ^
  expected 11800 or 11.8
goal.yaml:3:20: 5.000 may be 5,000 or 5.0
  | resources: {money: 5.000}
  |                    ^
  expected 5000 or 5.0
goal.yaml:4:30: 1.250 may be 1,250 or 1.25
  | levers: {ads: {uses: {money: 1.250}, expect: {at: 2, sessions: 900..2.200}}}
  |                              ^
  expected 1250 or 1.25
goal.yaml:4:64: 2.200 may be 2,200 or 2.2
  | levers: {ads: {uses: {money: 1.250}, expect: {at: 2, sessions: 900..2.200}}}
  |                                                                ^
  expected 2200 or 2.2
goal.yaml:5:49: 2.100 may be 2,100 or 2.1
  | at_least: [{where: {level 1: direct}, sessions: 2.100}]
  |                                                 ^
  expected 2100 or 2.1
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
floor: [{measure: conversions, at_least: 0}, {measure: [a], at_least: 1k}, {at_least: 5}]
""",
        r"""
goal.yaml:3:42: 0 is not above 0
  | floor: [{measure: conversions, at_least: 0}, {measure: [a], at_least: 1k}, {at_least: 5}]
  |                                          ^
  expected a number above 0
goal.yaml:3:56: a list stands where a name or text belongs
  | floor: [{measure: conversions, at_least: 0}, {measure: [a], at_least: 1k}, {at_least: 5}]
  |                                                        ^
  expected text
goal.yaml:3:76: 'measure' is missing
  | floor: [{measure: conversions, at_least: 0}, {measure: [a], at_least: 1k}, {at_least: 5}]
  |                                                                            ^
  expected both, as in {measure: conversions, at_least: 800}
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
metric: visits
floor:
  - {measure: Visits, at_least: 9000}
  - {measure: ad revenue, at_least: 50}
  - {measure: Ad_Revenue, at_least: 70}
""",
        r"""
goal.yaml:5:15: 'Visits' is the metric itself
  |   - {measure: Visits, at_least: 9000}
  |               ^
  expected another measure; a least number of sessions goes under `at_least`, with `where: {}` for the site
goal.yaml:7:15: 'Ad_Revenue' has a floor already
  |   - {measure: Ad_Revenue, at_least: 70}
  |               ^
  expected every measure once
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
floor: {conversions: 800}
""",
        r"""
goal.yaml:3:8: 'floor' does not hold a list
  | floor: {conversions: 800}
  |        ^
  expected items under it, each after a dash
""",
    ),
    (
        r"""
target: 3x
traffic: {direct: 500}
resources: {money: 5}
levers: {ads: {uses: money, keep: true, now: 3}, video: {uses: money, min: 4}, fair: {uses: money, keep: true, min: 9}}
""",
        r"""
goal.yaml:3:20: money is 5, but the levers' minima and kept efforts alone use 7 ('ads' 3, 'video' 4)
  | resources: {money: 5}
  |                    ^
  expected more of it, or less of them
""",
    ),
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal(text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]
