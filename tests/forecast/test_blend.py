import numpy as np

from planner.forecast.blend import blend
from planner.forecast.experts import Horizon, persistence, seasonal, seasonal_from
from planner.forecast.levels import weekly_levels

MONTH = Horizon(gap=0, weeks=4)


def test_the_next_month_needs_57_weeks_for_its_season() -> None:
    assert seasonal_from(MONTH) == 57
    assert seasonal_from(Horizon(gap=40, weeks=20)) == 109


def test_a_flat_line_goes_on_under_both() -> None:
    logs, last = np.full((2, 60), 3.0), np.array([56, 59])
    assert np.allclose(persistence(logs, last), 3)
    assert np.allclose(seasonal(logs, last, MONTH), 3)


def test_a_pure_season_comes_again() -> None:
    weeks = np.arange(120)
    logs = np.sin(2 * np.pi * weeks / 52)[None, :]
    origin = np.array([110])
    truth = logs[0, 111:115].mean()
    assert np.isclose(seasonal(logs, origin, MONTH)[0, 0], truth)


def test_rows_do_not_see_each_other() -> None:
    rng = np.random.default_rng(1)
    daily = np.exp(rng.normal(6, 0.2, (3, 600)))
    together = blend(weekly_levels(daily), MONTH)
    for n in range(3):
        alone = blend(weekly_levels(daily[n : n + 1]), MONTH)
        assert np.allclose(alone.log, together.log[n])
        assert np.allclose(alone.scale, together.scale[n])


def test_noisier_rows_are_less_sure() -> None:
    rng = np.random.default_rng(2)
    calm, wild = np.exp(6 + np.cumsum(rng.normal(0, 1, (1, 300)) * np.array([[0.005], [0.05]]), axis=1))
    scale = blend(weekly_levels(np.vstack([calm, wild])), MONTH).scale
    assert scale[1] > 2 * scale[0]


def test_weeks_without_days_are_bridged() -> None:
    daily = np.full((1, 70), 10.0)
    daily[0, 21:35] = np.nan
    levels = weekly_levels(daily)
    assert np.allclose(levels.totals, 10)
    assert np.isfinite(levels.logs).all()
