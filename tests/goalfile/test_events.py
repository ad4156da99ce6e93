"""Events and the country in a goal file: right ones, and wrong ones with the whole of what the user sees."""

from datetime import date

import pytest

from planner.goalfile.read import parse_goal
from planner.model.goal import Event, Goal, Range
from planner.model.period import Period

TODAY = date(2026, 11, 22)


def goal_of(text: str) -> Goal:
    goal, problems = parse_goal("target: 3x\ntraffic: {direct: 500}\n" + text, file="goal.yaml", today=TODAY)
    assert not problems, "\n".join(map(str, problems))
    assert goal is not None
    return goal


def days(start: str, end: str = "") -> Period:
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end or start))


def test_events_and_country() -> None:
    goal = goal_of("""
country: DE
events:
  spring sale:
    on: [2026-03-09..2026-03-15, 2025-03-10..2025-03-16]
    where: {channel: email}
    lift: +20%..+60%
  relaunch:
    on: 2026-06-01
""")
    sale = (days("2025-03-10", "2025-03-16"), days("2026-03-09", "2026-03-15"))
    assert goal.country == "DE"
    assert goal.events == (
        Event(name="spring sale", on=sale, where=(("channel", ("email",)),), lift=Range(low=1.2, high=1.6)),
        Event(name="relaunch", on=(days("2026-06-01"),)),
    )
    assert str(goal.place("events", "relaunch", "lift")) == "goal.yaml:10:3"


def test_neither_has_to_be_said() -> None:
    assert (goal_of("").events, goal_of("").country) == ((), "")
    assert goal_of("events:\n").events == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025-03", days("2025-03-01", "2025-03-31")),
        ("March 2025", days("2025-03-01", "2025-03-31")),
        ("2025-Q3", days("2025-07-01", "2025-09-30")),
        ("2025-3-9", days("2025-03-09")),
        ('"2025-03-09"', days("2025-03-09")),
        ("2025-03-09 to 2025-03-10", days("2025-03-09", "2025-03-10")),
        ("2024-12-30..2025-01-02", days("2024-12-30", "2025-01-02")),
        ("2025-01-01..2025-04-02", days("2025-01-01", "2025-04-02")),
    ],
)
def test_days_of_an_event(text: str, period: Period) -> None:
    assert goal_of(f"events: {{sale: {{on: {text}}}}}").events[0].on == (period,)
    assert goal_of(f"events: {{sale: {{on: [{text}]}}}}").events[0].on == (period,)


def test_stretches_may_follow_each_other() -> None:
    on = goal_of("events: {sale: {on: [2025-03-11, 2025-03-10, 2025-03-12]}}").events[0].on
    assert on == (days("2025-03-10"), days("2025-03-11"), days("2025-03-12"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"), ("de", "DE"), ("NO", "NO"), ("de-by", "DE-BY"), ("De_By", "DE-BY"), ("fr-57", "FR-57"), ("deu", "DEU"),
        ("DE-Augsburg", "DE-Augsburg"), ("Germany", "Germany"), ("ＤＥ", "DE"),
    ],
)  # fmt: skip
def test_codes_of_countries(text: str, code: str) -> None:
    assert goal_of(f"country: {text}").country == code


