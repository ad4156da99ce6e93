"""What misleads those who learn from effort history, one trap after the other, on made-up sites whose truth is known."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from learning_sites import (
    ADS,
    FIRST,
    Ads,
    ads,
    felt,
    goal,
    interval,
    next_weeks,
    prior,
    season,
    seen,
    site,
    steady,
    stepped,
    taught,
    visits,
)
from planning_goals import loaded
from shared_data import SHARED, needs_shared

from planner.model.arrays import Array, frozen
from planner.model.goal import Expect, Range
from planner.model.history import History
from planner.model.learned import Bell, Curve
from planner.model.plan import Plan
from planner.planning.known import Known, known
from planner.planning.make_plan import make_plan

SEEDS = (1, 2, 3)
WEEKS = 78
DAYS = WEEKS * 7
EVERY = ("Paid Search", "Direct", "Organic Search", "Referral")


def curve_of(facts: Known) -> Curve:
    assert facts.learned is not None
    return facts.learned.curves[0]


def changed(row: Array, days: slice | Array, value: float | Array) -> Array:
    new = row.copy()
    new[days] = value
    return new


def alike(one: Curve, other: Curve, within: float = 0.06) -> None:
    """Two readings of the same lever: what more and less of it changes, its share of the sessions, and its doubling."""
    for effort in (0.5, 2.0):
        changes = [np.mean(steady(curve, effort) - curve.share) for curve in (one, other)]
        assert changes[1] == pytest.approx(changes[0], abs=within / 2)
    assert np.mean(other.share) == pytest.approx(np.mean(one.share), abs=2 * within)
    assert np.mean(other.doubling) == pytest.approx(np.mean(one.doubling), abs=3 * within)
    assert other.weight > one.weight - 0.1


def credited(curve: Curve, effort: float) -> float:
    """Mean log of the leaves' sessions at that much effort, over those at usual effort."""
    return float(np.mean(np.log(1 - curve.share + steady(curve, effort))))


def gain_at(facts: Known, effort: float, lever: int = 0) -> float:
    """[sessions in the period] mean gain of a lever at that much effort [units/period]."""
    table = facts.gains
    return float(np.interp(effort, table.effort[lever], table.gain[lever].mean(axis=0)))


# 1 Effort that never varied


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("moves", [0.0, 0.4])
def test_effort_that_never_varied_teaches_nothing(seed: int, moves: float) -> None:
    rng = np.random.default_rng(seed)
    site_moves = season(DAYS, moves) + np.repeat(rng.normal(0, 0.05, WEEKS), 7)
    facts = seen(ADS, ads(seed, effort=np.full(DAYS, 100.0), moves=site_moves).history)
    before = seen(ADS, ads(seed, 4, effort=np.full(28, 100.0)).history)
    curve = curve_of(facts)
    assert curve.weight < 0.1
    assert facts.gains.options[0].evidence == "playbook"
    for level in (0.2, 0.5, 0.9):
        assert np.quantile(curve.share, level) == pytest.approx(np.quantile(curve_of(before).share, level), abs=0.08)
        assert np.quantile(curve.doubling, level) == pytest.approx(
            np.quantile(curve_of(before).doubling, level), abs=0.05
        )


# 2 Effort that follows the season


def in_season(seed: int, weeks: int = 104, share: float = 0.0, follows: float = 1.0) -> tuple[Ads, float]:
    """A site with a season; more is spent in it. Also what a regression of logs on logs takes for the elasticity."""
    rng = np.random.default_rng(seed)
    moves = season(weeks * 7, 0.3)
    effort = 100 * np.exp(1.5 * moves + np.repeat(rng.normal(0, 0.1, weeks), 7))
    it = ads(seed, weeks, share=share, effort=effort, moves=moves, own=(follows - 1) * moves)
    logs = [np.log(row.reshape(-1, 7).mean(axis=1)) for row in (effort, it.sessions["Paid Search"])]
    return it, float(np.polyfit(*logs, 1)[0])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("follows", [1.0, 1.3])
