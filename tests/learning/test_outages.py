from dataclasses import replace

import numpy as np
import pytest
from learning_sites import FIRST, WEEKDAYS

from planner.learning.outages import mended
from planner.model.arrays import frozen
from planner.model.history import History

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
