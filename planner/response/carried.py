"""What a lever brings whose curve history taught."""

from collections.abc import Sequence

import numpy as np

from planner.model.arrays import Array
from planner.model.effects import after, as_it_is, carried, mean_change, stretches
from planner.model.forecast import Forecast
from planner.model.learned import Curve, Learned
from planner.model.period import Period
from planner.model.response import Option
from planner.response.brought import Brought
from planner.response.efforts import begins, open_share, rates

DAYS = 7  # of a week


def learned_gains(
    learned: Learned, options: Sequence[Option], efforts: Sequence[Array], forecast: Forecast, period: Period
) -> dict[int, Brought]:
    """What every learned lever brings, by its position among the options.

    The forecast holds what effort as it is brings, and what earlier effort still does: a gain is the change of a lever's part of its
    leaves' sessions, over what effort as it is makes of them. Where effort can change late, it goes on as it is until then.

    Args: efforts (n_points,) [lever units/period] by option.
    """
    gap = ((period.start - learned.last).days - 1) / DAYS
    asked = [(curve, options[curve.lever], efforts[curve.lever]) for curve in learned.curves]
    changes = [_changed(curve, option, effort, period, gap) for curve, option, effort in asked]
    # where effort can change from the first day on, those days are all of the period
    own = [
        then if not begins(option.lever, period) else as_it_is(curve, option.now / period.days, gap, period.days / DAYS)
        for (curve, option, _), (_, then) in zip(asked, changes, strict=True)
    ]
    return {
        curve.lever: _brought(curve, option, *changes[k], _bases(learned, k, own, forecast), period)
        for k, (curve, option, _) in enumerate(asked)
    }


def _changed(curve: Curve, option: Option, effort: Array, period: Period, gap: float) -> tuple[Array, Array]:
    """See `mean_change`, over the days on which effort can change."""
    closed, now = begins(option.lever, period), option.now / period.days
    at = rates(effort, option.now, open_share(option.lever, period)) / period.days
    state = after(curve, now, gap + closed / DAYS, curve.state)
    return mean_change(curve, at, now, stretches((period.days - closed) / DAYS), state)


def _bases(learned: Learned, k: int, own: Sequence[Array], forecast: Forecast) -> Array:
    """(n_leaves, n_draws) [sessions in the period] at usual effort of all levers, where curve k drives the leaf; else 0."""
    found = np.zeros_like(forecast.draws)
    for piece in learned.pieces:
        if k in piece.curves:
            at = list(piece.leaves)
            found[at] = forecast.draws[at] / (1 + np.sum([own[each] for each in piece.curves], axis=0))
    return found


def _brought(curve: Curve, option: Option, change: Array, now: Array, bases: Array, period: Period) -> Brought:
    """Args: change and now: see `mean_change`; bases: see `_bases`."""
    closed, share = begins(option.lever, period), open_share(option.lever, period)
    weeks = (period.days - closed) / DAYS
    base = bases.sum(axis=0)
    come = carried(curve, int(np.ceil(weeks - 1e-9)))
    by_day = np.interp(np.maximum(np.arange(1, period.days + 1) - closed, 0) / DAYS, np.arange(len(come)), come)
    means = bases.mean(axis=1)
    return Brought(
        gain=change * (share * base)[:, None],
        present=float((base * (now + curve.share)).mean()),
        later=weeks / float(by_day[-1]) - 1,
        leaves=means / means.sum()
        if means.any()
        else np.where(np.isin(np.arange(len(means)), option.leaves), 1 / len(option.leaves), 0.0),
        arrived=by_day / by_day[-1],
    )
