"""A goal worked out: every stage from goal and history to the best effort, before anything is told of it."""

from dataclasses import dataclass, replace

import numpy as np

from planner.allocation.prepared import Prepared, prepare
from planner.allocation.prospect import Prospect
from planner.errors import InputError
from planner.model.allocation import Allocation
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.plan import RiskChoice, Start
from planner.model.response import GainTable
from planner.planning.aim import Aim, aim_of, period_of
from planner.planning.allocated import allocated
from planner.planning.checks import find_problems
from planner.planning.known import Known, known
from planner.planning.quality import Rates, rates_of
from planner.planning.reach import Reach, reach_of
from planner.planning.start import started
from planner.planning.task import Question, question
from planner.response.suggest import suggested_levers


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A goal up to its question: what is known, and what the allocation is asked."""

    goal: Goal
    """With levers: the playbook's, where the goal file names none."""
    ruled_out: tuple[str, ...]
    """Levers of the playbook that are not there, and why."""
    today: Forecast
    """With effort as it is, wherever the plan starts from."""
    facts: Known
    """From where the plan starts."""
    aim: Aim
    rates: tuple[Rates, ...]
    asked: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked(Posed):
    """What the stages found."""

    history: History
    start: Start
    prepared: Prepared
    reach: Reach
    prospect: Prospect
    found: Allocation
    risk: RiskChoice | None

    @property
    def usual(self) -> Forecast:
        return self.facts.usual

    @property
    def table(self) -> GainTable:
        return self.facts.gains


def posed(goal: Goal, history: History, *, start: Start = "today") -> Posed:
    """The question that a goal is, and all that it rests on. Args and raises: as `make_plan`."""
    if problems := find_problems(goal, history):
        raise InputError(problems)
    named, ruled_out = (goal.levers, ()) if goal.levers else suggested_levers(goal, history)
    goal = replace(goal, levers=named)
    return posed_from(goal, history, known(goal, history, period_of(goal, history)), start=start, ruled_out=ruled_out)


def posed_from(
    goal: Goal, history: History, facts: Known, *, start: Start = "today", ruled_out: tuple[str, ...] = ()
) -> Posed:
    """The same from what is known of the period already. Args: goal: with levers, checked against its history."""
    aim = aim_of(goal, facts.mended)
    usual, table = started(start, facts.usual, facts.gains)
    rates = rates_of(history, seed=goal.seed, n_draws=goal.draws)
    asked = question(goal, history, aim, usual, table, rates)
    known_now = replace(facts, usual=usual, gains=table)
    return Posed(
        goal=goal, ruled_out=ruled_out, today=facts.usual, facts=known_now, aim=aim, rates=rates, asked=asked
    )  # fmt: skip


def worked_out(goal: Goal, history: History, *, start: Start = "today") -> Worked:
    """The best effort for a goal, and all that it rests on. Args and raises: as `make_plan`."""
    return answered(posed(goal, history, start=start), history, start=start)


def answered(it: Posed, history: History, *, start: Start = "today") -> Worked:
    """The best effort for a goal that is posed. Raises: InputError where its limits contradict each other."""
    goal, aim, asked, usual, table = it.goal, it.aim, it.asked, it.facts.usual, it.facts.gains
    free = prepare(replace(asked.task, cost=np.zeros_like(asked.task.cost)))
    reach = reach_of(aim, asked, free, usual, table)
    prepared = prepare(asked.task) if goal.worth else free
    prospect = Prospect(usual=usual.draws[list(aim.leaves)].sum(axis=0), gain=table.gain, inside=asked.inside)
    found, risk = allocated(goal, asked, prepared, prospect, target=aim.target, scale=reach.needed.scale, start=start)
    return Worked(
        goal=goal,
        history=history,
        start=start,
        ruled_out=it.ruled_out,
        today=it.today,
        facts=it.facts,
        aim=aim,
        rates=it.rates,
        asked=asked,
        prepared=prepared,
        reach=reach,
        prospect=prospect,
        found=found,
        risk=risk,
    )
