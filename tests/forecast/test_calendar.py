import numpy as np
import pytest
from daily_histories import ahead, day, days, history
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.forecast.calendar import APART, SURE, Effect, effects, with_calendar, without_calendar
from planner.forecast.usual import forecast
from planner.forecast.weekdays import usual_weekdays
from planner.model.draws import Z80, normal_quantiles
from planner.model.forecast import Forecast
from planner.model.goal import Event, Range
from planner.model.history import Cadence, History, Holiday
from planner.model.period import Period

WEEK = np.array([1.2, 1.3, 1.25, 1.1, 1.0, 0.5, 0.65]) / 7
LENGTH = 420
ON = (20, 61, 110, 150, 203, 260, 300, 360, 399)
DRAWS = 500


def made(seed: int = 1, leaves: int = 3, noise: float = 0.05, length: int = LENGTH) -> np.ndarray:
    """Weeks alike, but for noise by day."""
    rng = np.random.default_rng(seed)
    levels = 7000 * 0.6 ** np.arange(leaves)[:, None]
    found: np.ndarray = levels * np.resize(WEEK, length) * np.exp(rng.normal(0, noise, (leaves, length)))
    return found


def lowered(sessions: np.ndarray, on: tuple[int, ...] = ON, times: float | np.ndarray = 0.5) -> np.ndarray:
    found = sessions.copy()
    found[:, list(on)] *= times
    return found


def holidays(on: tuple[int, ...] = ON, names: int = 4) -> tuple[Holiday, ...]:
    """So many different ones, in turn."""
    return tuple(Holiday(name=f"holiday {n % names}", day=day(each)) for n, each in enumerate(on))


def event(*on: Period, channel: str = "", lift: Range | None = None) -> Event:
    return Event(name="sale", on=on, where=(("channel", (channel,)),) if channel else (), lift=lift)


def usual(seen: History, span: int = 28, gap: int = 0) -> Forecast:
    return forecast(seen, ahead(seen, span, gap), seed=1, n_draws=DRAWS)


def moved(seen: History, events: tuple[Event, ...], span: int = 28, gap: int = 0) -> tuple[Forecast, Forecast]:
    """The forecast without the calendar and with it."""
    period = ahead(seen, span, gap)
    found = effects(seen, period, events)
    plain = without_calendar(seen, found)
    before = forecast(plain, period, seed=1, n_draws=DRAWS)
    return before, with_calendar(before, plain, found, period, seed=1)


def test_what_holidays_do_is_found_and_taken_out() -> None:
    sessions = made()
    seen = history(lowered(sessions), holidays=holidays())
    found = effects(seen, ahead(seen), ())
    assert [effect.seen for effect in found] == [3, 2, 2, 2]
    for effect in found:
        low, high = effect.range
        assert low < 0.5 < high
        assert np.exp(effect.log) == pytest.approx(0.5, rel=0.12)
        assert np.allclose(effect.part, 1, atol=0.15)
    cleaned = without_calendar(seen, found)
    assert np.allclose((cleaned.sessions / sessions)[:, ON].mean(axis=1), 1, atol=0.08)
    rest = np.setdiff1d(np.arange(LENGTH), ON)
    assert np.array_equal(cleaned.sessions[:, rest], sessions[:, rest])


@pytest.mark.parametrize("times", [0.2, 0.5, 0.8, 1.0, 1.5, 3.0])
def test_an_effect_lies_within_its_range_four_times_of_five_or_more(times: float) -> None:
    """One event, seen twice, on twenty-five sites with much noise; it is the same each time, which the range does not know."""
    held = []
    for seed in range(25):
        sessions = lowered(made(seed, leaves=2, noise=0.2), (200, 201, 202, 300, 301, 302), times)
        (effect,) = effects(history(sessions), ahead(history(sessions)), (event(days(200, 202), days(300, 302)),))
        low, high = effect.range
        held.append(low < times < high)
        assert effect.seen == 2
    assert np.mean(held) >= 0.8


def test_holidays_and_events_that_do_nothing_are_found_to_do_next_to_nothing() -> None:
    seen = history(made(), holidays=holidays(names=9))
    found = effects(seen, ahead(seen), (event(days(90, 96), days(170, 176)),))
    assert len(found) == 10
    assert max(abs(effect.log) for effect in found[:-1]) < 0.05
    assert abs(found[-1].log) < 0.05


