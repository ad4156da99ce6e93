"""Simulated sites whose month is known to the end: what the benchmarks of tracking are measured on.

Daily sessions by visitor and channel: a level with growth, a season, weekdays, shocks that all channels share and shocks of their own, both
lingering, and daily noise; levers with carry-over and curves that level off (some S-shaped first), effort that partly follows the season. The
month's effort is what a plan asks for, done more or less well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal, Lever, Resource, Table, Target
from planner.model.history import EffortHistory, History
from planner.model.period import Period

CHANNELS = ("Paid Search", "Paid Social", "Display", "Email", "Organic Search", "Referral", "Direct")
DRIVEN = 5  # of the channels, each by a lever of its own
HOURS = ("Email", "Organic Search")
MONTH = Period(start=date(2026, 3, 2), end=date(2026, 3, 29))


@dataclass(frozen=True, kw_only=True)
class Site:
    """One site with its truth."""

    goal: Goal
    history: History
    """Up to the day before the month."""
    usual: Array
    """(n_leaves, n_days) [sessions/day] at usual effort, shocks and noise included, to the end of the month."""
    share: Array
    """(n_levers,) of its channel that usual effort causes."""
    half: Array
    shape: Array
    carry: Array
    """(n_levers,) a week."""
    effort: Array
    """(n_levers, n_days of history) [lever units/day]."""
    reference: Array
    """(n_levers,) [lever units/day] usual effort."""
    bad: Array
    """(n_levers, n_days of the month) what is done of what is planned [-]."""

    def month(self, daily: Mapping[str, Array]) -> tuple[Array, Array]:
        """What comes and what is spent if so much is asked for: (n_leaves, n_days) and (n_levers, n_days) of the month.

        Args: daily: by lever (n_days,) [lever units/day].
        """
        asked = np.stack([daily[lever.name] for lever in self.goal.levers])
        done = asked * self.bad
        return self.brought(done)[:, -MONTH.days :], done

    def brought(self, month: Array) -> Array:
        """(n_leaves, n_days) [sessions/day] with that effort in the month."""
        every = np.concatenate([self.effort, month], axis=1) / self.reference[:, None]
        sessions = self.usual.copy()
        for n, lever in enumerate(self.goal.levers):
            counted = _carried(every[n], self.carry[n])
            effect = 1 - self.share[n] + self.share[n] * _hill(counted, self.half[n], self.shape[n])
            at = [k for k, leaf in enumerate(self.history.leaves) if leaf[1] == lever.name]
            sessions[at] *= effect
        return sessions


def _hill(effort: Array, half: float, shape: float) -> Array:
    return effort**shape / (effort**shape + half**shape) * (1 + half**shape)


def _carried(effort: Array, weekly: float) -> Array:
    keep = weekly ** (1 / 7)
    state, found = effort[:28].mean(), np.empty(len(effort))
    for n, each in enumerate(effort):
        state = keep * state + (1 - keep) * each
        found[n] = state
    return found


def _lingering(rng: np.random.Generator, days: int, sd: float, keep: float) -> Array:
    steps = rng.normal(0, sd * np.sqrt(1 - keep**2), days)
    state, found = rng.normal(0, sd), np.empty(days)
    for n in range(days):
        state = keep * state + steps[n]
        found[n] = state
    return found


def site(seed: int) -> Site:
    """A site of that number."""
    rng = np.random.default_rng([77, seed])
    weeks = int(rng.choice([40, 52, 78, 104]))
    days = weeks * 7 + MONTH.days
    t = np.arange(days)
    leaves = tuple((visitor, channel) for visitor in ("new", "returning") for channel in CHANNELS)
    year = 2 * np.pi * (t / 365 + rng.uniform())
    season = rng.uniform(0.02, 0.2) * np.sin(year)
    growth = rng.normal(0.05, 0.12) * (t / 365)
    weekday = np.tile(np.exp(rng.normal(0, 0.18, 7)), days // 7 + 1)[:days]
    shared = _lingering(rng, days, rng.uniform(0.03, 0.10), 0.97)
    size = float(np.exp(rng.normal(np.log(900), 0.8)))
    parts = rng.dirichlet(np.full(len(CHANNELS), 3.0))
    level = []
    for visitor, channel in leaves:
        share = parts[CHANNELS.index(channel)] * (0.62 if visitor == "new" else 0.38)
        own = _lingering(rng, days, rng.uniform(0.03, 0.12), 0.95)
        level.append(size * share * np.exp(season + growth + shared + own))
    usual = np.stack(level) * weekday / weekday[:7].mean()
    usual = rng.poisson(usual * np.exp(rng.normal(0, 0.05, usual.shape))).astype(float)
    levers, efforts, reference = [], [], []
    for channel in CHANNELS[:DRIVEN]:
        hours = channel in HOURS
        usual_effort = float(np.exp(rng.normal(np.log(1.2 if hours else 40), 0.5)))
        weekly = np.exp(rng.normal(0, rng.choice([0.12, 0.35, 0.6]), weeks + 1) + 0.8 * season[::7][: weeks + 1])
        effort = np.repeat(weekly, 7)[: weeks * 7] * usual_effort
        efforts.append(effort)
        reference.append(float(effort.mean()))
        levers.append(
            Lever(
                name=channel,
                unit="hours" if hours else "money",
                uses=(("hours" if hours else "money", 1.0),),
                drives=(("channel", (channel,)),),
                most=reference[-1] * MONTH.days * float(rng.uniform(1.8, 3.5)),
            )
        )
    effort = np.stack(efforts)
    now = effort[:, -28:].mean(axis=1) * MONTH.days
    more = float(rng.uniform(1.0, 1.6))
    start = MONTH.start - timedelta(days=weeks * 7)
    shape = np.where(rng.uniform(size=DRIVEN) < 0.25, rng.uniform(1.4, 2.2, DRIVEN), 1.0)
    drawn = Site(
        goal=Goal(
            target=Target(text="a target", kind="total", amount=1.0),
            traffic=Table(files=("traffic.csv",), by=("visitor", "channel")),
            period=MONTH,
            resources=tuple(
                Resource(
                    name=name, amount=more * float(sum(now[n] for n, each in enumerate(levers) if each.unit == name))
                )
                for name in ("money", "hours")
            ),
            levers=tuple(levers),
            as_of=MONTH.start - timedelta(days=1),
            seed=1,
        ),
        history=History(levels=("visitor", "channel"), leaves=leaves, first=start, sessions=np.zeros((len(leaves), 1))),
        usual=usual,
        share=np.array([rng.uniform(0.35, 0.9) if n < 3 else rng.uniform(0.05, 0.45) for n in range(DRIVEN)]),
        half=np.exp(rng.normal(0.3, 0.5, DRIVEN)),
        shape=shape,
        carry=rng.uniform(0.0, 0.6, DRIVEN),
        effort=effort,
        reference=np.array(reference),
        bad=np.repeat(np.exp(rng.normal(-0.05, 0.2, (DRIVEN, MONTH.days // 7))), 7, axis=1),
    )
    past = drawn.brought(np.zeros((DRIVEN, MONTH.days)))[:, : weeks * 7]
    return _known(drawn, past, effort)


def _known(drawn: Site, sessions: Array, effort: Array) -> Site:
    history = replace(
        drawn.history,
        sessions=np.round(sessions),
        effort=EffortHistory(
            names=tuple(lever.name for lever in drawn.goal.levers), first=drawn.history.first, amounts=effort
        ),
    )
    goal = replace(drawn.goal, target=replace(drawn.goal.target, amount=float(history.sessions[:, -28:].sum() * 1.15)))
    return replace(drawn, history=history, goal=goal)


def with_month(site: Site, sessions: Array, effort: Array) -> History:
    """The history with the first days of the month. Args: sessions (n_leaves, n_days), effort (n_levers, n_days)."""
    known = site.history
    assert known.effort is not None
    return replace(
        known,
        sessions=np.concatenate([known.sessions, np.round(sessions)], axis=1),
        effort=replace(known.effort, amounts=np.concatenate([known.effort.amounts, effort], axis=1)),
    )
