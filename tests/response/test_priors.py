from datetime import date

import numpy as np
import pytest

from planner.model.arrays import frozen
from planner.model.draws import Z80
from planner.model.goal import Counts, Expect, Goal, Lever, Range, Target
from planner.model.history import EffortHistory, History
from planner.model.learned import Prior
from planner.model.period import Period
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


def prior(*levers: Lever) -> tuple[Prior, ...]:
    goal = Goal(
        target=Target(text="1", kind="total", amount=1),
        traffic=Counts(rows=()),
        levers=levers,
        as_of=date(2026, 11, 30),
    )
    return priors(goal, HISTORY, [HISTORY.matching(lever.drives) for lever in levers], DECEMBER)


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
