"""What became of one goal of a portfolio, in one row."""

from dataclasses import dataclass
from typing import Literal

from planner.model.lever_plan import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A goal's plan in a few figures, or why there is none."""

    file: str
    """The goal file, as it was opened."""
    plan: str
    """The plan's JSON, seen from the folder of all plans; empty where there is none."""
    metric: str = ""
    start: str = ""
    """First and …"""
    end: str = ""
    """… last day of the period, as in 2026-12-31."""
    branch: str = ""
    """That the target is of; empty for all of the site."""
    target: int = 0
    forecast: float = 0.0
    """[sessions in the period] mean, effort going on as it was."""
    expected: float = 0.0
    """The same with the planned effort."""
    low: float = 0.0
    high: float = 0.0
    """80 % range of what the plan brings."""
    chance: float = 0.0
    chance_alone: float = 0.0
    """Of the target if effort goes on as it was."""
    scale: float | None = None
    """[-] common scale of all resources at which the mean reaches the target; None where no amount does."""
    even: float | None = None
    """[-] the same for a chance of 50 % …"""
    likely: float | None = None
    """[-] … and of 80 %."""
    lever: str = ""
    """The lever that brings most over what its effort would bring elsewhere; empty where none is to be changed."""
    verdict: Verdict | Literal[""] = ""
    """What to do with it."""
    extra: float = 0.0
    """[sessions in the period] what that brings."""
    warnings: int = 0
    shares: tuple[tuple[str, float], ...] = ()
    """(resource that goals have together, how much of it is this one's)."""
    problem: str = ""
    """What is wrong with the goal file or its tables, every problem on lines of its own; empty where it was planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All goals of a portfolio together."""

    goals: int = 0
    problems: int = 0
    """Goals without a plan."""
    warned: int = 0
    """Goals whose plan has warnings."""
    kinds: tuple[tuple[str, str, str, bool], ...] = ()
    """(metric, first and last day, whether of a branch) that goals are of; figures are only added up where there is one."""
    target: float = 0.0
    forecast: float = 0.0
    expected: float = 0.0
    met: int = 0
    """Goals whose chance is 50 % or more."""
    likely: int = 0
    """80 % or more."""
    hopeless: int = 0
    """Goals that no amount of the resources gives even odds."""

    @property
    def planned(self) -> int:
        return self.goals - self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedUse:
    """A resource that goals have together."""

    name: str
    amount: float
    used: float
    """By all goals' plans."""
    next_unit: float
    """[weighted sessions] what one more unit would bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What goals have together, and how it is divided."""

    resources: tuple[SharedUse, ...]
    goals: int
    """Among which it is divided."""
    gap: float
    """[-] no other division brings more than this beyond it, of the (weighted) total."""
    weighted: bool
    """Whether sessions of some goals are worth more than those of others."""
