"""What effort brings: curves as tables, and the evidence they rest on."""

from dataclasses import dataclass
from typing import Literal

from planner.model.arrays import Array
from planner.model.goal import Lever

Evidence = Literal["history", "judgement", "playbook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something the plan takes for granted."""

    text: str
    source: Evidence
    where: str = ""
    """The place in the goal file, or the publication, that it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A lever with everything that its goal-file entry left open settled."""

    lever: Lever
    """With `now`, `least` and `most` filled in."""
    leaves: tuple[int, ...]
    """Indices of the leaves that it drives."""
    evidence: Evidence
    weight: float | None = None
    """[-] how much of what is known of its curve comes from history; None where history has none of its effort."""
    variation: float | None = None
    """[-] standard deviation of its weekly effort over the mean; None where history has none of it."""
    assumptions: tuple[Assumption, ...] = ()

    @property
    def now(self) -> float:
        return self.lever.now or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GainTable:
    """Extra sessions against business as usual, by lever, draw and effort."""

    options: tuple[Option, ...]
    effort: Array
    """(n_levers, n_points) [lever units/period], never falling from left to right; the last point repeats where a lever has fewer.
    The first is the least and the last the most that the lever may be given; `now` (in whole steps) is one of them where it lies
    between."""
    stepped: Array
    """(n_levers,) 1 where only these efforts are possible, 0 where all between them are (or so many steps that they may count as all)."""
    gain: Array
    """(n_levers, n_draws, n_points) [sessions in the period] over all leaves; 0 at `now`."""
    present: Array
    """(n_levers,) [sessions in the period] mean of what effort as it is brings in all."""
    later: Array
    """(n_levers,) [-] sessions after the period for each extra session in it."""
    leaf_shares: Array
    """(n_levers, n_leaves) share of a lever's gain that falls on each leaf; rows sum to 1."""
    arrived: Array
    """(n_levers, n_days) share of a lever's gain in the period that has come by the end of each day; the last is 1."""