def test_the_more_often_it_was_seen_the_less_is_held_back() -> None:
    seen = history(lowered(made(), (50, 51, 130, 131, 210, 211, 290, 291), 3.0))
    stretches = [days(n, n + 1) for n in (50, 130, 210, 290)]
    logs = [effects(seen, ahead(seen), (event(*stretches[: n + 1]),))[0].log for n in range(4)]
    scales = [effects(seen, ahead(seen), (event(*stretches[: n + 1]),))[0].scale for n in range(4)]
    assert logs == sorted(logs)
    assert scales == sorted(scales, reverse=True)
    assert 0.85 * np.log(3) < logs[0] < logs[-1] < 1.03 * np.log(3)


def test_a_holiday_that_was_never_seen_is_taken_to_be_as_the_others() -> None:
    seen = history(lowered(made()), holidays=(*holidays(), Holiday(name="new", day=day(LENGTH + 9))))
    found = effects(seen, ahead(seen), ())[-1]
    assert (found.occasion.name, found.seen) == ("new", 0)
    assert np.exp(found.log) == pytest.approx(0.5, rel=0.1)


def test_without_any_holiday_seen_nothing_is_expected_of_one() -> None:
    seen = history(made(length=60), holidays=(Holiday(name="new", day=day(70)),))
    (found,) = effects(seen, ahead(seen), ())
    assert (found.log, found.seen) == (0, 0)
    assert found.part.tolist() == [1, 1, 1]


def test_holidays_are_not_all_alike_beforehand() -> None:
    """One that halves sessions, seen once, among eight that do nothing: none is taken for the others."""
    seen = history(lowered(made(), (203,)), holidays=holidays(names=9))
    found = {effect.occasion.past[0][0]: effect for effect in effects(seen, ahead(seen), ())}
    assert np.exp(found.pop(203).log) == pytest.approx(0.5, rel=0.12)
    assert max(abs(effect.log) for effect in found.values()) < 0.08  # two standard errors of a day


def test_a_holiday_that_was_never_seen_may_be_unlike_the_others() -> None:
    """However alike those were: the two seen are not all that there are."""
    new = Holiday(name="new", day=day(LENGTH + 9))
    scales = []
    for count in (1, 2, 9):
        on = ON[:count]
        seen = history(lowered(made(noise=0.01), on), holidays=(*holidays(on, names=count), new))
        scales.append(effects(seen, ahead(seen), ())[-1].scale)
    assert scales == sorted(scales, reverse=True)
    assert scales[0] > 0.8 * APART
    assert scales[-1] > 0.35 * APART


def test_leaves_show_as_much_of_an_effect_as_they_did() -> None:
    """The second leaf does not mind holidays at all, the third twice as much (in logs) as the first."""
    sessions = made()
    seen = history(lowered(sessions, times=np.array([[0.6], [1.0], [0.36]])), holidays=holidays())
    found = effects(seen, ahead(seen), ())
    first, second, third = found[0].part
    assert second < 0.15
    assert third == pytest.approx(2 * first, rel=0.15)
    cleaned = without_calendar(seen, found).sessions
    assert np.allclose((cleaned / sessions)[:, ON].mean(axis=1), 1, atol=0.1)


@settings(max_examples=25)
@given(st.permutations(range(3)), st.floats(1, 1e3))
def test_neither_the_order_of_leaves_nor_the_unit_matters(order: list[int], unit: float) -> None:
    sessions = lowered(made(), times=np.array([[0.6], [0.9], [0.36]]))
    seen, other = (history(each, holidays=holidays()) for each in (sessions, sessions[order] * unit))
    for one, two in zip(effects(seen, ahead(seen), ()), effects(other, ahead(other), ()), strict=True):
        assert two.log == pytest.approx(one.log, abs=0.01)
        assert two.part == pytest.approx(one.part[order], abs=0.02)


def test_days_that_are_not_known_tell_nothing_and_stay_so() -> None:
    sessions = lowered(made())
    sessions[:, [20, 61]] = np.nan
    seen = history(sessions, holidays=holidays(names=9))
    found = effects(seen, ahead(seen), ())
    assert [effect.seen for effect in found] == [0, 0, 1, 1, 1, 1, 1, 1, 1]
    assert np.isnan(without_calendar(seen, found).sessions[:, [20, 61]]).all()


