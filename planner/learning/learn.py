"""Curves from history, for every lever that has one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.learning.demand import demand, movements
from planner.learning.likelihood import explained, series
from planner.learning.posterior import (
    BEGIN,
    RECENT,
    Observed,
    Parameters,
    Pushed,
    brought,
    claimed,
    posterior,
)
from planner.learning.sampling import Sample, picked, width
from planner.learning.weekly import Part, Weekly, parts_of, weekly
from planner.model.arrays import Array, Ints, frozen, sealed
from planner.model.history import EffortHistory, History
from planner.model.learned import Curve, Learned, Piece, Prior, Repeated, State
from planner.model.period import WEEK
from planner.text import folded

LEAST_WEEKS = 4  # of traffic and effort in common, to learn anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lever to be learned about."""

    lever: int
    """Position in the goal."""
    row: int
    """Of the effort history."""
    leaves: tuple[int, ...]
    prior: Prior


def lessons(
    history: History, names: Sequence[str], driven: Sequence[tuple[int, ...]], priors: Sequence[Prior]
) -> tuple[Lesson, ...]:
    """The levers whose effort was ever more than none. Args: names, driven and priors by position in the goal."""
    if history.effort is None or history.counts_only:
        return ()
    rows = {folded(name): n for n, name in enumerate(history.effort.names)}
    used = np.nansum(history.effort.amounts, axis=1) > 0
    return tuple(
        Lesson(lever=n, row=row, leaves=leaves, prior=prior)
        for n, (name, leaves, prior) in enumerate(zip(names, driven, priors, strict=True))
        if leaves and (row := rows.get(folded(name))) is not None and used[row]
    )


