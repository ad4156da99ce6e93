"""A goal over a part of its period, its levers with it."""

from collections.abc import Sequence
from dataclasses import replace

from planner.model.goal import Expect, Goal, Lever, Range, Target
from planner.model.made import MadeLever, MadePlan
from planner.model.period import Period


def lever_over(lever: Lever, part: float, *, now: float | None, least: float, most: float) -> Lever:
    """The lever over a part of its period: what is said of the whole period is said of the same rate over the part.

    Args: part [-] of the period's days; now, least and most [lever units] in that part.
    """
    expect = lever.expect
    if expect is not None:
        low, high = expect.sessions.low * part, expect.sessions.high * part
        expect = Expect(at=expect.at * part, sessions=Range(low=low, high=high))
    curve = tuple((effort * part, sessions * part) for effort, sessions in lever.curve)
    return replace(lever, now=now, least=least, most=max(most, least), expect=expect, curve=curve)


def goal_over(goal: Goal, made: MadePlan, stretch: Period, levers: Sequence[Lever], *, target: float = 1.0) -> Goal:
    """The goal with that stretch for its period, and without sub-targets and floors."""
    asked = Target(text=made.text, kind="total", amount=target, where=made.where)
    return replace(
        goal, target=asked, period=stretch, levers=tuple(levers), at_least=(), floors=(), scenarios=(), as_of=made.as_of
    )


def due(made: MadePlan, lever: MadeLever, starts: int, days: int) -> float:
    """[lever units] what the plan asks for from its period's first day on over so many days: effort as it was until it can change, then
    what is planned, evenly.

    Args: starts: days of the period before it can change.
    """
    whole, done, begun = made.period.days, made.done(lever.name), (made.begins - made.period.start).days
    if days <= begun:
        return done * days / begun if begun else 0.0
    closed = max(starts, begun)
    agreed = made.usual(lever) * (closed - begun)
    if days <= closed:
        return done + agreed * (days - begun) / (closed - begun)
    return done + agreed + max(lever.planned - done - agreed, 0.0) * (days - closed) / max(whole - closed, 1)


def closed(lever: Lever, period: Period) -> int:
    """Days of the period before the lever's effort can change."""
    return min(max((lever.starts - period.start).days, 0), period.days) if lever.starts else 0
