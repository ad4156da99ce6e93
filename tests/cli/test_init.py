"""The `init` command, run as a user runs it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from cli_run import planner
from init_run import CHANNELS, days, init, source, table, traffic, works

from planner.model.period import Period, last_full_month


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
