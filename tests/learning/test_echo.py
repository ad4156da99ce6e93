from dataclasses import replace

import numpy as np
import pytest
from learning_sites import FIRST, PRIOR, felt, interval, lasting, season, stepped, visits

from planner.learning.echo import LEAST_WEEKS, LONGEST, SHARE, echo
from planner.learning.learn import learn, lessons
from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.history import EffortHistory, History
from planner.model.learned import Echo

LEAVES = (
    ("new", "Paid Search"),
    ("new", "Organic Search"),
    ("returning", "Direct"),
    ("returning", "Paid Search"),
    ("returning", "Referral"),
)
DRIVEN = [(0,)]


def evenly(history: History) -> Forecast:
    return Forecast(
        draws=frozen(np.ones((len(history.leaves), 400))), day_shares=frozen(np.full(30, 1 / 30)), basis="history"
    )


def site(share: float, seed: int = 1, weeks: int = 104, *, sd: float = 0.6, moves: Array | float = 0.0) -> History:
    """Direct visits of those who come back follow the first visits of the weeks before."""
    rng, days = np.random.default_rng(seed), weeks * 7
    effort = stepped(rng, weeks, sd=sd)
    effect = felt(effort, 0.8)
    first = 900 * effect + 300
    follow = 1 - share + share * lasting(first / first.mean(), 0.4)
    rows = (
        visits(rng, 900, days, effect=effect, moves=moves),
        visits(rng, 300, days, moves=moves),
        visits(rng, 400, days, effect=follow, moves=moves),
        visits(rng, 30, days, moves=moves),
        visits(rng, 80, days, effect=follow, moves=moves),
    )
    spent = EffortHistory(names=("ads",), first=FIRST, amounts=frozen(effort[None, :]))
    return History(
        levels=("visitor", "channel"), leaves=LEAVES, first=FIRST, sessions=frozen(np.stack(rows)), effort=spent
    )


def found(history: History, driven: list[tuple[int, ...]] = DRIVEN, seed: int = 1) -> Echo | None:
    learned = learn(history, lessons(history, ["ads"], driven[:1], [PRIOR]), seed=seed, n_draws=400)
    return echo(history, driven, learned, evenly(history), seed=seed)


def heard(history: History) -> Echo:
    it = found(history)
    assert it is not None
    return it


def test_it_is_about_visits_that_return_of_their_own_accord() -> None:
    it = heard(site(0.4))
    assert it.new == (0, 1)
    assert it.returning == (2, 4)


def test_there_is_none_without_new_or_without_such_visits() -> None:
    history = site(0.4, weeks=10)
    old = tuple(("returning", channel) for _, channel in LEAVES)
    assert found(replace(history, leaves=old)) is None
    assert found(replace(history, leaves=tuple(("new", channel) for _, channel in LEAVES))) is None
    assert found(history, [(0,), (2, 4)]) is None


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
def test_the_true_share_is_found(share: float) -> None:
    means = []
    for seed in (1, 2, 3):
        it = heard(site(share, seed))
        low, high = interval(it.share)
        assert low - 0.1 < share < high + 0.1
        assert it.weight > 0.4
        means.append(it.share.mean())
    assert np.mean(means) == pytest.approx(share, abs=0.12)


def test_more_of_an_echo_is_heard_as_more() -> None:
    means = [heard(site(share)).share.mean() for share in (0.0, 0.3, 0.6, 0.9)]
    assert means == sorted(means)


def test_movements_that_all_share_are_no_echo_and_hide_none() -> None:
    means = {}
    for share in (0.0, 0.4):
        found = []
        for seed in (1, 2, 3):
            walk = np.repeat(np.cumsum(np.random.default_rng(seed).normal(0, 0.12, 104)), 7)
            found.append(heard(site(share, seed, moves=season(104 * 7, 0.4) + walk)).share.mean())
        means[share] = np.mean(found)
    assert means[0.0] < 0.2
    assert means[0.4] == pytest.approx(0.4, abs=0.1)


def test_first_visits_that_never_varied_teach_nothing() -> None:
    it = heard(site(0.8, sd=0.0))
    assert it.weight < 0.2
    assert np.median(it.share) == pytest.approx(1 / (1 + np.exp(-SHARE.middle)), abs=0.08)


@pytest.mark.parametrize("weeks", [2, LEAST_WEEKS - 1])
def test_short_histories_leave_the_prior(weeks: int) -> None:
    it = heard(site(0.8, weeks=weeks))
    assert np.quantile(it.share, [0.1, 0.9]) == pytest.approx(1 / (1 + np.exp(-SHARE.middle - SHARE.sd * np.array([-1.2816, 1.2816]))), abs=0.01)  # fmt: skip
    assert it.weight < 0.02


def test_draws_are_shares() -> None:
    it = heard(site(0.9))
    assert ((it.share > 0) & (it.share < 1)).all()
    assert ((it.carry > 0) & (it.carry < LONGEST)).all()
    assert it.share.shape == it.carry.shape == (400,)


def test_the_same_seed_gives_the_same_bytes() -> None:
    history = site(0.4)
    one, other, third = (found(history, seed=seed) for seed in (1, 1, 2))
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.share.tobytes() == other.share.tobytes()
    assert one.share.tobytes() != third.share.tobytes()


def test_days_that_are_missing_are_no_trouble() -> None:
    history = site(0.4)
    gone = history.sessions.copy()
    gone[:, 200:215] = np.nan
    gone[:, [3, 90, 91, 600]] = np.nan
    plain, gappy = heard(history), heard(replace(history, sessions=frozen(gone)))
    assert gappy.share.mean() == pytest.approx(plain.share.mean(), abs=0.05)
