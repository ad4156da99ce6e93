"""A goal under other circumstances, beside the goal as it stands; and its target split another way."""

from dataclasses import dataclass

from planner.model.goal import Goal, Scenario
from planner.model.history import History
from planner.model.plan import Plan
from planner.model.tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A scenario, ready to be planned."""

    scenario: Scenario
    goal: Goal
    """With the scenario's changes."""
    history: History


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A scenario with its plan."""

    scenario: Scenario
    """Without changes for the goal as it stands."""
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a split in proportion to today's traffic asks of a branch. Whole sessions; the children add up to their branch."""

    node: Node
    target: int
    """Outside the goal's branch, what the plan's own tree says."""
    above: int
    """How much of it lies above the forecast of the leaves."""
    beyond: int
    """How much of it neither the forecast of the leaves nor any lever brings."""
    children: tuple["Share", ...] = ()
