"""Plans for those who do not want the most sessions on average: the surest ones, or the likeliest to reach a target."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from planner.allocation.allocate import solve
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.merit import Merit
from planner.allocation.prepared import Prepared, prepare
from planner.allocation.prospect import Draws, Prospect, draws
from planner.allocation.table import gain_at, snapped_down
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, frozen

SEARCHED, JUDGING = slice(0, None, 2), slice(1, None, 2)  # of the draws, whose order says nothing
LOOKS = 12
CLOSE = 1e-4  # of the figure: a plan so close to its bound is the best that there is
LOOSE, FEW_NODES = 1e-3, 10  # of each: plans are judged anyway, and the next is another
SURE = 1.0  # standard errors by which a plan must be better than the one with the most expected sessions
_SAME = 1e-6  # of the figure: smaller differences are none
_KEPT = 1e-9  # of a minimum
_FITS = 1e-9  # of a budget
_LEAST = 1e-3  # of its mean: what a lever's gain counts for at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The plan that is best by a figure other than the mean, with what that brings and what it takes."""

    allocation: Allocation
    """Its effort and what that leaves. `value` is its mean and `bound` what no plan's mean passes, so that `gap` is mostly what the
    choice gives up on average. Prices are those of the plan with the most expected sessions."""
    figure: float
    """Of this plan, on the draws that the search did not see."""
    instead_of: float
    """Of the plan with the most expected sessions, on the same draws."""
    fewer: float
    """[sessions] of the goal's branch that this plan gives up against that one, on average over all draws."""
    searched: float
    """Of this plan, on the draws that were searched."""
    bound: float
    """What no plan within the limits passes on those; infinite where that is not known."""

    @property
    def gap(self) -> float | None:
        """(bound - searched) / bound, 0 for a proven optimum on the searched draws; None where no bound is known."""
        return max(0.0, self.bound - self.searched) / self.bound if 0 < self.bound < inf else None


def choose(
    prepared: Prepared, budget: Array, expected: Allocation, prospect: Prospect, merit: Merit, *, looks: int = LOOKS
) -> Chosen:
    """The plan with the best figure of those that a search on every other draw meets, judged on the rest.

    The mean of the draws under any weights is a table like any other, whose best plan can be found. So weights and plans answer each
    other: the next plan is the best for the mean of the weights so far, and the next weights are those of the mean of the plans
    so far. For the worst fifth and concave tables this converges to the best plan there is, and every answer bounds it. All
    plans on the way are judged, and one is taken only where its figure is better than the expected plan's by more than a
    standard error.

    Every limit holds for the means: budgets, steps, pairs, minimums; and no lever is given more than what is worth it on average.

    Args: prepared, from `prepare`; budget (n_resources,) [resource]; expected: what `solve` finds for both; prospect: levers as in the
    task before it was prepared, and `inside` what their sessions count (the task may weigh them otherwise); merit: what the figure is;
    looks: how many plans are asked for at most.
    Source: fictitious play, Brown (1951), Iterative Solution of Games by Fictitious Play, and Robinson (1951); the rule of one standard
    error, Breiman et al. (1984), Classification and Regression Trees."""
    seen, unseen = draws(prepared, prospect, SEARCHED), draws(prepared, prospect, JUDGING)
    plans, bound, nodes = _plans(seen, budget, expected.effort[prepared.order], merit, looks)
    outcomes = [unseen.outcome(plan) for plan in plans]
    best = _best(outcomes, merit)
    fewer = [float((part.outcome(plans[0]) - part.outcome(plans[best])).sum()) for part in (seen, unseen)]
    return Chosen(
        allocation=_allocation(prepared, budget, plans[best], expected, nodes) if best else expected,
        figure=merit.figure(outcomes[best]),
        instead_of=merit.figure(outcomes[0]),
        fewer=sum(fewer) / len(prospect.usual),
        searched=merit.figure(seen.outcome(plans[best])),
        bound=bound,
    )


