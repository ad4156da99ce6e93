"""What history teaches about effort: curves as joint draws, and the prior knowledge that they start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.model.arrays import Array, Ints
from planner.model.belief import Bell

HEARD = 0.4  # of what is known of a curve: less from history is prior knowledge in disguise


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's judgement: `effort` causes this share of the leaves' recent sessions."""

    effort: float
    """[lever units/day] > 0."""
    share: Bell
    """Of the log of the share [-]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What is believed of a lever before its history is looked at. Usual effort: the mean of the weeks that had any."""

    share: Bell
    """Of the logit of the share of its leaves' sessions that usual effort causes."""
    carry: Bell
    """Of the logit of the carry-over: the part of one week's effect that is left a week later."""
    doubling: Bell
    """Of log(d - 1), where twice the usual effort brings d times the sessions."""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The running means of effort at one moment, over the reference [-]."""

    begun: Array
    """(n_draws,) the inner one."""
    counted: Array
    """(n_draws,) the outer one: the effort that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Which draws are the same: one stands as often as it weighs."""

    first: Ints
    """(n_distinct,) the first draw of each."""
    which: Ints
    """(n_draws,) which of these each draw is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One lever's effect as joint draws: each draw is one possible truth, the same draw for every lever.

    Effort at a steady rate x causes share * h(x) / h(reference) of the sessions that the leaves have at the reference, h being a Hill
    curve; the effort that counts is a running mean of a running mean, in which each week leaves `rise` and `carry` of itself to the next.
    """

    lever: int
    """Position in the goal."""
    reference: float
    """[lever units/day] usual effort."""
    share: Array
    """(n_draws,) [-]."""
    carry: Array
    """(n_draws,) [-] per week."""
    rise: Array
    """(n_draws,) [-] per week, less than `carry`: how slowly an effect begins."""
    half: Array
    """(n_draws,) half-saturation over the reference [-]."""
    shape: Array
    """(n_draws,) [-]."""
    state: State
    """At the end of the history."""
    weight: float
    """[-] how much of what is known of it comes from history, 0 (all is prior knowledge) to 1."""

    variation: float
    """[-] standard deviation of its weekly effort over the mean."""
    repeated: Repeated | None = None
    """None where all draws differ."""

    @property
    def heard(self) -> bool:
        """Whether history says enough for the curve to be more than prior knowledge in disguise."""
        return self.weight >= HEARD

    @property
    def distinct(self) -> tuple[Ints, Ints]:
        """The draws that differ, and for every draw which of these it is: what costs much is worked out once for each."""
        if self.repeated is None:
            every = np.arange(len(self.share))
            return every, every
        return self.repeated.first, self.repeated.which

    @property
    def doubling(self) -> Array:
        """(n_draws,) times the sessions that twice the usual effort brings [-]."""
        scaled = self.half**self.shape
        times: Array = 2**self.shape * (1 + scaled) / (2**self.shape + scaled)
        return times

    @property
    def delay(self) -> Array:
        """(n_draws,) [weeks] from effort to effect, on average."""
        weeks: Array = self.carry / (1 - self.carry) + self.rise / (1 - self.rise)
        return weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Leaves that the same learned levers drive."""

    leaves: tuple[int, ...]
    curves: tuple[int, ...]
    """Positions in `Learned.curves`."""
    effect: Array
    """(n_days,) mean log of sessions over those at usual effort, on every day of the traffic's history."""
    recent: Array
    """(n_draws,) the same by draw, mean of the last four weeks."""
    noise: float
    """[-] standard deviation of a week's log sessions that effort, season and the site's own movement leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """All that history teaches about the levers of a goal."""

    curves: tuple[Curve, ...]
    pieces: tuple[Piece, ...]
    last: date
    """The last day of effort and traffic that was learned from."""
    weeks: int
    """Whole weeks that were learned from."""

    def of(self, lever: int) -> Curve | None:
        """The curve of the lever at a position in the goal; None where history has none of it."""
        return next((curve for curve in self.curves if curve.lever == lever), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Extra first visits come back: visits of returning people that no lever drives follow the new ones of the weeks before."""

    new: tuple[int, ...]
    """Leaves of first visits."""
    returning: tuple[int, ...]
    """Leaves of returning visitors that no lever drives, and nobody pays for or writes to."""
    share: Array
    """(n_draws,) [-] share of their sessions that rises and falls with first visits."""
    carry: Array
    """(n_draws,) [-] of the first visits that count, what is left of a week's a week later."""
    ratio: Array
    """(n_draws,) [-] their sessions in the period over first visits, effort being what it was of late."""
    weight: float
    """[-] how much of what is known of it comes from history, 0 to 1."""

    def within(self, looks: Sequence[tuple[float, float]]) -> Array:
        """(n_draws,) the part of the echo of steady first visits that comes within a period; see `effects.stretches`."""
        come: Array = np.sum([part * (1 - self.carry**week) for week, part in looks], axis=0)
        return come
