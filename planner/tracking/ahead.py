"""What the days that are left bring."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.goal import Lever
from planner.model.history import History
from planner.model.period import Period
from planner.planning.gains import by_leaf, gains_at, within
from planner.planning.known import Known, known
from planner.response.now import ever_used
from planner.tracking.judged import believed, without
from planner.tracking.standing import Standing
from planner.tracking.stretch import goal_over, lever_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The days that are left, as they look now."""

    history: History
    """Up to now, without what was done by judgement alone."""
    levers: tuple[Lever, ...]
    """Over those days."""
    stretch: Period
    planned: Array
    """(n_levers,) [lever units] what the plan asks for on those days."""
    known: Known
    still: Array
    """(n_leaves, n_draws) [sessions] that earlier effort still brings, by judgement alone."""
    draws: Array
    """(n_leaves, n_draws) [sessions] if the rest of the plan is done."""


def ahead(stand: Standing) -> Ahead | None:
    """What the rest of the period brings if it goes on as planned; None where nothing is left of it.

    What was not done of the plan so far stays undone.
    """
    made = stand.made
    stretch = stand.seen.left(made.period)
    if stretch is None:
        return None
    over = stand.seen.over
    extra = believed(
        stand.goal, stand.levers, stand.history, made, over, stretch.days, stand.spent, stand.seen.sessions
    )
    plain = without(stand.history, extra.daily, over)
    part = stretch.days / made.period.days
    levers = []
    for lever, plan, done in zip(stand.levers, made.levers, stand.spent.tolist(), strict=True):
        now = None if ever_used(stand.history.effort, lever.name) else made.usual(plan) * stretch.days
        least, most = max(plan.least - done, 0.0), max(plan.most - done, 0.0)
        levers.append(lever_over(lever, part, now=now, least=least, most=most))
    efforts = np.maximum([plan.planned for plan in made.levers] - stand.due, 0.0)
    found = known(goal_over(stand.goal, made, stretch, levers), plain, stretch)
    gains = gains_at(found.gains, within(found.gains, efforts))
    usual = found.usual.draws + extra.still
    return Ahead(
        history=plain,
        levers=tuple(levers),
        stretch=stretch,
        planned=frozen(efforts),
        known=found,
        still=extra.still,
        draws=frozen(np.maximum(usual + by_leaf(found.gains, gains), 0.0)),
    )
