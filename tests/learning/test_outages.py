from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from learning_sites import FIRST, WEEKDAYS

from planner.learning.outages import mended
from planner.model.arrays import frozen
from planner.model.history import History
from planner.model.period import months_from, shifted

DAYS = 140
PATTERN = np.resize(WEEKDAYS, DAYS)
HISTORY = History(
    levels=("channel",), leaves=(("a",), ("b",)), first=FIRST, sessions=frozen(np.stack([400 * PATTERN, 60 * PATTERN]))
)


def without(leaves: list[int], days: slice, value: float = 0.0) -> History:
    sessions = HISTORY.sessions.copy()
    sessions[leaves, days] = value
    return replace(HISTORY, sessions=frozen(sessions))


@pytest.mark.parametrize("days", [slice(50, 51), slice(50, 80), slice(0, 3), slice(DAYS - 20, DAYS)])
def test_days_without_sessions_anywhere_are_bridged(days: slice) -> None:
    assert np.allclose(mended(without([0, 1], days), [(0,)]).sessions, HISTORY.sessions)


@pytest.mark.parametrize("days", [slice(50, 51), slice(50, 57), slice(DAYS - 7, DAYS)])
def test_short_runs_of_a_leaf_are_bridged_unless_a_lever_can_be_the_reason(days: slice) -> None:
    dark = without([1], days)
    assert np.allclose(mended(dark, [(0,)]).sessions, HISTORY.sessions)
    assert mended(dark, [(0, 1)]) is dark


def test_a_leaf_that_has_ended_stays_so_and_small_ones_have_such_days() -> None:
    ended = without([1], slice(DAYS - 8, DAYS))
    assert mended(ended, []) is ended
    small = without([1], slice(None), 3.0)
    rare = replace(small, sessions=frozen(np.where(np.arange(DAYS) % 5 == 0, [[400.0], [0.0]], small.sessions)))
    assert mended(rare, []) is rare


def test_missing_days_stay_missing_and_coarse_tables_as_they_are() -> None:
    gone = without([0, 1], slice(30, 33), np.nan)
    assert mended(gone, []) is gone
    weekly = replace(without([0, 1], slice(49, 56)), cadence="week")
    assert mended(weekly, []) is weekly


def test_a_day_of_the_week_that_is_always_empty_is_no_outage() -> None:
    sessions = HISTORY.sessions.copy()
    sessions[:, 6::7] = 0
    closed = replace(HISTORY, sessions=frozen(sessions))
    assert mended(closed, []) is closed


def ending(*times: float, days: int = DAYS) -> History:
    """The history with its last days as many times as usual."""
    sessions = HISTORY.sessions[:, :days].copy()
    sessions[:, days - len(times) :] *= times
    return replace(HISTORY, sessions=frozen(sessions))


def is_unfinished(history: History, *, special: Collection[date] = ()) -> bool:
    """Whether the last day, and nothing else, is taken for not known."""
    found = mended(history, [], special=special)
    assert np.array_equal(found.sessions[:, :-1], history.sessions[:, :-1], equal_nan=True)
    gone = np.isnan(found.sessions[:, -1])
    assert gone.all() or np.array_equal(found.sessions[:, -1], history.sessions[:, -1])
    return bool(gone.all())


@pytest.mark.parametrize("days", range(DAYS - 6, DAYS + 1))
def test_a_last_day_of_a_third_is_not_over_whatever_day_it_is(days: int) -> None:
    assert is_unfinished(ending(0.3, days=days))
    assert not is_unfinished(ending(1.0, days=days))
    assert not is_unfinished(ending(0.8, days=days))


def test_a_last_day_is_compared_with_what_is_usual_of_late() -> None:
    falling = replace(HISTORY, sessions=frozen(HISTORY.sessions * 0.985 ** np.arange(DAYS)))
    assert not is_unfinished(falling)
    cut = falling.sessions.copy()
    cut[:, -1] *= 0.3
    assert is_unfinished(replace(falling, sessions=frozen(cut)))
    assert not is_unfinished(ending(*[0.4] * 14))  # a level, not a day