def test_a_holiday_without_days_around_it_tells_nothing() -> None:
    seen = history(made(length=60), holidays=tuple(Holiday(name="always", day=day(n)) for n in range(60)))
    (found,) = effects(seen, ahead(seen), ())
    assert (found.seen, found.log) == (0, 0)
    assert np.array_equal(without_calendar(seen, (found,)).sessions, seen.sessions)


@pytest.mark.parametrize("on", [0, 1, LENGTH - 1, LENGTH - 2])
def test_holidays_at_the_edges_of_the_history_count(on: int) -> None:
    sessions = made()
    seen = history(lowered(sessions, (on,)), holidays=(Holiday(name="edge", day=day(on)),))
    found = effects(seen, ahead(seen), ())
    assert found[0].seen == 1
    assert without_calendar(seen, found).sessions[0, on] == pytest.approx(sessions[0, on], rel=0.25)


def test_a_lift_that_is_said_is_believed_as_said() -> None:
    seen = history(made())
    (found,) = effects(seen, ahead(seen), (event(days(LENGTH + 3), lift=Range(low=1.2, high=1.6)),))
    assert found.range == pytest.approx((1.2, 1.6))
    assert found.seen == 0
    (exact,) = effects(seen, ahead(seen), (event(days(LENGTH + 3), lift=Range(low=2, high=2)),))
    assert (exact.log, exact.scale) == pytest.approx((np.log(2), SURE))


@pytest.mark.parametrize("truth", [0.7, 1.4, 4.0])
def test_what_was_seen_and_what_is_said_meet_in_between(truth: float) -> None:
    said = Range(low=1.2, high=1.6)
    seen = history(lowered(made(), (50, 51, 52), truth))
    (both,) = effects(seen, ahead(seen), (event(days(50, 52), days(LENGTH + 3), lift=said),))
    middle = (said.low * said.high) ** 0.5
    low, high = sorted((middle, truth))
    assert low * 0.97 < np.exp(both.log) < high * 1.03
    wide = Range(low=0.6, high=3.2)
    (loose,) = effects(seen, ahead(seen), (event(days(50, 52), days(LENGTH + 3), lift=wide),))
    assert abs(loose.log - np.log(truth)) < abs(both.log - np.log(truth)) + 0.02


@pytest.mark.parametrize(("begin", "end"), [(3, 3), (0, 27), (5, 13), (25, 60), (-4, 2)])
def test_a_lift_is_of_its_days_share_of_the_period(begin: int, end: int) -> None:
    """In closed form: every draw is lifted by the share of the period's sessions that fall on its days, times what the lift adds."""
    gap = 12
    seen = history(made(noise=0.0, leaves=1))
    first = LENGTH + gap
    before, after = moved(seen, (event(days(first + begin, first + end), lift=Range(low=1.5, high=1.5)),), gap=gap)
    within = (np.arange(28) >= begin) & (np.arange(28) <= end)
    week = np.resize(np.roll(WEEK, -first), 28)
    factor = np.exp(np.log(1.5) + SURE * normal_quantiles(DRAWS))
    share = week[within].sum() / week.sum()
    assert np.sort(after.draws[0] / before.draws[0]) == pytest.approx(1 + share * (factor - 1))
    expected = week * np.where(within, factor.mean(), 1.0)
    assert after.day_shares == pytest.approx(expected / expected.sum())


def test_the_error_of_an_event_is_the_same_for_all_leaves() -> None:
    seen = history(made(noise=0.0))
    before, after = moved(seen, (event(days(LENGTH + 3, LENGTH + 9), lift=Range(low=1, high=4)),))
    ratios = after.draws / before.draws
    assert np.allclose(ratios, ratios[0])
    assert np.ptp(ratios[0]) > 0.5


def test_other_branches_are_not_moved() -> None:
    seen = history(lowered(made(), (100, 101), np.array([[1.0], [3.0], [1.0]])))
    before, after = moved(seen, (event(days(100, 101), days(LENGTH + 3, LENGTH + 4), channel="leaf 1"),))
    assert np.array_equal(after.draws[[0, 2]], before.draws[[0, 2]])
    assert (after.draws[1] > before.draws[1]).mean() > 0.99
    assert after.day_shares.sum() == pytest.approx(1)
    assert after.day_shares[3] > before.day_shares[3]
    assert after.day_shares[10] < before.day_shares[10]


