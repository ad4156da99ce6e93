"""What is taken for granted about a lever, in sentences."""

from collections.abc import Iterator

from planner.model.goal import Goal, Lever
from planner.model.response import Assumption
from planner.response.judgement import Judgement
from planner.response.playbook import Play
from planner.words.figures import amount, rate, span


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


def _range(low: float, high: float) -> str:
    return f"{rate(low)}–{rate(high)}" if low != high else rate(low)
