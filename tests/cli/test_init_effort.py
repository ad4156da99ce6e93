"""What `init` makes of reports on ads and of a team's own tables of effort."""

from pathlib import Path

from cli_run import EXAMPLES, planner
from init_run import CHANNELS, days, init, table, traffic, works


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
