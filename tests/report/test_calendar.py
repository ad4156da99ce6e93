"""The calendar: events as RFC 5545 has them, the same ones however often a goal is planned."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from report_pages import PLANS
from report_plans import HOSTILE, around, example, hostile

from planner.model.plan import Plan
from planner.report.calendar import render_calendar
from planner.report.rows import steps
from planner.text import visible


def read(text: str) -> list[dict[str, str]]:
    """Its events, every line checked and unfolded, every value unescaped."""
    assert text.endswith("\r\n")
    assert not re.search(r"[^\r]\n|\r[^\n]", text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0"} <= set(lines[:5])
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        assert not re.search("[\x00-\x1f\x7f]", line)
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name not in events[-1]
            assert not re.search(r"(?<!\\)(\\\\)*[,;]", value) or "DATE" in name, value
            events[-1][name] = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
    return events


@pytest.mark.parametrize("name", list(PLANS))
def test_every_step_and_checkpoint_is_a_day(name: str) -> None:
    plan = PLANS[name]()
    events = read(render_calendar(plan))
    assert len(events) == len(steps(plan)) + len(plan.checkpoints)
    assert len({each["UID"] for each in events}) == len(events)
    days = [step.day for step in steps(plan)] + [point.day for point in plan.checkpoints]
    for each, day in zip(events, days, strict=True):
        assert each["DTSTART;VALUE=DATE"] == f"{day:%Y%m%d}"
        assert each["DTEND;VALUE=DATE"] == f"{day + timedelta(days=1):%Y%m%d}"
        assert each["DTSTAMP"] == f"{plan.base.end:%Y%m%d}T000000Z"
        assert each["SUMMARY"]


def test_what_the_events_say() -> None:
    events = read(render_calendar(example()))
    texts = [each["SUMMARY"] for each in events]
    assert "Ben: Raise search ads: 3,000 → 7,912 money" in texts
    assert texts[-1] == "44,600 sessions by today on plan, worry below 42,100"
    assert events[-1]["DESCRIPTION"].splitlines()[0] == example().reading


def identities(plan: Plan) -> list[str]:
    return [each["UID"] for each in read(render_calendar(plan))]


def test_a_later_plan_replaces_its_events_and_another_goal_does_not() -> None:
    plan = example()
    moved = replace(
        plan,
        goal=replace(plan.goal, file="elsewhere/goal.yaml", as_of=date(2026, 12, 2)),
        outcome=around(1, 1, 1),
        target=1,
    )
    assert identities(moved) == identities(plan)
    assert render_calendar(moved) != render_calendar(plan)
    other = replace(plan, goal=replace(plan.goal, file="other.yaml"))
    assert not set(identities(other)) & set(identities(plan))


def test_hostile_names_stay_in_their_line() -> None:
    text = render_calendar(hostile())
    events = read(text)
    assert text.count("BEGIN:VEVENT") == len(events)
    said = "\n".join(each["SUMMARY"] for each in events)
    assert any(" ".join(visible(name).split())[:20] in said for name in HOSTILE)
    plan = example()
    bad = "x\r\nEND:VEVENT\r\nATTACH:http://evil.example;a=b,\\n" + "好" * 60
    levers = tuple(replace(each, owner=bad, why=bad) for each in plan.levers)
    events = read(render_calendar(replace(plan, levers=levers, reading=bad)))
    assert all("ATTACH" not in each for each in events)
    assert visible(bad) in events[-1]["DESCRIPTION"]