def learn(history: History, asked: Sequence[Lesson], *, seed: int, n_draws: int) -> Learned | None:
    """What history teaches about levers; None where there is nothing to learn from.

    Levers that have leaves in common are weighed together, all others each on its own leaves: their weekly logs are a level, a trend, a season,
    the movement that the rest of the site shows, the log of what effort brings, and noise that lingers.
    """
    if history.effort is None or not asked:
        return None
    parts = parts_of(history, [lesson.leaves for lesson in asked])
    weeks = weekly(history, history.effort, [lesson.row for lesson in asked], parts)
    if weeks is None or weeks.efforts.shape[1] < LEAST_WEEKS:
        return None
    shown = [
        k
        for k in range(len(asked))
        if weeks.efforts[k].any() and any(_observable(weeks, n, k) for n in range(len(parts)))
    ]
    if len(shown) < len(asked):  # the others were never at work while their leaves were there to be seen
        return learn(history, [asked[k] for k in shown], seed=seed, n_draws=n_draws)
    window = _Window(weekly=weeks, moves=movements(weeks), lessons=tuple(asked), effort=history.effort)
    curves: dict[int, Curve] = {}
    pieces: list[Piece] = []
    for n, group in enumerate(_groups(parts)):
        rng = np.random.default_rng([seed, 3, n])
        found, felt = _learned(window, group, rng, n_draws, history)
        curves.update(zip(group, found, strict=True))
        pieces += felt
    return Learned(
        curves=tuple(curves[k] for k in range(len(asked))),
        pieces=tuple(pieces),
        last=weeks.last,
        weeks=weeks.efforts.shape[1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """What is learned from, and about."""

    weekly: Weekly
    moves: Array
    """See `movements`."""
    lessons: tuple[Lesson, ...]
    effort: EffortHistory

    def pushed(self, lever: int) -> Pushed:
        efforts = self.weekly.efforts[lever]
        reference = float(efforts[efforts > 0].mean())
        return Pushed(
            prior=self.lessons[lever].prior,
            reference=reference,
            efforts=efforts / reference,
            before=self.weekly.before[lever] / reference,
        )


def _observable(weeks: Weekly, part: int, lever: int) -> bool:
    """Whether a lever drives a part that has weeks enough to learn from."""
    return lever in weeks.parts[part].levers and int((~np.isnan(weeks.logs[part])).sum()) >= LEAST_WEEKS


def _groups(parts: Sequence[Part]) -> list[tuple[int, ...]]:
    """Levers by what they have leaves in common with, directly or through others, in order."""
    groups: list[set[int]] = []
    for part in parts:
        if part.levers:
            joined = set(part.levers).union(*(g for g in groups if not g.isdisjoint(part.levers)))
            groups = [g for g in groups if g.isdisjoint(part.levers)] + [joined]
    return sorted(tuple(sorted(group)) for group in groups)


def _learned(
    window: _Window, group: tuple[int, ...], rng: np.random.Generator, n_draws: int, history: History
) -> tuple[list[Curve], list[Piece]]:
    """The curves of a group of levers, and what they did to its parts."""
    weeks = window.weekly
    pushed = [window.pushed(lever) for lever in group]
    at = [n for n in range(len(weeks.parts)) if any(_observable(weeks, n, lever) for lever in group)]
    observed = [
        Observed(
            series=series(weeks.logs[n], demand(weeks, n, window.moves)),
            levers=tuple(group.index(k) for k in weeks.parts[n].levers),
        )
        for n in at
    ]
    found, look = posterior(pushed, observed, rng)
    drawn = picked(found, n_draws, rng)
    repeated = _repeated(drawn, len(found.points))
    curves = [
        Curve(
            lever=window.lessons[group[k]].lever,
            reference=pushed[k].reference,
            share=frozen(curve.share[drawn]),
            carry=frozen(curve.carry[drawn]),
            rise=frozen(curve.rise[drawn]),
            half=frozen(curve.half[drawn]),
            shape=frozen(curve.shape[drawn]),
            state=State(begun=frozen(look.begun[k][drawn]), counted=frozen(look.counted[k][drawn, -1])),
            weight=_weight(found, pushed[k], curve),
            variation=float(pushed[k].efforts.std() / max(float(pushed[k].efforts.mean()), 1e-9)),
            repeated=repeated,
        )
        for k, curve in enumerate(look.curves)
    ]
    week_of = _week_of_days(weeks, history)
    pieces = [
        _piece(weeks.parts[n], part, effects, drawn, week_of)
        for n, part, effects in zip(at, observed, look.effects, strict=True)
    ]
    return curves, pieces


def _repeated(at: Ints, n_points: int) -> Repeated:
    """Args: at (n_draws,) positions among the points that were drawn."""
    first = np.full(n_points, len(at))
    np.minimum.at(first, at, np.arange(len(at)))
    taken = np.flatnonzero(first < len(at))
    which = np.empty(n_points, dtype=np.int64)
    which[taken] = np.arange(len(taken))
    return Repeated(first=sealed(first[taken]), which=sealed(which[at]))


def _piece(part: Part, observed: Observed, effects: Array, drawn: Ints, week_of: Ints) -> Piece:
    """What effort did to a part, by day. Args: effects (n_points, n_weeks): log of the sessions over those at usual effort; drawn (n_draws,) points."""
    often = np.bincount(drawn, minlength=len(effects)) / len(drawn)
    mean = often @ effects
    # before and after all that is known, effort is taken for what it was in the first and in the last weeks
    by_day = np.concatenate([mean[:BEGIN].mean(keepdims=True), mean, mean[-RECENT:].mean(keepdims=True)])[week_of]
    *days, after = np.bincount(week_of[-RECENT * WEEK :], minlength=len(mean) + 2)[1:] / (RECENT * WEEK)
    lately = np.array(days)
    lately[-RECENT:] += after / RECENT
    return Piece(
        leaves=part.leaves,
        curves=part.levers,
        effect=frozen(by_day),
        recent=frozen((effects @ lately)[drawn]),
        noise=float(explained(observed.series, mean[None, :]).variance[0] ** 0.5),
    )


def _week_of_days(weeks: Weekly, history: History) -> Ints:
    """(n_days,) the week that each day of the history falls into, from 1; 0 before the first, one more than there are after the last."""
    n_days, n_weeks = history.sessions.shape[1], weeks.efforts.shape[1]
    begin = n_days - (history.last - weeks.last).days - n_weeks * WEEK
    found: Ints = np.clip((np.arange(n_days) - begin) // WEEK + 1, 0, n_weeks + 1)
    return found


def _weight(found: Sample, lever: Pushed, curve: Parameters) -> float:
    """How much narrower history made what twice the usual effort would add: the part that is gone of the square of its 80 % range.

    The larger of that of the figure and of its log: "next to nothing" is narrow in sessions, "a lot" in logs. A judgement is no history.
    """
    claim = np.broadcast_to(claimed(lever, curve, 0.0), found.prior.shape)
    believed = found.prior * np.exp(claim - claim.max())
    believed = believed / believed.sum()
    added = _added(curve)
    order = np.argsort(added, kind="stable")
    now, before, rising = found.weights[order], believed[order], added[order]
    gone = (1 - (width(each, now) / width(each, before)) ** 2 for each in (rising, np.log(rising)))
    return float(np.clip(max(gone), 0.0, 1.0))


def _added(curve: Parameters) -> Array:
    """(n_points,) what twice the usual effort would add, over the sessions at usual effort."""
    twice = np.full((len(curve.share), 1), 2.0)
    return np.maximum(brought(curve, twice)[:, 0] - curve.share, 1e-9)