def test_a_quiet_day_of_the_week_is_over() -> None:
    sessions = HISTORY.sessions.copy()
    sessions[:, 6::7] *= 0.3
    assert (DAYS - 1) % 7 == 6  # ends on such a day
    assert not is_unfinished(replace(HISTORY, sessions=frozen(sessions)))
    sessions[:, -1] *= 0.3
    assert is_unfinished(replace(HISTORY, sessions=frozen(sessions)))


def test_where_days_dip_now_and_then_the_last_may_too() -> None:
    assert not is_unfinished(ending(0.28, *[1.0] * 8, 0.3))
    assert is_unfinished(ending(0.5, *[1.0] * 8, 0.3))


def test_a_day_on_which_fewer_are_expected_is_over() -> None:
    assert not is_unfinished(ending(0.3), special=[ending(0.3).last])


@pytest.mark.parametrize(("days", "known"), [(57, True), (56, False), (20, False), (1, False)])
def test_eight_weeks_and_a_day_tell_what_is_usual(days: int, known: bool) -> None:  # noqa: FBT001
    cut = HISTORY.sessions[:, -days:].copy()
    cut[:, -1] *= 0.3
    assert is_unfinished(replace(HISTORY, sessions=frozen(cut))) is known


def test_small_sites_and_noisy_ones_have_such_days() -> None:
    small = frozen(ending(0.3).sessions / 40)
    assert not is_unfinished(replace(HISTORY, sessions=small))
    rng = np.random.default_rng(1)
    flagged = [
        is_unfinished(replace(HISTORY, sessions=frozen(HISTORY.sessions * np.exp(rng.normal(0, sd, DAYS)))))
        for sd in (0.05, 0.15, 0.3)
        for _ in range(60)
    ]
    assert np.mean(flagged) < 0.04


def test_the_site_decides_and_not_a_leaf() -> None:
    one = HISTORY.sessions.copy()
    one[1, -1] *= 0.1
    assert not is_unfinished(replace(HISTORY, sessions=frozen(one)))
    one[0, -1] *= 0.4
    assert is_unfinished(replace(HISTORY, sessions=frozen(one)))


def test_a_last_day_without_sessions_is_an_outage_and_earlier_ones_are_bridged_as_well() -> None:
    assert np.allclose(mended(ending(0.0), []).sessions, HISTORY.sessions)
    both = ending(*[1.0] * 29, 0.3).sessions.copy()
    both[:, 70:73] = 0
    found = mended(replace(HISTORY, sessions=frozen(both)), [])
    assert np.isnan(found.sessions[:, -1]).all()
    assert np.allclose(found.sessions[:, :-1], HISTORY.sessions[:, :-1])


@pytest.mark.parametrize("ago", [7, 14, 21, 28, 35])
def test_a_spike_on_the_same_weekday_does_not_make_the_last_day_unfinished(ago: int) -> None:
    times = np.ones(DAYS)
    times[-1 - ago] = 20
    assert not is_unfinished(ending(*times))
    times[-1] = 0.3
    assert is_unfinished(ending(*times))


@pytest.mark.parametrize("ago", [1, 3, 7, 20, 27, 40])
@pytest.mark.parametrize("gone", [0.0, np.nan])
def test_an_outage_or_a_missing_day_of_late_does_not_hide_a_last_day_that_is_not_over(ago: int, gone: float) -> None:
    times = np.ones(DAYS)
    times[-1 - ago], times[-1] = gone, 0.3
    assert np.isnan(mended(ending(*times), []).sessions[:, -1]).all()


def weekly(totals: Sequence[float]) -> History:
    """A table by week, of two leaves."""
    daily = np.repeat(np.asarray(totals) / 7, 7) * np.array([[0.8], [0.2]])
    return replace(HISTORY, sessions=frozen(daily), cadence="week")


def monthly(totals: Sequence[float], ends: date = date(2026, 11, 30)) -> History:
    """A table by month, whose last is the month of a day."""
    months = [months_from(shifted(ends, n - len(totals) + 1), 1) for n in range(len(totals))]
    daily = np.concatenate(
        [np.full(month.days, total / month.days) for month, total in zip(months, totals, strict=True)]
    )
    return replace(HISTORY, first=months[0].start, sessions=frozen(daily * np.array([[0.8], [0.2]])), cadence="month")


