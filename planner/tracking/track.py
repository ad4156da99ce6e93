"""track: the plan against what came of it, wired."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal, Where
from planner.model.history import History
from planner.model.learned import Learned
from planner.model.made import MadeNode, MadePlan
from planner.model.track import EffortTrack, NodeTrack, Track
from planner.planning.known import as_it_goes
from planner.tracking.ahead import Ahead, ahead
from planner.tracking.causes import causes
from planner.tracking.effects import brought, effects
from planner.tracking.expected import Expected, expected
from planner.tracking.nodes import Rows, tracked
from planner.tracking.seen import Seen, before
from planner.tracking.standing import Standing, after, last_day_warning, standing
from planner.tracking.stretch import goal_over, lever_over
from planner.words.dates import plain_day
from planner.words.figures import exact
from planner.words.language import say

MOST_NAMED = 3  # days
CHANGED = 0.005  # of the sessions that a plan was made from: more or fewer now is another history


def track(
    goal: Goal, history: History, made: MadePlan, *, to: date | None = None, then: History | None = None
) -> Track:
    """Where a plan stands: what came, what the plan expected, what is to come, and why they differ.

    Args and raises: as `standing`.
    """
    stand = standing(goal, history, made, to=to, then=then)
    history, found = stand.history, stand.seen
    promised = expected(stand)
    rest = ahead(stand)
    rows = _rows(stand, promised, rest)
    tree = tracked(made.tree, rows)
    done = np.array([made.done(lever.name) for lever in made.levers])
    came = rows.actual - before(history, made)
    learned = _learned(stand, rest)
    felt = effects(promised, stand.spent - done, learned, history)
    return Track(
        made=made,
        over=found.over,
        left=made.period.days - found.over.days,
        branch=next(node for node in tree.walk() if _same(node.key, made.where)),
        tree=tree,
        unknown=_unknown(history, promised, rows),
        levers=tuple(
            EffortTrack(name=lever.name, unit=lever.unit, planned=lever.planned, due=float(each), spent=used)
            for lever, each, used in zip(made.levers, stand.due, found.spent, strict=True)
        ),
        resources=_resources(made, stand.due, found),
        causes=causes(promised, felt, history, came, history.matching(made.where)),
        brought=brought(felt, made, learned),
        told=found.told,
        warnings=tuple(_warnings(stand, promised)),
    )


def _rows(stand: Standing, promised: Expected, rest: Ahead | None) -> Rows:
    history = stand.history
    then = {leaf: n for n, leaf in enumerate(promised.history.leaves)}
    known = [n for n, leaf in enumerate(history.leaves) if leaf in then]
    draws = np.zeros((len(history.leaves), promised.draws.shape[1]))
    draws[known] = promised.draws[[then[history.leaves[n]] for n in known]]
    return Rows(
        history=history,
        actual=stand.seen.sessions,
        expected=draws + before(history, stand.made)[:, None],
        ahead=rest.draws if rest else np.zeros_like(draws),
    )


def _unknown(history: History, promised: Expected, rows: Rows) -> tuple[NodeTrack, ...]:
    """The leaves that had no sessions yet when the plan was made."""
    known = set(promised.history.leaves)
    return tuple(
        rows.node(
            MadeNode(
                name=leaf[-1], key=history.places(leaf), now=0, target=0, expected=0.0, unassigned=False, children=()
            ),
            [n],
        )
        for n, leaf in enumerate(history.leaves)
        if leaf not in known and rows.actual[n] > 0
    )


def _same(key: tuple[tuple[str, str], ...], where: Where) -> bool:
    return tuple((level, (value,)) for level, value in key) == where


def _learned(stand: Standing, rest: Ahead | None) -> Learned | None:
    """What all of the history teaches."""
    if rest is not None:
        return rest.known.learned
    weeks = after(stand.seen)
    part = weeks.days / stand.made.period.days
    levers = [
        lever_over(lever, part, now=plan.now * part, least=0.0, most=plan.most * part)
        for lever, plan in zip(stand.levers, stand.made.levers, strict=True)
    ]
    return as_it_goes(goal_over(stand.goal, stand.made, weeks, levers), stand.history, weeks).learned


def _resources(made: MadePlan, asked: Array, found: Seen) -> tuple[EffortTrack, ...]:
    """What the levers use of every resource."""
    names = dict.fromkeys(name for lever in made.levers for name, _ in lever.uses)
    rows = []
    for name in names:
        uses = np.array([dict(lever.uses).get(name, 0.0) for lever in made.levers])
        used = [each for each, use in zip(found.spent, uses, strict=True) if use > 0]
        rows.append(
            EffortTrack(
                name=name,
                unit=name,
                planned=float(uses @ [lever.planned for lever in made.levers]),
                due=float(uses @ asked),
                spent=None if None in used else float(uses @ [each or 0.0 for each in found.spent]),
            )
        )
    return tuple(rows)


def _warnings(stand: Standing, promised: Expected) -> Iterator[str]:
    found, made = stand.seen, stand.made
    yield from last_day_warning(stand)
    if found.missing:
        days = ", ".join(plain_day(day) for day in found.missing[:MOST_NAMED])
        more = len(found.missing) - MOST_NAMED
        yield (
            say("No traffic is known of {days}; these days count as the others do.", days=days)
            if more <= 0
            else say(
                "No traffic is known of {days} and {more} days more; these count as the others do.",
                days=days,
                more=more,
            )
        )
    if made.levers and found.told is None:
        yield say("No table tells what effort was spent; the plan's is taken for it.")
    elif found.told is not None and found.told < found.over.end:
        yield say("Effort is known up to {day}; after it, as much a day is taken for spent.", day=plain_day(found.told))
    now = float(np.nansum(promised.history.sessions))
    if made.seen is not None and abs(now - made.seen) > CHANGED * max(made.seen, 1.0):
        yield say(
            "The plan was made from {then} sessions up to {day}; the traffic has {now} of those days now, and they are what is expected from here.",
            then=exact(made.seen),
            now=exact(now),
            day=plain_day(made.as_of),
        )
