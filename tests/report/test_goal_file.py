"""Goal files to begin with, as whole texts, and names that must not break them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_snapshots import TextFile
from syrupy.assertion import SnapshotAssertion

from planner.goalfile.read import parse_goal
from planner.model.first_goal import FirstBranch, FirstGoal, FirstLever
from planner.model.goal import Goal, Table
from planner.model.period import Period
from planner.report.goal_file import render_goal_file
from planner.report.yaml_text import LONGEST_KEY, key, remark, scalar

NOVEMBER = Period(start=date(2026, 11, 1), end=date(2026, 11, 30))

ARTICLES = FirstLever(
    name="articles", drives=(("channel", ("Organic Search",)),), uses=(("hours", 6.0), ("money", 50.0)), unit="article", step=1.0,
    action="Publish an article, and a good one",
)  # fmt: skip
ADS = FirstLever(
    name="search ads", drives=(("channel", ("Paid Search", "cpc")),), uses=(("money", 1.0),), unit="money", step=None,
    now=1234.5, now_of="ads.csv, October 2026, as for 30 days",
)  # fmt: skip
FIRST = FirstGoal(
    target="+20% next month", shown="goal.yaml", schema="", tool="Google Analytics 4",
    traffic=Table(files=("sessions.csv",), by=("visitor", "channel")), metric="sessions", counts="", assumed=False, alone=(),
    span=Period(start=date(2026, 9, 1), end=date(2026, 11, 30)), cadence="day", base=NOVEMBER, sessions=20_000,
    branches=(
        FirstBranch(name="new", depth=1, sessions=12_000), FirstBranch(name="Organic Search", depth=2, sessions=9_000),
        FirstBranch(name="", depth=2, sessions=3_000, hidden=7), FirstBranch(name="returning", depth=1, sessions=8_000),
        FirstBranch(name="自然搜索", depth=2, sessions=40),
    ),
    effort=None, resources=(), levers=(ARTICLES, ADS), unused=0, unplaced=(), small=("Display", "SMS"),
    still=(("Direct", "nobody moves them (McKenna 2014), but for ads"),), unknown=("CRM",),
    missing=(("conversions", "a column such as key events"),),
)  # fmt: skip

ASSUMED = replace(
    FIRST, target="triple traffic next month", schema="../goal.schema.json", tool="a plain table", span=NOVEMBER, cadence="month",
    traffic=Table(
        files=("a.csv", "../b c.csv"), by=("channel",), covers=NOVEMBER, dates="day/month/year", decimals=",", encoding="cp1252",
        table="2", columns=(("sessions", "Visits: all"),),
    ),
    metric="Visits", assumed=True, alone=("dates",), counts="a.csv: 'Visits' is counted, for there are no sessions",
    effort=Table(files=("ads.csv",), columns=(("lever", "Campaign"), ("amount", "Cost"))), resources=(("money", 5000.0),),
    levers=(
        FirstLever(name="Brand: core", drives=(), uses=(("money", 1.0),), unit="money", step=None, from_table=True),
        FirstLever(name="newsletter", drives=(), uses=(("money", 1.0),), unit="money", step=None, from_table=True, guessed=True),
        replace(ARTICLES, lacks="hours"),
    ),
    unused=3, unplaced=(("Display", 300.0, "ads.csv, September 2026"),), small=(), still=(), unknown=(), missing=(),
)  # fmt: skip


def read(first: FirstGoal) -> Goal:
    goal, problems = parse_goal(render_goal_file(first), file="goal.yaml", today=date(2026, 12, 5))
    assert problems == ()
    assert goal is not None
    return goal


@pytest.mark.parametrize("first", [FIRST, ASSUMED], ids=["plain", "assumed"])
def test_whole_file(first: FirstGoal, snapshot: SnapshotAssertion) -> None:
    assert render_goal_file(first) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("first", [FIRST, ASSUMED], ids=["plain", "assumed"])
def test_it_reads_back(first: FirstGoal) -> None:
    goal = read(first)
    assert goal.traffic == first.traffic
    assert goal.effort == first.effort
    assert goal.target.text == first.target
    assert goal.metric == first.metric
    used = [lever for lever in first.levers if not lever.lacks]
    for written, lever in zip(goal.levers, used, strict=True):
        assert (written.name, written.drives, written.uses, written.step) == (
            lever.name,
            lever.drives,
            lever.uses,
            lever.step,
        )


def test_levers_that_take_what_is_not_there_are_left_for_later() -> None:
    text = render_goal_file(replace(FIRST, resources=(("hours", 40.0),), levers=(replace(ADS, lacks="money"),)))
    assert "\n# levers:\n" in text
    goal, problems = parse_goal(text, file="goal.yaml", today=date(2026, 12, 5))
    assert problems == ()
    assert goal is not None
    assert goal.levers == ()
    assert "money" not in {each.name for each in goal.resources or ()}


def test_every_line_of_comments_fits() -> None:
    assert max(map(len, render_goal_file(FIRST).splitlines())) <= 120


SPECIAL = [
    "no", "Yes", "null", "~", "1:30", "0x1F", "1e3", "2026-12-01", "- a", "? a", ": a", "a: b", "a #b", "#b", "{a}", "[a]", "=1+1",
    "@x", "`x`", "&a", "*a", "!a", "%a", "|", ">", "'", '"', "\\", "a\nb", "a\r\nlevers:", "\t", " a ", "a\x00b", "\x1b[31mred", "\x85",
    "\u2028", "\u202etxt", "\ufeff", "\ufffe", "\U0010ffff", "自然搜索", "é", "e\u0301", "---", "...", "x" * 300, "\x00" * 300, ".inf", "a,b",
]  # fmt: skip
NAMES = st.one_of(
    st.sampled_from(SPECIAL),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.text(st.sampled_from(" #:-{}[],&*!|>'\"%@`\\\n\r\t=~?ab\x00\x85\u2028\u202e"), min_size=1, max_size=300),
).filter(lambda name: bool(name.strip()))


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES, NAMES, NAMES)
def test_any_name_reads_back_as_it_is(lever: str, channel: str, file: str, column: str) -> None:
    wild = replace(ADS, name=lever, drives=(("channel", (channel,)),), now_of=file)
    branches = (FirstBranch(name=channel, depth=1, sessions=1),)
    goal = read(
        replace(
            FIRST, levers=(wild,), branches=branches, small=(channel,), unknown=(lever,), still=((channel, lever),), counts=channel, tool=file,
            traffic=Table(files=(file,), by=(column,), columns=(("sessions", column),)), unplaced=((channel, 1.0, lever),), shown=file,
        )
    )  # fmt: skip
    (written,) = goal.levers
    assert (written.name, written.drives, written.now) == (lever, wild.drives, 1234)
    assert isinstance(goal.traffic, Table)
    assert (goal.traffic.files, goal.traffic.by, goal.traffic.columns) == ((file,), (column,), (("sessions", column),))


@given(st.text())
def test_a_remark_stays_on_its_line(text: str) -> None:
    shown = remark(text)
    assert len(re.split("[\n\r\x85\u2028\u2029]", shown)) == 1
    assert not re.search("[\ufffe\uffff\x00-\x1f\ud800-\udfff]", shown)


def test_a_cut_name_says_so() -> None:
    assert remark("x" * 50, 10) == "x" * 9 + "…"
    assert remark("搜" * 50, 10) == "搜" * 4 + "…"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Organic Search", "Organic Search"), ("自然搜索", "自然搜索"), ("no", '"no"'), ("3x", '"3x"'), ("a: b", '"a: b"'),
        ("a\nb", '"a\\nb"'), ("a\u202eb", '"a\\u202Eb"'), ("\U000e0001", '"\\U000E0001"'), ("\x1b", '"\\x1B"'), ("../t.csv", '"../t.csv"'),
    ],
)  # fmt: skip
def test_scalars(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_long_key_stands_on_a_line_of_its_own() -> None:
    assert key("é" * LONGEST_KEY).count("\n") == 0
    assert key("é" * (LONGEST_KEY + 1)).startswith("? é")
