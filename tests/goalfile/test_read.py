"""Goal files that are right."""

from datetime import date
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.goalfile.read import parse_goal, read_goal
from planner.model.goal import AtLeast, Counts, Expect, Floor, Goal, Range, Resource, Scenario, Table
from planner.model.period import Period, RelativePeriod

TODAY = date(2026, 11, 22)


def goal_of(text: str) -> Goal:
    goal, problems = parse_goal(text, file="goal.yaml", today=TODAY)
    assert not problems, "\n".join(map(str, problems))
    assert goal is not None
    return goal


def test_the_smallest_goal() -> None:
    goal = goal_of("""
target: triple traffic next month
traffic:
  new:
    organic search: 11800
    paid search: 4,200
  returning:
    direct: 5.2k
""")
    assert (goal.target.kind, goal.target.amount, goal.target.where) == ("multiple", 3.0, ())
    assert goal.traffic == Counts(
        rows=((("new", "organic search"), 11800.0), (("new", "paid search"), 4200.0), (("returning", "direct"), 5200.0))
    )
    assert goal.period == RelativePeriod(unit="month")
    assert (goal.as_of, goal.as_of_said, goal.resources, goal.levers) == (TODAY, False, None, ())
    assert (goal.metric, goal.risk, goal.seed, goal.draws, goal.effort) == ("sessions", "expected", 1, 1000, None)
    assert (goal.value, goal.floors, goal.scenarios) == ("", (), ())


def test_the_full_goal() -> None:
    goal = goal_of("""
target: +25%
period: 2026-12
as_of: 2026-11-20
seed: 7
draws: 2,000
traffic:
  file: traffic.csv
  by: [visitor, channel]
  columns: {date: Day, sessions: Visits}
effort:
  file: [effort.csv, more.csv]
resources:
  money: 12k
  writer hours: 160
levers:
  search ads:
    drives: {channel: Paid Search}
    uses: money
  articles:
    drives: {channel: [Organic Search, Referral], visitor: new}
    uses: {money: 150, writer hours: 6}
    unit: article
    step: 1
    now: 4
    min: 2
    max: 12
    expect: {at: 8, sessions: 900..2200}
    doubling: 1.3..1.7
    starts: 2026-12-08
    lag: 3 weeks
    owner: Ana
    action: Two comparison pages a week
at_least: [{where: {visitor: returning}, sessions: 9k}]
worth: {money: 0.5}
risk: expected
value: sessions
""")
    assert goal.period == Period(start=date(2026, 12, 1), end=date(2026, 12, 31))
    assert (goal.as_of, goal.as_of_said, goal.seed, goal.draws) == (date(2026, 11, 20), True, 7, 2000)
    assert goal.traffic == Table(
        files=("traffic.csv",), by=("visitor", "channel"), columns=(("date", "Day"), ("sessions", "Visits"))
    )
    assert goal.effort == Table(files=("effort.csv", "more.csv"))
    assert goal.resources == (Resource(name="money", amount=12000.0), Resource(name="writer hours", amount=160.0))
    ads, articles = goal.levers
    assert (ads.name, ads.unit, ads.uses) == ("search ads", "money", (("money", 1.0),))
    assert ads.drives == (("channel", ("Paid Search",)),)
    assert (ads.least, ads.most, ads.step, ads.now, ads.expect, ads.lag) == (None, None, None, None, None, None)
    assert articles.drives == (("channel", ("Organic Search", "Referral")), ("visitor", ("new",)))
    assert (articles.unit, articles.uses) == ("article", (("money", 150.0), ("writer hours", 6.0)))
    assert (articles.step, articles.now, articles.least, articles.most) == (1.0, 4.0, 2.0, 12.0)
    assert articles.expect == Expect(at=8.0, sessions=Range(low=900.0, high=2200.0))
    assert articles.doubling == Range(low=1.3, high=1.7)
    assert (articles.starts, articles.lag, articles.owner) == (date(2026, 12, 8), 21.0, "Ana")
    assert goal.at_least == (AtLeast(where=(("visitor", ("returning",)),), sessions=9000.0),)
    assert goal.worth == (("money", 0.5),)


def test_another_measure_and_scenarios() -> None:
    goal = goal_of("""
target: 3x
traffic: {file: traffic.csv}
value: Conversions
floor: [{measure: revenue, at_least: 1.2M}, {measure: sign ups, at_least: 800}]
levers: {search ads: {keep: true, now: 900}, articles: {keep: False}}
scenarios:
  more money: {resources.money: 15000, target: 2x}
  no ads: {levers.search ads.max: 0, levers.search ads.keep: }
""")
    assert goal.value == "Conversions"
    assert goal.floors == (Floor(measure="revenue", at_least=1_200_000), Floor(measure="sign ups", at_least=800))
    assert [(lever.keep, lever.now) for lever in goal.levers] == [(True, 900), (False, None)]
    assert goal.scenarios == (
        Scenario(name="more money", changes=(("resources.money", "15000"), ("target", "2x"))),
        Scenario(name="no ads", changes=(("levers.search ads.max", "0"), ("levers.search ads.keep", ""))),
    )
    assert str(goal.place("floor", 1, "measure")) == "goal.yaml:5:55"
    assert str(goal.place("scenarios", "more money", "target")) == "goal.yaml:8:48"


