"""Effort of days that no table tells."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from followed_months import GOAL, LEVERS, MONTH, WEEKS, Month, asked, came, day, history, planned

from planner.model.arrays import frozen
from planner.model.history import History
from planner.tracking.filled import with_due
from planner.tracking.seen import seen
from planner.tracking.track import track

MADE = planned()
BEGIN = WEEKS * 7


def filled(known: History, waits: tuple[int, int, int] = (0, 0, 0)) -> np.ndarray:
    effort = with_due(known, MADE, seen(known, MADE), waits).effort
    assert effort is not None
    return effort.amounts


def test_a_table_that_tells_all_stays_as_it_is() -> None:
    known = came(MADE, days=10)
    assert with_due(known, MADE, seen(known, MADE), (0, 0, 0)) is known


def test_without_a_table_of_the_month_effort_is_what_was_planned() -> None:
    amounts = filled(came(MADE, days=10, told=False))
    assert amounts.shape[1] == BEGIN + 10
    assert amounts[:, BEGIN:].sum(axis=1) == pytest.approx([each * 10 / MONTH.days for each in asked(MADE).values()])
    assert np.array_equal(amounts[:, :BEGIN], came(MADE, days=10, told=False).effort.amounts)  # type: ignore[union-attr]


def test_a_lever_that_waits_goes_on_as_it_was() -> None:
    row = filled(came(MADE, days=10, told=False), (10, 0, 0))[0, BEGIN:]
    assert row == pytest.approx(np.full(10, MADE.levers[0].now / MONTH.days))


def test_after_a_table_ends_as_much_a_day_is_spent() -> None:
    known = came(MADE, days=10, ads=0.5)
    assert known.effort is not None
    short = replace(known, effort=replace(known.effort, amounts=frozen(known.effort.amounts[:, : BEGIN + 4])))
    assert filled(short) == pytest.approx(filled(known))


def test_a_gap_before_the_month_stays_unknown() -> None:
    known = came(MADE, days=10, told=False)
    assert known.effort is not None
    short = replace(known, effort=replace(known.effort, amounts=frozen(known.effort.amounts[:, : BEGIN - 5])))
    amounts = filled(short)
    assert np.isnan(amounts[:, BEGIN - 5 : BEGIN]).all()
    assert not np.isnan(amounts[:, BEGIN:]).any()


def test_nothing_told_is_the_same_as_told_to_be_as_planned() -> None:
    """What the plan's effort brought must not be counted on top of traffic that holds it already."""
    # posters are in no table: where there is one for the month they were not used
    made = replace(MADE, levers=MADE.levers[:2])
    goal = replace(GOAL, levers=LEVERS[:2])
    said, silent = (track(goal, came(made, days=14, told=told), made) for told in (True, False))
    for one, other in zip(silent.tree.walk(), said.tree.walk(), strict=True):
        assert astuple(one.projected) == pytest.approx(astuple(other.projected))
        assert one.expected == pytest.approx(other.expected)
    assert [each.sessions for each in silent.causes] == pytest.approx([each.sessions for each in said.causes])
    assert [each.spent for each in silent.levers] == [None, None]
    assert any("No table tells what effort was spent" in text for text in silent.warnings)


def test_without_any_history_of_effort_there_is_nothing_to_go_on() -> None:
    known = replace(history(Month(days=10), asked(MADE)), effort=None)
    assert with_due(known, MADE, seen(known, MADE), (0, 0, 0)) is known
    assert seen(known, MADE).over.end == day(10)
