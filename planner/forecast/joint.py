"""Joint draws of the leaves in which every branch spreads as its own forecast says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.forecast.branches import Branch, blocks
from planner.model.arrays import Array, Ints
from planner.model.draws import normal_quantiles, normals

USUAL_LINK = 0.65  # correlation of the errors of a branch's children; 0.5 to 0.9 was measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What each row, the leaves and then the branches, is expected to bring."""

    level: Array
    """(n_rows,) [sessions] medians."""
    below: Array
    """(n_rows,) standard deviation of the log on the low side."""
    above: Array
    """(n_rows,) the same on the high side."""
    shift: Array
    """(n_rows,) [sessions] that the log is of beside them: a few, so that of small numbers it is hardly one."""

    def at(self, some: Ints, standard: Array) -> Array:
        """The values of some rows at standard normal values. Args: standard (n_some, n_draws)."""
        below, above = self.below[some, None], self.above[some, None]
        level, shift = self.level[some, None], self.shift[some, None]
        scaled = (level + shift) * np.exp(standard * np.where(standard < 0, below, above))
        values: Array = np.maximum(scaled - shift, 0.0)
        return values


def joint(rows: Rows, found: Sequence[Branch], *, seed: int, n_draws: int) -> Array:
    """Draws of the leaves, (n_leaves, n_draws), that add up, draw by draw, to draws of every branch with its own median and spread.

    From the deepest branch up: the children's errors share as much as makes their sum spread like the branch; what is left of a
    difference is scaled away, draw by draw, since a branch is surer than its parts.
    Source: dependence by reordering draws (Iman and Conover 1982); top-down reconciliation of forecasts.
    """
    rng = np.random.default_rng([seed, 1])
    n_leaves = len(rows.level) - len(found)
    draws = np.empty((n_leaves, n_draws))
    sums: dict[int, Array] = {}
    if not found:
        draws[:] = rows.at(np.array([0]), normals(rng, 1, n_draws))
    for n, branch in enumerate(found):
        row = n_leaves + n
        link = _link(rows, branch.children, row)
        common, total = np.sqrt(link) * normals(rng, 1, n_draws), np.zeros(n_draws)
        leaves, inner = branch.children[branch.children < n_leaves], branch.children[branch.children >= n_leaves]
        for some in blocks(leaves):
            draws[some] = rows.at(some, common + np.sqrt(1 - link) * normals(rng, len(some), n_draws))
            total += draws[some].sum(axis=0)
        for child in inner.tolist():
            error = common[0] + np.sqrt(1 - link) * normals(rng, 1, n_draws)[0]
            order = np.argsort(sums[child], kind="stable")[_ranks(error)]
            below = found[child - n_leaves].leaves
            draws[below] = draws[below][:, order]
            total += sums[child][order]
        wanted = rows.at(np.array([row]), normal_quantiles(n_draws)[_ranks(total)][None, :])[0]
        factor = np.divide(wanted, total, out=np.zeros(n_draws), where=total > 0)
        for some in blocks(branch.leaves):
            draws[some] *= factor
        sums[row] = total * factor
    draws.setflags(write=False)
    return draws


def _ranks(values: Array) -> Ints:
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ranks


def _link(rows: Rows, children: Ints, branch: int) -> float:
    """The correlation at which the children's joint spread is nearest that of the branch."""
    level, scale = rows.level + rows.shift, (rows.below + rows.above) / 2
    scale = scale * level / np.maximum(rows.level, 1e-9)  # of the sessions alone
    weighted = rows.level[children] / max(float(rows.level[children].sum()), 1e-9) * scale[children]
    alone, together = float((weighted**2).sum()), float(weighted.sum() ** 2)
    if together - alone <= 1e-9 * together or np.ptp(scale[[*children.tolist(), branch]]) == 0:
        return USUAL_LINK
    return float(np.clip((scale[branch] ** 2 - alone) / (together - alone), 0.0, 1.0))
