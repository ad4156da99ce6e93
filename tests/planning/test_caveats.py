from pathlib import Path

import pytest
from planning_goals import TRAFFIC, loaded, planned

from planner.planning.aim import aim_of
from planner.planning.caveats import history_warnings
from planner.planning.outlook import make_outlook

TABLES = {
    "day": "date,sessions\n" + "".join(f"2026-{9 + n // 30:02}-{n % 30 + 1:02},{1000 + n}\n" for n in range(90)),
    "week": "week,sessions\n" + "".join(f"2026-{10 + n // 4:02}-{5 + 7 * (n % 4):02},7000\n" for n in range(4)),
    "month": "month,sessions\n" + "".join(f"2026-{n:02},30000\n" for n in range(1, 12)),
}
GOAL = "target: +10%\nperiod: 2026-12\ntraffic: {file: t.csv}\n"
EVENTS = "events: {sale: {on: [2026-10-07, 2026-12-04], lift: +20%..+40%}, talk: {on: 2026-12-09, lift: 2x}}\n"


def lines(text: str, folder: Path) -> tuple[str, ...]:
    goal, history = loaded(text, folder)
    return history_warnings(goal, history, aim_of(goal, history))


@pytest.mark.parametrize(
    ("said", "of_them"),
    [
        ("", ()),
        ("country: DE\n", ("public holidays are left out",)),
        (EVENTS, ("the past days of sale teach nothing",)),
        (EVENTS.replace("2026-10-07, ", ""), ()),
        ("country: US\n" + EVENTS, ("public holidays are left out", "the past days of sale teach nothing")),
    ],
)
@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_figures_without_days_are_told_to_show_none(
    tmp_path: Path, by: str, said: str, of_them: tuple[str, ...]
) -> None:
    (tmp_path / "t.csv").write_text(TABLES[by])
    expected = () if by == "day" else tuple(f"figures by {by} show no single days: {each}" for each in of_them)
    goal = said + GOAL.replace("2026-12", "next 4 weeks") if by == "week" else said + GOAL
    assert lines(goal, tmp_path) == expected
    assert make_outlook(*loaded(goal, tmp_path)).warnings == expected
    assert [line for line in planned(goal, tmp_path).warnings if "show no single days" in line] == list(expected)


def test_counts_of_a_month_show_no_days_either() -> None:
    text = "country: DE\nevents: {sale: {on: [2026-11-05, 2026-12-04], lift: 2x}}\ntarget: +10%\nperiod: 2026-12\n"
    assert lines(text + TRAFFIC, Path()) == (
        "counts of one month show no single days: public holidays are left out",
        "counts of one month show no single days: the past days of sale teach nothing",
    )


def test_of_many_past_events_three_are_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLES["month"])
    events = "".join(f"  e{n}: {{on: [2026-03-{n + 1:02}, 2026-12-{n + 1:02}], lift: 2x}}\n" for n in range(5))
    assert lines("events:\n" + events + GOAL, tmp_path) == (
        "figures by month show no single days: the past days of e0, e1 and e2 teach nothing",
    )
