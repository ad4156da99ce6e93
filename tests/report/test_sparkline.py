"""Weeks as bars."""

from collections.abc import Sequence

import pytest

from planner.report.sparkline import sparkline, weeks_in_a_bar


def drawn(history: Sequence[float | None], ahead: Sequence[float], weeks: int, days: int = 31) -> tuple[str, str]:
    return sparkline(history, ahead, weeks, days=days)


def test_bars_begin_at_zero() -> None:
    assert drawn([1000, 1010, 990, 1005], [1000], 1) == ("████", "█")
    assert drawn([0, 25, 50, 100], [75], 1) == ("▁▃▅█", "▆")


def test_history_and_forecast_share_their_scale() -> None:
    assert drawn([10, 10], [20, 20], 1) == ("▅▅", "██")


def test_gaps_are_blank_and_zeros_are_not() -> None:
    assert drawn([None, 0, None, 8], [8], 1) == (" ▁ █", "█")


def test_a_bar_is_the_mean_of_the_weeks_known() -> None:
    assert drawn([None, 7, 0, None, None, None], [7], 2) == ("█▁ ", "█")


def test_bars_are_counted_from_the_last_day_of_history() -> None:
    assert drawn([0, 7, 7], [7, 7, 0], 2) == ("▁█", "█▁")


def test_nothing_at_all() -> None:
    assert drawn([], [0.0, 0.0], 1) == ("", "▁▁")
    assert drawn([None], [], 1) == (" ", "")


def test_what_rounds_to_nothing_is_nothing() -> None:
    """A forecast of 0 in the table, and history that was reckoned and not counted."""
    assert drawn([0.0, 0.0], [0.4 / 31], 1) == ("▁▁", "▁")
    assert drawn([0.4 / 7, 0.0], [0.0], 1) == ("▁▁", "▁")
    assert drawn([0.4 / 7, 100.0], [0.4 / 31], 1) == ("▁█", "▁")
    assert drawn([0.4 / 7, 0.4 / 7], [0.0], 2) == ("█", "▁")  # one session in two weeks


def test_little_is_not_nothing() -> None:
    assert drawn([1 / 7, 0.0], [1 / 31], 1) == ("█▁", "▃")
    assert drawn([0.3, 0.3], [0.3], 1, days=1) == ("██", "▁")  # nothing on the one day
    assert drawn([0.3, 0.3], [0.3], 1, days=2) == ("██", "█")


@pytest.mark.parametrize("cells", range(3, 70))
@pytest.mark.parametrize(("history", "ahead"), [(60, 5), (4, 4), (104, 57), (1, 1), (0, 9), (300, 2)])
def test_as_few_weeks_in_a_bar_as_fit(history: int, ahead: int, cells: int) -> None:
    def taken(weeks: int) -> int:
        return sum(map(len, drawn([1.0] * history, [1.0] * ahead, weeks))) + 1

    weeks = weeks_in_a_bar(history, ahead, cells)
    assert taken(weeks) <= cells
    assert weeks == 1 or taken(weeks - 1) > cells
