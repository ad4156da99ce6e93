from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np
import pytest
from learning_sites import ADS, PRIOR, ads, felt, interval, prior, site, steady, stepped, taught, visits

from planner.learning.learn import learn, lessons
from planner.model.arrays import Array, frozen
from planner.model.effects import mean_response, response, stretches
from planner.model.history import History
from planner.model.learned import Bell, Claim, Curve, Learned

SITE = ads(1)
ROWS = ("share", "carry", "rise", "half", "shape")


def same(one: Curve, other: Curve, **near: float) -> None:
    for name in ROWS:
        assert np.allclose(getattr(one, name), getattr(other, name), **near)
    assert np.allclose(one.state.counted, other.state.counted, **near)


def scaled(history: History, unit: float) -> History:
    assert history.effort is not None
    return replace(history, effort=replace(history.effort, amounts=frozen(history.effort.amounts * unit)))


def two_channels(seed: int = 5) -> tuple[dict[str, Array], dict[str, Array]]:
    rng = np.random.default_rng(seed)
    efforts = {name: stepped(rng, 60) for name in ("ads", "posts")}
    sessions = {
        "Paid Search": visits(rng, 400, 420, effect=felt(efforts["ads"], 0.6)),
        "Organic Social": visits(rng, 300, 420, effect=felt(efforts["posts"], 0.2)),
        "Direct": visits(rng, 300, 420),
        "Referral": visits(rng, 200, 420),
    }
    return sessions, efforts


BOTH = {"ads": ("Paid Search",), "posts": ("Organic Social",)}


# What is asked


def asked(history: History, names: list[str], driven: list[tuple[int, ...]]) -> list[int]:
    return [one.lever for one in lessons(history, names, driven, [PRIOR] * len(names))]


def test_levers_with_leaves_and_effort_are_asked_about_whatever_the_spelling() -> None:
    history = site(SITE.sessions, {"Ads": SITE.effort, "idle": SITE.effort * 0})
    assert asked(history, ["idle", "ads", "unknown"], [(0,), (0,), (0,)]) == [1]
    assert asked(history, ["ads"], [()]) == []
    unknown = np.where(np.arange(SITE.effort.size) % 2, SITE.effort, np.nan)
    assert asked(site(SITE.sessions, {"ads": unknown}), ["ads"], [(0,)]) == [0]


def test_counts_alone_and_traffic_without_effort_teach_nothing() -> None:
    history = SITE.history
    assert asked(replace(history, counts_only=True), ["ads"], [(0,)]) == []
    assert asked(replace(history, effort=None), ["ads"], [(0,)]) == []
    assert learn(replace(history, effort=None), lessons(history, ["ads"], [(0,)], [PRIOR]), seed=1, n_draws=9) is None
    assert learn(history, (), seed=1, n_draws=9) is None


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_less_than_four_weeks_teach_nothing(weeks: int) -> None:
    history = ads(1, weeks).history
    assert learn(history, lessons(history, ["ads"], [(0,)], [PRIOR]), seed=1, n_draws=9) is None


# What comes out


def test_the_truth_is_found() -> None:
    for seed in (1, 2, 3):
        curve = ads(seed).learned()
        low, high = interval(steady(curve, 2.0) - steady(curve, 0.5))
        assert low - 0.05 < 0.5 * 2 * (2 / 3 - 1 / 3) < high + 0.05
        assert high - low < 0.2
        assert curve.carry.mean() < 0.2
        assert curve.weight > 0.8
        assert curve.heard


def test_effects_that_last_are_told_from_those_that_do_not() -> None:
    effort = stepped(np.random.default_rng(1), 104)
    lasting, quick = (ads(1, 104, share=0.6, carry=carry, effort=effort, noise=0.03).learned() for carry in (0.8, 0.0))
    assert quick.delay.mean() < 0.3
    assert lasting.delay.mean() > 1.5
    assert lasting.carry.mean() == pytest.approx(0.8, abs=0.2)