def test_the_days_of_the_period_show_how_much_of_the_site_an_event_moves() -> None:
    seen = history(made(noise=0.0))
    before, after = moved(seen, (event(days(LENGTH + 4), channel="leaf 1", lift=Range(low=3, high=3)),))
    part = before.draws[1].mean() / before.draws.mean(axis=1).sum()
    lift = 1 + part * (np.exp(np.log(3) + SURE * normal_quantiles(DRAWS)).mean() - 1)
    ratio = after.day_shares / before.day_shares
    assert ratio[4] / ratio[5] == pytest.approx(lift, rel=1e-6)
    assert np.allclose(np.delete(ratio, 4), ratio[5])


@pytest.mark.parametrize("cadence", ["week", "month"])
def test_coarse_tables_ignore_holidays_and_honour_lifts(cadence: Cadence) -> None:
    sessions = np.full((2, 240), 100.0)
    seen = history(sessions, cadence=cadence, holidays=holidays((20, 61, 110, 245)))
    before, after = moved(seen, ())
    assert after is before
    before, after = moved(seen, (event(days(30), days(245, 251), lift=Range(low=2, high=2)),))
    assert np.median(after.draws / before.draws) == pytest.approx(1.25, rel=0.01)  # 7 of 28 days, twice as many


def test_a_months_counts_honour_lifts() -> None:
    seen = history(np.full((2, 31), 100.0), cadence="month", counts_only=True)
    before, after = moved(seen, (event(days(40, 46), lift=Range(low=2, high=2)),))
    assert before.basis == after.basis == "prior"
    assert np.median(after.draws / before.draws) == pytest.approx(1.25, rel=0.01)
    assert after.day_shares[9:16].sum() == pytest.approx(14 / 35, rel=0.01)


SALE = (40, 100, 180, 250, 320, 380)


def shows(seen: History, sessions: np.ndarray, events: tuple[Event, ...], on: np.ndarray) -> np.ndarray:
    """What is left of the sessions on those days without the calendar, against usual ones."""
    cleaned = without_calendar(seen, effects(seen, ahead(seen), events))
    found: np.ndarray = (cleaned.sessions / sessions)[:, on].mean(axis=1)
    return found


def test_two_holidays_on_one_day_do_what_one_does() -> None:
    """As the 5th of December is three holidays in Thailand."""
    sessions = made()
    one, two = (
        history(
            lowered(sessions, SALE),
            holidays=tuple(Holiday(name=name, day=day(n)) for n in (*SALE, LENGTH + 10) for name in names),
        )
        for names in (("a",), ("a", "b"))
    )
    assert np.allclose(shows(two, sessions, (), np.array(SALE)), 1, atol=0.1)
    single, double = (np.median(moved(each, ())[1].draws, axis=1) for each in (one, two))
    assert np.allclose(double, single, rtol=0.005)


def test_an_event_on_a_holiday_does_what_one_does() -> None:
    sessions = made()
    seen = history(lowered(sessions, SALE), holidays=holidays(SALE, names=1))
    sale = event(*(days(n) for n in SALE))
    assert np.allclose(shows(seen, sessions, (sale,), np.array(SALE)), 1, atol=0.12)


def test_a_holiday_within_an_event_has_its_own_effect() -> None:
    """A week's sale doubles sessions, and the holiday in its middle halves what it finds."""
    sessions = made()
    on = np.array(SALE)
    lifted = lowered(sessions, SALE)
    for k in range(-3, 4):
        lifted[:, on + k] *= 2
    seen = history(lifted, holidays=holidays(SALE, names=1))
    sale = event(*(days(n - 3, n + 3) for n in SALE))
    for k in range(-3, 4):
        assert np.allclose(shows(seen, sessions, (sale,), on + k), 1, atol=0.15), k
    holiday, found = effects(seen, ahead(seen), (sale,))
    assert np.exp([holiday.log, found.log]) == pytest.approx([0.5, 2], rel=0.1)


