"""The `check` command on events and holidays, run as a user runs it."""

from pathlib import Path

import pytest
from cli_run import planner


def checked(folder: Path, text: str, cadence: str = "day") -> list[str]:
    """The lines after those on target, traffic and levers."""
    days = [f"2026-{month:02}-{day:02}" for month in (10, 11) for day in range(1, 32 if month == 10 else 31)]
    rows = (
        [f"{day},{100 + n % 7}" for n, day in enumerate(days)] if cadence == "day" else ["2026-10,3000", "2026-11,3000"]
    )
    (folder / "t.csv").write_text("\n".join(["date,sessions", *rows]) + "\n")
    (folder / "goal.yaml").write_text(
        f"target: +10%\nperiod: 2026-12\ntraffic: {{file: t.csv}}\n{text}", encoding="utf-8"
    )
    done = planner("check", "goal.yaml", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["target", "traffic", "levers"]
    return lines[4:]


def test_without_events_and_country_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert checked(tmp_path, "") == []


@pytest.mark.parametrize(
    ("on", "lift", "text"),
    [
        ("2026-12-05..2026-12-09", "+20%", "no day in the history, 5 days in the period"),
        ("[2026-10-01..2026-10-14, 2026-12-24]", "+20%", "14 days in the history, 1 day in the period"),
        ("2026-11-01", "+20%", "1 day in the history, no day in the period"),
        ("2026-11-29..2026-12-03", "+20%", "2 days in the history, 3 days in the period"),
        ("[2026-09-20..2026-10-02, 2026-12-30..2027-01-05]", "+20%", "2 days in the history, 2 days in the period"),
    ],
)
def test_events(tmp_path: Path, on: str, lift: str, text: str) -> None:
    assert checked(tmp_path, f"events: {{sale: {{on: {on}, lift: {lift}}}}}\n") == [f"  event    sale: {text}"]


def test_every_event_has_its_line(tmp_path: Path) -> None:
    events = 'events:\n  sale: {on: 2026-12-05, lift: 2x}\n  "\\e[31mred": {on: 2026-12-06, lift: 2x}\n'
    assert checked(tmp_path, events) == [
        "  event    sale: no day in the history, 1 day in the period",
        "  event    \ufffd[31mred: no day in the history, 1 day in the period",
    ]


def test_holidays(tmp_path: Path) -> None:
    (line,) = checked(tmp_path, "country: US\n")
    assert line.startswith("  country  US: ")
    assert " in the period, " in line
    assert "Christmas Day" in line
    (line,) = checked(tmp_path, "country: DE\n")
    assert line.count("Christmas") >= 2


def test_figures_by_month_show_no_single_days(tmp_path: Path) -> None:
    event, country = checked(
        tmp_path, "country: DE\nevents: {sale: {on: [2026-10-05, 2026-12-05], lift: 2x}}\n", "month"
    )
    assert event == ("  event    sale: 1 day in the history (figures by month do not show them), 1 day in the period")
    assert country.endswith(" (figures by month do not show them)")
