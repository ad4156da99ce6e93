from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from daily_histories import FIRST, history

from planner.learning.outages import mended
from planner.model.history import Leaf
from planner.model.outlook import Repaired, RepairKind
from planner.model.period import YEAR_OF_WEEKS
from planner.planning.repaired import repaired

WEEK = np.array([1.1, 1.15, 1.1, 1.05, 1.0, 0.7, 0.8])
LEAVES: tuple[Leaf, ...] = (("new", "search"), ("new", "email"), ("returning",))
DAYS = 140


def site(days: int = DAYS) -> np.ndarray:
    noise = np.random.default_rng(1).normal(0, 0.05, (3, days))
    sessions: np.ndarray = np.array([[1000.0], [200.0], [400.0]]) * np.resize(WEEK, days) * np.exp(noise)
    return sessions


def told(sessions: np.ndarray, leaves: tuple[Leaf, ...] = LEAVES) -> tuple[Repaired, ...]:
    """All but how many sessions are concerned."""
    return tuple(replace(each, sessions=0) for each in found(sessions, leaves))


def found(sessions: np.ndarray, leaves: tuple[Leaf, ...] = LEAVES) -> tuple[Repaired, ...]:
    seen = history(sessions, leaves=leaves, levels=("visitor", "channel"))
    return repaired(seen, mended(seen, []))


def one(kind: RepairKind, first: int, last: int, where: str = "", leaves: tuple[str, ...] = ()) -> Repaired:
    return Repaired(
        kind=kind, days=last - first + 1, first=FIRST + timedelta(days=first), last=FIRST + timedelta(days=last), where=where,
        leaves=leaves, sessions=0,
    )  # fmt: skip


def test_a_history_that_needs_no_repair_has_none() -> None:
    assert told(site()) == ()


@pytest.mark.parametrize(("first", "last"), [(0, 0), (50, 50), (60, 72), (DAYS - 3, DAYS - 1)])
def test_an_outage_of_the_site_is_told_once(first: int, last: int) -> None:
    sessions = site()
    sessions[:, first : last + 1] = 0
    assert told(sessions) == (one("outage", first, last),)


def test_an_outage_of_a_leaf_is_told_with_its_name() -> None:
    sessions = site()
    sessions[1, 30:33] = 0
    sessions[2, 90] = 0
    assert told(sessions) == (one("outage", 90, 90, "returning"), one("outage", 30, 32, "new / email"))


def test_an_outage_of_the_site_and_a_longer_one_of_a_leaf() -> None:
    sessions = site()
    sessions[:, 30:33] = 0
    sessions[1, 30:36] = 0
    assert told(sessions) == (one("outage", 33, 35, "new / email"), one("outage", 30, 32))


@pytest.mark.parametrize("day", [0, 3, 70, 71, DAYS - 9, DAYS - 2, DAYS - 1])
def test_a_spike_of_the_site_is_told_once(day: int) -> None:
    sessions = site()
    sessions[:, day] *= 20
    assert told(sessions) == (one("spike", day, day),)


def test_a_spike_of_a_leaf_is_told_with_its_name() -> None:
    sessions = site()
    sessions[2, 40] *= 6  # too little to be one of the whole site
    assert told(sessions) == (one("spike", 40, 40, "returning"),)


def test_the_only_leaf_is_the_site() -> None:
    sessions = site()[:1]
    sessions[0, 40] *= 20
    sessions[0, 90:92] = 0
    assert told(sessions, (("leaf",),)) == (one("outage", 90, 91), one("spike", 40, 40))


def test_what_is_of_the_same_days_stands_together() -> None:
    """Two leaves that make up a branch, two that do not, and all of them."""
    sessions = site()
    sessions[:2, 30:33] = 0
    sessions[1:, 60:62] = 0
    sessions[2, 90:92] = 0
    sessions[0, 100] *= 20
    assert told(sessions) == (
        one("spike", 100, 100),
        one("outage", 90, 91, "returning"),
        one("outage", 60, 61, leaves=("new / email", "returning")),
        one("outage", 30, 32, "new"),
    )


