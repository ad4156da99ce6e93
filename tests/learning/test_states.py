"""What was learned later, seen from an earlier day."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from learning_sites import ADS, FIRST, ads, taught

from planner.learning.states import as_of
from planner.model.arrays import frozen
from planner.model.history import History

SITE = ads(2, weeks=40, carry=0.5)
LEAVES = SITE.history.leaves


def upto(days: int, history: History = SITE.history) -> History:
    assert history.effort is not None
    return replace(
        history,
        sessions=frozen(history.sessions[:, :days]),
        effort=replace(history.effort, amounts=frozen(history.effort.amounts[:, :days])),
    )


def test_seen_from_the_day_that_it_was_learned_on_nothing_changes() -> None:
    learned = taught(ADS, SITE.history)
    same = as_of(learned, LEAVES, ["ads"], SITE.history)
    assert same.last == learned.last
    assert same.pieces == learned.pieces
    for ours, theirs in zip(same.curves, learned.curves, strict=True):
        assert ours.state.begun == pytest.approx(theirs.state.begun)
        assert ours.state.counted == pytest.approx(theirs.state.counted)


def test_days_that_no_table_tells_are_bridged_as_they_were_to_learn() -> None:
    effort = SITE.effort.copy()
    effort[100:103] = np.nan
    effort[-2:] = np.nan
    history = replace(SITE, effort=effort).history
    learned = taught(ADS, history)
    same = as_of(learned, LEAVES, ["ads"], history)
    assert same.curves[0].state.counted == pytest.approx(learned.curves[0].state.counted)


def test_the_curve_stays_and_its_state_is_that_of_the_earlier_day() -> None:
    whole = taught(ADS, SITE.history)
    then = as_of(whole, LEAVES, ["ads"], upto(25 * 7))
    assert then.curves[0].share is whole.curves[0].share
    assert then.last == FIRST + timedelta(days=25 * 7 - 1)
    later = SITE.effort.copy()
    later[25 * 7 :] = 0.0
    other = as_of(whole, LEAVES, ["ads"], upto(25 * 7, replace(SITE, effort=later).history))
    assert other.curves[0].state.counted == pytest.approx(then.curves[0].state.counted)


@pytest.mark.parametrize("level", [0.0, 1.0, 2.5])
def test_steady_effort_is_its_own_state(level: float) -> None:
    learned = taught(ADS, SITE.history)
    steady = np.full(SITE.effort.shape, level * learned.curves[0].reference)
    state = as_of(learned, LEAVES, ["ads"], replace(SITE, effort=steady).history).curves[0].state
    assert state.begun == pytest.approx(np.full(len(state.begun), level))
    assert state.counted == pytest.approx(np.full(len(state.counted), level))


def test_a_lever_that_was_not_used_by_then_is_at_nothing() -> None:
    learned = taught(ADS, SITE.history)
    for none in (replace(SITE.history, effort=None), replace(upto(70), effort=replace(SITE.history.effort, names=("other",)))):  # fmt: skip
        state = as_of(learned, LEAVES, ["ads"], none).curves[0].state
        assert not state.counted.any()


def test_leaves_keep_their_names_when_others_were_not_there_yet() -> None:
    learned = taught(ADS, SITE.history)
    fewer = replace(SITE.history, leaves=LEAVES[::-1][:2], sessions=frozen(SITE.history.sessions[::-1][:2]))
    then = as_of(learned, LEAVES, ["ads"], fewer)
    for before, after in zip(learned.pieces, then.pieces, strict=True):
        assert [fewer.leaves[n] for n in after.leaves] == [LEAVES[n] for n in before.leaves if LEAVES[n] in fewer.leaves]  # fmt: skip
