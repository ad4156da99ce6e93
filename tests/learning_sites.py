"""Made-up sites whose truth is known, for the tests of what is learned from history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from planner.learning.learn import learn, lessons
from planner.model.arrays import Array, frozen
from planner.model.effects import mean_response
from planner.model.goal import Counts, Goal, Lever, Target
from planner.model.history import EffortHistory, History
from planner.model.learned import Bell, Claim, Curve, Learned, Prior, State
from planner.model.period import Period
from planner.planning.known import Known, known

FIRST = date(2024, 1, 1)  # a Monday
WEEKDAYS = (1.12, 1.15, 1.12, 1.06, 0.98, 0.76, 0.81)
DRAWS = 400
PRIOR = Prior(share=Bell(middle=0.0, sd=1.2), carry=Bell(middle=-1.0, sd=1.1), doubling=Bell(middle=-0.7, sd=0.5))
"""Of a lever of which little is believed."""


def prior(**settings: Bell | Claim) -> Prior:
    return replace(PRIOR, **settings)  # type: ignore[arg-type]


def stepped(rng: np.random.Generator, weeks: int, usual: float = 100.0, sd: float = 0.6) -> Array:
    """(days,) effort that is decided anew every two to five weeks."""
    found: list[float] = []
    while len(found) < weeks:
        found += [usual * float(np.exp(rng.normal(0, sd)))] * int(rng.integers(2, 6))
    return np.repeat(found[:weeks], 7)


def season(days: int, height: float = 0.25) -> Array:
    """(days,) log of what the time of the year does."""
    return height * np.cos(2 * np.pi * (np.arange(days) - 330) / 365.25)


def lasting(effort: Array, carry: float) -> Array:
    """Effort that counts day by day, where `carry` of an effect is left a week later."""
    daily, state, found = carry ** (1 / 7), float(effort[0]), []
    for amount in effort.tolist():
        state = daily * state + (1 - daily) * amount
        found.append(state)
    return np.array(found)


def felt(effort: Array, share: float, *, half: float = 1.0, carry: float = 0.0) -> Array:
    """(days,) sessions over those at usual effort: the lever brings `share` of them, levels off, and lasts."""
    usual = float(effort[effort > 0].mean())
    ratio = (lasting(effort, carry) if carry else effort) / usual
    brought: Array = 1 - share + share * (1 + half) * ratio / (half + ratio)
    return brought


def visits(
    rng: np.random.Generator, base: float, days: int, *, effect: Array | float = 1.0, moves: Array | float = 0.0, noise: float = 0.06
) -> Array:  # fmt: skip
    """(days,) sessions, with the days of the week. Args: moves: log of what moves the channel beside effort."""
    week = np.resize(WEEKDAYS, days)
    return np.round(base * week * effect * np.exp(moves + rng.normal(0, noise, days)))


def site(
    sessions: Mapping[str, Array], efforts: Mapping[str, Array], *, cadence: str = "day", effort_first: date = FIRST
) -> History:
    """A history of channels and levers, all from the same day on unless effort begins at another."""
    effort = EffortHistory(
        names=tuple(efforts),
        first=effort_first,
        amounts=frozen(np.stack(list(efforts.values()))),
        cadence=cadence,  # type: ignore[arg-type]
    )
    return History(
        levels=("channel",),
        leaves=tuple((name,) for name in sessions),
        first=FIRST,
        sessions=frozen(np.stack(list(sessions.values()))),
        effort=effort,
    )


def goal(drives: Mapping[str, Sequence[str]], **settings: object) -> Goal:
    """A goal with these levers on these channels; none: on the whole site."""
    levers = tuple(
        Lever(name=name, unit="money", uses=(("money", 1.0),), drives=(("channel", tuple(to)),) if to else ())
        for name, to in drives.items()
    )
    fields = {
        "target": Target(text="2x", kind="multiple", amount=2.0),
        "traffic": Counts(rows=()),
        "levers": levers,
        "as_of": FIRST,
        "draws": DRAWS,
    } | settings
    return Goal(**fields)  # type: ignore[arg-type]


def next_weeks(history: History, weeks: int = 4) -> Period:
    return Period(start=history.last + timedelta(days=1), end=history.last + timedelta(days=7 * weeks))


def seen(drives: Mapping[str, Sequence[str]], history: History, **settings: object) -> Known:
    """All that is known of the four weeks after a history."""
    return known(goal(drives, **settings), history, next_weeks(history))


def taught(
    drives: Mapping[str, Sequence[str]], history: History, *, seed: int = 1, n_draws: int = DRAWS,
    priors: Mapping[str, Prior] | None = None,
) -> Learned:  # fmt: skip
    """What history teaches, believing little beforehand."""
    driven = [
        history.matching((("channel", tuple(to)),)) if to else tuple(range(len(history.leaves)))
        for to in drives.values()
    ]
    asked = lessons(history, list(drives), driven, [(priors or {}).get(name, PRIOR) for name in drives])
    found = learn(history, asked, seed=seed, n_draws=n_draws)
    assert found is not None
    return found


def steady(curve: Curve, effort: float) -> Array:
    """(n_draws,) sessions that lasting effort brings, over all of its leaves' at usual effort. Args: effort over usual effort."""
    level = np.full(len(curve.share), effort)
    state = State(begun=level, counted=level)
    at = mean_response(curve, np.array([effort * curve.reference]), ((1.0, 1.0),), state)[:, 0]
    return at + curve.share


def interval(draws: Array) -> tuple[float, float]:
    """80 %."""
    low, high = np.quantile(draws, [0.1, 0.9])
    return float(low), float(high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ads:
    """A site with one paid lever of known effect, and three channels that no lever drives."""

    sessions: dict[str, Array]
    effort: Array
    effect: Array

    @property
    def history(self) -> History:
        return site(self.sessions, {"ads": self.effort})

    def learned(self, **changes: Array) -> Curve:
        """The curve of the lever, some channels, or its effort ("ads"), replaced."""
        effort = changes.pop("ads", self.effort)
        return taught(ADS, site(self.sessions | changes, {"ads": effort})).curves[0]


ADS = {"ads": ("Paid Search",)}


def ads(
    seed: int, weeks: int = 78, *, share: float = 0.5, carry: float = 0.0, half: float = 1.0, effort: Array | None = None,
    moves: Array | float = 0.0, own: Array | float = 0.0, noise: float = 0.06,
) -> Ads:  # fmt: skip
    """Args: moves: log of what moves the whole site; own: of what moves the lever's channel alone."""
    rng = np.random.default_rng(seed)
    days = weeks * 7
    spent = stepped(rng, weeks) if effort is None else effort
    effect = felt(spent, share, carry=carry, half=half)
    sessions = {
        "Paid Search": visits(rng, 400, days, effect=effect, moves=moves + own, noise=noise),
        "Direct": visits(rng, 300, days, moves=moves, noise=noise),
        "Organic Search": visits(rng, 700, days, moves=moves, noise=noise),
        "Referral": visits(rng, 90, days, moves=moves, noise=noise),
    }
    return Ads(sessions=sessions, effort=spent, effect=effect)