def test_the_doubling_is_the_curves_own() -> None:
    curve = SITE.learned()
    once, twice = (
        response(np.full((400, 1), x), half=curve.half[:, None], shape=curve.shape[:, None])[:, 0] for x in (1.0, 2.0)
    )
    assert np.allclose(curve.doubling, twice / once)


def test_draws_of_the_same_point_are_told_as_one() -> None:
    curve = SITE.learned()
    first, which = curve.distinct
    assert len(first) < len(which)
    for row in (curve.share, curve.carry, curve.rise, curve.half, curve.shape, curve.state.counted):
        assert np.array_equal(row[first][which], row)
    efforts, looks = np.array([0.0, 50.0, 200.0]), stretches(4.0)
    alone = mean_response(replace(curve, repeated=None), efforts, looks, curve.state)
    assert np.allclose(mean_response(curve, efforts, looks, curve.state), alone, rtol=1e-12, atol=1e-12)


def test_the_reference_is_the_mean_of_weeks_with_effort() -> None:
    effort = np.where(np.arange(546) < 200 * 1, 0.0, 30.0)
    effort[300:342] = 90.0
    weeks = effort.reshape(-1, 7).mean(axis=1)
    assert SITE.learned(ads=effort).reference == pytest.approx(weeks[weeks > 0].mean())


def test_pieces_hold_each_driven_leaf_once_with_the_levers_of_it() -> None:
    sessions, efforts = two_channels()
    drives = {"ads": ("Paid Search", "Organic Social"), "posts": ("Organic Social",)}
    found = taught(drives, site(sessions, efforts))
    assert [(piece.leaves, piece.curves) for piece in found.pieces] == [((0,), (0,)), ((1,), (0, 1))]
    assert all(piece.effect.shape == (420,) for piece in found.pieces)
    assert (found.last, found.weeks) == (site(sessions, efforts).last, 60)


def test_the_effect_of_usual_effort_is_none_and_the_noise_is_measured() -> None:
    flat = taught(ADS, site(SITE.sessions, {"ads": SITE.effort * 0 + 50})).pieces[0]
    assert np.allclose(flat.effect, 0)
    assert np.allclose(flat.recent, 0)
    noisy = ads(2, noise=0.3)
    piece, loud = (taught(ADS, one.history).pieces[0] for one in (SITE, noisy))
    assert piece.noise < 0.12
    assert loud.noise > 1.3 * piece.noise
    assert np.allclose(np.exp(piece.effect), SITE.effect, atol=0.12)


def test_four_weeks_leave_nearly_the_prior() -> None:
    curves = [ads(seed, 4, effort=stepped(np.random.default_rng(seed), 4, sd=0.3)).learned() for seed in range(8)]
    for curve in curves:
        assert np.quantile(curve.share, [0.25, 0.5, 0.9]) == pytest.approx([0.31, 0.5, 0.82], abs=0.12)
    assert np.mean([curve.weight for curve in curves]) < 0.2
    assert sum(curve.heard for curve in curves) <= 1


def test_what_is_known_comes_from_how_much_effort_varied() -> None:
    def weight(sd: float) -> float:
        return ads(4, effort=stepped(np.random.default_rng(4), 78, sd=sd)).learned().weight

    none, little, much = weight(0.0), weight(0.1), weight(0.7)
    assert none < 0.1
    assert none <= little <= much
    assert much > 0.8


def test_noise_leaves_less_to_learn() -> None:
    quiet, loud = (ads(5, noise=noise).learned() for noise in (0.05, 1.0))
    assert loud.weight < quiet.weight
    assert np.std(steady(loud, 2.0) - loud.share) > 1.5 * np.std(steady(quiet, 2.0) - quiet.share)


def test_a_judgement_is_one_more_measurement() -> None:
    flat = SITE.effort * 0 + 50
    history = site(SITE.sessions, {"ads": flat})
    believed = prior(claim=Claim(effort=50.0, share=Bell(middle=np.log(0.25), sd=0.1)))
    curve = taught(ADS, history, priors={"ads": believed}).curves[0]
    assert np.median(curve.share) == pytest.approx(0.25, abs=0.03)


