"""What the plan says of every lever."""

from dataclasses import dataclass

import numpy as np

from planner.model.allocation import Allocation
from planner.model.arrays import Array
from planner.model.goal import Goal, Where
from planner.model.lever_plan import LeverPlan
from planner.model.response import GainTable, Option
from planner.model.spread import Spread, spreads
from planner.planning.causes import cause_of
from planner.planning.gains import gains_at
from planner.planning.task import Question
from planner.planning.verdicts import reason_of, verdict_of
from planner.words.language import say
from planner.words.phrases import alternatives


def lever_plans(goal: Goal, asked: Question, table: GainTable, found: Allocation) -> tuple[LeverPlan, ...]:
    """Every lever of the table, in its order, at the effort that the allocation chose."""
    gains = gains_at(table, found.effort)
    extra = spreads(gains)
    next_unit = spreads(_next_unit(table, found.effort, gains))
    room = gains_at(table, asked.most).mean(axis=1)
    change = found.effort - asked.now
    surplus = asked.inside * gains.mean(axis=1) - (found.shadow_prices @ asked.task.uses) * change
    return tuple(
        _plan(
            goal,
            option,
            _Figures(
                planned=float(found.effort[n]),
                extra=extra[n],
                later=extra[n].mean * float(table.later[n]),
                next_unit=next_unit[n],
                room=float(room[n]),
                surplus=float(surplus[n]),
                cause=cause_of(n, asked, table, found),
            ),
        )
        for n, option in enumerate(table.options)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """What the allocation says of one lever; see LeverPlan."""

    planned: float
    extra: Spread
    later: float
    next_unit: Spread
    room: float
    surplus: float
    cause: str


def _next_unit(table: GainTable, effort: Array, gains: Array) -> Array:
    """[sessions/unit] by draw, from the planned effort to the next point of the table, or from the one before it at the limit."""
    length = table.effort[:, -1] - table.effort[:, 0]
    to = np.where(table.effort > (effort + 1e-9 * length)[:, None], table.effort, np.inf).min(axis=1, initial=np.inf)
    back = np.where(table.effort < (effort - 1e-9 * length)[:, None], table.effort, -np.inf).max(
        axis=1, initial=-np.inf
    )
    other = np.where(np.isfinite(to), to, np.where(np.isfinite(back), back, effort))
    step = other - effort
    change = gains_at(table, other) - gains
    return np.divide(change, step[:, None], out=np.zeros_like(change), where=step[:, None] != 0)


def _plan(goal: Goal, option: Option, it: _Figures) -> LeverPlan:
    lever, now = option.lever, option.now
    least = lever.least or 0.0
    verdict = verdict_of(option, planned=it.planned, extra=it.extra)
    return LeverPlan(
        name=lever.name,
        unit=lever.unit,
        uses=lever.uses,
        now=now,
        planned=it.planned,
        least=least,
        most=lever.most or 0.0,
        step=lever.step,
        extra=it.extra,
        later=it.later,
        next_unit=it.next_unit,
        room=it.room,
        price=1 / it.next_unit.mean if it.next_unit.mean > 0 else None,
        surplus=it.surplus,
        evidence=option.evidence,
        history=option.weight,
        verdict=verdict,
        why=reason_of(verdict, option, cause=it.cause, planned=it.planned),
        drives=_words(lever.drives),
        where=goal.place("levers", lever.name).brief if ("levers", lever.name) in goal.places else "",
        starts=lever.starts,
        lag=lever.lag or 0.0,
        owner=lever.owner,
        action=lever.action,
    )


def _words(where: Where) -> str:
    """new / Organic Search or Referral."""
    return " / ".join(alternatives(values) for _, values in where) or say("the whole site")
