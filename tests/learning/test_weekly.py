from datetime import date, timedelta

import numpy as np
import pytest
from learning_sites import FIRST, WEEKDAYS

from planner.learning.weekly import HALF, Part, Weekly, parts_of, weekly
from planner.model.arrays import frozen
from planner.model.history import EffortHistory, History

DAYS = 84
PARTS = (Part(leaves=(0,), levers=(0,)), Part(leaves=(1,), levers=()))
PATTERN = np.resize(np.array(WEEKDAYS) / np.mean(WEEKDAYS), DAYS)


def traffic(**settings: object) -> History:
    fields = {
        "levels": ("channel",),
        "leaves": (("Paid Search",), ("Direct",)),
        "first": FIRST,
        "sessions": frozen(np.stack([400 * PATTERN, 200 * PATTERN])),
    } | settings
    return History(**fields)  # type: ignore[arg-type]


def spent(amounts: np.ndarray | None = None, first: date = FIRST) -> EffortHistory:
    return EffortHistory(
        names=("ads",), first=first, amounts=frozen(np.full((1, DAYS), 50.0) if amounts is None else amounts)
    )


def weeks(history: History | None = None, effort: EffortHistory | None = None) -> Weekly:
    found = weekly(history or traffic(), effort or spent(), [0], PARTS)
    assert found is not None
    return found


def changed(leaf: int, days: slice | list[int], value: float) -> History:
    sessions = traffic().sessions.copy()
    sessions[leaf, days] = value
    return traffic(sessions=frozen(sessions))


def test_leaves_of_the_same_levers_are_one_part_the_others_go_by_channel() -> None:
    leaves = (
        ("new", "Email"),
        ("old", "Email"),
        ("new", "Direct"),
        ("old", "direct traffic"),
        ("new", "kiosk"),
        ("old", "kiosk"),
    )
    history = traffic(levels=("visitor", "channel"), leaves=leaves, sessions=frozen(np.ones((6, DAYS))))
    parts = parts_of(history, [(0, 1), (1,)])
    assert [(part.leaves, part.levers) for part in parts] == [((0,), (0,)), ((1,), (0, 1)), ((2, 3), ()), ((4, 5), ())]
    assert sorted(n for part in parts for n in part.leaves) == list(range(6))


def test_steady_traffic_is_its_mean_day() -> None:
    assert np.allclose(weeks().logs, np.log([[400 + HALF], [200 + HALF]]))
    assert np.array_equal(weeks().efforts, np.full((1, 12), 50.0))


@pytest.mark.parametrize(("later", "cut"), [(0, 3), (5, 0), (5, 10)])
def test_weeks_count_back_from_the_last_day_that_both_tables_have(later: int, cut: int) -> None:
    first = FIRST + timedelta(days=later)
    found = weeks(effort=spent(np.full((1, DAYS - later - cut), 50.0), first))
    assert found.last == FIRST + timedelta(days=DAYS - cut - 1)
    assert found.efforts.shape[1] == (DAYS - later - cut) // 7


def test_less_than_a_week_in_common_is_nothing() -> None:
    assert weekly(traffic(), spent(np.ones((1, 6))), [0], PARTS) is None
    assert weekly(traffic(), spent(first=FIRST + timedelta(days=DAYS - 6)), [0], PARTS) is None
    assert weekly(traffic(), spent(first=FIRST + timedelta(days=400)), [0], PARTS) is None


@pytest.mark.parametrize("days", [[30], [33, 34], [28, 30, 32], [83], [0, 1]])
def test_some_missing_days_change_nothing(days: list[int]) -> None:
    assert np.allclose(weeks(changed(0, days, np.nan)).logs, weeks().logs)


def test_a_week_of_which_little_is_known_is_no_measurement() -> None:
    found = weeks(changed(0, slice(28, 32), np.nan)).logs
    assert np.flatnonzero(np.isnan(found[0])).tolist() == [4]
    assert not np.isnan(found[1]).any()


