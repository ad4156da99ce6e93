"""How well an effect explains a series of weeks, with level, trend, season, demand and noise integrated out."""

from dataclasses import dataclass

import numpy as np

from planner.learning.demand import Demand
from planner.model.arrays import Array, Ints

LINKS = (0.0, 0.3, 0.6, 0.85)  # correlations of one week's noise with the next, all as likely beforehand
NOISE = 0.16  # standard deviation of a week's log sessions that is believed beforehand …
USUAL = 0.06  # the same where it was measured: what the standard deviations below are in proportion to
SURE = 4.0  # … as firmly as so many weeks would show it
LEVEL_SD, TREND_SD, SEASON_SD = 30.0, 0.25, 0.08  # of the level, the trend a year, and the first yearly wave, in logs
YEAR = 52.18
WAVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series ready to be explained: all that does not depend on the effect."""

    at: Ints
    """(n_known,) positions of the weeks that are known."""
    logs: Array
    """(n_known,) less what is expected of the demand."""
    square: Array
    """(n_links, n_known) and …"""
    cross: Array
    """(n_links, n_known - 1): the form r' K^-1 r of the noise in squares and products of neighbours."""
    project: Array
    """(n_links, n_columns, n_known): what level, trend, season and demand take out of it."""
    constant: Array
    """(n_links,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Log likelihoods and the noise that goes with them."""

    log: Array
    """(n_points,)."""
    variance: Array
    """(n_points,) of a week's noise."""


def series(logs: Array, demand: Demand | None) -> Series:
    """Prepares a series. Args: logs (n_weeks,), NaN where not known; at least one week is."""
    at = np.flatnonzero(~np.isnan(logs)).astype(np.int64)
    years = (at - (len(logs) - 1)) / YEAR
    columns, scales = [np.ones(len(at)), years], [LEVEL_SD, TREND_SD]
    if len(logs) >= 52:
        for wave in range(1, WAVES + 1):
            columns += [np.sin(2 * np.pi * wave * years), np.cos(2 * np.pi * wave * years)]
            scales += [SEASON_SD / wave] * 2
    expected = np.zeros(len(at))
    if demand is not None:
        columns.append(demand.logs[at])
        scales.append(demand.follows.sd)
        expected = demand.follows.middle * demand.logs[at]
    known = logs[at] - expected
    design = np.stack(columns, axis=1) * (np.array(scales) / USUAL)
    square, cross, project, constant = _forms(at, design)
    return Series(at=at, logs=known - known.mean(), square=square, cross=cross, project=project, constant=constant)


def explained(it: Series, effects: Array) -> Fit:
    """The likelihood of the series under each effect.

    The residual is multivariate t: its covariance is sigma^2 (K + X S X'), K autoregressive noise, X S X' what the linear part can do,
    sigma^2 inverse-gamma; the correlation of the noise is summed over LINKS.

    Args: effects (n_points, n_weeks) log of sessions over those at usual effort.
    """
    weeks = effects.T  # points side by side
    left = it.logs[:, None] - (weeks if len(it.at) == len(weeks) else weeks[it.at])
    left -= np.full(len(left), 1 / len(left)) @ left  # a level that is free anyway: keeps the differences below small
    products = left * left
    form = it.square @ products
    if len(left) > 1:
        form += it.cross @ np.multiply(left[1:], left[:-1], out=products[1:])
    n_links, n_columns, known = it.project.shape
    taken = it.project.reshape(-1, known) @ left
    taken *= taken
    form -= taken.reshape(n_links, n_columns, -1).sum(axis=1)
    form = np.maximum(form, 0.0) + SURE * NOISE**2
    logs = it.constant[:, None] - (SURE + known) / 2 * np.log(form)
    top = logs.max(axis=0)
    odds = np.exp(logs - top)
    sums = odds.sum(axis=0)
    variance = (odds * form).sum(axis=0) / sums / max(SURE + known - 2, 1.0)
    return Fit(log=top + np.log(sums), variance=variance)


def _forms(at: Ints, design: Array) -> tuple[Array, Array, Array, Array]:
    """The parts of r' (K + X X')^-1 r and of its determinant, by link, for noise seen at some weeks alone. Args: design X (n_known, n_columns)."""
    near = np.array(LINKS)[:, None] ** np.diff(at)
    new = 1 / (1 - near**2)
    square = np.concatenate([np.ones((len(LINKS), 1)), new], axis=1)
    square[:, :-1] += near**2 * new
    cross = -2 * near * new
    weighted = square[:, :, None] * design
    weighted[:, 1:] += cross[:, :, None] / 2 * design[:-1]
    weighted[:, :-1] += cross[:, :, None] / 2 * design[1:]
    inner = np.eye(design.shape[1]) + design.T @ weighted
    root = np.linalg.cholesky(inner)
    project = np.linalg.solve(root, weighted.transpose(0, 2, 1))
    constant = -np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1) + np.log(new).sum(axis=1) / 2
    return square, cross, project, constant
