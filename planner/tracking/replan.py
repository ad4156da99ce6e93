"""replan: the best use of what is left, beside what the old plan asks for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from planner.errors import InputError
from planner.model.arrays import Array, Bools, frozen
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.made import MadePlan
from planner.model.replanned import LeverChange, Replanned, ResourceLeft
from planner.model.spread import spread, spreads
from planner.planning.gains import by_leaf, gains_at, within
from planner.planning.known import known
from planner.planning.make_plan import plan_of
from planner.planning.worked import Worked, answered, posed_from
from planner.tracking.ahead import Ahead, ahead
from planner.tracking.remaining import Remaining, fixed, goal_left, in_time, resources_left
from planner.tracking.standing import Standing, last_day_warning, standing
from planner.tracking.whole import whole
from planner.words.language import say

TOO_LATE = 0.1  # of an effect that comes in time: of less, nothing more is planned
SURE = 0.9  # chance that other efforts bring more: else those that were planned stay


def replan(
    goal: Goal,
    history: History,
    made: MadePlan,
    *,
    to: date | None = None,
    then: History | None = None,
    left: Mapping[str, float] | None = None,
) -> Replanned | None:
    """The remaining gap over the remaining days and resources, with curves that know what was seen.

    Args: as `standing`; left: amounts of resources that are left, by name, in place of what follows from the plan.
    Returns: None where no day is left.
    Raises: InputError as `standing`, and for limits that contradict each other.
    """
    stand = standing(goal, history, made, to=to, then=then)
    rest = ahead(stand)
    if rest is None:
        return None
    inside = list(stand.history.matching(made.where))
    come = float(stand.seen.sessions[inside].sum())
    remaining = resources_left(stand, rest.stretch, left or {})
    worked, late, warnings = _worked(stand, rest, remaining, target=max(made.target - round(come), 1.0))
    scheduled = _payable(worked, rest)
    worked, kept = _kept(worked, scheduled)
    old = gains_at(rest.known.gains, scheduled)
    new = gains_at(worked.table, worked.found.effort)
    usual = worked.usual.draws
    before = come + np.maximum(usual + by_leaf(worked.table, old), 0.0)[inside].sum(axis=0)
    change = spreads((new - old) * worked.asked.inside[:, None]) if len(new) else ()
    share = in_time(worked.table.later)
    return Replanned(
        made=made,
        over=stand.seen.over,
        left=rest.stretch,
        actual=come,
        before=spread(before),
        chance_before=float((before >= made.target).mean()),
        plan=whole(plan_of(worked), stand, remaining),
        kept=kept,
        levers=tuple(
            LeverChange(
                name=lever.name,
                unit=lever.unit,
                before=lever.planned,
                spent=float(stand.spent[n]),
                scheduled=float(scheduled[n]),
                planned=float(worked.found.effort[n]),
                extra=change[n],
                in_time=float(share[n]),
                dropped=bool(late[n]),
            )
            for n, lever in enumerate(made.levers)
        ),
        resources=_resources(worked, remaining),
        told=stand.seen.told is not None,
        warnings=(*last_day_warning(stand), *warnings),
    )


def _worked(
    stand: Standing, rest: Ahead, remaining: tuple[Remaining, ...], *, target: float
) -> tuple[Worked, Bools, tuple[str, ...]]:
    """The rest of the goal worked out, which levers are too late for it, and what of the goal had to be given up.

    What can no longer be kept is given up in turn: sub-targets and floors, then the least effort of levers.
    """
    late = (in_time(rest.known.gains.later) < TOO_LATE) & (
        rest.known.gains.effort[:, -1] > rest.known.gains.effort[:, 0]
    )
    levers = tuple(fixed(lever) if gone else lever for lever, gone in zip(rest.levers, late.tolist(), strict=True))
    goal = goal_left(stand, levers, rest.stretch, remaining, target=target)
    free = replace(goal, at_least=(), floors=())
    loose = replace(free, levers=tuple(replace(lever, least=0.0) for lever in levers))
    tries = (
        (goal, ()),
        (free, (say("The sub-targets cannot be reached any more; the rest is planned without them."),)),
        (
            loose,
            (
                say(
                    "What is left does not pay for the least effort of every lever; the rest is planned without such limits."
                ),
            ),
        ),
    )
    for n, (asked, given_up) in enumerate(tries):
        try:
            facts = rest.known if asked.levers == rest.levers else known(asked, rest.history, rest.stretch)
            usual = replace(facts.usual, draws=frozen(facts.usual.draws + rest.still))
            return answered(posed_from(asked, rest.history, replace(facts, usual=usual)), rest.history), late, given_up
        except InputError:
            if n == len(tries) - 1:
                raise
    raise AssertionError


def _payable(worked: Worked, rest: Ahead) -> Array:
    """(n_levers,) what was scheduled as far as limits and what is left of the resources allow, all that use up one cut alike."""
    task = worked.asked.task
    old = within(rest.known.gains, rest.planned)
    used = task.uses @ old
    part = np.divide(task.budget, used, out=np.ones_like(used), where=used > task.budget)
    cut = np.where(task.uses > 0, part[:, None], 1.0).min(axis=0, initial=1.0)
    return within(rest.known.gains, old * cut)


def _kept(worked: Worked, scheduled: Array) -> tuple[Worked, bool]:
    """The efforts that were scheduled, but for levers that are too late, where they can be paid for and others are not clearly better.

    Curves are known but so well: to follow every change of them would cost more than it brings.
    """
    task, table, found = worked.asked.task, worked.table, worked.found
    stays = within(table, scheduled)
    if not len(stays) or not bool((task.uses @ stays <= task.budget * (1 + 1e-9)).all()):
        return worked, False
    gained = gains_at(table, found.effort) - gains_at(table, stays)
    change = (worked.asked.inside[:, None] * gained).sum(axis=0)
    if float((change > 0).mean()) >= SURE:
        return worked, False
    left = np.maximum(task.budget - task.uses @ stays, 0.0)
    value = float(found.value - change.mean())
    return replace(worked, found=replace(found, effort=frozen(stays), value=value, left=frozen(left))), True


def _resources(worked: Worked, remaining: tuple[Remaining, ...]) -> tuple[ResourceLeft, ...]:
    used = worked.asked.task.uses @ worked.found.effort
    gone = {each.name: each for each in remaining}
    return tuple(
        ResourceLeft(
            name=name,
            amount=gone[name].amount if name in gone else None,
            planned=float(used[n]),
            gone=gone[name].gone if name in gone else 0.0,
        )
        for n, name in enumerate(worked.asked.resources)
    )