def test_effort_that_follows_the_season_is_not_what_makes_it(seed: int, follows: float) -> None:
    it, naive = in_season(seed, follows=follows)
    curve = it.learned()
    assert naive > 0.5
    assert (credited(curve, 1.2) - credited(curve, 1 / 1.2)) / (2 * np.log(1.2)) < 0.4 * naive
    assert np.mean(curve.share) < 0.5
    assert interval(curve.share)[0] < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_nor_where_no_other_channel_shows_the_season(seed: int) -> None:
    it, naive = in_season(seed)
    alone = taught(ADS, site({"Paid Search": it.sessions["Paid Search"]}, {"ads": it.effort})).curves[0]
    assert naive > 0.5
    assert np.mean(alone.share) < 0.5
    assert interval(alone.share)[0] < 0.2


def test_a_lever_that_does_much_is_still_found_in_season() -> None:
    did = [np.mean(in_season(seed, share=0.7)[0].learned().share) for seed in SEEDS]
    nothing = [np.mean(in_season(seed)[0].learned().share) for seed in SEEDS]
    assert min(did) > max(nothing)
    assert np.mean(did) == pytest.approx(0.7, abs=0.2)


# 3 A shock of demand together with more effort


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shock_that_all_channels_share_is_not_credited_to_effort(seed: int) -> None:
    rng = np.random.default_rng(seed)
    effort, moves = 100 * np.exp(np.repeat(rng.normal(0, 0.03, WEEKS), 7)), np.zeros(DAYS)
    effort[280:364] *= 1.6
    moves[280:364] = 0.35
    it = ads(seed, share=0.0, effort=effort, moves=moves)
    beside, alone = (
        it.learned(),
        taught(ADS, site({"Paid Search": it.sessions["Paid Search"]}, {"ads": effort})).curves[0],
    )
    did = ads(seed, share=0.8, effort=effort, moves=moves).learned()
    assert credited(beside, 1.6) < 0.35 * 0.35
    assert credited(alone, 1.6) > 1.5 * credited(beside, 1.6)
    assert interval(beside.share)[0] < 0.25
    assert credited(did, 1.6) > 1.5 * credited(beside, 1.6)


# 4 A day of a hundred times the sessions


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("channels", [("Paid Search",), ("Direct",), EVERY])
@pytest.mark.parametrize("day", [0, 300, DAYS - 1])
def test_a_day_of_a_hundred_times_the_sessions_changes_nothing(seed: int, channels: tuple[str, ...], day: int) -> None:
    it = ads(seed)
    spiked = {name: changed(it.sessions[name], slice(day, day + 1), it.sessions[name][day] * 100) for name in channels}
    alike(it.learned(), it.learned(**spiked), within=0.02)


# 5 Missing days


@pytest.mark.parametrize("seed", SEEDS)
def test_missing_days_and_weeks_change_little(seed: int) -> None:
    it, rng = ads(seed), np.random.default_rng(seed)
    plain = it.learned()
    some = rng.choice(DAYS, 50, replace=False)
    alike(plain, it.learned(**{name: changed(row, some, np.nan) for name, row in it.sessions.items()}))
    alike(plain, it.learned(**{name: changed(row, slice(200, 228), np.nan) for name, row in it.sessions.items()}))
    alike(plain, it.learned(**{name: changed(row, slice(-10, None), np.nan) for name, row in it.sessions.items()}))
    alike(plain, it.learned(ads=changed(it.effort, some, np.nan)))


def test_missing_days_change_little_of_what_is_known_of_the_period() -> None:
    it = ads(1)
    gone = np.random.default_rng(1).choice(DAYS, 50, replace=False)
    plain, gappy = (
        seen(ADS, site({name: changed(row, days, np.nan) for name, row in it.sessions.items()}, {"ads": it.effort}))
        for days in (slice(0, 0), gone)
    )
    assert gappy.usual.draws.mean(axis=1) == pytest.approx(plain.usual.draws.mean(axis=1), rel=0.05)
    assert gain_at(gappy, 5000) == pytest.approx(gain_at(plain, 5000), rel=0.15)


# 6 Tracking that fails


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gone", [slice(300, 305), slice(300, 321), slice(0, 4), slice(DAYS - 5, DAYS)], ids=str)
@pytest.mark.parametrize("channels", [("Paid Search",), EVERY])
def test_an_outage_of_tracking_changes_nothing(seed: int, gone: slice, channels: tuple[str, ...]) -> None:
    it = ads(seed)
    alike(it.learned(), it.learned(**{name: changed(it.sessions[name], gone, 0.0) for name in channels}))