@pytest.mark.parametrize("risk", ["expected", "cautious", "chance"])
def test_every_risk(risk: str) -> None:
    assert goal_of(f"target: 3x\ntraffic: {{a: 5}}\nrisk: {risk}\n").risk == risk


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("value: sessions", ""), ("value: Sessions", ""), ("metric: visits\nvalue: VISITS", ""), ("metric: visits\nvalue: sessions", "sessions"),
        ("metric: revenue\nvalue: Page views", "Page views"),
    ],
)  # fmt: skip
def test_the_metric_itself_is_no_other_value(text: str, value: str) -> None:
    assert goal_of(f"target: 3x\ntraffic: {{file: t.csv}}\n{text}\n").value == value


def test_places_name_the_line_that_a_value_is_on() -> None:
    goal = goal_of("target: 3x\ntraffic: {a: 5}\nlevers:\n  search ads:\n    drives: {channel: a}\n")
    assert str(goal.place("levers", "search ads")) == "goal.yaml:4:3"
    assert str(goal.place("levers", "search ads", "drives")) == "goal.yaml:5:13"
    assert str(goal.place("levers", "search ads", "max")) == "goal.yaml:4:3", "what is not said is where its lever is"
    assert str(goal.place("effort")) == "goal.yaml:1:1"


def test_a_lever_may_say_nothing_and_uses_the_only_resource() -> None:
    goal = goal_of("target: 3x\ntraffic: {a: 5}\nresources: {hours: 10}\nlevers: {email: }\n")
    assert (goal.levers[0].unit, goal.levers[0].uses, goal.levers[0].drives) == ("hours", (("hours", 1.0),), ())


def test_a_lever_may_use_nothing() -> None:
    goal = goal_of("target: 3x\ntraffic: {a: 5}\nresources: {hours: 10, money: 5}\nlevers: {email: {uses: {}}}\n")
    assert (goal.levers[0].unit, goal.levers[0].uses) == ("unit", ())


def test_names_that_look_like_other_things_stay_names() -> None:
    goal = goal_of("target: 3x\ntraffic: {NO: 5, 404: {on: 1, 007: 2}, file: 3}\n")
    assert goal.traffic == Counts(rows=((("NO",), 5), (("404", "on"), 1), (("404", "007"), 2), (("file",), 3)))


@pytest.mark.parametrize(
    ("text", "days"), [("10 days", 10), ("3 周", 21), ("3周", 21), ("1 day", 1), ("2 months", 60.875), ("0 days", 0)]
)
def test_lags(text: str, days: float) -> None:
    assert goal_of(f"target: 3x\ntraffic: {{a: 5}}\nlevers: {{a: {{lag: {text}}}}}\n").levers[0].lag == days


def test_the_period_may_be_said_twice_alike() -> None:
    assert goal_of("target: triple traffic in 2026-12\nperiod: 2026-12\ntraffic: {a: 5}").period == Period(
        start=date(2026, 12, 1), end=date(2026, 12, 31)
    )


def test_read_goal(tmp_path: Path) -> None:
    file = tmp_path / "goal.yaml"
    file.write_bytes("\ufefftarget: 下个月网站流量翻3倍\r\ntraffic: {a: 5}\r\n".encode())
    goal = read_goal(file, today=TODAY)
    assert (goal.file, goal.target.amount, goal.as_of) == (str(file), 3.0, TODAY)
    assert read_goal(str(file)).as_of >= TODAY


def refused(file: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_goal(file, today=TODAY)
    assert len(caught.value.problems) == 1
    return str(caught.value).replace(str(file.parent), "")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.yaml") == "/none.yaml: there is no such file\n  expected a goal file"
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path / "folder") == "/folder: this is a folder\n  expected a goal file"
    assert (
        refused(tmp_path / "a\0b") == "/a\ufffdb: the file cannot be read: embedded null byte\n  expected a goal file"
    )
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"target: 3x\nmetric: \xe9t\xe9\n")
    assert refused(latin) == "/latin.yaml:2: the goal file is not UTF-8 (byte 0xe9)\n  expected a file saved as UTF-8"
    empty = tmp_path / "empty.yaml"
    empty.write_text("# nothing\n")
    assert refused(empty).startswith("/empty.yaml:1:1: the file is empty\n")


def test_a_file_of_one_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(2**30)  # a sparse file takes no room
    assert refused(file) == (
        "/huge.yaml: the goal file is larger than 1 MiB (1,073,741,824 bytes)\n"
        "  expected traffic in a table of its own, under `file:`"
    )


@pytest.mark.parametrize("risk", ["Cautious", "chance"])
def test_risk_is_about_the_metric(risk: str) -> None:
    text = f"target: 3x\ntraffic: {{file: traffic.csv}}\nrisk: {risk}\n"
    assert goal_of(text).risk == risk.lower()
    _, problems = parse_goal(text + "value: conversions\n", file="goal.yaml", today=date(2026, 11, 30))
    assert [problem.expected for problem in problems] == ["one of `value` and `risk`"]
