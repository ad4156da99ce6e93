"""A table where history has the lever's effort too: the less history tells, the more the table counts."""

from dataclasses import replace

import numpy as np
import pytest
from learning_sites import ADS, Ads, ads, goal, next_weeks

from planner.model.arrays import Array
from planner.model.learned import Curve
from planner.planning.known import Known, known

WEEKS = 78
TRUE = 0.5  # of the channel's sessions that usual effort brings
BELIEVED = 0.15


def curve(site: Ads, share: float) -> tuple[tuple[float, float], ...]:
    """A table by which usual effort brings this share of what the channel has had of late, and levels off."""
    usual = float(site.effort[site.effort > 0].mean()) * 28
    sessions = share * float(site.sessions["Paid Search"][-28:].sum())
    return tuple((usual * times, sessions * 2 * times / (1 + times)) for times in (0.25, 0.5, 1.0, 1.5, 2.0, 3.0))


def seen(site: Ads, share: float = BELIEVED, **settings: object) -> Known:
    asked = goal(ADS)
    lever = replace(asked.levers[0], curve=curve(site, share), **settings)  # type: ignore[arg-type]
    return known(replace(asked, levers=(lever,)), site.history, next_weeks(site.history))


def taught(facts: Known) -> Curve:
    assert facts.learned is not None
    return facts.learned.curves[0]


def still(seed: int = 1) -> Ads:
    """A site whose effort never varied: nothing is to be learned from it."""
    flat: Array = np.full(WEEKS * 7, 100.0)
    return ads(seed, WEEKS, share=TRUE, effort=flat)


def test_where_effort_never_varied_the_table_is_what_is_known() -> None:
    site = still()
    facts = seen(site)
    option = facts.gains.options[0]
    assert option.evidence == "judgement"
    assert not taught(facts).heard
    once, twice = (curve(site, BELIEVED)[n][1] for n in (2, 4))
    now = option.now
    assert facts.gains.present[0] == pytest.approx(once, rel=0.15)
    gain = np.interp(2 * now, facts.gains.effort[0], np.median(facts.gains.gain[0], axis=0))
    assert gain * (1 + facts.gains.later[0]) == pytest.approx(twice - once, rel=0.15)


def test_a_long_history_of_varied_effort_outweighs_the_table() -> None:
    found = taught(seen(ads(1, WEEKS, share=TRUE)))
    assert found.heard
    assert np.median(found.share) == pytest.approx(TRUE, abs=0.12)


def test_more_history_leads_further_from_the_table() -> None:
    shares = [float(np.median(taught(seen(ads(2, weeks, share=TRUE))).share)) for weeks in (6, 26, 104)]
    assert BELIEVED < shares[0] < shares[2]
    assert abs(shares[2] - TRUE) < abs(shares[0] - TRUE)


def test_the_table_ends_where_it_ends_in_spite_of_history() -> None:
    site = still()
    facts = seen(site)
    assert facts.gains.options[0].lever.most == pytest.approx(curve(site, BELIEVED)[-1][0])
    assert facts.gains.options[0].assumptions[-1].text.endswith("where your curve ends, since `max` is not said")
    points = {effort for effort, _ in curve(site, BELIEVED)}
    assert all(np.isclose(facts.gains.effort[0], point).any() for point in points)


def test_a_lever_that_is_kept_stays_as_it_was_of_late() -> None:
    site = ads(1, WEEKS, share=TRUE)
    facts = seen(site, keep=True)
    option = facts.gains.options[0]
    now = float(site.effort[-28:].mean()) * 28
    assert (option.now, option.lever.least, option.lever.most) == pytest.approx((now, now, now))
    assert facts.gains.effort[0].tolist() == [option.now]
    assert np.allclose(facts.gains.gain, 0, atol=1e-6)
    assert len(option.assumptions) == 1
