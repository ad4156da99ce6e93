"""The four questions that a good operator asks, answered from the figures."""

from functools import reduce
from typing import NamedTuple

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.tree import Node
from planner.report.escape import clipped
from planner.report.labels import branch
from planner.report.rows import changed, leaves, ranked
from planner.report.sentences import further, name, order, unit
from planner.words.figures import amount, sessions, share, signed
from planner.words.language import say
from planner.words.phrases import flowing, listed, listed_clauses, opened, series

_NEGLIGIBLE = 0.01
"""Share of the traffic below which a channel that no lever moves is not worth anyone's time."""
_HAIR = 2
"""Sessions by which whole figures, added up, may differ from the sum."""


class Answer(NamedTuple):
    """A question and what the figures say."""

    question: str
    text: str


def answers(plan: Plan) -> tuple[Answer, ...]:
    """Always the same four, in the order in which one asks them."""
    return (
        Answer(say("Where does today's traffic come from?"), _today(plan)),
        Answer(say("How much room is left among returning visitors?"), _returning(plan)),
        Answer(say("Which new-visitor channels respond best?"), _responding(plan)),
        Answer(say("What should be dropped?"), _dropped(plan)),
    )


def _channels(plan: Plan) -> dict[str, list[Node]]:
    """The branches below the visitor level, or below the root where there is none, by name; a goal's branch may have turned the tree."""
    visitors = [node for node in (plan.new, plan.returning) if node]
    as_given = not visitors or visitors[0].name in {node.name for node in plan.tree.branches}
    found: dict[str, list[Node]] = {}
    for child in plan.tree.branches if as_given else visitors:
        for node in child.branches if visitors else (child,):
            found.setdefault(node.name, []).append(node)
    return found


def _today(plan: Plan) -> str:
    total = plan.tree.now
    if total == 0:
        return say("There was none in the comparison period.")
    said = [listed_clauses(_kinds(plan, total)), series(_sizes(plan, total))]
    if sentences := [say("{shares}.", shares=shares) for shares in said if shares]:
        return flowing(sentences)
    return say("The traffic is one figure, not split by visitor or channel.")


def _kinds(plan: Plan, total: int) -> list[str]:
    """The shares of new and of returning visitors."""
    found = []
    if plan.new:
        found.append(say("{share} from new visitors", share=share(plan.new.now, total)))
    if plan.returning:
        found.append(say("{share} from returning visitors", share=share(plan.returning.now, total)))
    return found


def _sizes(plan: Plan, total: int) -> list[str]:
    """The shares of the largest channels, and of the others together."""
    sizes = sorted(((sum(node.now for node in nodes), what) for what, nodes in _channels(plan).items()), reverse=True)
    top = 3 if len(sizes) > 4 else 4
    parts = [
        say("{channel} {share}", channel=name(what), share=share(size, total)) for size, what in sizes[:top] if size > 0
    ]
    if others := sizes[top:]:
        rest = share(sum(size for size, _ in others), total)
        parts.append(say("the other {count} together {share}", count=len(others), share=rest))
    return parts


def _returning(plan: Plan) -> str:
    node = plan.returning
    if node is None:
        return flowing([_no_visitors(), _whole_site(plan)])
    if node.room <= 0:
        forecast = sessions(node.forecast)
        return say("None that these levers can use: {count} are forecast, and no lever adds to them.", count=forecast)
    used = min(node.expected - node.forecast, node.room)  # each is rounded: a hair of the one may exceed the other
    text, forecast = sessions(node.room), sessions(node.forecast)
    if node.forecast >= node.room:
        part = share(node.room, node.forecast)
        text = say(
            "At their limits the levers add {room} to the {forecast} forecast ({share} of it)",
            room=text,
            forecast=forecast,
            share=part,
        )
    else:
        text = say("At their limits the levers add {room} to the {forecast} forecast", room=text, forecast=forecast)
    where = max(leaves(node), key=lambda leaf: leaf.room)
    if where is not node and where.room * 2 > node.room:
        text = say("{text}, most of it in {channel}", text=text, channel=name(branch(where)))
    if used > 0:
        return say("{text}; the plan uses {count} of it.", text=text, count=sessions(used))
    return say("{text}; the plan uses none.", text=text)


def _no_visitors() -> str:
    return say("The traffic is not split into new and returning visitors, so this cannot be told.")


def _whole_site(plan: Plan) -> str:
    if plan.tree.room > 0:
        return say("On the whole site the levers could add {count}.", count=sessions(plan.tree.room))
    return say("On the whole site no lever adds anything.")


