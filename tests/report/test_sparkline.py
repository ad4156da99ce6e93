"""Weeks as bars."""

import pytest

from planner.report.sparkline import sparkline, weeks_in_a_bar


def test_bars_begin_at_zero() -> None:
    assert sparkline([1000, 1010, 990, 1005], [1000], 1) == ("████", "█")
    assert sparkline([0, 25, 50, 100], [75], 1) == ("▁▃▅█", "▆")


def test_history_and_forecast_share_their_scale() -> None:
    assert sparkline([10, 10], [20, 20], 1) == ("▅▅", "██")


def test_gaps_are_blank_and_zeros_are_not() -> None:
    assert sparkline([None, 0, None, 8], [8], 1) == (" ▁ █", "█")


def test_a_bar_is_the_mean_of_the_weeks_known() -> None:
    assert sparkline([None, 7, 0, None, None, None], [7], 2) == ("█▁ ", "█")


def test_bars_are_counted_from_the_last_day_of_history() -> None:
    assert sparkline([0, 7, 7], [7, 7, 0], 2) == ("▁█", "█▁")


def test_nothing_at_all() -> None:
    assert sparkline([], [0.0, 0.0], 1) == ("", "▁▁")
    assert sparkline([None], [], 1) == (" ", "")


@pytest.mark.parametrize("cells", range(3, 70))
@pytest.mark.parametrize(("history", "ahead"), [(60, 5), (4, 4), (104, 57), (1, 1), (0, 9), (300, 2)])
def test_as_few_weeks_in_a_bar_as_fit(history: int, ahead: int, cells: int) -> None:
    def taken(weeks: int) -> int:
        return sum(map(len, sparkline([1.0] * history, [1.0] * ahead, weeks))) + 1

    weeks = weeks_in_a_bar(history, ahead, cells)
    assert taken(weeks) <= cells
    assert weeks == 1 or taken(weeks - 1) > cells
