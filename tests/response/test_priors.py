from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.model.arrays import frozen
from planner.model.draws import Z80
from planner.model.goal import Counts, Expect, Goal, Lever, Range, Target
from planner.model.history import EffortHistory, History
from planner.model.learned import Prior
from planner.model.period import Period
from planner.response.now import usual_effort
from planner.response.playbook import plays_for
from planner.response.priors import priors

DECEMBER = Period(start=date(2026, 12, 1), end=date(2026, 12, 31))
HISTORY = History(
    levels=("channel",),
    leaves=(("Paid Search",), ("Email",)),
    first=date(2026, 9, 1),
    sessions=frozen(np.full((2, 91), 100.0)),
    effort=EffortHistory(names=("ads", "more ads"), first=date(2026, 9, 1), amounts=frozen(np.full((2, 91), 5.0))),
)


def prior(*levers: Lever, history: History = HISTORY) -> tuple[Prior, ...]:
    goal = Goal(
        target=Target(text="1", kind="total", amount=1),
        traffic=Counts(rows=()),
        levers=levers,
        as_of=date(2026, 11, 30),
    )
    return priors(goal, history, [history.matching(lever.drives) for lever in levers], DECEMBER)


def ads(**settings: object) -> Lever:
    fields = {"name": "ads", "unit": "USD", "uses": (("money", 1.0),), "drives": (("channel", ("Paid Search",)),)}
    return Lever(**(fields | settings))  # type: ignore[arg-type]


def share(logit: float) -> float:
    return 1 / (1 + np.exp(-logit))


def test_the_playbook_is_the_prior() -> None:
    (found,) = prior(ads())
    play = plays_for("Paid Search")[0]
    assert share(found.share.middle - Z80 * found.share.sd) == pytest.approx(play.share.low)
    assert share(found.share.middle + Z80 * found.share.sd) == pytest.approx(play.share.high)
    assert 1 + np.exp(found.doubling.middle - Z80 * found.doubling.sd) == pytest.approx(play.doubling.low)
    assert found.claim is None


def test_levers_that_share_leaves_share_what_the_playbook_gives_one() -> None:
    alone, together = prior(ads())[0], prior(ads(), ads(name="more ads"))[0]
    play = plays_for("Paid Search")[0]
    assert share(together.share.middle + Z80 * together.share.sd) == pytest.approx(play.share.high / 2)
    assert together.share.middle < alone.share.middle


def test_a_lever_that_was_never_used_takes_nothing_of_that() -> None:
    assert prior(ads(), ads(name="new ads"))[0] == prior(ads())[0]


def test_an_estimate_is_a_claim_in_shares_of_what_the_leaves_bring() -> None:
    (found,) = prior(ads(expect=Expect(at=620, sessions=Range(low=310, high=1240))))
    assert found.claim is not None
    assert found.claim.effort == pytest.approx(20)
    assert np.exp(found.claim.share.middle) == pytest.approx(0.2)  # 620 of the 3,100 that December would bring
    assert np.exp(Z80 * found.claim.share.sd) > 2  # wider than said


def test_a_doubling_and_a_lag_that_are_said_replace_the_playbooks() -> None:
    (found,) = prior(ads(doubling=Range(low=1.2, high=1.2), lag=21))
    assert np.exp(found.doubling.middle) == pytest.approx(0.2)
    assert found.carry.middle == pytest.approx(np.log(3))  # three weeks on average
    assert found.carry.sd < prior(ads())[0].carry.sd


CURVE = ((100.0, 400.0), (155.0, 620.0), (310.0, 1000.0))
"""Usual effort is 5 a day, so 155 in December."""


def test_a_table_says_what_usual_effort_brings_and_twice_that() -> None:
    (found,) = prior(ads(curve=CURVE))
    assert share(found.share.middle) == pytest.approx(0.2)  # 620 of the 3,100 that December would bring
    low, high = share(found.share.middle - Z80 * found.share.sd), share(found.share.middle + Z80 * found.share.sd)
    assert (low, high) == pytest.approx((0.2 * 0.58, 0.2 * 1.6), rel=0.02)
    assert np.exp(found.doubling.middle) == pytest.approx(1000 / 620 - 1)
    assert np.exp(2 * Z80 * found.doubling.sd) == pytest.approx(np.e)  # 0.6 to 1.6 times as much
    assert found.claim is None
    assert found.carry == prior(ads())[0].carry


def test_a_table_knows_how_much_of_late_was_unusual_effort() -> None:
    """Effort was twice the usual of late: at usual effort there would be 1,000 sessions fewer, and 620 more."""
    amounts = np.full((2, 91), 5.0)
    amounts[:, 28:56], amounts[:, 63:] = 0.0, 7.5
    history = replace(
        HISTORY, effort=EffortHistory(names=("ads", "more ads"), first=HISTORY.first, amounts=frozen(amounts))
    )
    usual = amounts[0][amounts[0] > 0].mean() * 31
    says = np.interp([usual, 7.5 * 31], [0, 100, 155, 310], [0, 400, 620, 1000])
    (found,) = prior(ads(curve=CURVE), history=history)
    assert share(found.share.middle) == pytest.approx(says[0] / (3100 - says[1] + says[0]))


def test_usual_effort_is_that_of_the_weeks_that_had_any() -> None:
    """A week in four, and all of it on Mondays: 5 a day in its weeks."""
    amounts = np.zeros((2, 91))
    amounts[:, ::28] = 35
    effort = EffortHistory(names=("ads", "more ads"), first=HISTORY.first, amounts=frozen(amounts))
    assert usual_effort(effort, "ads") == pytest.approx(5)
    assert usual_effort(effort, "no ads") is None
    assert usual_effort(None, "ads") is None


@pytest.mark.parametrize(
    ("curve", "doubling"),
    [(((155.0, 620.0),), 1.5), (((155.0, 10.0), (310.0, 3000.0)), 4.0), (((50.0, 620.0), (310.0, 620.0)), 1.02)],
)
def test_a_table_that_no_curve_can_follow_is_met_halfway(
    curve: tuple[tuple[float, float], ...], doubling: float
) -> None:
    (found,) = prior(ads(curve=curve))
    assert 1 + np.exp(found.doubling.middle) == pytest.approx(doubling)
    assert np.isfinite([found.doubling.sd, found.share.middle, found.share.sd]).all()


@pytest.mark.parametrize("sessions", [0.0, 5.0, 3100.0, 1e9])
def test_a_table_of_next_to_nothing_or_more_than_there_is_is_a_share(sessions: float) -> None:
    (found,) = prior(ads(curve=((200.0, sessions), (310.0, sessions + 900.0))))
    assert 0 < share(found.share.middle) < 0.96
    assert 0.3 < found.share.sd < 10
    assert np.isfinite([found.doubling.middle, found.doubling.sd]).all()


def test_without_effort_in_history_a_table_is_no_prior() -> None:
    assert prior(ads(name="new ads", curve=CURVE)) == prior(ads(name="new ads"))
