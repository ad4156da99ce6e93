"""Business as usual as joint draws of the period by leaf."""

from dataclasses import dataclass
from datetime import timedelta
from math import exp, log
from statistics import NormalDist

import numpy as np

from planner.forecast.blend import blend, further
from planner.forecast.experts import Horizon
from planner.forecast.levels import HALF, weekly_levels
from planner.forecast.weekdays import weekday_shares
from planner.model.arrays import Array, frozen
from planner.model.draws import Z80, normal_quantiles, normals
from planner.model.forecast import Forecast
from planner.model.history import History
from planner.model.period import Period

LEAST_WEEKS = 5  # of history, to learn anything from it
PRIOR_RANGE = (0.75, 1.40)  # 80 % range of next month over last month where there is no history to learn from
USUAL_LINK = 0.65  # correlation of the leaves' errors within a site; 0.5 to 0.9 was measured


def forecast(history: History, period: Period, *, seed: int, n_draws: int) -> Forecast:
    """The sessions of the period if effort goes on as it was.

    Args: history (n_leaves, n_days) [sessions/day]; period after its last day.
    Returns: joint draws (n_leaves, n_draws) [sessions in the period]. The leaves' errors share a common part, and the leaves are scaled,
        draw by draw, to the site's total, which is forecast by itself: it is surer than any of them, and their errors do not add up in it.
    """
    rows = np.vstack([history.sessions, _total(history.sessions)])
    gap = (period.start - history.last).days - 1
    horizon = Horizon(gap=round(gap / 7), weeks=max(1, round(period.days / 7)))
    learned = rows.shape[1] // 7 >= LEAST_WEEKS
    centre = _learned(rows, horizon, history) if learned else _prior(rows, horizon)
    shares = weekday_shares(history)
    days = np.array([(period.start + timedelta(days=n)).weekday() for n in range(period.days)])
    level = centre.level * shares[:, days].sum(axis=1) * 7
    draws = _joint(level, centre, rng=np.random.default_rng([seed, 1]), n_draws=n_draws)
    profile = shares[-1, days] + 1e-9  # a period of days without any sessions still has to pass
    return Forecast(
        draws=frozen(draws),
        day_shares=frozen(profile / profile.sum()),
        basis="history" if learned else "prior",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What each row, the site's total last, is expected to bring a day."""

    level: Array
    """(n_rows,) [sessions/day] medians."""
    below: Array
    """(n_rows,) standard deviation of the log on the low side."""
    above: Array
    """(n_rows,) the same on the high side."""


def _total(sessions: Array) -> Array:
    """The site's day; NaN where no leaf is known."""
    return np.where(np.isnan(sessions).all(axis=0), np.nan, np.nansum(sessions, axis=0))


def _learned(rows: Array, horizon: Horizon, history: History) -> Outlook:
    centre = blend(weekly_levels(rows), horizon)
    # figures of whole months say nothing of how weeks differ, and too little of themselves to beat what is usual
    least = _usual_scales(horizon)[1] if history.cadence == "month" else 0.0
    scale = np.maximum(centre.scale, least)
    return Outlook(level=np.maximum(np.exp(centre.log) - HALF, 0.0), below=scale, above=scale)


def _prior(rows: Array, horizon: Horizon) -> Outlook:
    """The mean day of what there is, with the spread that sites usually have; the mean does not grow with the distance."""
    recent = rows[:, -31:]
    level = np.nan_to_num(np.nansum(recent, axis=1) / max(1, int((~np.isnan(recent[-1])).sum())))
    below, above = _usual_scales(horizon)
    near = _usual_scales(Horizon(gap=0, weeks=4))
    level = level * _mean_over_median(*near) / _mean_over_median(below, above)
    return Outlook(level=level, below=np.full(len(rows), below), above=np.full(len(rows), above))


def _usual_scales(horizon: Horizon) -> tuple[float, float]:
    """Log standard deviations below and above, at that distance."""
    low, high = PRIOR_RANGE
    wider = further(horizon)
    return -log(low) / Z80 * wider, log(high) / Z80 * wider


def _mean_over_median(below: float, above: float) -> float:
    """Of a distribution whose log is normal with one scale on each side of the median."""
    cdf = NormalDist().cdf
    return exp(below**2 / 2) * cdf(-below) + exp(above**2 / 2) * cdf(above)


def _joint(level: Array, centre: Outlook, *, rng: np.random.Generator, n_draws: int) -> Array:
    """Draws of all leaves whose sum has the median and the spread of the total's row.

    Args: level (n_leaves + 1,) [sessions in the period] medians, the total's last. Returns: (n_leaves, n_draws) [sessions in the period].
    """
    common, own = normals(rng, 1, n_draws), normals(rng, len(level) - 1, n_draws)
    link = _link(level[:-1], (centre.below + centre.above) / 2)
    errors = np.sqrt(link) * common + np.sqrt(1 - link) * own
    scales = np.where(errors < 0, centre.below[:-1, None], centre.above[:-1, None])
    draws: Array = level[:-1, None] * np.exp(errors * scales)
    total = draws.sum(axis=0)
    if not total.any():
        return draws
    rank = np.empty(n_draws, dtype=np.int64)
    rank[np.argsort(total, kind="stable")] = np.arange(n_draws)
    standard = normal_quantiles(n_draws)[rank]
    wanted = level[-1] * np.exp(standard * np.where(standard < 0, centre.below[-1], centre.above[-1]))
    scaled: Array = draws * (wanted / total)
    return scaled


def _link(level: Array, scale: Array) -> float:
    """The correlation at which the leaves' joint spread is nearest that of the total.

    Args: level (n_leaves,) [sessions]; scale (n_leaves + 1,) log standard deviations, the total's last.
    """
    weighted = level / max(float(level.sum()), 1e-9) * scale[:-1]
    alone, together = float((weighted**2).sum()), float(weighted.sum() ** 2)
    if together - alone < 1e-9 * together or np.ptp(scale) == 0:
        return USUAL_LINK
    return float(np.clip((scale[-1] ** 2 - alone) / (together - alone), 0.0, 1.0))
