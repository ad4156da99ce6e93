"""Business as usual as joint draws of the period by leaf."""

from datetime import timedelta

import numpy as np

from planner.forecast.blend import Centre, blend, further
from planner.forecast.experts import Horizon
from planner.forecast.levels import HALF, weekly_levels
from planner.forecast.weekdays import weekday_shares
from planner.model.arrays import Array, frozen
from planner.model.draws import Z80, normals
from planner.model.forecast import Forecast
from planner.model.history import History
from planner.model.period import Period

LEAST_WEEKS = 5  # of history, to learn anything from it
PRIOR_RANGE = (0.75, 1.40)  # 80 % range of next month over last month where there is no history to learn from
USUAL_LINK = 0.65  # correlation of the leaves' errors within a site; 0.5 to 0.9 was measured
LINK_RANGE = (0.3, 0.95)


def forecast(history: History, period: Period, *, seed: int, n_draws: int) -> Forecast:
    """The sessions of the period if effort goes on as it was.

    Args: history (n_leaves, n_days) [sessions/day]; period after its last day.
    Returns: joint draws (n_leaves, n_draws) [sessions in the period]: the leaves' errors share a common part, sized so that the total
        spreads as its own backtests do.
    """
    rows = np.vstack([history.sessions, _total(history.sessions)])
    gap = (period.start - history.last).days - 1
    horizon = Horizon(gap=round(gap / 7), weeks=max(1, round(period.days / 7)))
    learned = rows.shape[1] // 7 >= LEAST_WEEKS
    centre = blend(weekly_levels(rows), horizon) if learned else _prior(rows, horizon)
    shares = weekday_shares(history)
    days = np.array([(period.start + timedelta(days=n)).weekday() for n in range(period.days)])
    level = np.maximum(np.exp(centre.log[:-1]) - HALF, 0.0) * shares[:-1, days].sum(axis=1) * 7
    link = _link(level, centre.scale) if learned else USUAL_LINK
    scale = centre.scale[:-1] if learned else _widened(level, centre.scale[-1], link)
    rng = np.random.default_rng([seed, 1])
    common, own = normals(rng, 1, n_draws), normals(rng, len(level), n_draws)
    errors = scale[:, None] * (np.sqrt(link) * common + np.sqrt(1 - link) * own)
    profile = shares[-1, days] + 1e-9  # a period of days without any sessions still has to pass
    return Forecast(
        draws=frozen(level[:, None] * np.exp(errors)),
        day_shares=frozen(profile / profile.sum()),
        basis="history" if learned else "prior",
    )


def _total(sessions: Array) -> Array:
    """The site's day; NaN where no leaf is known."""
    return np.where(np.isnan(sessions).all(axis=0), np.nan, np.nansum(sessions, axis=0))


def _prior(rows: Array, horizon: Horizon) -> Centre:
    """The mean day of what there is, with the spread that sites usually have from month to month."""
    low, high = np.log(PRIOR_RANGE)
    recent = rows[:, -31:]
    level = np.nan_to_num(np.nansum(recent, axis=1) / max(1, int((~np.isnan(recent[-1])).sum())))
    scale = (high - low) / (2 * Z80) * further(horizon)
    return Centre(log=np.log(level + HALF) + (low + high) / 2, scale=np.full(len(rows), scale))


def _link(level: Array, scale: Array) -> float:
    """The correlation at which the leaves' joint spread is that of the total, kept within what sites show.

    Args: level (n_leaves,) [sessions]; scale (n_leaves + 1,) log standard deviations, the total's last.
    """
    alone, together = _spreads(level, scale[:-1])
    if together - alone < 1e-9 * together:
        return USUAL_LINK
    return float(np.clip((scale[-1] ** 2 - alone) / (together - alone), *LINK_RANGE))


def _widened(level: Array, total: float, link: float) -> Array:
    """One scale for all leaves, so that the total spreads by `total`."""
    alone, together = _spreads(level, np.ones(len(level)))
    return np.full(len(level), total / np.sqrt((1 - link) * alone + link * together))


def _spreads(level: Array, scale: Array) -> tuple[float, float]:
    """Variance of the total's log if leaves were independent, and if they moved as one."""
    weighted = level / max(level.sum(), 1e-9) * scale
    return float((weighted**2).sum()), max(float(weighted.sum() ** 2), 1e-18)
