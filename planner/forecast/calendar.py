"""What public holidays and known events do to sessions: taken out of the history, put into the period."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.forecast.levels import HALF
from planner.forecast.occasions import Occasion, occasions
from planner.forecast.weekdays import usual_weekdays
from planner.model.arrays import Array, Bools, Ints, frozen
from planner.model.branches import sum_of_leaves
from planner.model.draws import Z80, normals
from planner.model.forecast import Forecast
from planner.model.goal import Event
from planner.model.history import History
from planner.model.period import Period
from planner.model.repair import bridged

AROUND = 14  # days before and after an occasion that it is compared with
FEWEST = 4  # of them that are known
USUAL_HOLIDAY = 0.3  # log; standard deviation of what a country's holidays do to one site on average
USUAL_EVENT = 0.5  # log; of what an event does
APART = 0.25  # log; standard deviation of one holiday from another …
PRIOR_HOLIDAYS = 2  # … and the holidays that this counts for
AGAIN = 0.1  # log; that the same occasion differs from one time to the next
SURE = 0.05  # log; nobody is surer of an event than that
OWN_WAY = 0.5  # how far leaves differ in how much of the site's effect they show
MOST_EFFECT = 3.0  # log


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an occasion does to the sessions of its days."""

    occasion: Occasion
    log: float
    """Median of the log of sessions against usual ones, over the whole branch."""
    scale: float
    """Standard deviation of that log for the next time."""
    part: Array
    """(n_leaves,) how much of it each leaf of the branch shows: 1 as the branch does."""
    seen: int
    """How often it was seen."""

    @property
    def range(self) -> tuple[float, float]:
        """80 % range of sessions against usual ones."""
        low, high = np.exp(self.log + self.scale * np.array([-Z80, Z80])).tolist()
        return low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One occasion as it was, in the log against the days around it."""

    effect: Array
    """(n_rows, n_times)."""
    noise: Array
    """(n_rows, n_times) variance."""


def effects(history: History, period: Period, events: Sequence[Event]) -> tuple[Effect, ...]:
    """What every holiday and event in the history or the period does.

    Only a history by day shows it; elsewhere only what the goal file says of an event counts.
    Source: normal means with a common mean, shrunk by precision (Lindley and Smith 1972).
    """
    found = occasions(history, period, events)
    times = _times(found, history.sessions.shape[1])
    rest, said = history, []
    for occasion in (one for one in found if one.kind == "event"):
        said.append(_event(occasion, _seen(rest, occasion, times, _profile(rest, occasion.leaves))))
        rest = without_calendar(rest, said[-1:])  # what holidays on its days do is what an event leaves of them
    holidays = [one for one in found if one.kind == "holiday"]
    profile = _profile(rest, np.arange(len(history.leaves))) if holidays else np.zeros((0, 7))
    seen = [_seen(rest, occasion, times, profile) for occasion in holidays]
    middle, spread = _common(seen)
    parts = _parts(seen, len(history.leaves))
    return (*(_holiday(one, each, middle, spread, parts) for one, each in zip(holidays, seen, strict=True)), *said)


def without_calendar(history: History, found: Sequence[Effect]) -> History:
    """The history as it would have been without holidays and events."""
    if not any(effect.occasion.past for effect in found):
        return history
    sessions = history.sessions.copy()
    for effect in found:
        lower = np.exp(-np.clip(effect.log * effect.part, -MOST_EFFECT, MOST_EFFECT))[:, None]
        for days in effect.occasion.past:
            sessions[np.ix_(effect.occasion.leaves, days)] *= lower
    return replace(history, sessions=frozen(sessions))


def with_calendar(
    forecast: Forecast, history: History, found: Sequence[Effect], period: Period, *, seed: int
) -> Forecast:
    """The forecast with the period's holidays and events, an error of each in common to all leaves."""
    coming = [effect for effect in found if len(effect.occasion.ahead)]
    if not coming:
        return forecast
    shares = usual_weekdays(history)
    weekday = np.array(period.weekdays)
    n_draws = forecast.draws.shape[1]
    errors = normals(np.random.default_rng([seed, 5]), len(coming), n_draws)
    logs = [effect.log + effect.scale * error for effect, error in zip(coming, errors, strict=True)]
    more = np.zeros(forecast.draws.shape)
    by_day = np.ones(period.days)
    whole = shares[:, weekday].sum(axis=1)
    means = forecast.draws.mean(axis=1)
    for together, days in _by_occasions(coming):
        log = np.zeros(forecast.draws.shape)
        for n in together:
            log[coming[n].occasion.leaves] += coming[n].part[:, None] * logs[n]
        at = np.flatnonzero(log.any(axis=1))
        times = np.exp(np.clip(log[at], -MOST_EFFECT, MOST_EFFECT)) - 1
        part = np.divide(
            shares[np.ix_(at, weekday[days])].sum(axis=1), whole[at], out=np.zeros(len(at)), where=whole[at] > 0
        )
        more[at] += part[:, None] * times
        by_day[days] += (means[at] * times.mean(axis=1)).sum() / max(float(means.sum()), 1e-9)
    shares_by_day = forecast.day_shares * np.maximum(by_day, 0.0) + 1e-12
    return replace(
        forecast,
        draws=frozen(forecast.draws * np.maximum(1 + more, 0.0)),
        day_shares=frozen(shares_by_day / shares_by_day.sum()),
    )


def _by_occasions(coming: Sequence[Effect]) -> Iterator[tuple[tuple[int, ...], Ints]]:
    """The period's days with the same holidays and events, whose effects multiply there."""
    together: dict[int, list[int]] = defaultdict(list)
    for n, effect in enumerate(coming):
        for day in effect.occasion.ahead.tolist():
            together[day].append(n)
    days: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for day, found in together.items():
        days[tuple(found)].append(day)
    for found_together, on in days.items():
        yield found_together, np.array(on)


