from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from planning_goals import TRAFFIC, loaded

from planner.goalfile.read import parse_goal
from planner.planning.checks import find_problems
from planner.sources.read import gather_history, read_history


def problems(text: str, folder: Path | None = None) -> list[str]:
    return [str(problem) for problem in find_problems(*loaded(text, folder))]


def test_a_lever_that_drives_nothing() -> None:
    text = "target: 2x\nlevers:\n  ads:\n    drives: {channel: Payed Search}\n    uses: money\n" + TRAFFIC
    assert problems(text) == [
        "goal.yaml:4:23: ads drives nothing: there is no channel 'Payed Search'\n"
        "  |     drives: {channel: Payed Search}\n"
        "  |                       ^\n"
        "  expected one of: direct, email, organic search, organic social, paid search\n"
        "  did you mean 'paid search'?"
    ]


def test_a_level_that_is_not_there() -> None:
    text = "target: 2x\nlevers:\n  ads:\n    drives: {chanel: email}\n    uses: money\n" + TRAFFIC
    (found,) = problems(text)
    assert found.startswith("goal.yaml:4:22: ads drives nothing: the traffic has no level 'chanel'")
    assert found.endswith("did you mean 'channel'?")


def test_names_that_never_meet() -> None:
    text = "target: 2x\nlevers:\n  ads:\n    drives: {visitor: new, channel: email}\n    uses: money\n" + TRAFFIC
    assert problems(text)[0].startswith("goal.yaml:4:13: ads drives nothing: no leaf has all of these names")


def test_a_period_before_the_end_of_the_history(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions\n" + "".join(f"2026-11-{n:02},5\n" for n in range(1, 31)))
    (found,) = problems("target: 2x\nperiod: 2026-11\ntraffic: {file: t.csv}\n", tmp_path)
    assert "goal.yaml:2:9: the period 2026-11-01..2026-11-30 begins before the history ends, on 2026-11-30" in found


def test_a_period_far_from_the_history(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions\n2024-11-01,5\n2024-11-02,5\n")
    (found,) = problems("target: 2x\nperiod: 2026-12\ntraffic: {file: t.csv}\n", tmp_path)
    assert "begins 758 days after the history ends" in found


def test_a_target_branch_that_is_not_there() -> None:
    (found,) = problems("target: double podcast listeners next month\n" + TRAFFIC)
    assert found.startswith("goal.yaml:1:9: the traffic has no branch 'podcast listeners', or more than one")


def test_a_multiple_of_nothing() -> None:
    (found,) = problems("target: double email next month\ntraffic: {email: 0, direct: 10}\n")
    assert "there is no traffic to take a multiple or a change of" in found


def test_a_sub_target_on_no_branch() -> None:
    text = "target: 2x\nat_least:\n  - {where: {visitor: returned}, sessions: 10}\n" + TRAFFIC
    (found,) = problems(text)
    assert found.startswith("goal.yaml:3:23: this branch has no traffic: there is no visitor 'returned'")


@pytest.mark.parametrize("target", ["2x", "+10%", "50k", "double email by June"])
def test_nothing_wrong(target: str) -> None:
    assert problems(f"target: {target}\n{TRAFFIC}") == []


def test_levels_compare_as_names_do(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,Channel Group,sessions\n2026-11-01,Email,5\n2026-11-02,Email,5\n")
    text = "target: 2x\nperiod: 2026-12\ntraffic: {file: t.csv, by: [Channel Group]}\nlevers: {a: {drives: {channel_group: EMAIL}, uses: h}}\n"
    assert problems(text, tmp_path) == []


SALE = "events:\n  spring sale:\n    on: {on}\n    where: {{channel: {channel}}}\n"


def test_an_event_that_moves_nothing() -> None:
    text = "target: 2x\n" + SALE.format(on="2026-12-07", channel="e-mails") + "    lift: 1.5x\n" + TRAFFIC
    assert problems(text) == [
        "goal.yaml:5:22: spring sale moves nothing: there is no channel 'e-mails'\n"
        "  |     where: {channel: e-mails}\n"
        "  |                      ^\n"
        "  expected one of: direct, email, organic search, organic social, paid search\n"
        "  did you mean 'email'?"
    ]


def daily(folder: Path, step: int = 1) -> str:
    """Traffic of November 2026 without its 12th, 13th and 14th."""
    rows = "".join(f"2026-11-{n:02},Email,5\n" for n in range(1, 31, step) if n not in (12, 13, 14))
    (folder / "t.csv").write_text("date,channel,sessions\n" + rows)
    return "period: 2027-01\ntraffic: {file: t.csv, by: [channel]}\n"


def event(on: str, more: str = "") -> str:
    return "target: 2x\n" + SALE.format(on=on, channel="email") + more


@pytest.mark.parametrize("on", ["2026-12-07", "[2025-12-07, 2026-12-07]", "[2026-11-12..2026-11-14, 2026-12-07]"])
def test_an_event_to_come_of_which_nothing_is_known(tmp_path: Path, on: str) -> None:
    (found,) = problems(event(on) + daily(tmp_path), tmp_path)
    assert found.replace(str(tmp_path), "") == (
        "/goal.yaml:3:3: nothing says what 'spring sale' brings\n"
        "  |   spring sale:\n"
        "  |   ^\n"
        "  expected `lift:`, or days within the history under `on:`"
    )


@pytest.mark.parametrize(
    ("on", "more"),
    [
        ("2026-12-07", "    lift: +20%\n"),
        ("[2026-11-01, 2026-12-07]", ""),
        ("[2026-10-30..2026-11-01, 2026-12-07]", ""),
        ("[2026-11-14..2026-11-15, 2026-12-07]", ""),
        ("2026-11-30..2026-12-02", ""),
        ("2025-12-07", ""),
        ("2026-11-30", ""),
    ],
)
def test_an_event_that_is_known_or_past(tmp_path: Path, on: str, more: str) -> None:
    assert problems(event(on, more) + daily(tmp_path), tmp_path) == []


@pytest.mark.parametrize("said", ["on: 2026-12-07, lift: 30", "on: [soon, 2026-12-07]"])
def test_what_cannot_be_read_of_an_event_is_told_once(tmp_path: Path, said: str) -> None:
    text = f"target: 2x\nevents: {{sale: {{{said}}}}}\n" + daily(tmp_path)
    goal, told = parse_goal(text, file=str(tmp_path / "goal.yaml"), today=date(2026, 11, 30))
    assert len(told) == 1
    assert goal is not None
    assert find_problems(goal, read_history(goal)) == ()


def test_tables_by_week_and_counts_show_no_single_days(tmp_path: Path) -> None:
    (found,) = problems(event("[2026-11-03, 2026-12-07]") + daily(tmp_path, step=7), tmp_path)
    assert "nothing says what 'spring sale' brings: figures by week show no single days" in found
    assert found.endswith("expected `lift:`")
    (found,) = problems(event("[2026-11-03, 2026-12-07]") + TRAFFIC)
    assert "nothing says what 'spring sale' brings: one month's counts show no single days" in found
    assert problems(event("2026-11-03") + TRAFFIC) == []
    assert problems(event("2026-12-07", "    lift: +20%\n") + TRAFFIC) == []


def kept(lever: str, more: str = "") -> str:
    return (
        f"target: 2x\nlevers:\n  ads:\n    drives: {{channel: email}}\n    uses: money\n    keep: true\n{lever}{more}"
    )


def test_a_lever_that_is_kept_has_an_effort_today() -> None:
    (found,) = problems(kept("    max: 9\n", TRAFFIC))
    assert found == (
        "goal.yaml:6:11: nothing says today's effort of 'ads', which is to be kept\n"
        "  |     keep: true\n"
        "  |           ^\n"
        "  expected `now:`, or the effort in a table"
    )
    assert problems(kept("    now: 0\n", TRAFFIC)) == []


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ("min: 400, max: 500", ""),
        ("max: 399", "'ads' is kept at today's effort, 400, above max 399"),
        ("max: 0", "'ads' is kept at today's effort, 400, above max 0"),
        ("min: 401", "'ads' is kept at today's effort, 400, below min 401"),
    ],
)
def test_limits_that_forbid_effort_that_is_kept(limits: str, found: str) -> None:
    text = kept("    now: 400\n", TRAFFIC).replace("now: 400", "now: 400\n    " + limits.replace(", ", "\n    "))
    told = problems(text)
    assert [each.partition(": ")[2].splitlines()[0] for each in told] == ([found] if found else [])
    assert not told or f"expected {'at most' if 'min' in found else 'at least'} 400, or no `keep`" in told[0]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ("max: 280\n    step: 7", []),
        ("min: 340", []),
        ("max: 260", ["'ads' is kept at today's effort, 310, above max 260"]),
        ("min: 360", ["'ads' is kept at today's effort, 310, below min 360"]),
    ],
)
def test_effort_from_a_table_is_about_todays(tmp_path: Path, limits: str, found: list[str]) -> None:
    (tmp_path / "e.csv").write_text("date,ads\n" + "".join(f"2026-11-{n:02},10\n" for n in range(1, 31)))
    text = kept(f"    {limits}\n", daily(tmp_path) + "effort: {file: e.csv}\n")
    goal, history = loaded(text.replace("    drives: {channel: email}\n", ""), tmp_path)
    assert [problem.text for problem in find_problems(goal, history)] == found