def _responding(plan: Plan) -> str:
    root = plan.new or plan.tree
    channels = root.branches or (root,)
    reach: dict[str, list[Node]] = {}
    for channel in channels:
        for lever in {lever for leaf in leaves(channel) for lever in leaf.levers}:
            reach.setdefault(lever, []).append(channel)
    raised = {lever.name: lever for lever in plan.levers if lever.planned > lever.now and lever.extra.mean > 0}
    brought = {  # where levers share a channel, none is credited with more than it brings in all
        what: _brought(raised[what], reach[what]) for what in reach if what in raised
    }
    best = sorted(
        (what for what in brought if brought[what] >= 1),
        key=lambda what: (-raised[what].surplus * brought[what] / raised[what].extra.mean, what),
    )
    found = [_response(raised[what], reach[what], brought[what], plan.metric) for what in best[:3]]
    text = reduce(lambda first, next_: say("{first}; then {next}", first=first, next=next_), found) if found else ""
    if not text:
        text = say("the plan raises no lever there") if reach else say("no lever moves them")
    if plan.new is None:
        return flowing([_no_visitors(), say("Of all channels: {text}.", text=text)])
    return say("{text}.", text=opened(text))


def _brought(lever: LeverPlan, channels: list[Node]) -> float:
    """What a lever adds to channels, at most all that it brings; rounded figures that differ by a hair are the same."""
    added = sum(node.expected - node.forecast for node in channels)
    return added if added < lever.extra.mean - _HAIR else lever.extra.mean


def _response(lever: LeverPlan, channels: list[Node], brought: float, metric: str) -> str:
    many = len(channels) > 2
    where = say("{count} channels", count=len(channels)) if many else listed([name(branch(node)) for node in channels])
    return say(
        "{channels} through {lever} ({count}, {further})",
        channels=where,
        lever=name(lever.name),
        count=signed(brought),
        further=further(lever, metric),
    )


def _dropped(plan: Plan) -> str:
    less = [lever for lever in ranked(plan.levers) if lever.verdict in ("less", "stop") or _given_up(lever)]
    parts = [_less(lever) for lever in less]
    if plan.start == "fresh" and (without := [name(lever.name) for lever in ranked(plan.levers) if lever.planned == 0]):
        named = listed(without) if _few(without) else say("{count} levers", count=len(without))
        parts.append(say("a plan from nothing drops nothing; this one does without {levers}", levers=named))
    if plan.start == "only new":
        parts.append(say("no lever, as this plan keeps today's effort"))
    idle = [
        name(what)
        for what, nodes in _channels(plan).items()
        if sum(node.now for node in nodes) < _NEGLIGIBLE * plan.tree.now
        and not any(node.room > 0 or any(leaf.levers for leaf in leaves(node)) for node in nodes)
    ]
    if idle:
        parts.append(_idle(idle))
    if not parts:
        return say("Nothing that these figures show.")
    return flowing([say("{text}.", text=opened(part)) for part in parts])


def _few(names: list[str]) -> bool:
    """Whether they are named, or counted."""
    return len(names) <= 4


def _idle(channels: list[str]) -> str:
    """Channels that bring next to nothing, and that nobody can change."""
    if len(channels) == 1:
        return say("{channel} brings under 1 % of the traffic and no lever moves it", channel=channels[0])
    named = listed(channels) if _few(channels) else say("{count} channels", count=len(channels))
    return say("{channels} bring under 1 % of the traffic each and no lever moves them", channels=named)


def _given_up(lever: LeverPlan) -> bool:
    """Whether a lever that should be tried first is cut."""
    return lever.verdict == "test first" and lever.planned < lever.now and changed(lever)


def _less(lever: LeverPlan) -> str:
    text = _cut(lever)
    return say("{text} ({why})", text=text, why=clipped(lever.why, 120)) if lever.why else text


def _cut(lever: LeverPlan) -> str:
    """What is to be done with less effort; nobody acts on a change too small to see."""
    what = name(lever.name)
    if not changed(lever):
        return say("stop {lever}", lever=what) if lever.verdict == "stop" else say("less {lever}", lever=what)
    now, planned = amount(lever.now), amount(lever.planned)
    if lever.planned == 0:
        return say("{order}, now {now} {unit}", order=order(lever), now=now, unit=unit(lever.unit))
    return say(
        "{order} from {now} to {planned} {unit}", order=order(lever), now=now, planned=planned, unit=unit(lever.unit)
    )