def _seen(history: History, occasion: Occasion, times: Ints, profile: Array) -> _Seen:
    """Args: times (n_days,) how many occasions each day has; those with any say nothing of usual days. Returns: the branch in the last row,
    its leaves above."""
    columns: list[tuple[Array, Array]] = []
    for days in occasion.past:
        own = days[times[days] == 1]
        near = slice(max(0, int(days[0]) - AROUND), int(days[-1]) + AROUND + 1)
        on = own if len(own) and occasion.kind == "event" else days
        if (one := _one(history, occasion, on, near, times == 0, profile)) is not None:
            columns.append(one)
    if not columns:
        none = np.zeros((len(occasion.leaves) + 1, 0))
        return _Seen(effect=none, noise=none)
    effect, noise = (np.stack(each, axis=1) for each in zip(*columns, strict=True))
    return _Seen(effect=effect, noise=noise)


def _times(found: Sequence[Occasion], n_days: int) -> Ints:
    """(n_days,) how many holidays and events every day of the history has."""
    times = np.zeros(n_days, dtype=np.int64)
    for occasion in found:
        for days in occasion.past:
            times[days] += 1
    return times


def _one(
    history: History, occasion: Occasion, days: Ints, near: slice, plain: Bools, profile: Array
) -> tuple[Array, Array] | None:
    """Effect and noise of every row, one time that it happened; None where too few days around it are known."""
    sessions = history.sessions[occasion.leaves, near]
    rows = np.vstack([sessions, sum_of_leaves(sessions)])
    known = ~np.isnan(rows)
    weekday = (history.first.toordinal() - 1 + np.arange(near.start, near.start + rows.shape[1])) % 7
    logs = np.log(bridged(rows, known) + HALF) - profile[:, weekday]
    on = np.zeros(rows.shape[1], dtype=np.bool_)
    on[days - near.start] = True
    usual, on = plain[near] & known[-1], on & known[-1]
    if usual.sum() < FEWEST or not on.any():
        return None
    level, spread = logs[:, usual].mean(axis=1), logs[:, usual].std(axis=1)
    noise = spread**2 * (1 / on.sum() + 1 / usual.sum())
    return logs[:, on].mean(axis=1) - level, noise


def _profile(history: History, leaves: Ints) -> Array:
    """(n_leaves + 1, 7) log of each weekday's sessions against a week's mean, the branch of these leaves in the last row."""
    shares = usual_weekdays(
        replace(history, sessions=history.sessions[leaves], leaves=tuple(history.leaves[n] for n in leaves.tolist()))
    )
    return np.log(np.maximum(shares * 7, 1e-3))


def _common(seen: Sequence[_Seen]) -> tuple[float, float]:
    """Mean over a country's holidays of what they do to the site, and how far they differ (standard deviation)."""
    effect = np.concatenate([each.effect[-1] for each in seen]) if seen else np.zeros(0)
    if not len(effect):
        return 0.0, USUAL_HOLIDAY
    noise = np.concatenate([each.noise[-1] for each in seen])
    seen_apart = max(float(((effect - effect.mean()) ** 2 - noise).mean()), 0.0)
    between = (len(effect) * seen_apart + PRIOR_HOLIDAYS * APART**2) / (len(effect) + PRIOR_HOLIDAYS)
    weight = 1 / (between + noise)
    return float((weight * effect).sum() / (weight.sum() + USUAL_HOLIDAY**-2)), between**0.5


def _parts(seen: Sequence[_Seen], n_leaves: int) -> Array:
    """(n_leaves,) how much of the branch's effect each leaf shows: a regression through the origin, shrunk to all of it."""
    both = [each for each in seen if each.effect.shape[1]]
    if not both:
        return np.ones(n_leaves)
    effect = np.concatenate([each.effect for each in both], axis=1)
    noise = np.concatenate([each.noise for each in both], axis=1)[:-1] + AGAIN**2
    leaves, branch = effect[:-1], effect[-1]
    sums = (leaves * branch / noise).sum(axis=1) + OWN_WAY**-2
    part: Array = sums / ((branch**2 / noise).sum(axis=1) + OWN_WAY**-2)
    return np.clip(part, 0.0, 3.0)


def _holiday(occasion: Occasion, seen: _Seen, middle: float, spread: float, parts: Array) -> Effect:
    log, scale = _posterior(seen, middle, spread)
    return Effect(occasion=occasion, log=log, scale=scale, part=parts, seen=seen.effect.shape[1])


def _event(occasion: Occasion, seen: _Seen) -> Effect:
    said = occasion.said
    middle, spread = 0.0, USUAL_EVENT
    if said:
        middle = float(np.log(said.low * said.high) / 2)
        spread = max(float(np.log(said.high / said.low)) / (2 * Z80), SURE)
    log, scale = _posterior(seen, middle, spread)
    if said and not seen.effect.shape[1]:
        scale = spread  # the range is of the next time already
    parts = _parts([seen], len(occasion.leaves))
    return Effect(occasion=occasion, log=log, scale=scale, part=parts, seen=seen.effect.shape[1])


def _posterior(seen: _Seen, middle: float, spread: float) -> tuple[float, float]:
    """Median and scale of the next time's effect, from what was known of such occasions and the times it was seen."""
    weight = 1 / (seen.noise[-1] + AGAIN**2)
    precision = spread**-2 + float(weight.sum())
    log = (middle * spread**-2 + float((weight * seen.effect[-1]).sum())) / precision
    return float(np.clip(log, -MOST_EFFECT, MOST_EFFECT)), float(np.sqrt(1 / precision + AGAIN**2))