CASES = (
    (
        r"""
events: {sale: {on: next month}}
""",
        r"""
goal.yaml:3:21: 'next month' moves on with time, and an event has fixed days
  | events: {sale: {on: next month}}
  |                     ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
""",
    ),
    (
        r"""
events: {sale: {on: [2026-02-30, March]}}
""",
        r"""
goal.yaml:3:22: there is no day 2026-02-30
  | events: {sale: {on: [2026-02-30, March]}}
  |                      ^
  expected a day such as 2026-12-08
goal.yaml:3:34: 'March' moves on with time, and an event has fixed days
  | events: {sale: {on: [2026-02-30, March]}}
  |                                  ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
""",
    ),
    (
        r"""
events:
  sale:
    on:
      - someday
      - {a: 1}
      - [2026-03-01]
      -
      - 2026-03-15..2026-03-09
""",
        r"""
goal.yaml:6:9: 'someday' is no day or stretch of days
  |       - someday
  |         ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:7:9: a block of keys stands where days belong
  |       - {a: 1}
  |         ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:8:9: a list stands where days belong
  |       - [2026-03-01]
  |         ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:9:8: nothing stands where days belong
  |       -
  |        ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:10:9: the period ends on 2026-03-09, before it starts on 2026-03-15
  |       - 2026-03-15..2026-03-09
  |         ^
  expected the earlier day first
""",
    ),
    (
        r"""
events: {sale: {on: []}, fair: {on: }, launch: {}, flop: }
""",
        r"""
goal.yaml:3:21: the event has no days
  | events: {sale: {on: []}, fair: {on: }, launch: {}, flop: }
  |                     ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:3:37: nothing stands where days belong
  | events: {sale: {on: []}, fair: {on: }, launch: {}, flop: }
  |                                     ^
  expected a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:3:48: 'on' is missing
  | events: {sale: {on: []}, fair: {on: }, launch: {}, flop: }
  |                                                ^
  expected `on:` with a day, a stretch such as 2026-03-09..2026-03-15, or a list of them
goal.yaml:3:58: 'flop' does not hold keys
  | events: {sale: {on: []}, fair: {on: }, launch: {}, flop: }
  |                                                          ^
  expected keys with values, indented under it
""",
    ),
    (
        r"""
events: {sale: {on: [2025, 2025-07-01..2025-10-01, 2026-05]}}
""",
        r"""
goal.yaml:3:22: '2025' has 365 days: an event is a matter of days or weeks; a longer one is a level
  | events: {sale: {on: [2025, 2025-07-01..2025-10-01, 2026-05]}}
  |                      ^
  expected at most 92 days
goal.yaml:3:28: '2025-07-01..2025-10-01' has 93 days: an event is a matter of days or weeks; a longer one is a level
  | events: {sale: {on: [2025, 2025-07-01..2025-10-01, 2026-05]}}
  |                            ^
  expected at most 92 days
""",
    ),
    (
        r"""
events: {sale: {on: [2025-03-10..2025-03-16, 2025-04-01, 2025-03, 2025-03-16, 2025-04-01]}}
""",
        r"""
goal.yaml:3:58: '2025-03' overlaps '2025-03-10..2025-03-16'
  | events: {sale: {on: [2025-03-10..2025-03-16, 2025-04-01, 2025-03, 2025-03-16, 2025-04-01]}}
  |                                                          ^
  expected days of one event that do not overlap
goal.yaml:3:67: '2025-03-16' overlaps '2025-03'
  | events: {sale: {on: [2025-03-10..2025-03-16, 2025-04-01, 2025-03, 2025-03-16, 2025-04-01]}}
  |                                                                   ^
  expected days of one event that do not overlap
goal.yaml:3:79: '2025-04-01' overlaps '2025-04-01'
  | events: {sale: {on: [2025-03-10..2025-03-16, 2025-04-01, 2025-03, 2025-03-16, 2025-04-01]}}
  |                                                                               ^
  expected days of one event that do not overlap
""",
    ),
    (
        r"""
events:
  spring sale: {on: 2025-03-10}
  Spring-Sale: {on: 2026-03-10}
  fair: {on: 2026-03-10, were: {channel: a}, lift: 20}
""",
        r"""
goal.yaml:5:3: 'Spring-Sale' is the same name as 'spring sale'
  |   Spring-Sale: {on: 2026-03-10}
  |   ^
  expected names that differ in more than case or separators
goal.yaml:6:26: unknown key 'were'
  |   fair: {on: 2026-03-10, were: {channel: a}, lift: 20}
  |                          ^
  did you mean 'where'?
goal.yaml:6:52: '20' can be read in two ways, as 20 times and as 20 %
  |   fair: {on: 2026-03-10, were: {channel: a}, lift: 20}
  |                                                    ^
  expected +20% for a change, or 1.2x for times
""",
    ),
    (
        r"""
events: {sale: {on: 2025-03-10, where: email, lift: [1.2, 1.6]}}
""",
        r"""
goal.yaml:3:40: 'email' stands where a branch belongs
  | events: {sale: {on: 2025-03-10, where: email, lift: [1.2, 1.6]}}
  |                                        ^
  expected a branch such as {channel: Paid Search}
goal.yaml:3:53: a list stands where a lift belongs
  | events: {sale: {on: 2025-03-10, where: email, lift: [1.2, 1.6]}}
  |                                                     ^
  expected a lift such as +20%..+60%, -30%..-10%, 1.2x..1.6x, or one of these numbers
""",
    ),
    (
        r"""
events: [2025-03-10]
country: [DE, FR]
""",
        r"""
goal.yaml:3:9: 'events' does not hold keys
  | events: [2025-03-10]
  |         ^
  expected keys with values, indented under it
goal.yaml:4:10: a list stands where a country belongs
  | country: [DE, FR]
  |          ^
  expected a code such as DE, or DE-BY for a part of it
""",
    ),
    (
        r"""
evnts: {sale: {on: 2025-03-10}}
country: ""
""",
        r"""
goal.yaml:3:1: unknown key 'evnts'
  | evnts: {sale: {on: 2025-03-10}}
  | ^
  did you mean 'events'?
goal.yaml:4:10: nothing stands where a country belongs
  | country: ""
  |          ^
  expected a code such as DE, or DE-BY for a part of it
""",
    ),
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal("target: 3x\ntraffic: {direct: 500}\n" + text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]


def test_what_is_wrong_with_an_event_leaves_the_others() -> None:
    text = "target: 3x\ntraffic: {direct: 500}\nevents: {sale: {on: [soon, 2025-03-10]}, fair: {on: soon}, launch: {on: 2025-05-01, lift: 99}}\n"
    goal, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert len(problems) == 3
    assert goal is not None
    assert [event.name for event in goal.events] == ["sale", "launch"]