def _plans(seen: Draws, budget: Array, expected: Array, merit: Merit, looks: int) -> tuple[list[Array], float, int]:
    """The plans to judge, the expected one first; what no plan's figure passes; how many subproblems were looked at."""
    task, value = seen.prepared.task, seen.prepared.value
    plans, best, bound, nodes = [expected], -inf, inf, 0
    if not len(expected):
        return plans, bound, nodes
    most = task.effort[np.arange(len(value)), value.argmax(axis=1)]
    starts = merit.starts(seen.outcome(expected), seen.outcome(most))
    for weights in starts:
        for plan, mean, searched in _answers(seen, budget, weights, merit, looks // len(starts)):
            plans.append(plan)
            best = max(best, merit.figure(seen.outcome(plan)))
            bound = min(bound, merit.most(mean))
            nodes += searched
            if bound < inf and bound - best <= CLOSE * abs(bound):
                break
    return plans, bound, nodes


def _answers(
    seen: Draws, budget: Array, weights: Array, merit: Merit, looks: int
) -> Iterator[tuple[Array, float, int]]:
    """Plans, with what no plan's mean under such weights passes and how many subproblems were looked at for it."""
    prepared, task = seen.prepared, seen.prepared.task
    exact = not task.need.size and not task.cost.any()
    mean = task.effort[:, 0]
    for look in range(looks):
        asked = _asked(seen, seen.gains(weights))
        try:
            found = solve(prepare(asked), budget, tolerance=LOOSE, most_nodes=FEW_NODES)
        except InfeasibleError:  # minimums that so short a search does not meet
            return
        beside = ((asked.weight - seen.inside)[:, None] * asked.gain).min(axis=1)  # counts there, but not here
        most = found.bound - task.base - float(beside.sum()) + float(weights @ seen.usual)
        yield found.effort, most if exact else inf, found.nodes
        step = 2 / (look + 2)
        mean = mean + step * (found.effort - mean)
        if look and (mixed := _mixed(prepared, mean)) is not None:
            yield mixed, inf, 0
        weights = weights + step * (merit.weights(seen.outcome(mean)) - weights)


def _asked(seen: Draws, gains: Array) -> Task:
    """The task whose value is that of weighted draws, while its limits are those of the means.

    With minimums the tables have to stay the means; then every lever counts as much as the weighted draws say of it on the whole.
    """
    task, value = seen.prepared.task, seen.prepared.value
    weight = np.where(seen.inside > 0, seen.inside, task.weight)
    if task.need.size:
        rise, usual = gains.max(axis=1) - gains.min(axis=1), task.gain.max(axis=1) - task.gain.min(axis=1)
        part = np.maximum(np.divide(rise, usual, out=np.ones_like(usual), where=usual > 0), _LEAST)
        return replace(task, weight=weight * part, cost=task.cost * part)
    rows, last = np.arange(len(value)), value.argmax(axis=1)
    beyond = np.arange(value.shape[1]) > last[:, None]  # what is worth it on average
    falls = np.minimum(task.gain - task.gain[rows, last][:, None], 0.0)
    return replace(task, weight=weight, gain=np.where(beyond, gains[rows, last][:, None] + falls, gains))


def _mixed(prepared: Prepared, mean: Array) -> Array | None:
    """The mean of some plans as a plan, on whole steps; None where it does not keep the minimums or pairs that they kept."""
    task = prepared.task
    plan = np.where(task.stepped > 0, snapped_down(task.effort, mean), mean)
    short = task.need - task.share @ gain_at(task.effort, task.gain, plan)
    kept = (short <= _KEPT * prepared.need_size).all() and (prepared.rules is None or prepared.rules.keep(plan))
    return plan if kept else None


def _best(outcomes: list[Array], merit: Merit) -> int:
    """Position of the best plan; 0 where none is surely better than the first."""
    parts = np.array([merit.parts(outcome) for outcome in outcomes])
    figures = np.array([merit.figure(outcome) for outcome in outcomes])
    means, more = parts.mean(axis=1), parts - parts[0]
    error = more.std(axis=1) / more.shape[1] ** 0.5
    better = (means - means[0] > SURE * error + _SAME * abs(means[0])) & (figures > figures[0])
    return int(np.where(better, means, -inf).argmax())


def _allocation(prepared: Prepared, budget: Array, plan: Array, expected: Allocation, nodes: int) -> Allocation:
    task = prepared.task
    effort = np.empty(plan.size)
    effort[prepared.order] = plan
    value = float(task.weight @ gain_at(task.effort, task.gain, plan) - task.cost @ plan)
    left = budget - task.uses @ plan
    return replace(
        expected,
        effort=frozen(effort),
        value=task.base + value,
        left=frozen(np.where(left < 0, np.maximum(left, -_FITS * budget), left)),
        nodes=expected.nodes + nodes,
    )
