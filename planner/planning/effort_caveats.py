"""What a reader should know about the effort that curves were learned from."""

from collections.abc import Iterator

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Goal
from planner.model.history import EffortHistory, History
from planner.model.lever_plan import LeverPlan
from planner.model.period import FOUR_WEEKS
from planner.planning.known import Known
from planner.response.now import recent_effort
from planner.text import folded
from planner.words.figures import amount
from planner.words.figures import days as days_of
from planner.words.language import say
from planner.words.names import unit_name
from planner.words.phrases import listed

BEYOND = 1.5  # times the most effort of four weeks in the history: further than that nobody has been
APART = 2.0  # times today's effort that the goal file says, or a part of it, that the history shows
MOST_NAMED = 5  # names of a table that no lever has
ALIKE = 0.95  # correlation of efforts of levers that share leaves: more cannot be told apart


def effort_warnings(goal: Goal, history: History, facts: Known, levers: tuple[LeverPlan, ...]) -> Iterator[str]:
    """Lines about effort that is far from what was seen, old, short, or hard to tell apart. Args: levers, as planned."""
    effort = history.effort
    if effort is None or not effort.amounts.shape[1]:
        return
    own = any(("levers", lever.name) in goal.places for lever in goal.levers)
    if not own:
        yield from _nameless(goal, effort, levers)
    if own or any(effort.row(lever.name) is not None for lever in levers):
        yield from _short(history, effort, facts)
    days = facts.usual.day_shares.shape[0]
    for said, lever in zip(goal.levers, levers, strict=True):
        row = effort.row(said.name)
        if row is not None:
            yield from _against(said.now, effort, lever, row, days)
    yield from _together(facts, effort, levers)


def _nameless(goal: Goal, effort: EffortHistory, levers: tuple[LeverPlan, ...]) -> Iterator[str]:
    """Effort of names that no lever has, where the goal file names none and the playbook's are planned with."""
    known = {folded(lever.name) for lever in levers}
    if goal.effort is None or not (others := [name for name in effort.names if folded(name) not in known]):
        return
    table = ", ".join(goal.effort.files) or goal.effort.table or say("the effort query")
    named = listed(
        [
            *others[:MOST_NAMED],
            *([say("{count} more", about="names", count=len(others) - MOST_NAMED)] if len(others) > MOST_NAMED else []),
        ]
    )
    yield say(
        "{table} holds {names}: no lever of the goal has these names, so nothing is learned from it; name levers like the table's, under `levers`",
        table=table,
        names=named,
    )


def _against(said: float | None, effort: EffortHistory, lever: LeverPlan, row: int, days: int) -> Iterator[str]:
    seen = recent_effort(effort, lever.name, days) or 0.0
    if said is not None and max(said, seen) > APART * min(said, seen):
        yield say(
            "{lever}: `now` says {said} {unit}, its last four weeks come to {seen}; the plan goes by `now`",
            lever=lever.name,
            said=amount(said),
            unit=unit_name(lever.unit),
            seen=amount(seen),
        )
    most = _most(effort.amounts[row]) * days
    if lever.evidence == "history" and lever.planned > BEYOND * most > 0:
        yield say(
            "{lever}: {planned} {unit} in {days} are {times} times as much a day as in the four weeks that had most; what they bring is drawn out from less",
            lever=lever.name,
            planned=amount(lever.planned),
            unit=unit_name(lever.unit),
            days=days_of(days),
            times=f"{lever.planned / most:.1f}",
        )


def _most(amounts: Array) -> float:
    """[units/day] the largest mean of four weeks."""
    known = np.nan_to_num(amounts)
    length = min(FOUR_WEEKS, len(known))
    sums = np.cumsum(np.append(0.0, known))
    return float((sums[length:] - sums[:-length]).max()) / length


def _together(facts: Known, effort: EffortHistory, levers: tuple[LeverPlan, ...]) -> Iterator[str]:
    """Levers of the same leaves whose efforts always moved together."""
    curves = facts.learned.curves if facts.learned else ()
    for piece in facts.learned.pieces if facts.learned else ():
        names = [levers[curves[k].lever].name for k in piece.curves]
        rows = [effort.row(name) for name in names]
        found: set[str] = set()
        for n, one in enumerate(rows):
            for m, other in enumerate(rows[:n]):
                if (
                    one is not None
                    and other is not None
                    and _correlation(effort.amounts[one], effort.amounts[other]) > ALIKE
                ):
                    found |= {names[n], names[m]}
        if found:
            yield say(
                "{levers} always moved together: history cannot tell them apart until one of them is changed alone",
                levers=listed(sorted(found)),
            )


def _correlation(one: Array, other: Array) -> float:
    """Over the days on which both are known."""
    both = ~np.isnan(one) & ~np.isnan(other)
    if not both.any():
        return 0.0
    first, second = (values[both] - values[both].mean() for values in (one, other))
    scale = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / scale if scale > 0 else 0.0


def _short(history: History, effort: EffortHistory, facts: Known) -> Iterator[str]:
    """Too little of traffic and effort side by side to learn from."""
    if facts.learned is None and np.nansum(effort.amounts) > 0:
        both = (min(history.last, effort.last) - max(history.first, effort.first)).days + 1
        if both > 0:
            yield say(
                "what effort brings is not learned: traffic and effort have only {days} in common", days=days_of(both)
            )
        else:
            yield say("what effort brings is not learned: traffic and effort have no day in common")
