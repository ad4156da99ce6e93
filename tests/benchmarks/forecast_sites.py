"""The real sites that forecasts.py is about, cut at every origin: what was known there, and what came."""

import csv
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from shared_data import SHARED

from planner.model.arrays import Array, frozen
from planner.model.history import History, Leaf

TRAFFIC = SHARED / "data" / "traffic"
DAYS = 28  # of the period, and of the rules' 4 weeks
KNOWN = 0.8  # of the period's days, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolling:
    """Which origins a site is forecast from."""

    name: str
    step: int
    """[days] between origins."""
    most: int
    """[days] of history."""
    least: int
    """[days] behind an origin."""
    least_short: int
    """The same in a file of less than 800 days."""
    libraries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A site at one origin."""

    site: str
    past: History
    coming: Array
    """(n_leaves, DAYS) [sessions/day]; NaN on missing days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A node at one origin."""

    site: str
    path: Leaf
    """() is the root."""
    first: date
    past: Array
    """(n_days,) [sessions/day]; NaN on missing days."""
    actual: float
    """[sessions in the period]"""


def sites() -> dict[str, History]:
    visits = rows_of("daily-website-visitors-to-2018.csv")
    visitors = (("new", "First.Time.Visits"), ("returning", "Returning.Visits"))
    sessions = rows_of("ga-sessions-daily.csv")
    channels = rows_of("ua-channel-device-daily.csv")
    views = rows_of("wiki-peyton-manning-log.csv")
    by_channel = ((iso(r["date"]), (r["channelGrouping"], r["deviceCategory"]), float(r["sessions"])) for r in channels)
    return {
        "visits": site(
            ("visitor",), ((us(r["Date"]), (name,), count(r[column])) for r in visits for name, column in visitors)
        ),
        "page loads": site(("page",), ((us(r["Date"]), ("all",), count(r["Page.Loads"])) for r in visits)),
        "ga": site(("site",), ((iso(r["Date"]), ("all",), float(r["Target"])) for r in sessions)),
        "ua": site(("channel", "device"), by_channel),
        "wiki": site(("page",), ((iso(r["ds"]), ("all",), math.exp(float(r["y"]))) for r in views)),
    }


def rows_of(name: str) -> list[dict[str, str]]:
    with (TRAFFIC / name).open(newline="") as file:
        return list(csv.DictReader(file))


def iso(text: str) -> date:
    return date.fromisoformat(text)


def us(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()


def count(text: str) -> float:
    return float(text.replace(",", ""))


def site(levels: tuple[str, ...], rows: Iterable[tuple[date, Leaf, float]]) -> History:
    """A history of rows (day, leaf, sessions): a day without rows is missing, a leaf without one on it is 0."""
    known = list(rows)
    first, last = min(row[0] for row in known), max(row[0] for row in known)
    leaves = sorted({row[1] for row in known})
    place = {leaf: n for n, leaf in enumerate(leaves)}
    sessions = np.zeros((len(leaves), (last - first).days + 1))
    missing = np.ones(sessions.shape[1], dtype=np.bool_)
    for when, leaf, number in known:
        sessions[place[leaf], (when - first).days] += number
        missing[(when - first).days] = False
    sessions[:, missing] = np.nan
    return History(levels=levels, leaves=tuple(leaves), first=first, sessions=frozen(sessions))


def nodes(history: History) -> dict[Leaf, list[int]]:
    """The leaves below every node, from the root; a site of a single leaf is one node."""
    found: dict[Leaf, list[int]] = {(): list(range(len(history.leaves)))}
    for n, leaf in enumerate(history.leaves if len(history.leaves) > 1 else ()):
        for depth in range(1, len(leaf) + 1):
            found.setdefault(leaf[:depth], []).append(n)
    return found


def cases(name: str, history: History, rolling: Rolling) -> Iterator[Case]:
    length = history.sessions.shape[1]
    least = rolling.least if length >= 800 else rolling.least_short
    for origin in range(length - DAYS, least - 1, -rolling.step):
        begin = max(0, origin - rolling.most)
        past = history.sessions[:, begin:origin]
        coming = history.sessions[:, origin : origin + DAYS]
        if np.isnan(past).all() or (~np.isnan(coming).all(axis=0)).mean() < KNOWN:
            continue
        cut = replace(history, first=history.first + timedelta(days=begin), sessions=frozen(past))
        yield Case(site=name, past=cut, coming=coming)


def windows(case: Case) -> Iterator[Window]:
    for path, leaves in nodes(case.past).items():
        actual = known_mean(total(case.coming, leaves)) * DAYS
        past = total(case.past.sessions, leaves)
        yield Window(site=case.site, path=path, first=case.past.first, past=past, actual=actual)


def total(sessions: Array, leaves: list[int]) -> Array:
    """(n_days,) [sessions/day] of a node; NaN where no leaf is known. Args: sessions (n_leaves, n_days)."""
    rows = sessions[leaves]
    return np.where(np.isnan(rows).all(axis=0), np.nan, np.nansum(rows, axis=0))


def known_mean(days: Array) -> float:
    """Of the known days; NaN where none is."""
    known = days[~np.isnan(days)]
    return float(known.mean()) if known.size else math.nan
