"""The `init` command, run as a user runs it."""

import csv
import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from cli_run import EXAMPLES, ROOT, planner

from planner.goalfile.read import read_goal
from planner.model.goal import Goal, Table
from planner.model.period import Period, last_full_month

CHANNELS = {"Organic Search": 400, "Paid Search": 150, "Email": 50, "Direct": 100, "Display": 1}
FIRST = date(2026, 9, 20)


def days(length: int = 70) -> list[date]:
    return [FIRST + timedelta(days=n) for n in range(length)]


def table(path: Path, header: str, rows: Iterable[Iterable[object]], above: str = "") -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(f"{above}{header}\n{text.getvalue()}", encoding="utf-8")


def traffic(path: Path, channels: dict[str, int] = CHANNELS, length: int = 70) -> None:
    rows = ((day, name, usual + n % 7) for n, day in enumerate(days(length)) for name, usual in channels.items())
    table(path, "date,channel,sessions", rows)


def init(folder: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = planner("init", *arguments, cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def works(folder: Path, name: str = "goal.yaml") -> Goal:
    """The goal, which gives a plan."""
    done = planner("plan", name, cwd=folder)
    assert done.returncode == 0, done.stderr
    return read_goal(folder / name)


def source(goal: Goal) -> Table:
    assert isinstance(goal.traffic, Table)
    return goal.traffic


def test_a_plan_two_commands_later(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    done = init(tmp_path, "t.csv")
    assert done.stdout == (
        "read      t.csv: 50,120 sessions, 5 branches, 20 Sep to 28 Nov 2026 by day\n"
        "target    October 2026 (22,226 sessions) + 20 % = 26,671 sessions in December 2026\n"
        "next      planner plan goal.yaml\n"
    )
    assert done.stderr == ""
    assert planner("check", "goal.yaml", cwd=tmp_path).returncode == 0
    goal = works(tmp_path)
    assert [(lever.name, lever.drives) for lever in goal.levers] == [
        ("articles", (("channel", ("Organic Search",)),)),
        ("refreshed pages", (("channel", ("Organic Search",)),)),
        ("search ads", (("channel", ("Paid Search",)),)),
        ("campaign mails", (("channel", ("Email",)),)),
    ]
    assert goal.resources is None
    assert "Next to nothing comes from Display" in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    one, other = (init(tmp_path, "t.csv", "--out", "-").stdout for _ in range(2))
    assert one == other


def test_standard_output_holds_the_goal_file_alone(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    done = init(tmp_path, "t.csv", "--out", "-")
    (tmp_path / "goal.yaml").write_text(done.stdout, encoding="utf-8")
    works(tmp_path)
    assert done.stderr.startswith("read      t.csv: 50,120 sessions")
    assert "next" not in done.stderr


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    (tmp_path / "goal.yaml").write_text("mine")
    done = init(tmp_path, "t.csv", code=2)
    assert done.stderr == (
        "goal.yaml: this file is there already\n  expected --force to replace it, or another name with --out\n"
    )
    assert (tmp_path / "goal.yaml").read_text() == "mine"
    init(tmp_path, "t.csv", "--force")
    works(tmp_path)


def test_an_export_is_never_replaced(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    before = (tmp_path / "t.csv").read_bytes()
    assert "is not overwritten" in init(tmp_path, "t.csv", "--out", "t.csv", "--force", code=2).stderr
    assert (tmp_path / "t.csv").read_bytes() == before


def test_paths_start_at_the_goal_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "goals").mkdir()
    traffic(tmp_path / "data" / "my t.csv")
    init(tmp_path, "data/my t.csv", "--out", "goals/my goal.yaml")
    goal = works(tmp_path, "goals/my goal.yaml")
    assert source(goal).files == ("../data/my t.csv",)
    assert "planner plan 'goals/my goal.yaml'" in (tmp_path / "goals" / "my goal.yaml").read_text(encoding="utf-8")


def test_the_schema_is_named_where_there_is_one(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    assert init(tmp_path, "t.csv", "--out", "-").stdout.startswith("# A traffic goal")
    (tmp_path / "goal.schema.json").write_text("{}")
    head = init(tmp_path, "t.csv", "--out", "-").stdout.splitlines()[0]
    assert head == "# yaml-language-server: $schema=goal.schema.json"


def test_a_target_of_ones_own(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    init(tmp_path, "t.csv", "--target", "double email next month")
    assert works(tmp_path).target.text == "double email next month"
    done = init(tmp_path, "t.csv", "--force", "--target", "double emial", code=2)
    assert done.stderr.startswith("--target: the traffic has no branch 'emial'")
    assert "did you mean 'Email'" in done.stderr
    assert init(tmp_path, "t.csv", "--force", "--target", "much", code=2).stderr.startswith("--target: ")


@pytest.mark.parametrize("order", ["day/month/year", "month/day/year"])
def test_dates_that_can_be_read_in_two_ways(tmp_path: Path, order: str) -> None:
    table(tmp_path / "t.csv", "date,channel,sessions", [("03/04/2026", "Email", 8), ("04/04/2026", "Email", 9)])
    done = init(tmp_path, "t.csv", code=2)
    assert done.stderr == (
        "t.csv:2:1: '03/04/2026' may be 2026-04-03 or 2026-03-04\n"
        "  | 03/04/2026,Email,8\n  | ^\n"
        "  expected --dates day/month/year or --dates month/day/year\n"
    )
    assert not (tmp_path / "goal.yaml").exists()
    init(tmp_path, "t.csv", "--dates", order)
    assert source(works(tmp_path)).dates == order


def test_figures_that_can_be_read_in_two_ways(tmp_path: Path) -> None:
    rows = [("2026-10-01", "Email", "1.200", "1.5"), ("2026-10-02", "Email", "2.050", "0.512")]
    text = "\n".join(";".join(row) for row in rows)
    (tmp_path / "t.csv").write_text(f"date;channel;sessions;share\n{text}\n")
    assert "--decimals" in init(tmp_path, "t.csv", code=2).stderr
    init(tmp_path, "t.csv", "--decimals", ",")
    assert source(works(tmp_path)).decimals == ","


def test_a_table_without_days_is_taken_to_be_of_the_last_month(tmp_path: Path) -> None:
    table(tmp_path / "t.csv", "channel,sessions", CHANNELS.items())
    begun = date.today()
    done = init(tmp_path, "t.csv")
    yesterdays = {day - timedelta(days=1) for day in (begun, date.today())}  # two of them, if midnight passed
    assert source(works(tmp_path)).covers in set(map(last_full_month, yesterdays))
    assert "(assumed)" in done.stdout
    assert "# ASSUMED" in (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    init(tmp_path, "t.csv", "--force", "--covers", "2026-10-01..2026-10-14")
    assert source(works(tmp_path)).covers == Period(start=date(2026, 10, 1), end=date(2026, 10, 14))
    assert "ASSUMED" not in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "length"), [("sessions28d", 28), ("Sessions last 7 days", 7), ("Sessions (30d)", 30)])
def test_a_column_may_say_how_many_days_it_counts(tmp_path: Path, name: str, length: int) -> None:
    table(tmp_path / "t.csv", f"channel,{name}", CHANNELS.items())
    begun = date.today()
    init(tmp_path, "t.csv")
    yesterdays = {day - timedelta(days=1) for day in (begun, date.today())}
    assert source(works(tmp_path)).covers in {
        Period(start=day - timedelta(days=length - 1), end=day) for day in yesterdays
    }


def test_ads_by_day_are_effort_under_their_own_names(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    rows = [
        (day, name, kind, "EUR", cost + n % 9)
        for n, day in enumerate(days())
        for name, kind, cost in (("Brand: core", "Search", 40), ("no", "Display", 9), ("paused", "Search", -1))
        if cost > 0
    ]
    table(tmp_path / "ads.csv", "Day,Campaign,Campaign type,Currency code,Cost", rows, "Campaign report\n")
    done = init(tmp_path, "t.csv", "ads.csv")
    assert "effort    ads.csv: 2 levers, 20 Sep 2026 to 28 Nov 2026 by day\n" in done.stdout
    goal = works(tmp_path)
    assert goal.effort is not None
    assert goal.effort.files == ("ads.csv",)
    levers = {lever.name: lever for lever in goal.levers}
    assert levers["Brand: core"].drives == (("channel", ("Paid Search",)),)
    assert levers["no"].drives == ()  # Display brings next to nothing, so it is no branch to speak of
    assert "search ads" not in levers
    assert planner("response", "goal.yaml", cwd=tmp_path).returncode == 0


def test_ads_of_a_whole_month_say_what_is_spent_now(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    above = 'Campaign report\n"1 October 2026 - 31 October 2026"\n'
    rows = [("A", "Search", "EUR", "1,240.00", 9), ("B", "Shopping", "EUR", 310, 9)]
    table(tmp_path / "ads.csv", "Campaign,Campaign type,Currency code,Cost,Clicks", rows, above)
    done = init(tmp_path, "t.csv", "ads.csv")
    assert "spent     ads.csv: the sum of October 2026 stands under `now`, as for a month" in done.stdout
    text = (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    assert "    now: 1200                       # ads.csv, October 2026, as for 30 days\n" in text
    assert "# 300 money a month went to Paid Shopping (ads.csv, October 2026" in text
    goal = works(tmp_path)
    assert goal.effort is None
    assert {lever.name: lever.now for lever in goal.levers}["search ads"] == 1200


def test_ads_with_a_row_for_all_their_days(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv", CHANNELS | {"Paid Social": 80})
    rows = [("2026-10-01", "2026-10-30", "Spring, sale", 930)]
    table(tmp_path / "meta.csv", "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)", rows)
    init(tmp_path, "t.csv", "meta.csv")
    assert {lever.name: lever.now for lever in works(tmp_path).levers}["social ads"] == 930


def test_two_reports_on_the_same_ads_are_counted_once(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    table(
        tmp_path / "ads.csv",
        "Day,Campaign,Cost,Clicks",
        [(day, "Brand", 40 + n % 5, 9) for n, day in enumerate(days())],
    )
    table(tmp_path / "m.csv", "Campaign,Cost,Clicks", [("Brand", 1240, 90)], "# 20261001-20261031\n")
    done = init(tmp_path, "ads.csv", "t.csv", "m.csv")
    assert done.stderr == "left out  m.csv: ads.csv has its effort by day; it would count twice\n"
    assert "spent" not in done.stdout
    assert "money a month went to" not in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_of_two_reports_by_day_the_other_is_told_of(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv", CHANNELS | {"Paid Social": 80})
    for name, header in (
        ("g.csv", "Day,Campaign,Cost,Clicks,Impr."),
        ("meta.csv", "Day,Campaign name,Amount spent,Link clicks"),
    ):
        rows = [(day, name, 40 + n % 5, 9, 9)[: header.count(",") + 1] for n, day in enumerate(days())]
        table(tmp_path / name, header, rows)
    done = init(tmp_path, "meta.csv", "t.csv", "g.csv")
    left = "meta.csv" if "effort    g.csv" in done.stdout else "g.csv"
    assert f"left out  {left}: a goal has one table of effort, and " in done.stderr
    assert "put them into one table" in done.stderr
    assert f"spent     {left}: the sum of 30 Oct to 28 Nov 2026 stands under `now`" in done.stdout
    assert f"# Not in it: {left}, for a goal has one table of effort" in (tmp_path / "goal.yaml").read_text("utf-8")
    works(tmp_path)


def test_another_table_of_the_file_is_named(tmp_path: Path) -> None:
    above = "By channel\nChannel,Sessions\nOrganic Search,12000\nDirect,6000\nEmail,900\n\nBy day\n"
    table(tmp_path / "two.csv", "Date,Sessions", [(day, 700 + n) for n, day in enumerate(days())], above)
    done = init(tmp_path, "two.csv")
    assert "note      two.csv: table 2 of it is by day ('Date', 'Sessions'); --table 2 takes that one" in done.stdout
    assert "--table" not in init(tmp_path, "two.csv", "--table", "2", "--force").stdout
    assert source(works(tmp_path)).table == "2"


def test_what_is_counted_has_its_own_name(tmp_path: Path) -> None:
    table(
        tmp_path / "sc.csv",
        "Date,Clicks,Impressions,CTR,Position",
        [(day, 70 + n % 7, 900, "1%", 9) for n, day in enumerate(days())],
    )
    done = init(tmp_path, "sc.csv")
    assert "5,110 clicks" in done.stdout
    assert "sessions" not in done.stdout
    assert works(tmp_path).metric == "clicks"
    assert "'Clicks' is counted, for there are no sessions" in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_the_month_that_the_data_reaches_into_can_be_planned_too(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    init(tmp_path, "t.csv")
    text = (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    assert (
        "# next month is December 2026, for the data reaches into November 2026; with `as_of: 2026-10-31` it is" in text
    )
    (tmp_path / "goal.yaml").write_text(f"{text}as_of: 2026-10-31\n", encoding="utf-8")
    works(tmp_path)
    assert "November 2026" in planner("check", "goal.yaml", cwd=tmp_path).stdout
    traffic(tmp_path / "t.csv", length=72)
    init(tmp_path, "t.csv", "--force")
    assert "reaches into" not in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_effort_of_another_time_is_left_out(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    table(tmp_path / "old.csv", "Day,Campaign,Cost", [("2024-01-01", "A", 10), ("2024-01-02", "A", 12)])
    table(tmp_path / "month.csv", "Campaign,Cost", [("A", 10)], "# 20240101-20240131\n")
    done = init(tmp_path, "t.csv", "old.csv", "month.csv")
    assert done.stderr == (
        "left out  old.csv: its days, 2024-01-01 to 2024-01-02, are none of the traffic's, 2026-09-20 to 2026-11-28\n"
        "left out  month.csv: its days, 2024-01-01 to 2024-01-31, are far from the traffic's\n"
    )


def test_totals_of_visits_are_no_effort(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    table(tmp_path / "u.csv", "day,count", [(day, 700 + n) for n, day in enumerate(days())])
    assert "one table of traffic is enough" in init(tmp_path, "t.csv", "u.csv").stderr


def test_what_an_effort_table_counts_is_asked_where_nothing_says_it(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    rows = [("2026-10-01", "articles", 4), ("2026-11-01", "articles", 6)]
    for name, resource in (("amount", ()), ("kosten", (("money", 1.0),)), ("hours", (("hours", 1.0),))):
        table(tmp_path / "e.csv", f"date,lever,{name}", rows)
        init(tmp_path, "t.csv", "e.csv", "--force")
        lever = next(each for each in works(tmp_path).levers if each.name == "articles")
        assert (lever.uses, lever.drives) == (resource, (("channel", ("Organic Search",)),))
    table(tmp_path / "e.csv", "date,lever,amount", rows)
    init(tmp_path, "t.csv", "e.csv", "--force")
    assert "    # uses: hours                   # what does the table count" in (tmp_path / "goal.yaml").read_text(
        "utf-8"
    )


def test_ads_reports_of_other_languages_drive_their_channel_too(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    rows = [(day, name, 40 + n % 9, 9, 90) for n, day in enumerate(days()) for name in ("Marke", "Generisch")]
    table(tmp_path / "ads.csv", "Tag,Kampagne,Kosten,Klicks,Impressionen", rows)
    init(tmp_path, "t.csv", "ads.csv")
    drives = {lever.name: lever.drives for lever in works(tmp_path).levers}
    assert drives["Marke"] == drives["Generisch"] == (("channel", ("Paid Search",)),)


def test_effort_with_a_column_a_lever_is_taken(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    lines = [f"{day:%d.%m.%Y};10;1.200,50;2" for day in days()[15::7]]
    (tmp_path / "e.csv").write_text(
        "\n".join(["week;Blogartikel (Stunden);Google Ads (EUR);Newsletter", *lines]) + "\n"
    )
    done = init(tmp_path, "t.csv", "e.csv")
    assert "effort    e.csv: 3 levers" in done.stdout
    levers = {lever.name: lever for lever in works(tmp_path).levers}
    assert levers["Google Ads (EUR)"].uses == (("money", 1.0),)
    assert levers["Google Ads (EUR)"].drives == (("channel", ("Paid Search",)),)
    assert levers["Blogartikel (Stunden)"].uses == (("hours", 1.0),)
    assert levers["Blogartikel (Stunden)"].drives == (("channel", ("Organic Search",)),)
    assert levers["Newsletter"].uses == ()
    table(tmp_path / "c.csv", "date,purchases,revenue", [(day, 3, 90) for day in days()])
    assert "left out  c.csv" in init(tmp_path, "t.csv", "c.csv", "--force").stderr


def test_a_teams_own_effort_is_read_beside_the_traffic(tmp_path: Path) -> None:
    init(tmp_path, EXAMPLES / "team" / "effort.csv", EXAMPLES / "team" / "traffic.csv")
    goal = works(tmp_path)
    assert goal.effort is not None
    assert [lever.name for lever in goal.levers][:4] == ["search ads", "banner ads", "newsletter", "articles"]
    assert {lever.name: lever.drives for lever in goal.levers}["articles"] == (("channel", ("Organic Search",)),)


def test_files_with_the_same_columns_are_one_table(tmp_path: Path) -> None:
    traffic(tmp_path / "all.csv")
    lines = (tmp_path / "all.csv").read_text().splitlines()
    half = 1 + 35 * len(CHANNELS)
    (tmp_path / "one.csv").write_text("\n".join(lines[:half]) + "\n")
    (tmp_path / "two.csv").write_text("\n".join([lines[0], *lines[half:]]) + "\n")
    done = init(tmp_path, "one.csv", "two.csv")
    assert done.stdout.startswith("read      one.csv and 1 more: 50,120 sessions")
    assert source(works(tmp_path)).files == ("one.csv", "two.csv")
    done = init(tmp_path, "one.csv", "all.csv", "one.csv", "--force")
    assert "left out  " in done.stderr
    assert "this day is counted twice" in done.stderr
    assert source(works(tmp_path)).files == ("all.csv",)


def test_files_without_days_have_those_of_their_names(tmp_path: Path) -> None:
    names = ("t-2026-08.csv", "t_202609.csv", "oct 2026.csv")
    for n, name in enumerate(names):
        table(tmp_path / name, "channel,sessions", [(channel, usual + n) for channel, usual in CHANNELS.items()])
    done = init(tmp_path, *names)
    assert "1 Aug to 31 Oct 2026" in done.stdout.splitlines()[0]
    assert "days      by the names of the files: August 2026, September 2026 and October 2026" in done.stdout
    assert done.stderr == ""
    assert source(works(tmp_path)).files == names
    text = (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    assert "- t_202609.csv                  # September 2026, by the file's name" in text
    init(tmp_path, names[0], "--force")
    assert source(works(tmp_path)).covers == Period(start=date(2026, 8, 1), end=date(2026, 8, 31))
    assert "by the file's name" in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_files_without_days_are_never_one_month(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        table(tmp_path / name, "channel,sessions", CHANNELS.items())
    done = init(tmp_path, "a.csv", "b.csv", code=2)
    assert done.stderr.count("this table says no days, and neither does its name") == 2
    assert "--covers" in done.stderr


def test_of_exports_that_overlap_the_longer_one_is_taken(tmp_path: Path) -> None:
    traffic(tmp_path / "all.csv")
    lines = (tmp_path / "all.csv").read_text().splitlines()
    at = len(CHANNELS)
    (tmp_path / "long.csv").write_text("\n".join(lines[: 1 + 50 * at]) + "\n")
    (tmp_path / "late.csv").write_text("\n".join([lines[0], *lines[1 + 40 * at :]]) + "\n")
    done = init(tmp_path, "long.csv", "late.csv")
    assert source(works(tmp_path)).files == ("long.csv",)
    assert done.stderr.startswith("left out  late.csv: with long.csv, which has more days, it makes no table")
    assert "20 days that only it has are not read" in done.stderr
    done = init(tmp_path, "late.csv", "long.csv", "--force")
    assert done.stderr.startswith("left out  late.csv: ")


def test_what_cannot_serve_is_told_and_left_out(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    table(tmp_path / "pages.csv", "Page path,Views", [("/a", 9), ("/b", 8)])
    table(tmp_path / "total.csv", "date,sessions", [(day, 700) for day in days()])
    done = init(tmp_path, "pages.csv", "total.csv", "t.csv")
    assert done.stderr == (
        "left out  pages.csv:1:11: this is a report of Views of pages, not of sessions by source\n"
        "left out  total.csv: one table of traffic is enough, and t.csv says more\n"
    )
    assert source(works(tmp_path)).files == ("t.csv",)


def test_nothing_is_written_where_nothing_can_serve(tmp_path: Path) -> None:
    table(tmp_path / "pages.csv", "Page path,Views", [("/a", 9), ("/b", 8)])
    (tmp_path / "empty.csv").write_text("")
    done = init(tmp_path, "pages.csv", "empty.csv", code=2)
    assert "empty.csv" in done.stderr
    assert "this is a report of Views of pages" in done.stderr
    assert "--column sessions=" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "pages.csv"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    assert init(tmp_path, "t.csv", "tt.csv", code=2).stderr == "tt.csv: there is no such file\n"


def test_columns_can_be_named(tmp_path: Path) -> None:
    rows = [(day, "Email", 80 + n, 7) for n, day in enumerate(days())]
    table(tmp_path / "t.csv", "when,channel,hits on us,weight", rows)
    assert "--column sessions=NAME" in init(tmp_path, "t.csv", code=2).stderr
    init(tmp_path, "t.csv", "--column", "sessions=hits on us", "--column", "date=when")
    assert source(works(tmp_path)).columns == (("sessions", "hits on us"), ("date", "when"))


@pytest.mark.parametrize(
    "option",
    [("--dates", "d-m"), ("--decimals", "x"), ("--covers", "next month"), ("--column", "a=b"), ("--column", "date"), ("--out", "")],
)  # fmt: skip
def test_options_that_make_no_sense(tmp_path: Path, option: tuple[str, str]) -> None:
    traffic(tmp_path / "t.csv")
    assert option[0] in init(tmp_path, "t.csv", *option, code=2).stderr
    assert not (tmp_path / "goal.yaml").exists()


def test_a_site_without_channels_has_levers_too(tmp_path: Path) -> None:
    table(tmp_path / "t.csv", "date,sessions", [(day, 700 + n % 7) for n, day in enumerate(days())])
    init(tmp_path, "t.csv")
    assert [(lever.name, lever.drives) for lever in works(tmp_path).levers] == [
        ("advertising", ()),
        ("hands-on work", ()),
    ]


def test_names_from_outside_harm_nothing(tmp_path: Path) -> None:
    wild = [
        "no",
        "1:30",
        "null",
        "a: b #c",
        "- {x}",
        "=1+1",
        "a\nlevers:\n  x: 1",
        "\x1b[31mred",
        "\u202egnp",
        "'\"",
        "x" * 300,
        "\ufffe",
        "~",
    ]
    traffic(tmp_path / "t.csv", dict.fromkeys(["Paid Search", *wild], 50))
    rows = [(day, name, 10 + n % 9) for n, day in enumerate(days()) for name in wild]
    table(tmp_path / "ads.csv", "Day,Campaign,Cost", rows)
    done = init(tmp_path, "t.csv", "ads.csv")
    assert "\x1b" not in done.stdout + done.stderr
    goal = works(tmp_path)
    names = {lever.name for lever in goal.levers if lever.name != "search ads"}
    assert len(names) == 12  # the most that are levers; the rest is told
    assert names <= {name.strip() for name in wild}
    text = (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    assert not any(c in text for c in "\x1b\u202e\ufffe")
    assert "# 1 more name of the table of effort" in text


def test_an_encoding_that_cannot_be_told_names_its_option(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(
        "date,channel,sessions\n2026-10-01,日本語,1\n".encode() + b"2026-10-02,\xff\xfe,2\n"
    )
    assert "--encoding NAME" in init(tmp_path, "t.csv", code=2).stderr


def at_terminal(folder: Path, arguments: list[str], answers: str, *, stop: bool = False) -> tuple[str, int]:
    """What `planner init` shows at a terminal where somebody types the answers, and its exit code."""
    own, other = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "planner", "init", *arguments],
        cwd=folder, stdin=other, stdout=other, stderr=other, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True,
    )  # fmt: skip
    os.close(other)
    os.write(own, answers.encode())
    shown, sent, until = "", False, time.monotonic() + 30
    while time.monotonic() < until:
        if select.select([own], [], [], 0.2)[0]:
            try:
                shown += os.read(own, 4096).decode()
            except OSError:
                break
        elif running.poll() is not None:
            break
        if stop and not sent and "[open]" in shown:
            running.send_signal(signal.SIGINT)
            sent = True
    os.close(own)
    return shown.replace("\r\n", "\n"), running.wait(10)


def test_questions_at_a_terminal(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    shown, code = at_terminal(tmp_path, ["t.csv"], "twice nothing\ndouble emial\n+30% next month\n5k\n-3\n40\n")
    assert code == 0, shown
    assert "What is the target? [+20% next month]" in shown
    assert "How much money is there for it, all channels together? [open]" in shown
    assert "the traffic has no such branch" in shown
    assert "is below 0" in shown
    goal = works(tmp_path)
    assert goal.target.text == "+30% next month"
    assert {each.name: each.amount for each in goal.resources or ()} == {"money": 5000, "hours": 40}


def test_enter_takes_what_stands_in_brackets(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    _, code = at_terminal(tmp_path, ["t.csv"], "\n\n\n")
    assert code == 0
    answered = (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    init(tmp_path, "t.csv", "--force")
    assert (tmp_path / "goal.yaml").read_text(encoding="utf-8") == answered


def test_without_hours_levers_that_take_them_are_left_for_later(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    at_terminal(tmp_path, ["t.csv"], "\n5000\n\n")
    assert [lever.name for lever in works(tmp_path).levers] == ["search ads"]
    assert "  # articles:" in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_open_readings_are_asked_at_a_terminal(tmp_path: Path) -> None:
    rows = [("03/04/2026", "Email", 8), ("04/04/2026", "Email", 9)]
    table(tmp_path / "t.csv", "date,channel,sessions", rows)
    shown, code = at_terminal(tmp_path, ["t.csv"], "\nmonth/day/year\n\n\n\n")
    assert code == 0, shown
    asked = "'03/04/2026' may be 2026-04-03 or 2026-03-04. day/month/year or month/day/year? "
    assert shown.count(asked) == 2  # Enter says nothing
    assert f"{asked}[" not in shown
    assert source(works(tmp_path)).dates == "month/day/year"
    table(tmp_path / "u.csv", "channel,sessions", CHANNELS.items())
    shown, code = at_terminal(tmp_path, ["u.csv", "--out", "u.yaml"], "2026-10\n\n\n\n")
    assert "the table does not say its days. Which are they? [20" in shown
    goal = works(tmp_path, "u.yaml")
    assert source(goal).covers == Period(start=date(2026, 10, 1), end=date(2026, 10, 31))
    assert "ASSUMED" not in (tmp_path / "u.yaml").read_text(encoding="utf-8")


def test_nothing_is_asked_with_yes(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    shown, code = at_terminal(tmp_path, ["t.csv", "--yes"], "")
    assert code == 0
    assert "?" not in shown
    works(tmp_path)


def test_breaking_off_leaves_nothing_behind(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    shown, code = at_terminal(tmp_path, ["t.csv"], "\n", stop=True)
    assert code == 130
    assert "Traceback" not in shown
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
