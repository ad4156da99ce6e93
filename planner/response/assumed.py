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
from planner.words.figures import amount, percent, percentage, rate, span
from planner.words.figures import days as whole_days
from planner.words.language import packaged, say
from planner.words.names import metric_count, metric_name, unit_name


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
    count = len(table.efforts) - 1
    text = say(
        "{lever}: your curve of {points} up to {effort}, straight lines between them, each {low} to {high} times as much (80 %), "
        "since such figures prove too sure",
        lever=lever.name,
        points=say("1 point", about="of a curve")
        if count == 1
        else say("{count} points", about="of a curve", count=count),
        effort=_effort(table.last, lever),
        low=low,
        high=high,
    )
    yield Assumption(text=text, source="judgement", where=goal.place("levers", lever.name, "curve").brief)


def _tail(filled: Lever, table: Tabled, period: Period) -> Iterator[Assumption]:
    """What effort may go beyond the table, by itself or since less time is left for it."""
    fastest = rates(np.array([filled.most or 0.0]), filled.now or 0.0, open_share(filled, period))[0]
    if fastest > table.last * (1 + NEAR):
        text = say(
            "{lever}: beyond {effort} in a whole period, where your curve ends, more brings less and less: "
            "at twice as much, a unit brings a quarter of what it does there",
            lever=filled.name,
            effort=_effort(table.last, filled),
        )
        yield Assumption(text=text, source="playbook", where=say("judgement of the authors, deliberately cautious"))


def _figure(goal: Goal, lever: Lever, filled: Lever, play: Play, judgement: Judgement) -> Iterator[Assumption]:
    at, sessions = _effort(judgement.at, lever), judgement.sessions
    brings = span(sessions.low, sessions.high)
    if lever.expect is not None:
        said = _range(lever.expect.sessions.low, lever.expect.sessions.high)
        count = metric_count(brings, goal.metric)
        if goal.estimates is None:
            text = say(
                "{lever}: {effort} bring {count} in all; your {said}, widened, since such ranges prove too narrow",
                lever=lever.name,
                effort=at,
                count=count,
                said=said,
            )
        else:
            text = say(
                "{lever}: {effort} bring {count} in all; your {said}, and earlier estimates brought {times} times what they said",
                lever=lever.name,
                effort=at,
                count=count,
                said=said,
                times=_range(goal.estimates.low, goal.estimates.high),
            )
        yield Assumption(text=text, source="judgement", where=goal.place("levers", lever.name, "expect").brief)
    elif filled.now:
        text = say(
            "{lever}: {range} of the {metric} that it drives come from the {effort} of effort as it is",
            lever=lever.name,
            range=brings,
            metric=metric_name(goal.metric),
            effort=at,
        )
        yield Assumption(text=text, source="playbook", where=_source(play, "share"))
    else:
        text = say(
            "{lever}: {count} in all for each unit of effort ({unit})",
            lever=lever.name,
            count=metric_count(_range(sessions.low / judgement.at, sessions.high / judgement.at), goal.metric),
            unit=unit_name(lever.unit),
        )
        yield Assumption(text=text, source="playbook", where=_source(play, "sessions"))


def _effort(count: float, lever: Lever) -> str:
    return say("{figure} {what}", figure=amount(count), what=unit_name(lever.unit))


def _source(play: Play, figure: str) -> str:
    """Where the playbook has a figure from."""
    return say("{channel}: {source}", channel=packaged(play.channel), source=packaged(dict(play.sources)[figure]))


def _doubling(goal: Goal, lever: Lever, play: Play, judgement: Judgement) -> Iterator[Assumption]:
    times = _range(judgement.doubling.low, judgement.doubling.high)
    if lever.doubling is not None:
        text = say(
            "{lever}: twice the effort brings {times} times as much; your range, widened", lever=lever.name, times=times
        )
        yield Assumption(text=text, source="judgement", where=goal.place("levers", lever.name, "doubling").brief)
    else:
        text = say("{lever}: twice the effort brings {times} times as much", lever=lever.name, times=times)
        yield Assumption(text=text, source="playbook", where=_source(play, "doubling"))


def _lag(lever: Lever, play: Play) -> Iterator[Assumption]:
    if lever.lag is None:
        later = say("1 day") if play.lag == 1 else say("{count} days", count=amount(play.lag))
        text = say("{lever}: effect comes {days} after effort on average", lever=lever.name, days=later)
        yield Assumption(text=text, source="playbook", where=_source(play, "lag"))


def _limit(goal: Goal, lever: Lever, filled: Lever, play: Play | None) -> Iterator[Assumption]:
    """How far a lever goes where nobody says it. Args: play: whose reach may count; None where history has the lever's effort."""
    if lever.most is not None:
        return
    most = filled.most or 0.0
    if lever.curve:
        where = goal.place("levers", lever.name, "curve").brief
        yield Assumption(text=_curve_ends(lever, most), source="judgement", where=where)
        return
    where = say("three times the effort that is known of")
    if play is not None and lever.expect is None and not filled.now:
        where = _source(play, "reach")
    text = say("{lever}: at most {effort}, since `max` is not said", lever=lever.name, effort=_effort(most, lever))
    yield Assumption(text=text, source="playbook", where=where)


def _curve_ends(lever: Lever, most: float) -> str:
    effort = _effort(most, lever)
    if most <= lever.curve[-1][0]:
        return say(
            "{lever}: at most {effort}, where your curve ends, since `max` is not said", lever=lever.name, effort=effort
        )
    return say(
        "{lever}: at most {effort}, as today's effort or `min` is beyond your curve, since `max` is not said",
        lever=lever.name,
        effort=effort,
    )


def taught(goal: Goal, lever: Lever, filled: Lever, curve: Curve, *, weeks: int, days: int) -> tuple[Assumption, ...]:
    """What history says about a lever, and how far it is prior knowledge that says so. Args: days of the period."""
    source: Evidence = "history" if curve.heard else "judgement" if lever.expect or lever.curve else "playbook"
    where = say("{share} of what is known is from {count} weeks of history", share=percent(curve.weight), count=weeks)
    share, doubling, later = (
        quantiles(row[None, :], (0.1, 0.9))[0].tolist() for row in (curve.share, curve.doubling, curve.delay * WEEK)
    )
    text = say(
        "{lever}: its usual effort ({effort}) brings {share} of the {metric} that it drives; "
        "twice as much, {times} times that; {days} after the effort on average",
        lever=lever.name,
        effort=_effort(curve.reference * days, lever),
        share=_percents(share),
        metric=metric_name(goal.metric),
        times=_range(*doubling),
        days=_days(*later),
    )
    said = Assumption(text=text, source=source, where=where)
    return (said,) if lever.keep else (said, *_limit(goal, lever, filled, None))


def _days(low: float, high: float) -> str:
    if high < 1:
        return say("within a day")
    if round(low) == round(high):
        return whole_days(round(high))
    return say("{low}–{high} days", low=f"{low:.0f}", high=f"{high:.0f}")


def _percents(share: list[float]) -> str:
    return percentage(f"{share[0] * 100:.0f}–{share[1] * 100:.0f}")


def _range(low: float, high: float) -> str:
    return f"{rate(low)}–{rate(high)}" if low != high else rate(low)