def test_effort_whose_table_cannot_be_read_is_not_missing_too(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("date,ads\n2026-11-01,x\n")
    text = kept("", daily(tmp_path) + "effort: {file: e.csv}\n").replace("    drives: {channel: email}\n", "")
    goal, _ = parse_goal(text, file=str(tmp_path / "goal.yaml"), today=date(2026, 11, 30))
    assert goal is not None
    history, told = gather_history(goal)
    assert history is not None
    assert len(told) == 1
    assert find_problems(goal, history) == ()


MEASURED = "target: 2x\nvalue: Orders\nfloor: [{measure: signups, at_least: 5}]\ntraffic: {file: t.csv}\n"


def test_a_measure_without_anything_in_it(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-{n:02},5,0,{n}\n" for n in range(1, 31))
    (tmp_path / "t.csv").write_text("date,sessions,orders,signups\n" + rows)
    (found,) = problems(MEASURED, tmp_path)
    assert found.replace(str(tmp_path), "") == (
        "/goal.yaml:2:8: the traffic table has no Orders at all, so nothing says what a session brings of them\n"
        "  | value: Orders\n"
        "  |        ^\n"
        "  expected a measure with numbers above 0"
    )


def test_a_measure_that_is_missing_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions,order,signups\n2026-11-01,5,1,1\n2026-11-30,5,1,1\n")
    goal, _ = parse_goal(MEASURED, file=str(tmp_path / "goal.yaml"), today=date(2026, 11, 30))
    assert goal is not None
    history, told = gather_history(goal)
    assert history is not None
    assert [problem.text for problem in told] == ["the traffic table has no column 'Orders'"]
    assert find_problems(goal, history) == ()
    by_hand = replace(goal, places={})
    assert [(problem.text, problem.nearest) for problem in find_problems(by_hand, history)] == [
        ("the history has no measure 'Orders'", "")
    ]
    assert find_problems(replace(by_hand, value="Sign-Ups", floors=()), history)[0].nearest == "signups"
