"""What is taken for granted about a lever, in sentences."""

from collections.abc import Iterator

from planner.model.goal import Goal, Lever
from planner.model.learned import Curve
from planner.model.response import Assumption, Evidence
from planner.model.spread import quantiles
from planner.response.judgement import Judgement
from planner.response.playbook import Play
from planner.words.figures import amount, counted, percent, rate, span

WEEK = 7


def assumed(goal: Goal, lever: Lever, filled: Lever, play: Play, judgement: Judgement) -> tuple[Assumption, ...]:
    """Every figure about a lever that is not a count of the user's own.

    Args: lever as the goal file says it; filled with what was settled for it.
    """
    return tuple(_assumed(goal, lever, filled, play, judgement))


def _assumed(goal: Goal, lever: Lever, filled: Lever, play: Play, judgement: Judgement) -> Iterator[Assumption]:
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
    doubling = (
        f"{lever.name}: twice the effort brings {_range(judgement.doubling.low, judgement.doubling.high)} times as much"
    )
    if lever.doubling is not None:
        where = goal.place("levers", lever.name, "doubling").brief
        yield Assumption(text=f"{doubling}; your range, widened", source="judgement", where=where)
    else:
        yield Assumption(text=doubling, source="playbook", where=f"{play.channel}: {sources['doubling']}")
    if lever.lag is None:
        text = f"{lever.name}: effect comes {amount(play.lag)} {'day' if play.lag == 1 else 'days'} after effort on average"
        yield Assumption(text=text, source="playbook", where=f"{play.channel}: {sources['lag']}")
    if lever.most is None:
        known = lever.expect is not None or bool(filled.now)
        where = "three times the effort that is known of" if known else f"{play.channel}: {sources['reach']}"
        text = f"{lever.name}: at most {amount(filled.most or 0)} {lever.unit}, since `max` is not said"
        yield Assumption(text=text, source="playbook", where=where)


def taught(goal: Goal, lever: Lever, filled: Lever, curve: Curve, *, weeks: int, days: int) -> tuple[Assumption, ...]:
    """What history says about a lever, and how far it is prior knowledge that says so. Args: days of the period."""
    source: Evidence = "history" if curve.heard else "judgement" if lever.expect else "playbook"
    where = f"{percent(curve.weight)} of what is known is from {weeks} weeks of history"
    usual = f"{amount(curve.reference * days)} {lever.unit}"
    share, doubling, later = (
        quantiles(row[None, :], (0.1, 0.9))[0].tolist() for row in (curve.share, curve.doubling, curve.delay * WEEK)
    )
    text = (
        f"{lever.name}: its usual effort ({usual}) brings {_percents(share)} of the {goal.metric} that it drives; "
        f"twice as much, {_range(*doubling)} times that; {_days(*later)} after the effort on average"
    )
    said = (Assumption(text=text, source=source, where=where),)
    if lever.most is not None:
        return said
    limit = f"{lever.name}: at most {amount(filled.most or 0)} {lever.unit}, since `max` is not said"
    return (*said, Assumption(text=limit, source="playbook", where="three times the effort that is known of"))


def _days(low: float, high: float) -> str:
    if high < 1:
        return "within a day"
    return f"{low:.0f}–{high:.0f} days" if round(low) != round(high) else counted(round(high), "day")


def _percents(share: list[float]) -> str:
    return f"{share[0] * 100:.0f}–{share[1] * 100:.0f} %"


def _range(low: float, high: float) -> str:
    return f"{rate(low)}–{rate(high)}" if low != high else rate(low)
