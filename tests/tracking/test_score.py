"""Past plans against what happened: closed forms, and what counts."""

from dataclasses import replace
from math import exp, log, sqrt

import pytest
from report_tracks import about, made, over
from scipy import stats

from planner.model.draws import Z80
from planner.model.goal import Counts, Goal, Range, Target
from planner.model.track import Brought, CauseTrack, Track
from planner.tracking.score import MIDDLE_SD, SPREAD_SD, PastPlan, score, to_come, wilson


def goal(file: str = "goal.yaml", **changes: object) -> Goal:
    plain = Goal(
        target=Target(text="+25%", kind="change", amount=0.25),
        traffic=Counts(rows=((("new",), 1.0),)),
        as_of=made().as_of,
        file=file,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def ended(chance: float, actual: float, *, number: int = 1, brought: tuple[Brought, ...] = ()) -> Track:
    track = over()
    return replace(
        track,
        made=made(number=number, chance=chance, target=1000, outcome=about(1000.0)),
        branch=replace(track.branch, actual=actual),
        causes=(CauseTrack(kind="demand", sessions=50.0),),
        brought=brought,
    )


def followed(*tracks: Track, **changes: object) -> list[PastPlan]:
    return [
        PastPlan(file=f"{n}/plan.json", goal=goal(f"{n}/goal.yaml", **changes), track=track)
        for n, track in enumerate(tracks)
    ]


def test_the_brier_score_is_the_mean_squared_error_of_the_chances() -> None:
    found = score(followed(ended(0.8, 1100), ended(0.3, 900), ended(0.5, 1000)))
    assert found.brier == pytest.approx((0.2**2 + 0.3**2 + 0.5**2) / 3)
    assert found.baseline == pytest.approx(2 / 9)
    assert found.counted == 3
    assert found.demand == pytest.approx(0.05)


def test_ranges_that_held_are_counted() -> None:
    inside, outside = about(1000.0).p10 + 1, about(1000.0).p10 - 1
    assert score(followed(ended(0.5, inside), ended(0.5, outside))).held == 1


def test_bins_hold_every_plan_once_certainty_included() -> None:
    found = score(followed(*(ended(chance, 1000) for chance in (0.0, 0.19, 0.2, 0.99, 1.0))))
    assert [(each.low, each.plans) for each in found.bins] == [(0.0, 2), (0.2, 1), (0.8, 2)]
    assert all(each.came == 1 for each in found.bins)


def test_only_the_first_plan_of_a_period_counts() -> None:
    one, other = ended(0.9, 500), ended(0.1, 500, number=2)
    found = score([PastPlan(file=name, goal=goal(), track=track) for name, track in (("b", other), ("a", one))])
    assert [(plan.file, plan.counts) for plan in found.plans] == [("a", True), ("b", False)]
    assert found.brier == pytest.approx(0.81)


def test_without_plans_nothing_is_said() -> None:
    found = score([], unfinished=["plan.json: December 2026"], problems=["x"])
    assert found.brier is found.baseline is found.demand is found.estimates is None
    assert found.bins == ()
    assert found.open == ("plan.json: December 2026",)


@pytest.mark.parametrize(("hits", "trials"), [(0, 1), (1, 1), (3, 7), (50, 100)])
def test_wilson_is_the_interval_of_the_library(hits: int, trials: int) -> None:
    want = stats.binomtest(hits, trials).proportion_ci(confidence_level=0.8, method="wilson")
    assert wilson(hits, trials) == pytest.approx((want.low, want.high))


def test_without_levers_the_range_to_come_is_the_prior() -> None:
    reach = Z80 * sqrt(SPREAD_SD**2 + MIDDLE_SD**2)
    found = to_come([], [])
    assert (found.low, found.high) == pytest.approx((exp(-reach), exp(reach)))


def test_many_levers_decide_where_the_range_lies() -> None:
    found = to_come([log(0.5)] * 500, [0.05] * 500)
    assert sqrt(found.low * found.high) == pytest.approx(0.5, rel=0.01)
    assert log(found.high / found.low) < 0.2


def test_one_lever_moves_little_and_a_vague_one_less() -> None:
    sure, vague = (sqrt(r.low * r.high) for r in (to_come([log(0.5)], [0.1]), to_come([log(0.5)], [2.0])))
    assert 0.5 < sure < vague < 1


def test_estimates_are_judged_over_what_the_team_said_not_over_what_was_made_of_it() -> None:
    brought = (Brought(name="posts", evidence="judgement", assumed=500.0, found=about(500.0, 0.05)),)
    raw, corrected = (
        score(followed(ended(0.5, 1000, brought=brought), estimates=past)).estimates
        for past in (None, Range(low=0.4, high=0.9))
    )
    assert raw
    assert corrected
    assert sqrt(raw.low * raw.high) == pytest.approx(1.0)
    assert sqrt(corrected.low * corrected.high) < 0.85


def test_levers_whose_history_is_silent_or_that_were_cut_are_not_compared() -> None:
    brought = (
        Brought(name="silent", evidence="judgement", assumed=500.0, found=None),
        Brought(name="cut", evidence="history", assumed=-80.0, found=about(-90.0)),
        Brought(name="told", evidence="playbook", assumed=100.0, found=about(300.0)),
    )
    found = score(followed(ended(0.5, 1000, brought=brought)))
    assert [one.lever for one in found.assumptions] == ["told"]
    assert [(source.evidence, source.held) for source in found.sources] == [("playbook", 0)]
    assert found.estimates is None


def test_the_furthest_off_comes_first() -> None:
    brought = tuple(
        Brought(name=name, evidence="history", assumed=100.0, found=about(mean, 0.05))
        for name, mean in (("near", 110.0), ("low", 20.0), ("high", 300.0))
    )
    assert [one.lever for one in score(followed(ended(0.5, 1, brought=brought))).assumptions] == ["low", "high", "near"]
