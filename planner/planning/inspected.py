"""A file inspected: what the sources tell of it, and the days that the forecast would not take as they stand."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from planner.forecast.spikes import spikes
from planner.learning.outages import mended
from planner.model.arrays import Array, Bools
from planner.model.goal import Table
from planner.model.history import History
from planner.model.inspection import Finding, Inspection
from planner.model.period import Period
from planner.model.repair import FEW
from planner.sources.inspected.inspected import look_at
from planner.sources.inspected.naming import several
from planner.sources.inspected.total_facts import WEEK, known_days, runs, stretches
from planner.words.dates import period_name, short_day
from planner.words.figures import counted, exact, times

FAR = 3.0  # times the same day of the weeks around
SELDOM = 0.02  # of the days
NEAR_ZERO = 0.1  # of the same day of the weeks around
ENOUGH = 28  # days with figures, before a branch without any on one of them is looked at
USUALLY = 0.7  # of the days: how often a branch has some that usually has some
MOST = 3  # days, or stretches, that a sentence names
MOST_LEAVES = 200  # the largest, that are looked at one by one


def inspect_file(
    path: Path, source: Table, *, metric: str, today: date, watch: Callable[[float], None] | None = None
) -> Inspection:
    """Everything that can be told of a file. Args: see `look_at`."""
    inspection, seen = look_at(path, source, metric=metric, today=today, watch=watch)
    if seen is None or inspection.days is None:
        return inspection
    history = seen.history
    clean = mended(history, ())
    last = _unfinished(history, clean)
    found = (*inspection.findings, *_odd_days(history, clean))
    return replace(
        inspection,
        days=replace(inspection.days, unfinished=last),
        findings=_ordered(found),
    )


def _ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that touch most first, with the others of their kind behind them; last those of which that cannot be told."""
    most: dict[str, float] = defaultdict(float)
    for one in findings:
        most[one.kind] = max(most[one.kind], one.sessions or 0.0)
    return tuple(sorted(findings, key=lambda one: (-most[one.kind], one.kind, -(one.sessions or 0.0))))


def _unfinished(history: History, clean: History) -> Period | None:
    """The last day (week, month), where the forecast takes it for not over yet."""
    dropped: Bools = np.all(np.isnan(clean.sessions) & ~np.isnan(history.sessions), axis=0)
    if not dropped[-1]:
        return None
    begin, end = runs(dropped)[-1]
    return Period(start=history.first + timedelta(days=begin), end=history.first + timedelta(days=end - 1))


def _odd_days(history: History, clean: History) -> Iterator[Finding]:
    """Spikes and outages of the site, and of branches where the site shows none."""
    if history.cadence != "day" or history.counts_only:
        return
    known = known_days(history)
    site = np.where(known, np.nansum(history.sessions, axis=0), np.nan)
    quiet = _near_zero(site)
    total = max(float(np.nansum(site)), 1e-9)
    if quiet.any():
        lost = float(_usual(site)[quiet].sum())
        text = f"The whole site is near zero on {_named(history, quiet, site)}"
        advice = "If tracking was out, leave these days empty or take their rows out; days without any session the forecast bridges by itself"
        yield Finding(
            kind="outage",
            text=text,
            advice=advice,
            days=tuple(stretches(quiet, history)),
            sessions=lost,
        )
    high = _spiked(site[None, :])[0] | _far_above(site)
    if high.any():
        touched = float(np.nansum(site[high]))
        yield _spike(history, site, high, "The whole site", touched, ())
    yield from _of_branches(history, clean, quiet | high, total)