@pytest.mark.parametrize(("times", "left"), [((0.4,), 0.4), ((0.4, 0.4), 0.16), ((0.4, 0.4, 2.0), 0.32), ((3, 3), 9)])
def test_effects_on_the_same_day_multiply(times: tuple[float, ...], left: float) -> None:
    """Two events that each leave 40 % leave 16 % between them, and not less than none."""
    seen = history(np.full((2, 140), 100.0))
    events = tuple(Event(name=f"{n}", on=(days(144),), lift=Range(low=each, high=each)) for n, each in enumerate(times))
    before, after = moved(seen, events, span=1, gap=4)
    assert np.median(after.draws / before.draws) == pytest.approx(left, rel=0.02)
    before, after = moved(seen, events)
    assert np.median(after.draws / before.draws) == pytest.approx(1 + (left - 1) / 28, rel=0.01)
    assert after.day_shares[4] / after.day_shares[5] == pytest.approx(left, rel=0.03)


def test_effects_multiply_where_they_meet_and_each_branch_has_its_own() -> None:
    seen = history(np.full((3, 140), 100.0))
    events = (
        Event(name="a", on=(days(142, 148),), lift=Range(low=2, high=2)),
        Event(name="b", on=(days(145, 151),), lift=Range(low=0.5, high=0.5), where=(("channel", ("leaf 1",)),)),
    )
    before, after = moved(seen, events, span=14)
    ratio = np.median(after.draws / before.draws, axis=1)
    assert ratio == pytest.approx([1.5, (2 + 3 * 2 + 4 * 1 + 3 * 0.5 + 2) / 14, 1.5], rel=0.01)
    shares = after.day_shares / after.day_shares[0]
    expected = [1] * 2 + [2] * 3 + [5 / 3] * 4 + [2.5 / 3] * 3 + [1] * 2
    assert shares == pytest.approx(expected, rel=0.02)


def test_a_known_holiday_and_an_event_to_come_multiply() -> None:
    seen = history(lowered(made(noise=0.01)), holidays=holidays((*ON, LENGTH + 9), names=1))
    plain, both = (
        moved(seen, events, span=1, gap=9)[1].draws.mean()
        for events in ((), (event(days(LENGTH + 9), lift=Range(low=0.4, high=0.4)),))
    )
    assert both / plain == pytest.approx(0.4, rel=0.02)


def test_several_occasions_add_up_to_what_they_bring() -> None:
    seen = history(np.full((1, 140), 100.0))
    events = tuple(
        Event(name=f"{n}", on=(days(140 + 7 * n, 146 + 7 * n),), lift=Range(low=times, high=times))
        for n, times in enumerate((2.0, 0.5, 1.0))
    )
    before, after = moved(seen, events)
    assert np.mean(after.draws / before.draws) == pytest.approx(1 + (1 - 0.5 + 0) / 4, rel=0.01)


@given(
    st.lists(
        st.tuples(st.integers(-30, 40), st.integers(0, 20), st.floats(0.001, 20), st.floats(1, 20)),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_the_events_draws_are_not_negative_and_days_add_up(
    said: list[tuple[int, int, float, float]],
) -> None:
    events = tuple(
        Event(name=f"{n}", on=(days(70 + begin, 70 + begin + more),), lift=Range(low=low, high=low * wide))
        for n, (begin, more, low, wide) in enumerate(said)
    )
    _, found = moved(history(made(length=70)), events)
    assert np.isfinite(found.draws).all()
    assert (found.draws >= 0).all()
    assert (found.day_shares > 0).all()
    assert found.day_shares.sum() == pytest.approx(1)


def test_the_range_is_eighty_percent() -> None:
    seen = history(made())
    (found,) = effects(seen, ahead(seen), (event(days(LENGTH + 3), lift=Range(low=1.1, high=2.9)),))
    assert isinstance(found, Effect)
    assert np.log(found.range[1] / found.range[0]) == pytest.approx(2 * Z80 * found.scale)


def test_weekdays_are_taken_into_account() -> None:
    """Every holiday falls on a Sunday, which is a quiet day by itself."""
    sundays = tuple(range(27, LENGTH, 56))
    sessions = made()
    seen = history(lowered(sessions, sundays), holidays=holidays(sundays, names=2))
    assert usual_weekdays(seen)[-1, 6] == pytest.approx(0.65 / 7, abs=0.01)
    for effect in effects(seen, ahead(seen), ()):
        assert np.exp(effect.log) == pytest.approx(0.5, rel=0.15)
