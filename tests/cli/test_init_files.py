"""Which of several files `init` takes, and what it says of the others."""

from datetime import date
from pathlib import Path

from init_run import CHANNELS, days, init, source, table, traffic, works

from planner.model.period import Period


def test_another_table_of_the_file_is_named(tmp_path: Path) -> None:
    above = "By channel\nChannel,Sessions\nOrganic Search,12000\nDirect,6000\nEmail,900\n\nBy day\n"
    table(tmp_path / "two.csv", "Date,Sessions", [(day, 700 + n) for n, day in enumerate(days())], above)
    done = init(tmp_path, "two.csv")
    assert "note      two.csv: table 2 of it is by day ('Date', 'Sessions'); --table 2 takes that one" in done.stdout
    assert "--table" not in init(tmp_path, "two.csv", "--table", "2", "--force").stdout
    assert source(works(tmp_path)).table == "2"


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