@pytest.mark.parametrize("gone", [slice(300, 305), slice(DAYS - 12, DAYS - 9), slice(DAYS - 3, DAYS)], ids=str)
@pytest.mark.parametrize("channels", [("Paid Search",), ("Direct",), EVERY], ids=["lever", "other", "site"])
def test_an_outage_of_tracking_changes_little_of_the_period(channels: tuple[str, ...], gone: slice) -> None:
    it = ads(1)
    dark = {name: changed(it.sessions[name], gone, 0.0) for name in channels}
    plain, cut = (seen(ADS, site(it.sessions | rows, {"ads": it.effort})) for rows in ({}, dark))
    assert cut.usual.draws.mean(axis=1) == pytest.approx(plain.usual.draws.mean(axis=1), rel=0.08)
    assert gain_at(cut, 5000) == pytest.approx(gain_at(plain, 5000), rel=0.15)


# 7 Channels that begin, end, or pause


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("days", [slice(0, 200), slice(400, None)], ids=["begins", "ends"])
@pytest.mark.parametrize("channel", ["Paid Search", "Direct"])
def test_a_channel_that_begins_or_ends_midway_leaves_the_curve(seed: int, days: slice, channel: str) -> None:
    it = ads(seed)
    alike(it.learned(), it.learned(**{channel: changed(it.sessions[channel], days, 0.0)}), within=0.12)


def test_a_lever_that_begins_together_with_its_channel_is_learned_from_then_on() -> None:
    it = ads(2)
    begun = it.learned(
        ads=changed(it.effort, slice(0, 200), 0.0),
        **{"Paid Search": changed(it.sessions["Paid Search"], slice(0, 200), 0.0)},
    )
    assert begun.weight > 0.7
    low, high = interval(steady(begun, 2.0) - steady(begun, 0.5))
    assert low - 0.1 < 1 / 3 < high + 0.1


def paused(seed: int, days: slice, share: float = 1.0) -> Ads:
    """A channel that lives on a lever, both of them paused for some days. Twice the usual effort brings 4/3 of the sessions."""
    return ads(seed, share=share, effort=changed(stepped(np.random.default_rng(seed), WEEKS), days, 0.0))


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize("share", [1.0, 0.9, 0.5])
def test_a_pause_teaches_what_the_lever_brings(seed: int, share: float) -> None:
    curve = paused(seed, slice(301, 371), share).learned()
    assert np.mean(curve.share) == pytest.approx(min(share, 0.97), abs=0.08)
    assert np.mean(curve.doubling) == pytest.approx(4 / 3, abs=0.17)
    low, high = interval(curve.doubling)
    assert low - 0.03 < 4 / 3 < high + 0.03
    assert curve.weight > 0.7


def restarted(it: Ads, effort: float) -> float:
    """[sessions] four weeks with that much effort a day."""
    usual = it.effort[it.effort > 0].mean()
    return 400 * 28 * 2 * (effort / usual) / (1 + effort / usual)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("days", [56, 59], ids=["whole weeks", "from the middle of a week"])
def test_a_paused_channel_shows_what_restarting_it_would_bring(seed: int, days: int) -> None:
    it = paused(seed, slice(-days, None))
    facts = seen(ADS, it.history)
    table = facts.gains
    assert table.options[0].now == 0
    assert facts.usual.draws[0].mean() < 0.08 * 400 * 28
    assert gain_at(facts, 2800) == pytest.approx(restarted(it, 100.0), rel=0.25)
    low, high = interval(table.gain[0, :, -1])
    assert 0 < low < high < 3 * restarted(it, float(table.effort[0, -1]) / 28)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("days", [6, 20, 21], ids=str)
def test_a_pause_that_has_just_begun_leaves_the_account_whole(seed: int, days: int) -> None:
    it = paused(seed, slice(-days, None))
    facts = seen(ADS, it.history)
    now = float(it.effort[-28:].mean())
    assert facts.usual.draws[0].mean() == pytest.approx(restarted(it, now), rel=0.45)
    assert facts.usual.draws[0].mean() + gain_at(facts, 2800) == pytest.approx(restarted(it, 100.0), rel=0.35)


