"""What has come of a period: sessions and effort, with what nobody tells."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from followed_months import MONTH, WEEKS, came, day, planned

from planner.errors import InputError
from planner.model.arrays import frozen
from planner.model.history import EffortHistory, History
from planner.model.made import SoFar
from planner.tracking.seen import before, seen, spent_or_due

MADE = planned()
BEGIN = WEEKS * 7


def gone(history: History, *days: int) -> History:
    """Without those days of the month."""
    sessions = history.sessions.copy()
    sessions[:, [BEGIN + each - 1 for each in days]] = np.nan
    return replace(history, sessions=frozen(sessions))


def flat(history: History, value: float = 10.0) -> History:
    return replace(history, sessions=frozen(np.full_like(history.sessions, value)))


def effort(amounts: list[float], *, first: int = 1) -> EffortHistory:
    """Of ads alone, from a day of the month on."""
    return EffortHistory(names=("ads",), first=day(first), amounts=frozen(np.array([amounts])))


def test_sessions_are_those_of_the_days_of_the_period() -> None:
    history = came(MADE, days=10)
    found = seen(history, MADE)
    assert found.over.start == MONTH.start
    assert found.over.end == day(10)
    assert found.sessions.tolist() == history.sessions[:, BEGIN:].sum(axis=1).tolist()
    assert found.missing == ()
    assert found.left(MADE.period) is not None


def test_days_after_the_period_or_the_day_asked_for_do_not_count() -> None:
    history = came(MADE)
    longer = replace(history, sessions=frozen(np.concatenate([history.sessions, history.sessions[:, -9:]], axis=1)))
    assert seen(longer, MADE).sessions.tolist() == seen(history, MADE).sessions.tolist()
    assert seen(longer, MADE).left(MADE.period) is None
    assert seen(longer, MADE, to=day(5)).over.end == day(5)
    assert seen(history, MADE, to=MONTH.end + timedelta(days=400)).over == MADE.period


def test_a_missing_day_counts_as_the_others_of_its_weekday_do() -> None:
    history = flat(came(MADE, days=14))
    assert seen(gone(history, 3), MADE).sessions == pytest.approx(np.full(4, 140.0))
    assert seen(gone(history, 3), MADE).missing == (day(3),)
    week = history.sessions.copy()
    week[:, BEGIN + 5 :: 7] = 2.0  # Saturdays
    saturday = gone(replace(history, sessions=frozen(week)), 6)
    assert seen(saturday, MADE).sessions == pytest.approx(np.full(4, 12 * 10.0 + 2 * 2.0))


def test_missing_days_at_the_end_are_not_over_yet() -> None:
    found = seen(gone(came(MADE, days=10), 9, 10), MADE)
    assert found.over.end == day(8)
    assert found.missing == ()


def test_a_leaf_without_sessions_stays_without() -> None:
    sessions = came(MADE, days=10).sessions.copy()
    sessions[2, BEGIN:] = 0.0
    history = gone(replace(came(MADE, days=10), sessions=frozen(sessions)), 2)
    assert seen(history, MADE).sessions[2] == 0.0


def test_no_day_of_the_plan_is_a_complaint() -> None:
    history = came(MADE, days=10)
    with pytest.raises(InputError, match=r"the plan begins on 2026-06-22.*up to 2026-06-20"):
        seen(history, MADE, to=MONTH.start - timedelta(days=2))
    early = replace(history, sessions=frozen(history.sessions[:, :BEGIN]))
    with pytest.raises(InputError, match=r"whose last day is 2026-06-21\n.*expected traffic of the plan's first day"):
        seen(early, MADE)
    with pytest.raises(InputError, match="no day from then on"):
        seen(gone(history, *range(1, 11)), MADE)


def test_a_plan_made_anew_asks_for_a_day_after_it() -> None:
    made = replace(MADE, so_far=SoFar(last=day(10), sessions=1.0, effort=()))
    with pytest.raises(InputError, match="the plan begins on 2026-07-02"):
        seen(came(MADE, days=10), made)
    assert seen(came(MADE, days=11), made).over.end == day(11)


def test_traffic_that_begins_within_the_period_is_told_as_such() -> None:
    history = came(MADE, days=10)
    late = replace(history, first=day(3), sessions=frozen(history.sessions[:, -8:]))
    with pytest.raises(InputError, match="the traffic only on 2026-06-24"):
        seen(late, MADE)


def test_what_came_before_a_plan_made_anew() -> None:
    made = replace(MADE, so_far=SoFar(last=day(10), sessions=1.0, effort=()))
    history = flat(came(MADE, days=14))
    assert before(history, MADE).tolist() == [0.0] * 4
    assert before(history, made) == pytest.approx(np.full(4, 100.0))
    assert before(gone(history, 4), made) == pytest.approx(np.full(4, 100.0))


@pytest.mark.parametrize(
    ("amounts", "first", "spent", "told"),
    [
        ([2.0] * 10, 1, 20.0, 10),
        ([2.0] * 5, 1, 20.0, 5),  # the table ends early: as much a day after it
        ([1.0, 3.0], 1, 20.0, 2),
        ([2.0] * 4, 7, 20.0, 10),  # it begins late
        ([2.0, np.nan, 2.0, np.nan], 1, 20.0, 3),
        ([0.0] * 10, 1, 0.0, 10),
        ([5.0] * 30, -10, 50.0, 10),
    ],
)
def test_effort_of_days_that_no_table_tells_is_as_on_the_others(
    amounts: list[float], first: int, spent: float, told: int
) -> None:
    found = seen(replace(came(MADE, days=10), effort=effort(amounts, first=first)), MADE)
    assert found.spent[0] == pytest.approx(spent)
    assert found.told == day(told)
    assert found.spent[1:] == (0.0, 0.0)  # a lever that the table has not was not used


@pytest.mark.parametrize("known", [None, effort([2.0] * 20, first=-25), effort([np.nan] * 10)])
def test_without_any_effort_of_the_period_nobody_tells(known: EffortHistory | None) -> None:
    found = seen(replace(came(MADE, days=10), effort=known), MADE)
    assert found.told is None
    assert found.spent == (None, None, None)
    assert spent_or_due(found.spent, np.array([1.0, 2.0, 3.0])).tolist() == [1.0, 2.0, 3.0]


def test_names_of_levers_compare_as_everywhere() -> None:
    known = replace(effort([2.0] * 10), names=("ADS",))
    assert seen(replace(came(MADE, days=10), effort=known), MADE).spent[0] == 20.0
