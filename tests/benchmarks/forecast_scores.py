"""How good the forecasts of forecasts.py are: errors by window and node, marks over all nodes and by group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from forecast_methods import last_weeks
from forecast_sites import Window, known_mean

from planner.model.arrays import Array, Bools, Ints

COUNTABLE = 30  # [sessions] from which on an error in % means something
MISS = 2 / (1 - 0.8)  # the interval score's weight of a miss (Gneiting and Raftery, 2007)
MARKS = ("MAPE", "WAPE", "RMSSE", "score", "cover")
Marks = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What came, and what belongs together."""

    actual: Array
    """(n_windows,) [sessions in the period]."""
    last: Array
    """(n_windows,) [sessions in the period] the last 4 weeks again."""
    node: Ints
    """(n_windows,) number of the node."""
    group: Ints
    """(n_nodes,) number of the node's group."""
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How wrong a method was; NaN where that cannot be said."""

    by_window: dict[str, Array]
    """MAPE and cover."""
    by_node: dict[str, Array]
    """WAPE, RMSSE and score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One table of methods."""

    truth: Truth
    errors: dict[str, tuple[Errors, ...]]
    """By method, as its figures."""


def truth(rows: Sequence[Window]) -> Truth:
    node_names = list(dict.fromkeys((row.site, row.path) for row in rows))
    group_names = list(dict.fromkeys((name, len(path)) for name, path in node_names))
    return Truth(
        actual=np.array([row.actual for row in rows]),
        last=np.array([last_weeks(row.past) for row in rows]),
        node=np.array([node_names.index((row.site, row.path)) for row in rows]),
        group=np.array([group_names.index((name, len(path))) for name, path in node_names]),
        groups=tuple(f"{name}, level {depth}" for name, depth in group_names),
    )


def errors(figures: Array, known: Truth) -> Errors:
    low, median, mean, high = figures.T
    actual = known.actual
    missed = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Errors(
            by_window={
                "MAPE": np.where(actual >= COUNTABLE, 100 * np.abs(median - actual) / actual, np.nan),
                "cover": np.where(np.isnan(low), np.nan, (low <= actual) & (actual <= high)),
            },
            by_node={
                "WAPE": 100 * node_ratios(np.abs(median - actual), actual, known),
                "RMSSE": np.sqrt(node_ratios((mean - actual) ** 2, (known.last - actual) ** 2, known)),
                "score": 100 * node_ratios(high - low + MISS * missed, actual, known),
            },
        )


def node_ratios(above: Array, below: Array, known: Truth) -> Array:
    """(n_nodes,) sums over a node's windows, divided; NaN where it is divided by nothing. Args: (n_windows,) each."""
    ratio = np.bincount(known.node, above) / np.bincount(known.node, below)
    return np.where(np.isfinite(ratio), ratio, np.nan)


def overall(judged: Judged, method: str) -> Marks:
    everything = np.ones(len(judged.truth.group), dtype=np.bool_)
    return lowest(marks(one, everything, judged.truth) for one in judged.errors[method])


def by_groups(judged: Judged, method: str) -> Marks:
    return lowest(mean_of_groups(one, judged.truth) for one in judged.errors[method])


def of_group(judged: Judged, method: str, number: int) -> Marks:
    return lowest(marks(one, judged.truth.group == number, judged.truth) for one in judged.errors[method])


def lowest(variants: Iterable[Marks]) -> Marks:
    """The best of each mark; intervals, and so score and cover, are the same in all."""
    each = list(variants)
    return {name: min(one[name] for one in each) for name in MARKS}


def mean_of_groups(found: Errors, known: Truth) -> Marks:
    each = [marks(found, known.group == number, known) for number in range(len(known.groups))]
    return {name: known_mean(np.array([one[name] for one in each])) for name in MARKS}


def marks(found: Errors, chosen: Bools, known: Truth) -> Marks:
    """Args: chosen (n_nodes,)."""
    figures = {name: values[chosen[known.node]] for name, values in found.by_window.items()}
    figures |= {name: values[chosen] for name, values in found.by_node.items()}
    return {name: known_mean(figures[name]) for name in MARKS}