def dropped(history: History) -> int:
    """How many days at the end are taken for not known; the others stay as they are."""
    found = mended(history, []).sessions
    gone = int(np.isnan(found).all(axis=0).sum())
    known = found.shape[1] - gone
    assert np.array_equal(found[:, :known], history.sessions[:, :known], equal_nan=True)
    assert np.isnan(found[:, known:]).all()
    return gone


@pytest.mark.parametrize("weeks", [8, 20, 110])
@pytest.mark.parametrize(("part", "over"), [(1 / 7, False), (3 / 7, False), (0.58, False), (0.62, True), (1.0, True)])
def test_a_last_week_that_is_not_over_is_dropped(weeks: int, part: float, over: bool) -> None:  # noqa: FBT001
    assert dropped(weekly([7000.0] * weeks + [7000 * part])) == (0 if over else 7)


@pytest.mark.parametrize(
    ("ends", "days"), [(date(2026, 11, 30), 30), (date(2026, 12, 31), 31), (date(2024, 2, 29), 29)]
)
@pytest.mark.parametrize("months", [9, 24, 60])
@pytest.mark.parametrize(("part", "over"), [(0.1, False), (0.4, False), (0.65, True)])
def test_a_last_month_that_is_not_over_is_dropped(
    ends: date, days: int, months: int, part: float, over: bool  # noqa: FBT001
) -> None:  # fmt: skip
    assert dropped(monthly([30_000.0] * months + [30_000 * part], ends)) == (0 if over else days)


@pytest.mark.parametrize("made", [weekly, monthly])
@pytest.mark.parametrize("rate", [0.95, 0.85, 0.7, 0.6])
def test_a_table_that_falls_all_along_ends_with_a_whole_stretch(
    made: Callable[[Sequence[float]], History], rate: float
) -> None:
    assert dropped(made(9000 * rate ** np.arange(24))) == 0


@pytest.mark.parametrize("made", [weekly, monthly])
@pytest.mark.parametrize("weeks", range(1, 9))
def test_a_gradual_fall_is_no_part(made: Callable[[Sequence[float]], History], weeks: int) -> None:
    """By a seventh with each week or month, after a long time of none."""
    assert dropped(made([9000.0] * 20 + [9000 * 0.86**n for n in range(1, weeks + 1)])) == 0


@pytest.mark.parametrize("made", [weekly, monthly])
def test_a_level_that_fell_is_no_part(made: Callable[[Sequence[float]], History]) -> None:
    assert dropped(made([9000.0] * 20 + [3600.0] * 2)) == 0
    assert dropped(made([9000.0] * 20 + [3600.0] * 9)) == 0


@pytest.mark.parametrize("made", [weekly, monthly])
def test_where_weeks_and_months_dip_as_far_now_and_then_the_last_may_too(
    made: Callable[[Sequence[float]], History],
) -> None:
    assert dropped(made([*[9000.0] * 9, 3000, *[9000.0] * 9, 3100])) == 0
    assert dropped(made([*[9000.0] * 9, 3000, *[9000.0] * 9, 2000])) > 0


@pytest.mark.parametrize("made", [weekly, monthly])
def test_a_short_table_says_too_little_of_what_is_usual(made: Callable[[Sequence[float]], History]) -> None:
    for stretches in range(1, 8):
        assert dropped(made([9000.0] * stretches + [3000.0])) == 0


def test_noisy_weeks_and_months_are_whole_ones() -> None:
    rng = np.random.default_rng(2)
    totals = 9000 * np.exp(rng.normal(0, [[[0.1]], [[0.2]], [[0.3]]], (3, 60, 30)))
    assert np.mean([dropped(weekly(row)) > 0 for row in totals.reshape(-1, 30)]) < 0.04
    assert np.mean([dropped(monthly(row)) > 0 for row in totals.reshape(-1, 30)]) < 0.04


def test_counts_of_one_month_have_no_unfinished_end() -> None:
    counts = replace(ending(0.3), counts_only=True)
    assert mended(counts, []) is counts


def test_a_holiday_without_sessions_is_no_outage() -> None:
    dark = without([0, 1], slice(70, 71))
    assert np.allclose(mended(dark, []).sessions, HISTORY.sessions)
    assert mended(dark, [], special=[FIRST + timedelta(days=70)]) is dark
