import pytest
from planning_goals import TRAFFIC, loaded

from planner.planning.aim import Aim, aim_of


def aim(head: str) -> Aim:
    return aim_of(*loaded(head + TRAFFIC))


@pytest.mark.parametrize(
    ("target", "number", "reading"),
    [
        (
            "triple traffic next month",
            78740,
            "3 × November 2026 (25,400 sessions in 30 days, 26,247 at 31) = 78,740 sessions in December 2026",
        ),
        ("90000", 90000, "90,000 sessions in December 2026"),
        (
            "+25%",
            32808,
            "November 2026 (25,400 sessions in 30 days, 26,247 at 31) + 25 % = 32,808 sessions in December 2026",
        ),
        (
            "double returning visitors next month",
            15500,
            "2 × returning in November 2026 (7,500 sessions in 30 days, 7,750 at 31) = 15,500 sessions of returning in December 2026",
        ),
    ],
)
def test_the_reading_says_what_was_understood(target: str, number: int, reading: str) -> None:
    found = aim(f"target: {target}\n")
    assert (found.target, found.reading) == (number, reading)


def test_a_multiple_is_per_day_times_the_periods_days() -> None:
    for period, days in (("2026-12", 31), ("next 4 weeks", 28), ("2026-12-01..2026-12-10", 10)):
        found = aim(f"target: 3x\nperiod: {period}\n")
        assert found.period.days == days
        assert found.target == round(3 * 25400 / 30 * days)


def test_a_branch_may_be_named_in_other_words() -> None:
    assert aim("target: double SEO next month\n").where == (("channel", ("organic search",)),)
    assert aim("target: 下月老访客翻倍\n").where == (("visitor", ("returning",)),)


def test_equal_lengths_are_read_without_a_detour() -> None:
    assert aim("target: 2x\nperiod: 2026-12-01..2026-12-30\n").reading.startswith(
        "2 × November 2026 (25,400 sessions) = 50,800 sessions in 1 Dec to 30 Dec"
    )