# What does not matter


@pytest.mark.parametrize("unit", [1000.0, 1e-3, 7.3])
def test_the_unit_of_effort_does_not_matter(unit: float) -> None:
    one, other = taught(ADS, SITE.history), taught(ADS, scaled(SITE.history, unit))
    same(one.curves[0], other.curves[0], rtol=1e-9)
    assert other.curves[0].reference == pytest.approx(one.curves[0].reference * unit)
    assert other.curves[0].weight == pytest.approx(one.curves[0].weight)
    assert np.allclose(one.pieces[0].effect, other.pieces[0].effect)


def test_the_size_of_the_site_hardly_matters() -> None:
    large = {name: row * 100 for name, row in SITE.sessions.items()}
    one, other = SITE.learned(), taught(ADS, site(large, {"ads": SITE.effort})).curves[0]
    assert np.mean(other.share) == pytest.approx(np.mean(one.share), abs=0.03)
    assert np.mean(other.doubling) == pytest.approx(np.mean(one.doubling), abs=0.03)


def reordered(rows: Mapping[str, Array]) -> dict[str, Array]:
    return dict(reversed(rows.items()))


def test_the_order_of_levers_and_leaves_does_not_matter() -> None:
    sessions, efforts = two_channels()
    plain = taught(BOTH, site(sessions, efforts))
    turned = taught(dict(reversed(BOTH.items())), site(reordered(sessions), reordered(efforts)))
    for lever in (0, 1):
        one, other = plain.curves[lever], turned.curves[1 - lever]
        assert np.mean(other.share) == pytest.approx(np.mean(one.share), abs=0.04)
        assert np.mean(steady(other, 2.0)) == pytest.approx(np.mean(steady(one, 2.0)), abs=0.03)
        assert other.weight == pytest.approx(one.weight, abs=0.05)


def test_a_lever_of_another_channel_hardly_matters() -> None:
    sessions, efforts = two_channels()
    both, one = (
        taught(BOTH, site(sessions, efforts)),
        taught({"ads": BOTH["ads"]}, site(sessions, {"ads": efforts["ads"]})),
    )
    assert np.mean(steady(both.curves[0], 2.0)) == pytest.approx(np.mean(steady(one.curves[0], 2.0)), abs=0.05)


def in_bytes(found: Learned) -> bytes:
    curves = (getattr(curve, name).tobytes() for curve in found.curves for name in ROWS)
    states = (row.tobytes() for curve in found.curves for row in (curve.state.begun, curve.state.counted))
    pieces = (row.tobytes() for piece in found.pieces for row in (piece.effect, piece.recent))
    return b"".join((*curves, *states, *pieces)) + repr([curve.weight for curve in found.curves]).encode()


def test_the_same_seed_gives_the_same_bytes() -> None:
    sessions, efforts = two_channels()
    drives = {"ads": ("Paid Search", "Organic Social"), "posts": ("Organic Social",)}
    one, other, third = (taught(drives, site(sessions, efforts), seed=seed) for seed in (1, 1, 2))
    assert in_bytes(one) == in_bytes(other)
    assert in_bytes(one) != in_bytes(third)
    assert np.mean(third.curves[0].share) == pytest.approx(np.mean(one.curves[0].share), abs=0.12)


@pytest.mark.parametrize("n_draws", [1, 7, 1000])
def test_there_are_as_many_draws_as_asked_for(n_draws: int) -> None:
    found = taught(ADS, SITE.history, n_draws=n_draws)
    assert {field.name: getattr(found.curves[0], field.name).shape for field in fields(Curve) if field.name in ROWS} == dict.fromkeys(ROWS, (n_draws,))  # fmt: skip
    assert found.pieces[0].recent.shape == (n_draws,)
