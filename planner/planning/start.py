"""What a plan starts from: effort as it is, none at all, or effort as it is that nothing is taken from."""

from dataclasses import replace

import numpy as np

from planner.model.arrays import frozen
from planner.model.forecast import Forecast
from planner.model.plan import Start
from planner.model.response import GainTable
from planner.planning.gains import by_leaf


def started(start: Start, usual: Forecast, table: GainTable) -> tuple[Forecast, GainTable]:
    """Business as usual and the gains against it, from where the plan starts."""
    if start == "fresh":
        return _from_nothing(usual, table)
    return usual, _no_less(table) if start == "only new" else table


def _from_nothing(usual: Forecast, table: GainTable) -> tuple[Forecast, GainTable]:
    """The same as if nothing were spent today: what each lever brings at its least effort counts as usual, the rest as gain."""
    first = table.gain[:, :, :1]
    options = tuple(
        replace(option, lever=replace(option.lever, now=least))
        for option, least in zip(table.options, table.effort[:, 0].tolist(), strict=True)
    )
    draws = usual.draws + by_leaf(table, first[:, :, 0])
    without = replace(usual, draws=frozen(np.maximum(draws, 0.0)))  # effort cannot have brought more than there was
    present = np.zeros_like(table.present)
    return without, replace(table, options=options, gain=frozen(table.gain - first), present=present)


def _no_less(table: GainTable) -> GainTable:
    """The same without any effort below today's."""
    now = np.minimum([option.now for option in table.options], table.effort[:, -1]) if table.options else np.zeros(0)
    below = table.effort < now[:, None]
    options = tuple(
        replace(option, lever=replace(option.lever, least=max(option.lever.least or 0.0, least)))
        for option, least in zip(table.options, now.tolist(), strict=True)
    )
    return replace(
        table,
        options=options,
        effort=frozen(np.where(below, now[:, None], table.effort)),
        gain=frozen(np.where(below[:, None, :], 0.0, table.gain)),
    )