def _of_branches(history: History, clean: History, of_site: Bools, total: float) -> Iterator[Finding]:
    """The same of leaves, where the site has none on that day; leaves with the same days stand together."""
    known = known_days(history)
    if len(history.leaves) < 2 or known.sum() < ENOUGH:
        return
    largest = np.argsort(-np.nansum(history.sessions, axis=1), kind="stable")[:MOST_LEAVES]
    rows = history.sessions[largest]
    spiked = _spiked(rows) & ~of_site
    out = (rows != clean.sessions[largest]) & ~np.isnan(rows) & ~np.isnan(clean.sessions[largest]) & ~of_site
    for n, leaf in enumerate(largest.tolist()):
        name = " / ".join(history.leaves[leaf])
        if spiked[n].any():
            touched = float(np.nansum(rows[n][spiked[n]]))
            if touched >= 0.001 * total:
                yield _spike(history, rows[n], spiked[n], several([name]), touched, (name,))
    out &= ((rows > 0).sum(axis=1) >= USUALLY * known.sum())[:, None]  # others have days without any
    together: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for n in range(len(largest)):
        if out[n].any():
            together[tuple(runs(out[n]))].append(n)
    for at in together.values():
        names = [" / ".join(history.leaves[int(largest[n])]) for n in at]
        lost = float(np.nansum(clean.sessions[largest[at]][out[at]]))
        text = f"{several(names)} has nothing on {_named(history, out[at[0]])}, where it usually has many"
        yield Finding(
            kind="outage", text=text, advice="Check its tracking and its tags; the forecast bridges such days", days=tuple(stretches(out[at[0]], history)),
            branches=tuple(names), sessions=lost,
        )  # fmt: skip


def _spike(
    history: History, days: Array, high: Bools, whose: str, touched: float, branches: tuple[str, ...]
) -> Finding:
    """Args: days (n_days,) [sessions/day]."""
    usual = _usual(days)
    order = sorted(np.flatnonzero(high).tolist(), key=lambda at: -days[at])
    named = [
        f"{short_day(history.first + timedelta(days=at))} ({exact(days[at])}, {times(days[at] / max(usual[at], 1.0))} times the usual)"
        for at in order[:MOST]
    ]
    more = f" and {counted(len(order) - MOST, 'more day')}" if len(order) > MOST else ""
    text = f"{whose} is far above the days around on {', '.join(named)}{more}"
    advice = "Find out whether it was robots, a fault or an event; an event is named under `events:`, so that nothing else is learned from it"
    return Finding(
        kind="spike",
        text=text,
        advice=advice,
        days=tuple(stretches(high, history)),
        branches=branches,
        sessions=touched,
    )


def _spiked(rows: Array) -> Bools:
    """(n_rows, n_days) which days are spikes. Args: rows [sessions/day], NaN where missing."""
    found = np.zeros(rows.shape, dtype=np.bool_)
    whole = slice(rows.shape[1] % WEEK, None)
    if rows.shape[1] >= WEEK:
        some = rows[:, whole]
        found[:, whole] = spikes(np.nan_to_num(some), np.isnan(some))
    return found


def _far_above(site: Array) -> Bools:
    """(n_days,) days that are many times the same day of the weeks around, on a site that seldom has such; several days in a row as well."""
    usual = _usual(site)
    high: Bools = (usual >= FEW) & (np.nan_to_num(site) >= FAR * usual)
    return high if high.mean() <= SELDOM else np.zeros_like(high)


def _near_zero(site: Array) -> Bools:
    """(n_days,) days with almost nothing of what the same day has in the weeks around, on a site that has some."""
    usual = _usual(site)
    low: Bools = ~np.isnan(site) & (usual >= FEW) & (np.nan_to_num(site) <= NEAR_ZERO * usual)
    low[-1:] = False  # a last day that is not over yet is said by itself
    return low


def _usual(days: Array) -> Array:
    """(n_days,) the median of the same day of the week, three weeks to either side and itself; 0 where none is known."""
    usual = np.zeros(len(days))
    for weekday in range(min(WEEK, len(days))):
        own = days[weekday::WEEK]
        for at in range(len(own)):
            near = own[max(0, at - 3) : at + 4]
            near = np.sort(near[~np.isnan(near)])
            if len(near):
                usual[weekday + at * WEEK] = (near[(len(near) - 1) // 2] + near[len(near) // 2]) / 2
    return usual


def _named(history: History, days: Bools, site: Array | None = None) -> str:
    """The latest of them, and how many more. Args: site (n_days,) [sessions/day]: what a stretch has is said of each."""
    found = list(stretches(days, history))[::-1]
    named = [f"{period_name(each)}{_own(history, each, site)}" for each in found[:MOST]]
    left = sum(each.days for each in found[MOST:])
    return ", ".join(named) + (f" and {counted(left, 'more day')}" if left else "")


def _own(history: History, days: Period, site: Array | None) -> str:
    """(30 in all, 1,041 usual)."""
    if site is None:
        return ""
    at = slice((days.start - history.first).days, (days.end - history.first).days + 1)
    return f" ({exact(float(np.nansum(site[at])))}, usual are {exact(float(_usual(site)[at].sum()))})"
