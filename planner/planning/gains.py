"""The gain table read at one effort a lever."""

import numpy as np

from planner.model.arrays import Array
from planner.model.response import GainTable


def gains_at(table: GainTable, effort: Array) -> Array:
    """Extra sessions of every lever at its effort, linear between the points of the table.

    Args: effort (n_levers,) [lever units/period], within each lever's row. Returns: (n_levers, n_draws) [sessions].
    """
    n_levers, _, n_points = table.gain.shape
    if n_points == 1:
        return table.gain[:, :, 0]
    rows = np.arange(n_levers)
    right = np.clip((table.effort < effort[:, None]).sum(axis=1), 1, n_points - 1)
    low, high = table.effort[rows, right - 1], table.effort[rows, right]
    weight = np.divide(effort - low, high - low, out=np.zeros(n_levers), where=high > low)[:, None]
    gains: Array = table.gain[rows, :, right - 1] * (1 - weight) + table.gain[rows, :, right] * weight
    return gains


def within(table: GainTable, effort: Array) -> Array:
    """(n_levers,) efforts as far as the table goes."""
    return np.clip(effort, table.effort[:, 0], table.effort[:, -1])


def by_leaf(table: GainTable, gains: Array) -> Array:
    """Gains by lever shared out to the leaves. Args: gains (n_levers, ...). Returns: (n_leaves, ...)."""
    leaves: Array = np.tensordot(table.leaf_shares, gains, axes=(0, 0))
    return leaves
