"""Which days of a history were not taken as they stand."""

from collections.abc import Iterator

import numpy as np

from planner.forecast.spikes import spikes
from planner.model.arrays import Bools
from planner.model.history import History
from planner.model.outlook import Repaired, RepairKind
from planner.model.repair import WEEK

YEAR = 364  # days: older repairs do not matter to anybody


def repaired(history: History, mended: History) -> tuple[Repaired, ...]:
    """The repairs of the last year, the latest first. Args: mended: the history without outages, before anything else was taken out."""
    if history.cadence != "day" or history.counts_only:
        return ()
    n_days = history.sessions.shape[1]
    late = slice(max(0, n_days - YEAR) // WEEK * WEEK, n_days)
    raw, clean = history.sessions[:, late], mended.sessions[:, late]
    unknown, dropped = np.isnan(raw), np.isnan(clean)
    partial = dropped & ~unknown
    outage = ~dropped & ~unknown & (raw != clean)
    found = [
        *_runs("missing", unknown, history, late.start),
        *_runs("partial", partial, history, late.start),
        *_runs("outage", outage, history, late.start),
        *_spiked(mended, late.start),
    ]
    return tuple(sorted(found, key=lambda one: (one.last, one.where), reverse=True))


def _runs(kind: RepairKind, days: Bools, history: History, start: int) -> Iterator[Repaired]:
    """Each run of days, once for the site where it is of all leaves and else once a leaf."""
    everywhere: Bools = np.all(days, axis=0)
    yield from _stretches(kind, everywhere, history, start, "")
    for leaf in np.flatnonzero((days & ~everywhere).any(axis=1)).tolist():
        yield from _stretches(kind, days[leaf] & ~everywhere, history, start, " / ".join(history.leaves[leaf]))


def _stretches(kind: RepairKind, days: Bools, history: History, start: int, where: str) -> Iterator[Repaired]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], days, [False]]).astype(np.int8)))
    for begin, end in edges.reshape(-1, 2).tolist():
        first, last = (history.first.fromordinal(history.first.toordinal() + start + at) for at in (begin, end - 1))
        yield Repaired(kind=kind, days=end - begin, first=first, last=last, where=where)


def _spiked(history: History, start: int) -> Iterator[Repaired]:
    """Spikes of the whole site, and those of single leaves on other days."""
    n_days = history.sessions.shape[1]
    start += (n_days - start) % WEEK
    rows = history.sessions[:, start:]
    if not rows.shape[1]:
        return
    missing: Bools = np.isnan(rows)
    none: Bools = np.all(missing, axis=0, keepdims=True)
    site = spikes(np.nansum(rows, axis=0, keepdims=True), none)[0]
    yield from _stretches("spike", site, history, start, "")
    found = spikes(np.nan_to_num(rows), missing) & ~site
    for leaf in np.flatnonzero(found.any(axis=1)).tolist() if len(rows) > 1 else []:
        yield from _stretches("spike", found[leaf], history, start, " / ".join(history.leaves[leaf]))