def test_other_kinds_and_other_days_stand_alone() -> None:
    sessions = site()
    sessions[0, 30:33] = 0
    sessions[2, 30:34] = 0
    sessions[1, 30:33] = np.nan
    assert told(sessions) == (
        one("outage", 30, 33, "returning"),
        one("outage", 30, 32, "new / search"),
        one("missing", 30, 32, "new / email"),
    )


def test_how_many_sessions_are_concerned() -> None:
    """As many as such days usually have; of spikes those that came."""
    sessions = np.repeat(np.array([[1000.0], [200.0], [400.0]]), DAYS, axis=1)
    sessions[:2, 30:33] = 0
    sessions[:, 60:62] = np.nan
    sessions[2, 100] = 2000  # too little to be one of the whole site
    spike, missing, outage = found(sessions)
    assert (outage.kind, missing.kind, spike.kind) == ("outage", "missing", "spike")
    assert outage.sessions == pytest.approx(3 * 1200, rel=0.01)
    assert missing.sessions == pytest.approx(2 * 1600, rel=0.05)
    assert spike.sessions == pytest.approx(2000)


def test_a_last_day_that_is_not_over_is_partial() -> None:
    sessions = site()
    sessions[:, -1] *= 0.3
    assert told(sessions) == (one("partial", DAYS - 1, DAYS - 1),)


def test_days_without_rows_are_missing() -> None:
    sessions = site()
    sessions[:, 20:24] = np.nan
    sessions[:, [60, DAYS - 1]] = np.nan
    assert told(sessions) == (one("missing", DAYS - 1, DAYS - 1), one("missing", 60, 60), one("missing", 20, 23))


def test_everything_at_once_stands_latest_first() -> None:
    sessions = site()
    sessions[:, 10:12] = np.nan
    sessions[:, 40] = 0
    sessions[1, 41] = 0
    sessions[:, 80] *= 15
    sessions[:, -1] *= 0.2
    assert told(sessions) == (
        one("partial", DAYS - 1, DAYS - 1),
        one("spike", 80, 80),
        one("outage", 41, 41, "new / email"),
        one("outage", 40, 40),
        one("missing", 10, 11),
    )


def test_repairs_of_earlier_years_are_not_told() -> None:
    days = YEAR_OF_WEEKS + 203
    sessions = site(days)
    sessions[:, [20, 100]] = 0
    sessions[:, 60] *= 20
    sessions[:, 150] = np.nan
    sessions[:, days - 100] *= 20
    sessions[:, days - 50] = 0
    assert told(sessions) == (one("outage", days - 50, days - 50), one("spike", days - 100, days - 100))


@pytest.mark.parametrize("days", [1, 5, 7, 13, 20])
def test_short_histories_can_be_looked_at(days: int) -> None:
    sessions = site(days)
    assert told(sessions) == ()
    sessions[:, -1] = np.nan
    assert told(sessions) == (one("missing", days - 1, days - 1),)


def test_tables_by_week_or_month_and_counts_have_no_spikes_and_outages() -> None:
    sessions = site()
    sessions[:, 50] = np.nan
    sessions[:, 60] *= 20
    for seen in (history(sessions, cadence="week"), history(sessions, cadence="month")):
        assert {one.kind for one in repaired(seen, mended(seen, []))} == {"missing"}
    counts = history(sessions, cadence="month", counts_only=True)
    assert repaired(counts, mended(counts, [])) == ()


def test_a_week_that_is_not_over_is_told() -> None:
    sessions = site()
    sessions[:, -7:] *= 0.3
    seen = history(sessions, cadence="week")
    (partial,) = repaired(seen, mended(seen, []))
    assert (partial.kind, partial.days, partial.last) == ("partial", 7, seen.last)


def test_days_are_those_of_the_calendar() -> None:
    sessions = site()
    sessions[:, 53] = 0
    seen = history(sessions, first=date(2024, 1, 7))
    assert repaired(seen, mended(seen, []))[0].first == date(2024, 2, 29)