@pytest.mark.parametrize("day", [0, 31, 83])
@pytest.mark.parametrize("value", [0.0, 40_000.0])
def test_a_day_that_cannot_be_changes_nothing(day: int, value: float) -> None:
    assert np.allclose(weeks(changed(0, [day], value)).logs, weeks().logs, atol=1e-9)


@pytest.mark.parametrize("leaf", [0, 1])
def test_an_outage_of_a_week_is_no_measurement(leaf: int) -> None:
    found = weeks(changed(leaf, slice(35, 42), 0.0)).logs
    assert np.argwhere(np.isnan(found)).tolist() == [[leaf, 5]]


def test_sessions_that_pause_with_their_effort_are_measured_but_not_below_a_trace() -> None:
    amounts = np.full((1, DAYS), 50.0)
    amounts[0, 35:56] = 0
    found = weeks(changed(0, slice(35, 56), 0.0), spent(amounts)).logs[0]
    assert np.allclose(found[5:8], np.log(0.03 * 400 + HALF))
    assert np.allclose(found[[4, 8]], np.log(400 + HALF))


@pytest.mark.parametrize("spends", [True, False])
def test_a_channel_that_has_not_begun_teaches_nothing_nor_does_one_that_has_ended(*, spends: bool) -> None:
    amounts = np.full((1, DAYS), 50.0)
    amounts[0, :32] = 50.0 if spends else 0.0
    begins = weeks(changed(0, slice(0, 32), 0.0), spent(amounts)).logs[0]
    assert np.flatnonzero(np.isnan(begins)).tolist() == [0, 1, 2, 3, 4]
    assert np.allclose(begins[5:], np.log(400 + HALF))
    ends = weeks(changed(1, slice(60, None), 0.0)).logs[1]
    assert np.flatnonzero(np.isnan(ends)).tolist() == [9, 10, 11] if not np.isnan(ends[8]) else [8, 9, 10, 11]
    assert np.allclose(ends[:8], np.log(200 + HALF))


def test_a_week_far_from_those_around_is_measured_only_where_effort_explains_it() -> None:
    amounts = np.full((1, DAYS), 50.0)
    amounts[0, 35:42] = 500.0
    strange = changed(0, slice(35, 42), 4000.0)
    assert np.isnan(weeks(strange).logs[0, 5])
    assert weeks(strange, spent(amounts)).logs[0, 5] == pytest.approx(np.log(4000), abs=0.2)


def test_coarse_traffic_is_taken_as_it_is() -> None:
    level = np.repeat(np.arange(1.0, 13.0), 7)
    found = weeks(traffic(sessions=frozen(np.stack([300 * level, 100 * level])), cadence="week")).logs
    assert np.allclose(found, np.log(np.outer([300, 100], np.arange(1, 13)) + HALF))


def test_effort_before_the_first_week_is_kept_as_far_as_it_is_known() -> None:
    amounts = np.concatenate([np.full(3, 7.0), np.full(7, 1.0), np.full(7, 10.0), np.full(DAYS, 50.0)])[None, :]
    assert weeks(effort=spent(amounts, FIRST - timedelta(days=17))).before.tolist() == [[1, 10]]
    assert weeks(effort=spent(np.full((1, DAYS), 5.0))).before.shape == (1, 0)


def test_unknown_effort_is_bridged() -> None:
    amounts = np.full((1, DAYS), 50.0)
    amounts[0, [3, 4, 40, 41, 42, 43, 44, 45, 46, 83]] = np.nan
    assert np.array_equal(weeks(effort=spent(amounts)).efforts, np.full((1, 12), 50.0))


def test_tables_by_month_give_one_week_a_month() -> None:
    """The other weeks are spread from the same figure: taken for figures of their own, they would make the posterior too sure."""
    daily, monthly = weeks(), weeks(traffic(cadence="month"))
    assert (~np.isnan(daily.logs)).all()
    known = (~np.isnan(monthly.logs)).sum(axis=1)
    months = monthly.logs.shape[1] / (365.25 / 12 / 7)
    assert ((known > 0) & (abs(known - months) <= 1)).all()