def test_an_ended_channel_is_forecast_to_stay_so() -> None:
    it = ads(1)
    facts = seen(
        ADS,
        site(
            it.sessions | {"Paid Search": changed(it.sessions["Paid Search"], slice(-84, None), 0.0)},
            {"ads": it.effort},
        ),
    )
    assert facts.usual.draws[0].mean() < 50
    assert np.isfinite(facts.gains.gain).all()


# 8 A lever that was never used


@pytest.mark.parametrize("amounts", [None, 0.0])
def test_a_lever_that_was_never_used_rests_on_judgement(amounts: float | None) -> None:
    it = ads(1)
    efforts = {"ads": it.effort} if amounts is None else {"ads": it.effort, "posts": it.effort * amounts}
    facts = seen(ADS | {"posts": ("Referral",)}, site(it.sessions, efforts))
    assert facts.learned is not None
    assert facts.learned.of(1) is None
    used, never = facts.gains.options
    assert (used.evidence, never.evidence) == ("history", "playbook")
    assert never.weight is None
    assert never.now == 0
    alone = seen({"posts": ("Referral",)}, site(it.sessions, efforts))
    assert alone.learned is None
    assert np.allclose(facts.gains.effort[1], alone.gains.effort[0], rtol=0.05)


def test_somebodys_judgement_of_it_counts_as_such() -> None:
    it = ads(1)
    asked = goal(ADS | {"posts": ("Referral",)})
    said = replace(asked.levers[1], expect=Expect(at=500, sessions=Range(low=200, high=400)))
    facts = known(replace(asked, levers=(asked.levers[0], said)), it.history, next_weeks(it.history))
    assert facts.gains.options[1].evidence == "judgement"
    assert 200 < gain_at(facts, 500, lever=1) < 450


# 9 Weekly effort beside daily traffic


def by_week(it: Ads, begins: int) -> History:
    """The same site with its effort in a table by the week, from some day on, as far as whole weeks go."""
    end = begins + (DAYS - begins) // 7 * 7
    weeks = np.repeat(it.effort[begins:end].reshape(-1, 7).mean(axis=1), 7)
    return site(it.sessions, {"ads": weeks}, cadence="week", effort_first=FIRST + timedelta(days=begins))


