"""What is taken for granted about a lever, in sentences."""

from collections.abc import Iterator

import numpy as np

from planner.model.goal import Goal, Lever
from planner.model.learned import Curve
from planner.model.period import WEEK, Period
from planner.model.response import Assumption, Evidence
from planner.model.spread import quantiles
from planner.response.efforts import NEAR, open_share, rates
from planner.response.judgement import Judgement
from planner.response.playbook import Play
from planner.response.tabled import Tabled, widths
from planner.words.figures import amount, counted, percent, rate, span


def assumed(
    goal: Goal, lever: Lever, filled: Lever, play: Play, judgement: Judgement | Tabled, period: Period
) -> tuple[Assumption, ...]:
    """Every figure about a lever that is not a count of the user's own.

    Args: lever as the goal file says it; filled with what was settled for it.
    """
    if lever.keep and not filled.now:  # none, and none to come: nothing is taken for granted
        return ()
    if isinstance(judgement, Tabled):
        found = (*_table(goal, lever, judgement), *_tail(filled, judgement, period))
    else:
        found = (*_figure(goal, lever, filled, play, judgement), *_doubling(goal, lever, play, judgement))
    # of a lever that is kept, nothing counts but what it brings as it is
    return found[:1] if lever.keep else (*found, *_lag(lever, play), *_limit(goal, lever, filled, play))


def _table(goal: Goal, lever: Lever, table: Tabled) -> Iterator[Assumption]:
    low, high = (f"{factor:.1f}" for factor in widths())
    text = (
        f"{lever.name}: your curve of {counted(len(table.efforts) - 1, 'point')} up to {amount(table.last)} {lever.unit}, "
        f"straight lines between them, each {low} to {high} times as much (80 %), since such figures prove too sure"
    )
    yield Assumption(text=text, source="judgement", where=goal.place("levers", lever.name, "curve").brief)


def _tail(filled: Lever, table: Tabled, period: Period) -> Iterator[Assumption]:
    """What effort may go beyond the table, by itself or since less time is left for it."""
    fastest = rates(np.array([filled.most or 0.0]), filled.now or 0.0, open_share(filled, period))[0]
    if fastest > table.last * (1 + NEAR):
        text = (
            f"{filled.name}: beyond {amount(table.last)} {filled.unit} in a whole period, where your curve ends, more brings less and less: "
            "at twice as much, a unit brings a quarter of what it does there"
        )
        yield Assumption(text=text, source="playbook", where="judgement of the authors, deliberately cautious")


def _figure(goal: Goal, lever: Lever, filled: Lever, play: Play, judgement: Judgement) -> Iterator[Assumption]:
    at = f"{amount(judgement.at)} {lever.unit}"
    brings = span(judgement.sessions.low, judgement.sessions.high)
    sources = dict(play.sources)
    if lever.expect is not None:
        said = _range(lever.expect.sessions.low, lever.expect.sessions.high)
        text = f"{lever.name}: {at} bring {brings} {goal.metric} in all; your {said}, widened, since such ranges prove too narrow"
        yield Assumption(text=text, source="judgement", where=goal.place("levers", lever.name, "expect").brief)
    elif filled.now:
        text = f"{lever.name}: {brings} of the {goal.metric} that it drives come from the {at} of effort as it is"
        yield Assumption(text=text, source="playbook", where=f"{play.channel}: {sources['share']}")
    else:
        each = _range(judgement.sessions.low / judgement.at, judgement.sessions.high / judgement.at)
        text = f"{lever.name}: {each} {goal.metric} in all for each unit of effort ({lever.unit})"
        yield Assumption(text=text, source="playbook", where=f"{play.channel}: {sources['sessions']}")


def _doubling(goal: Goal, lever: Lever, play: Play, judgement: Judgement) -> Iterator[Assumption]:
    doubling = (
        f"{lever.name}: twice the effort brings {_range(judgement.doubling.low, judgement.doubling.high)} times as much"
    )
    if lever.doubling is not None:
        where = goal.place("levers", lever.name, "doubling").brief
        yield Assumption(text=f"{doubling}; your range, widened", source="judgement", where=where)
    else:
        yield Assumption(text=doubling, source="playbook", where=f"{play.channel}: {dict(play.sources)['doubling']}")


def _lag(lever: Lever, play: Play) -> Iterator[Assumption]:
    if lever.lag is None:
        text = f"{lever.name}: effect comes {amount(play.lag)} {'day' if play.lag == 1 else 'days'} after effort on average"
        yield Assumption(text=text, source="playbook", where=f"{play.channel}: {dict(play.sources)['lag']}")


def _limit(goal: Goal, lever: Lever, filled: Lever, play: Play | None) -> Iterator[Assumption]:
    """How far a lever goes where nobody says it. Args: play: whose reach may count; None where history has the lever's effort."""
    if lever.most is not None:
        return
    most = filled.most or 0.0
    text = f"{lever.name}: at most {amount(most)} {lever.unit}"
    if lever.curve:
        why = (
            "where your curve ends" if most <= lever.curve[-1][0] else "as today's effort or `min` is beyond your curve"
        )
        where = goal.place("levers", lever.name, "curve").brief
        yield Assumption(text=f"{text}, {why}, since `max` is not said", source="judgement", where=where)
        return
    where = "three times the effort that is known of"
    if play is not None and lever.expect is None and not filled.now:
        where = f"{play.channel}: {dict(play.sources)['reach']}"
    yield Assumption(text=f"{text}, since `max` is not said", source="playbook", where=where)


def taught(goal: Goal, lever: Lever, filled: Lever, curve: Curve, *, weeks: int, days: int) -> tuple[Assumption, ...]:
    """What history says about a lever, and how far it is prior knowledge that says so. Args: days of the period."""
    source: Evidence = "history" if curve.heard else "judgement" if lever.expect or lever.curve else "playbook"
    where = f"{percent(curve.weight)} of what is known is from {weeks} weeks of history"
    usual = f"{amount(curve.reference * days)} {lever.unit}"
    share, doubling, later = (
        quantiles(row[None, :], (0.1, 0.9))[0].tolist() for row in (curve.share, curve.doubling, curve.delay * WEEK)
    )
    text = (
        f"{lever.name}: its usual effort ({usual}) brings {_percents(share)} of the {goal.metric} that it drives; "
        f"twice as much, {_range(*doubling)} times that; {_days(*later)} after the effort on average"
    )
    said = Assumption(text=text, source=source, where=where)
    return (said,) if lever.keep else (said, *_limit(goal, lever, filled, None))


def _days(low: float, high: float) -> str:
    if high < 1:
        return "within a day"
    return f"{low:.0f}–{high:.0f} days" if round(low) != round(high) else counted(round(high), "day")


def _percents(share: list[float]) -> str:
    return f"{share[0] * 100:.0f}–{share[1] * 100:.0f} %"


def _range(low: float, high: float) -> str:
    return f"{rate(low)}–{rate(high)}" if low != high else rate(low)
