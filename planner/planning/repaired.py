"""Which days of a history were not taken as they stand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

import numpy as np

from planner.forecast.spikes import spikes
from planner.model.arrays import Array, Bools
from planner.model.history import History, Leaf
from planner.model.outlook import Repaired, RepairKind
from planner.model.period import WEEK, YEAR_OF_WEEKS
from planner.model.repair import runs

_Stretch = tuple[RepairKind, int, int]
"""What was found, and where among the days it begins and ends (that day not included)."""


def repaired(history: History, mended: History) -> tuple[Repaired, ...]:
    """The repairs of the last year, the latest first; leaves of which the same is true of the same days stand together.

    Args: mended: the history without outages, before anything else was taken out.
    """
    if history.counts_only:
        return ()
    n_leaves, n_days = history.sessions.shape
    # older repairs do not matter to anybody
    late = slice(max(0, n_days - YEAR_OF_WEEKS) // WEEK * WEEK, n_days)
    raw, clean = history.sessions[:, late], mended.sessions[:, late]
    unknown, dropped = np.isnan(raw), np.isnan(clean)
    kinds: dict[RepairKind, Bools] = {
        "missing": unknown,
        "partial": dropped & ~unknown,
        "outage": ~dropped & ~unknown & (raw != clean),
    }
    seen = [(kind, days, np.all(days, axis=0)) for kind, days in kinds.items()]
    together: dict[_Stretch, list[int]] = defaultdict(list)
    if history.cadence == "day":
        seen.append(("spike", *_spiked(clean)))
    for kind, days, of_site in seen:
        for begin, end in runs(of_site):
            together[kind, begin, end] += range(n_leaves)
        for leaf in np.flatnonzero((days & ~of_site).any(axis=1)).tolist():
            for begin, end in runs(days[leaf] & ~of_site):
                together[kind, begin, end].append(leaf)
    concerned = np.nan_to_num(np.fmax(clean, _usual(clean)[:, None]))
    found = [_told(history, late.start, stretch, at, concerned) for stretch, at in together.items()]
    return tuple(sorted(found, key=lambda one: (one.last, one.where, one.leaves), reverse=True))


def _told(history: History, start: int, stretch: _Stretch, at: Sequence[int], concerned: Array) -> Repaired:
    """Args: concerned (n_leaves, n_days) [sessions/day]."""
    kind, begin, end = stretch
    branch = _shared([history.leaves[leaf] for leaf in at]) if len(at) < len(history.leaves) else ()
    whole = sum(leaf[: len(branch)] == branch for leaf in history.leaves) == len(at)
    return Repaired(
        kind=kind,
        days=end - begin,
        first=history.first + timedelta(days=start + begin),
        last=history.first + timedelta(days=start + end - 1),
        where=_words(branch) if whole else "",
        leaves=() if whole else tuple(_words(history.leaves[leaf]) for leaf in at),
        sessions=float(concerned[np.ix_(at, range(begin, end))].sum()),
    )


def _shared(leaves: Sequence[Leaf]) -> Leaf:
    """The names, from the root on, that they have in common."""
    return tuple(names[0] for names in takewhile(lambda names: len(set(names)) == 1, zip(*leaves, strict=False)))


def _words(branch: Leaf) -> str:
    return " / ".join(branch)


def _usual(sessions: Array) -> Array:
    """(n_leaves,) [sessions/day] over the days that are known; 0 where none is."""
    known = (~np.isnan(sessions)).sum(axis=1)
    mean: Array = np.nansum(sessions, axis=1) / np.maximum(known, 1)
    return mean


def _spiked(sessions: Array) -> tuple[Bools, Bools]:
    """(n_leaves, n_days) spikes of leaves, and (n_days,) those of the whole site."""
    found, of_site = (np.zeros(shape, dtype=np.bool_) for shape in (sessions.shape, sessions.shape[1]))
    whole = slice(sessions.shape[1] % WEEK, None)
    rows = sessions[:, whole]
    if rows.shape[1]:
        missing: Bools = np.isnan(rows)
        none: Bools = np.all(missing, axis=0, keepdims=True)
        of_site[whole] = spikes(np.nansum(rows, axis=0, keepdims=True), none)[0]
        found[:, whole] = spikes(np.nan_to_num(rows), missing)
    return found, of_site