@pytest.mark.parametrize("seed", SEEDS)
def test_effort_by_the_week_that_fits_the_traffic_is_as_good_as_daily(seed: int) -> None:
    it = ads(seed)
    alike(it.learned(), taught(ADS, by_week(it, 0)).curves[0], within=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("begins", [1, 3, 6])
def test_weeks_of_effort_that_end_before_the_traffic_do(seed: int, begins: int) -> None:
    it = ads(seed)
    facts = seen(ADS, by_week(it, begins))
    assert facts.learned is not None
    assert facts.learned.last == FIRST + timedelta(days=DAYS - 1 - (7 - begins))
    low, high = interval(steady(curve_of(facts), 2.0) - steady(curve_of(facts), 0.5))
    assert low - 0.08 < 1 / 3 < high + 0.08
    daily = seen(ADS, it.history)
    # the last days' effort is not in the table, and taken for that of the last four weeks
    assert facts.usual.draws.mean(axis=1) == pytest.approx(daily.usual.draws.mean(axis=1), rel=0.15)


def test_weeks_of_effort_that_are_cut_at_the_traffics_end_do() -> None:
    for seed in SEEDS:
        it = ads(seed)
        whole = np.append(it.effort, it.effort[-1:].repeat(7))[3 : 3 + DAYS].reshape(-1, 7).mean(axis=1)
        cut = site(
            it.sessions,
            {"ads": np.repeat(whole, 7)[: DAYS - 3]},
            cadence="week",
            effort_first=FIRST + timedelta(days=3),
        )
        curve = taught(ADS, cut).curves[0]
        low, high = interval(steady(curve, 2.0) - steady(curve, 0.5))
        assert low - 0.08 < 1 / 3 < high + 0.08
        assert curve.weight > 0.6


@pytest.mark.parametrize("days", [7, 70])
def test_effort_that_ends_long_before_the_traffic_is_taken_to_go_on(days: int) -> None:
    it = ads(2)
    whole, cut = (seen(ADS, site(it.sessions, {"ads": it.effort[:end]})) for end in (DAYS, DAYS - days))
    assert cut.learned is not None
    assert cut.learned.weeks == WEEKS - days // 7
    assert cut.usual.draws.mean(axis=1) == pytest.approx(whole.usual.draws.mean(axis=1), rel=0.2)
    alike(curve_of(whole), curve_of(cut), within=0.1)


# 10 Two levers on one leaf

TWO = {"ads": ("Paid Search",), "more ads": ("Paid Search",)}
QUARTER = {name: prior(share=Bell(middle=-1.0, sd=1.0)) for name in TWO}


def two(seed: int, one: Array, other: Array, shares: tuple[float, float]) -> History:
    rng = np.random.default_rng(seed)
    sessions = {
        "Paid Search": visits(rng, 500, DAYS, effect=felt(one, shares[0]) + felt(other, shares[1]) - 1),
        "Direct": visits(rng, 300, DAYS),
        "Organic Search": visits(rng, 600, DAYS),
    }
    return site(sessions, {"ads": one, "more ads": other})


def test_levers_that_move_together_are_known_by_their_sum() -> None:
    sds = []
    for seed in SEEDS:
        effort = stepped(np.random.default_rng(seed), WEEKS)
        one, other = taught(TWO, two(seed, effort, 1.3 * effort, (0.3, 0.3)), priors=QUARTER).curves
        total = one.share + other.share
        assert np.corrcoef(one.share, other.share)[0, 1] < -0.3
        assert interval(total)[0] - 0.05 < 0.6 < interval(total)[1] + 0.05
        assert total.max() < 1
        sds.append([total.std(), one.share.std(), other.share.std()])
    joint, *each = np.mean(sds, axis=0)
    assert joint < 0.95 * min(each)


@pytest.mark.parametrize("seed", SEEDS)
def test_levers_that_move_apart_are_told_apart(seed: int) -> None:
    rng = np.random.default_rng(seed)
    efforts = stepped(rng, WEEKS), stepped(rng, WEEKS)
    for shares in ((0.45, 0.15), (0.15, 0.45)):
        found = taught(TWO, two(seed, *efforts, shares), priors=QUARTER).curves
        more, less = found if shares[0] > shares[1] else found[::-1]
        assert (more.share > less.share).mean() > 0.9
        for curve, share in zip(found, shares, strict=True):
            low, high = interval(curve.share)
            assert low - 0.08 < share < high + 0.08


def test_two_levers_never_bring_more_than_there_is() -> None:
    effort = stepped(np.random.default_rng(1), WEEKS)
    facts = seen(TWO, two(1, effort, effort[::-1].copy(), (0.5, 0.4)))
    assert facts.learned is not None
    one, other = facts.learned.curves
    assert (one.share + other.share).max() < 1
    least = facts.gains.gain[:, :, 0].sum(axis=0)
    assert (facts.usual.draws[0] + least > 0).all()


# 11 One lever on many leaves

MANY = ("Paid Search", "Paid Social", "Display")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gain_of_a_lever_on_many_leaves_is_shared_out(seed: int) -> None:
    rng = np.random.default_rng(seed)
    effort = stepped(rng, WEEKS)
    sizes = dict(zip(MANY, (400, 200, 100), strict=True))
    driven = {name: visits(rng, size, DAYS, effect=felt(effort, 0.5)) for name, size in sizes.items()}
    rest = {"Direct": visits(rng, 300, DAYS), "Organic Search": visits(rng, 500, DAYS)}
    facts = seen({"ads": MANY}, site(driven | rest, {"ads": effort}))
    table = facts.gains
    assert table.leaf_shares[0].sum() == pytest.approx(1)
    assert table.leaf_shares[0] == pytest.approx([4 / 7, 2 / 7, 1 / 7, 0, 0], abs=0.06)
    now, usual = table.options[0].now / 28, float(effort.mean())
    twice = 700 * 28 * (2 * now / (usual + 2 * now) - now / (usual + now))
    assert gain_at(facts, 2 * table.options[0].now) == pytest.approx(twice, rel=0.35)
    assert facts.learned is not None
    assert len(facts.learned.pieces) == 1


def test_a_lever_on_leaves_of_several_other_levers_too_is_learned_with_them() -> None:
    rng = np.random.default_rng(1)
    wide, narrow = stepped(rng, WEEKS), stepped(rng, WEEKS)
    sessions = {
        "Paid Search": visits(rng, 400, DAYS, effect=felt(wide, 0.3) + felt(narrow, 0.4) - 1),
        "Display": visits(rng, 200, DAYS, effect=felt(wide, 0.3)),
        "Direct": visits(rng, 300, DAYS),
        "Organic Search": visits(rng, 500, DAYS),
    }
    drives = {"brand": ("Paid Search", "Display"), "ads": ("Paid Search",)}
    found = taught(drives, site(sessions, {"brand": wide, "ads": narrow}))
    assert [piece.curves for piece in found.pieces] == [(0, 1), (0,)]
    for curve, share in zip(found.curves, (0.3, 0.4), strict=True):
        low, high = interval(steady(curve, 2.0) - steady(curve, 0.5))
        assert low - 0.05 < share * 2 / 3 < high + 0.05


# 12 Nothing but a site total

MEDIA = {"tv": "tv_S", "ooh": "ooh_S", "print": "print_S", "facebook": "facebook_S", "search": "search_S"}


def media_mix(folder: Path) -> str:
    """A goal on weekly revenue and spend, with the effort table written beside it."""
    source = SHARED / "data" / "effort" / "robyn-weekly.csv"
    with source.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    spent = [",".join((row["DATE"], *(row[column] for column in MEDIA.values()))) for row in rows]
    (folder / "effort.csv").write_text("\n".join((",".join(("DATE", *MEDIA)), *spent)) + "\n", encoding="utf-8")
    levers = "".join(f"  {name}: {{uses: money}}\n" for name in MEDIA)
    return (
        f"target: +5%\nmetric: revenue\nperiod: next 4 weeks\ndraws: 400\nresources: {{money: 400000}}\nlevers:\n{levers}"
        f"traffic: {{file: {source}, columns: {{date: DATE, sessions: revenue}}}}\neffort: {{file: effort.csv}}\n"
    )


def figures(plan: Plan) -> tuple[object, ...]:
    return plan.forecast, plan.outcome, plan.chance, tuple(lever.planned for lever in plan.levers)


@needs_shared
def test_a_site_total_with_several_levers_gives_a_plan(tmp_path: Path) -> None:
    asked, history = loaded(media_mix(tmp_path), tmp_path)
    assert history.leaves == ((),)
    plan = make_plan(asked, history)
    assert figures(make_plan(asked, history)) == figures(plan)
    facts = known(asked, history, plan.period)
    assert facts.learned is not None
    total = np.sum([curve.share for curve in facts.learned.curves], axis=0)
    assert len(facts.learned.curves) == len(MEDIA)
    assert total.max() < 1
    assert 0.05 < np.mean(total) < 0.9
    for row in (facts.gains.gain, facts.gains.present, facts.usual.draws):
        assert np.isfinite(row).all()
    for row in facts.gains.gain.mean(axis=1):
        assert (np.diff(row) >= -1e-6).all()
    spent = sum(lever.planned for lever in plan.levers)
    assert 0 < spent <= 400_000 * (1 + 1e-9)
    assert plan.outcome.mean > plan.forecast.mean > 0


def test_a_site_total_with_levers_whose_truth_is_known() -> None:
    rng = np.random.default_rng(3)
    weeks = 156
    efforts = {name: stepped(rng, weeks) for name in ("tv", "search", "print")}
    shares = {"tv": 0.3, "search": 0.15, "print": 0.0}
    effect = 1 + sum(felt(efforts[name], share) - 1 for name, share in shares.items())
    total = visits(rng, 2000, weeks * 7, effect=effect, moves=season(weeks * 7, 0.1))
    drives: dict[str, tuple[str, ...]] = dict.fromkeys(efforts, ())
    found = taught(
        drives, site({"all": total}, efforts), priors=dict.fromkeys(efforts, prior(share=Bell(middle=-1.5, sd=1.0)))
    )
    means = {name: float(np.mean(curve.share)) for name, curve in zip(efforts, found.curves, strict=True)}
    assert means["tv"] > means["search"] > means["print"]
    assert means == pytest.approx(shares, abs=0.12)
    assert frozen(total).sum() > 0
