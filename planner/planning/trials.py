"""What to try, so that a curve that nobody knows is known, and what that would be worth."""

from dataclasses import dataclass, replace

import numpy as np

from planner.allocation.allocate import solve
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import prepare
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, frozen
from planner.model.draws import normals
from planner.model.lever_plan import LeverPlan, Trial
from planner.model.period import WEEK
from planner.model.response import GainTable
from planner.planning.known import Known
from planner.planning.task import Question

TIMES = (0.0, 0.5, 1.5, 2.0)  # today's effort, to try
PARTS = (0.25, 0.5, 1.0)  # of the most, where there is no effort today
WEEKS = (2, 4, 6, 8)
BEFORE = 8.0  # weeks that a trial is compared with
NOISE = 0.12  # standard deviation of a week's log sessions, where no history tells
ENOUGH = 0.7  # of what the best trial would explain: the cheapest that explains so much is proposed
OUTCOMES = 5  # of a trial that are told apart
MOST_TRIALS = 3
SMALL = 1e-4  # of all sessions, and …
LITTLE = 0.5  # sessions: what is not worth more is not worth a line
LEAST_BASE = 1.0
LEAST_LEFT = 0.02  # of a channel's sessions: no log of less


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One way to try a lever."""

    effort: float
    """[units/period] rate."""
    weeks: int
    signal: Array
    """(n_draws,) log of sessions at that effort over those at today's."""
    noise: float
    """Standard deviation of what would be measured of it."""
    cost: float
    """[sessions] that the effort would bring elsewhere, less what it brings."""

    @property
    def learned(self) -> float:
        """[-] part of the variance of the signal that the measurement explains."""
        variance = float(self.signal.var())
        return variance / (variance + self.noise**2) if variance > 0 else 0.0


def trials(
    levers: tuple[LeverPlan, ...], asked: Question, facts: Known, found: Allocation, *, seed: int
) -> tuple[Trial, ...]:
    """A trial for each lever to test first, for those that are most worth knowing.

    What it is worth is reckoned by what it could show: in each of five equally likely outcomes the plan is made anew with the
    lever's curve as it then would be, and the mean of these plans is compared with the plan as it is.
    """
    at = [
        n
        for n, lever in enumerate(levers)
        if lever.verdict == "test first" and asked.inside[n] > 0 and lever.starts is None
    ]
    stakes = sorted(at, key=lambda n: -_stake(facts.gains, n, asked))[:MOST_TRIALS]
    proposed = [trial for n in stakes if (trial := _trial(levers[n], n, asked, facts, found, seed)) is not None]
    return tuple(sorted(proposed, key=lambda trial: -trial.worth))


def _stake(table: GainTable, n: int, asked: Question) -> float:
    """How far apart the curves lie that the lever could have, in sessions of the goal's branch."""
    return float(table.gain[n, :, -1].std() * asked.inside[n])


def _trial(lever: LeverPlan, n: int, asked: Question, facts: Known, found: Allocation, seed: int) -> Trial | None:
    designs = _designs(n, asked, facts, found)
    best = max((design.learned for design in designs), default=0.0)
    if best == 0:
        return None
    design = min((d for d in designs if d.learned >= ENOUGH * best), key=lambda d: (d.cost, d.weeks))
    worth = _worth(n, design, asked, facts.gains, found, seed)
    if worth < max(LITTLE, SMALL * found.value):
        return None
    days = facts.usual.day_shares.shape[0]
    more = (design.effort - lever.now) * WEEK / days * design.weeks
    return Trial(
        lever=lever.name,
        unit=lever.unit,
        now=lever.now * WEEK / days,
        tried=design.effort * WEEK / days,
        weeks=design.weeks,
        uses=tuple((name, each * more) for name, each in lever.uses),
        learned=design.learned,
        worth=worth,
    )


def _designs(n: int, asked: Question, facts: Known, found: Allocation) -> list[Design]:
    table, now = facts.gains, float(asked.now[n])
    row = table.effort[n]
    wanted = [now * times for times in TIMES] if now > 0 else [float(row[-1]) * part for part in PARTS]
    efforts = sorted({float(row[np.argmin(np.abs(row - effort))]) for effort in wanted if row[0] <= effort <= row[-1]})
    leaves = list(table.options[n].leaves)
    base = max(float(facts.usual.draws[leaves].sum(axis=0).mean()), LEAST_BASE)
    noise = _noise(n, facts, base)
    price = float(found.shadow_prices @ asked.task.uses[:, n])
    days = facts.usual.day_shares.shape[0]
    designs = []
    for effort in efforts:
        if effort == now:
            continue
        gain = table.gain[n, :, int(np.searchsorted(row, effort))]
        for weeks in WEEKS:
            seen = gain * _come(table.arrived[n], weeks * WEEK)
            signal = np.log(np.maximum(1 + seen / base, LEAST_LEFT))
            cost = (price * (effort - now) - float(seen.mean())) * weeks * WEEK / days
            designs.append(
                Design(
                    effort=effort, weeks=weeks, signal=signal, noise=noise * (1 / weeks + 1 / BEFORE) ** 0.5, cost=cost
                )
            )
    return designs


def _come(arrived: Array, days: int) -> float:
    """The mean effect over the first so many days, over that in the whole period; past its end, effect goes on as in its last week.

    Args: arrived (n_days,) share of the effect in the period that has come by the end of each day.
    """
    whole = len(arrived)
    if days <= whole:
        return float(arrived[days - 1]) * whole / days
    last = min(WEEK, whole)
    rate = (1 - float(arrived[-last - 1] if last < whole else 0.0)) / last
    return (1 + rate * (days - whole)) * whole / days


def _noise(n: int, facts: Known, base: float) -> float:
    """Standard deviation of a week's log sessions on the lever's leaves, chance of single visits included where nothing was learned."""
    if facts.learned:
        for piece in facts.learned.pieces:
            if any(facts.learned.curves[k].lever == n for k in piece.curves) and np.isfinite(piece.noise):
                return piece.noise
    a_week = base * WEEK / facts.usual.day_shares.shape[0]
    return float(np.hypot(NOISE, 1 / max(a_week, LEAST_BASE) ** 0.5))


def _worth(n: int, design: Design, asked: Question, table: GainTable, found: Allocation, seed: int) -> float:
    """[sessions in the period] mean of the plans made after each outcome, over the plan made without."""
    rng = np.random.default_rng([seed, 7, n])
    seen = design.signal + design.noise * normals(rng, 1, len(design.signal))[0]
    budget = asked.task.uses @ found.effort + found.left
    plans = []
    for draws in np.array_split(np.argsort(seen, kind="stable"), OUTCOMES):
        gain = asked.task.gain.copy()
        gain[n] = table.gain[n][draws].mean(axis=0)
        plans.append(_best(replace(asked.task, gain=frozen(gain)), budget))
    without = _best(asked.task, budget)
    return 0.0 if None in plans or without is None else float(np.mean([each for each in plans if each])) - without


def _best(task: Task, budget: Array) -> float | None:
    """[sessions] what the best plan brings; None where sub-targets leave none."""
    try:
        return solve(prepare(task), budget).value
    except InfeasibleError:
        return None
