"""The four questions that a good operator asks, answered from the figures."""

from typing import NamedTuple

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.tree import Node
from planner.report.escape import clipped
from planner.report.rows import changed, leaves, ranked
from planner.report.sentences import further, name, verb
from planner.words.figures import amount, listed, sessions, share, signed

_NEGLIGIBLE = 0.01
"""Share of the traffic below which a channel that no lever moves is not worth anyone's time."""
_HAIR = 2
"""Sessions by which whole figures, added up, may differ from the sum."""
_NO_VISITORS = "The traffic is not split into new and returning visitors, so this cannot be told"


class Answer(NamedTuple):
    """A question and what the figures say."""

    question: str
    text: str


def answers(plan: Plan) -> tuple[Answer, ...]:
    """Always the same four, in the order in which one asks them."""
    return (
        Answer("Where does today's traffic come from?", _today(plan)),
        Answer("How much room is left among returning visitors?", _returning(plan)),
        Answer("Which new-visitor channels respond best?", _responding(plan)),
        Answer("What should be dropped?", _dropped(plan)),
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
        return "There was none in the comparison period."
    kinds = [
        f"{share(node.now, total)} from {kind} visitors"
        for kind, node in (("new", plan.new), ("returning", plan.returning))
        if node
    ]
    sizes = sorted(((sum(node.now for node in nodes), what) for what, nodes in _channels(plan).items()), reverse=True)
    top = 3 if len(sizes) > 4 else 4
    parts = [f"{name(what)} {share(size, total)}" for size, what in sizes[:top] if size > 0]
    if others := sizes[top:]:
        parts.append(f"the other {len(others)} together {share(sum(size for size, _ in others), total)}")
    sentences = [each for each in (listed(kinds), ", ".join(parts)) if each]
    return ". ".join(sentences) + "." if sentences else "The traffic is one figure, not split by visitor or channel."


def _returning(plan: Plan) -> str:
    node = plan.returning
    if node is None:
        room = f"the levers could add {sessions(plan.tree.room)}" if plan.tree.room > 0 else "no lever adds anything"
        return f"{_NO_VISITORS}. On the whole site {room}."
    if node.room <= 0:
        return f"None that these levers can use: {sessions(node.forecast)} are forecast, and no lever adds to them."
    used = min(node.expected - node.forecast, node.room)  # each is rounded: a hair of the one may exceed the other
    more = f" ({share(node.room, node.forecast)} of it)" if node.forecast >= node.room else ""
    text = f"At their limits the levers add {sessions(node.room)} to the {sessions(node.forecast)} forecast{more}"
    where = max(leaves(node), key=lambda leaf: leaf.room)
    most = f", most of it in {name(where.name)}" if where is not node and where.room * 2 > node.room else ""
    return f"{text}{most}; the plan uses {sessions(used)} of it." if used > 0 else f"{text}{most}; the plan uses none."


def _responding(plan: Plan) -> str:
    if plan.new is None:
        scope, channels = f"{_NO_VISITORS}. Of all channels", plan.tree.branches or (plan.tree,)
    else:
        scope, channels = "", plan.new.branches or (plan.new,)
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
    text = "; then ".join(_response(raised[what], reach[what], brought[what], plan.metric) for what in best[:3])
    if not text:
        text = "the plan raises no lever there" if reach else "no lever moves them"
    return f"{scope}: {text}." if scope else f"{text[:1].upper()}{text[1:]}."


def _brought(lever: LeverPlan, channels: list[Node]) -> float:
    """What a lever adds to channels, at most all that it brings; rounded figures that differ by a hair are the same."""
    added = sum(node.expected - node.forecast for node in channels)
    return added if added < lever.extra.mean - _HAIR else lever.extra.mean


def _response(lever: LeverPlan, channels: list[Node], brought: float, metric: str) -> str:
    where = listed([name(node.name) for node in channels[:2]]) if len(channels) < 3 else f"{len(channels)} channels"
    return f"{where} through {name(lever.name)} ({signed(brought)}, {further(lever, metric)})"


def _dropped(plan: Plan) -> str:
    less = [lever for lever in ranked(plan.levers) if lever.verdict in ("less", "stop") or _given_up(lever)]
    parts = [_less(lever) for lever in less]
    if plan.start == "fresh" and (without := [name(lever.name) for lever in ranked(plan.levers) if lever.planned == 0]):
        parts.append(f"a plan from nothing drops nothing; this one does without {_named(without)}")
    if plan.start == "only new":
        parts.append("no lever, as this plan keeps today's effort")
    idle = [
        what
        for what, nodes in _channels(plan).items()
        if sum(node.now for node in nodes) < _NEGLIGIBLE * plan.tree.now
        and not any(node.room > 0 or any(leaf.levers for leaf in leaves(node)) for node in nodes)
    ]
    if idle:
        who = _named([name(what) for what in idle], "channels")
        verb = "brings" if len(idle) == 1 else "bring"
        parts.append(f"{who} {verb} {_under(idle)} and no lever moves {'it' if len(idle) == 1 else 'them'}")
    return (
        ". ".join(f"{part[:1].upper()}{part[1:]}" for part in parts) + "."
        if parts
        else "Nothing that these figures show."
    )


def _named(names: list[str], kind: str = "levers") -> str:
    """A few names, or how many there are."""
    return listed(names) if len(names) <= 4 else f"{len(names)} {kind}"


def _given_up(lever: LeverPlan) -> bool:
    """Whether a lever that should be tried first is cut."""
    return lever.verdict == "test first" and lever.planned < lever.now and changed(lever)


def _under(idle: list[str]) -> str:
    return "under 1 % of the traffic" if len(idle) == 1 else "under 1 % of the traffic each"


def _less(lever: LeverPlan) -> str:
    why = f" ({clipped(lever.why, 120)})" if lever.why else ""
    if not changed(lever):
        return f"{lever.verdict} {name(lever.name)}{why}"
    how = f"test before you {verb(lever).lower()}" if lever.verdict == "test first" else verb(lever)
    if lever.planned == 0:
        return f"{how} {name(lever.name)}, now {amount(lever.now)} {name(lever.unit)}{why}"
    return f"{how} {name(lever.name)} from {amount(lever.now)} to {amount(lever.planned)} {name(lever.unit)}{why}"
