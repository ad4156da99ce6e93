"""What sites teach each other, in closed forms."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from learning_sites import ads

from planner.model.belief import Bell
from planner.model.goal import Counts, Goal, Lever, Target
from planner.portfolio.pooled import SUREST, Lesson, beliefs, lessons_of, pools_of

PRIOR = Bell(middle=0.0, sd=1.0)


def lesson(value: float, error: float = 0.1, figure: int = 0) -> Lesson:
    return Lesson(play="Email / newsletter", figure=figure, value=value, error=error, prior=PRIOR)


def pooled(values: list[float], error: float = 0.1) -> Bell:
    return pools_of([lesson(value, error) for value in values])["Email / newsletter", 0].belief()


def test_many_exact_sites_give_their_mean_and_spread() -> None:
    values = np.random.default_rng(1).normal(0.8, 0.5, 400)
    found = pooled(values.tolist(), error=0.01)
    assert found.middle == pytest.approx(values.mean(), abs=0.01)
    assert found.sd == pytest.approx(values.std(), rel=0.1)


def test_errors_are_not_taken_for_differences_between_sites() -> None:
    rng = np.random.default_rng(2)
    values = rng.normal(0.5, 0.3, 600) + rng.normal(0, 0.8, 600)
    assert pooled(values.tolist(), error=0.8).sd == pytest.approx(0.3, abs=0.1)


def test_few_vague_sites_leave_the_playbook_nearly_as_it_is() -> None:
    found = pooled([2.0, 1.5, 2.5], error=5.0)
    assert abs(found.middle) < 0.35
    assert found.sd > 0.9


def test_no_site_is_taken_to_be_just_like_the_others() -> None:
    assert pooled([0.3] * 1000, error=0.01).sd >= SUREST


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=5, max_size=30))
def test_a_site_does_not_teach_itself(said: list[tuple[float, float]]) -> None:
    lessons = [lesson(value, error) for value, error in said]
    whole, rest = pools_of(lessons), pools_of(lessons[1:])
    key = ("Email / newsletter", 0)
    left = whole[key].without(pools_of(lessons[:1])[key])
    assert left.sites == rest[key].sites
    one, other = left.belief(), rest[key].belief()
    assert (one.middle, one.sd) == (pytest.approx(other.middle, abs=1e-6), pytest.approx(other.sd, abs=1e-6))


def test_beliefs_need_every_figure_and_enough_sites() -> None:
    three = [lesson(0.5, figure=figure) for figure in (0, 1, 2) for _ in range(4)]
    (found,) = beliefs(pools_of(three))
    assert (found.play, found.sites) == ("Email / newsletter", 4)
    assert beliefs(pools_of(three), own=[lesson(0.5, figure=n) for n in range(3)])[0].sites == 3
    assert beliefs(pools_of(three[:8])) == ()
    assert beliefs(pools_of([each for n, each in enumerate(three) if n % 4 < 2])) == ()


def goal(**lever: object) -> Goal:
    one = Lever(name="ads", unit="money", uses=(("money", 1.0),), drives=(("channel", ("Paid Search",)),), **lever)  # type: ignore[arg-type]
    return Goal(
        target=Target(text="2x", kind="multiple", amount=2.0),
        traffic=Counts(rows=()),
        levers=(one,),
        as_of=ads(1).history.last,
    )


def test_a_site_teaches_what_its_history_says() -> None:
    high, low = ({one.figure: one for one in lessons_of(goal(), ads(1, share=share).history)} for share in (0.7, 0.2))
    assert high[0].play == "Paid Search / search ads"
    assert high[0].value > low[0].value + 1
    assert high[0].error < 0.7
    assert high[0].prior == low[0].prior


def test_what_somebody_has_judged_is_not_taught() -> None:
    site = ads(1).history
    figures = {one.figure for one in lessons_of(goal(), site)}
    assert 0 in figures
    assert 1 not in {one.figure for one in lessons_of(goal(lag=3.0), site)}
    assert lessons_of(goal(), replace(site, effort=None)) == ()
