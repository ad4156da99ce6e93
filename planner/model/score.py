"""Past plans against what happened."""

from dataclasses import dataclass

from planner.model.goal import Range
from planner.model.made import MadePlan
from planner.model.response import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanScore:
    """One plan whose period is over."""

    made: MadePlan
    file: str
    """As it was found."""
    actual: float
    """[sessions] of the goal's branch."""
    demand: float
    """[sessions] by which demand was other than forecast."""
    counts: bool
    """Whether it is the first of its period: later ones repeat its chances."""

    @property
    def reached(self) -> bool:
        return self.actual >= self.made.target

    @property
    def held(self) -> bool:
        """Whether the 80 % interval held what came."""
        return self.made.outcome.p10 <= self.actual <= self.made.outcome.p90


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Plans that gave their target about the same chance."""

    low: float
    high: float
    plans: int
    said: float
    """Mean chance."""
    came: float
    """Share of them that reached their target."""
    likely: tuple[float, float]
    """80 % interval of that share in many such plans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What a plan took a lever to bring, and what it was found to."""

    plan: str
    lever: str
    evidence: Evidence
    assumed: float
    """[sessions] mean, at the effort that was really spent."""
    found: float
    low: float
    """p10."""
    high: float
    """p90."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How far one kind of evidence was off."""

    evidence: Evidence
    levers: int
    ratio: Range
    """[-] 80 % range of found over assumed, for a lever to come."""
    held: int
    """Of how many of them what was assumed lies in the range that was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All plans together."""

    plans: tuple[PlanScore, ...]
    """Whose period is over, in its order."""
    open: tuple[str, ...]
    """Plans whose period is not over, or has no traffic yet."""
    problems: tuple[str, ...]
    """Plans that could not be looked at, and why."""
    brier: float | None
    """Mean squared error of the chances; None without plans."""
    baseline: float | None
    """The same of one who always says how often targets are reached."""
    bins: tuple[Bin, ...]
    held: int
    """Plans whose 80 % interval held what came."""
    counted: int
    """Plans that the figures above are of: the first of each period."""
    demand: float | None
    """[-] mean of what demand was off, over what was expected."""
    assumptions: tuple[Assumed, ...]
    """The furthest off first."""
    sources: tuple[Source, ...]
    estimates: Range | None
    """What to put under `estimates` in the next goal file; None without estimates that history has judged."""
