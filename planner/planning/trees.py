"""The tree of a plan: what every leaf has to bring, could bring and will bring, and through which levers."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.response import GainTable
from planner.model.tree import Node
from planner.model.visitors import Visitor, visitor_kind
from planner.planning.aim import Aim
from planner.planning.gains import by_leaf, gains_at
from planner.planning.reach import Reach
from planner.planning.targets import split_target
from planner.planning.task import Question
from planner.tree.grow import Leaves, grow

MOST_NAMED = 3  # levers at a leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """The plan's tree, and the branches of first and of returning visitors as the history has them."""

    tree: Node
    """The levels of the goal's branch come first, so that it is one node."""
    new: Node | None
    returning: Node | None


def trees_of(
    goal: Goal, history: History, aim: Aim, asked: Question, table: GainTable, usual: Forecast, expected: Array, reach: Reach
) -> Trees:  # fmt: skip
    """The trees of the plan that brings `expected`, (n_leaves, n_draws) [sessions in the period]."""
    leaves = Leaves(
        now=aim.now,
        forecast=usual.draws,
        expected=expected,
        target=_targets(goal, history, aim, usual, table, reach),
        room=np.maximum(by_leaf(table, gains_at(table, asked.most).mean(axis=1)), 0.0),
        levers=_levers_by_leaf(table, asked),
    )
    key = tuple((level, values[0]) for level, values in aim.where)
    tree = grow(history, leaves, goal=key, target=aim.target, unassigned=reach.needed.unassigned)
    as_given = grow(history, leaves, goal=(), target=tree.target, unassigned=0) if key else tree
    return Trees(tree=tree, new=_branch(as_given, "new"), returning=_branch(as_given, "returning"))


def _targets(goal: Goal, history: History, aim: Aim, usual: Forecast, table: GainTable, reach: Reach) -> Array:
    """(n_leaves,) [sessions] what every leaf has to bring."""
    return split_target(
        usual.draws.mean(axis=1),
        by_leaf(table, gains_at(table, reach.effort).mean(axis=1)),
        total=aim.target - reach.needed.unassigned,
        inside=list(aim.leaves),
        bounds=[(history.matching(bound.where), bound.sessions) for bound in goal.at_least],
    )


def _levers_by_leaf(table: GainTable, asked: Question) -> tuple[tuple[str, ...], ...]:
    """Names of the levers that could bring most, by leaf, largest first."""
    room = table.leaf_shares * gains_at(table, asked.most).mean(axis=1)[:, None]
    order = np.argsort(-room, axis=0, kind="stable")
    names = [option.lever.name for option in table.options]
    return tuple(
        tuple(names[n] for n in order[:MOST_NAMED, leaf] if room[n, leaf] > 0) for leaf in range(room.shape[1])
    )


def _branch(tree: Node, kind: Visitor) -> Node | None:
    return next((node for node in tree.children if visitor_kind(node.name) == kind), None)
