"""A plan for the rest of a period as one for all of it: what has come and what was spent is added."""

from dataclasses import fields, replace

from planner.model.goal import Resource
from planner.model.history import Leaf
from planner.model.made import MadePlan, SoFar
from planner.model.plan import Plan, RiskChoice
from planner.model.reach import FrontierPoint, Needed, Odds
from planner.model.spread import Spread
from planner.model.tree import Node
from planner.tracking.remaining import Remaining
from planner.tracking.standing import Standing
from planner.tree.whole import apportion
from planner.words.dates import plain_day
from planner.words.figures import exact
from planner.words.language import say

Amounts = tuple[tuple[str, float], ...]


def whole(rest: Plan, stand: Standing, remaining: tuple[Remaining, ...]) -> Plan:
    """The plan of the whole period. Args: rest: of the days that are left; remaining: the resources for them."""
    made = stand.made
    come = _whole_sessions(stand)
    inside = sum(come[n] for n in stand.history.matching(made.where))
    spent = dict(zip((lever.name for lever in made.levers), stand.spent.tolist(), strict=True))
    used = _used(made, spent)
    now = {node.key: node.now for node in made.tree.walk()}
    seen = _by_key(stand, come)
    amounts = tuple(Resource(name=each.name, amount=each.amount + used.get(each.name, 0.0)) for each in remaining)
    return replace(
        rest,
        goal=replace(
            stand.goal, target=replace(stand.goal.target, text=made.text), resources=amounts if made.resources else None
        ),
        number=made.number + 1,
        so_far=SoFar(last=stand.seen.over.end, sessions=inside, effort=tuple(spent.items())),
        reading=say(
            "{reading}; {count} of them came by {day}",
            reading=made.reading.split("; ")[0],
            count=exact(inside),
            day=plain_day(stand.seen.over.end),
        ),
        target=made.target,
        period=made.period,
        base=made.base,
        forecast=_more(rest.forecast, inside),
        outcome=_more(rest.outcome, inside),
        levers=tuple(
            replace(
                lever,
                now=lever.now + spent[lever.name],
                planned=lever.planned + spent[lever.name],
                least=plan.least,
                most=max(plan.most, lever.planned + spent[lever.name]),
            )
            for lever, plan in zip(rest.levers, made.levers, strict=True)
        ),
        resources=tuple(
            replace(
                each,
                amount=None if each.amount is None else each.amount + used.get(each.name, 0.0),
                now=each.now + used.get(each.name, 0.0),
                used=each.used + used.get(each.name, 0.0),
            )
            for each in rest.resources
        ),
        tree=_node(rest.tree, seen, now),
        new=None if rest.new is None else _node(rest.new, seen, now),
        returning=None if rest.returning is None else _node(rest.returning, seen, now),
        needed=_needed(rest.needed, spent, used, inside),
        frontier=tuple(_point(point, used, inside) for point in rest.frontier),
        alone=tuple(
            replace(one, points=tuple(_point(point, used, inside) for point in one.points)) for one in rest.alone
        ),
        reallocated=None,
        risk=_risk(rest.risk, inside),
        quality=(),
        floors=(),
        certificate=replace(
            rest.certificate, value=rest.certificate.value + inside, bound=rest.certificate.bound + inside
        ),
        checkpoints=tuple(
            replace(point, expected=point.expected + inside, worry=point.worry + inside) for point in rest.checkpoints
        ),
        trials=(),
    )


def _whole_sessions(stand: Standing) -> list[int]:
    """Whole sessions so far by leaf."""
    parts = stand.seen.sessions.tolist()
    return apportion(round(sum(parts)), parts, ["/".join(leaf) for leaf in stand.history.leaves])


def _by_key(stand: Standing, come: list[int]) -> dict[frozenset[tuple[str, str]], int]:
    """Whole sessions so far of every branch, by its levels and names in any order."""
    found: dict[frozenset[tuple[str, str]], int] = {}
    for leaf, count in zip(stand.history.leaves, come, strict=True):
        for key in _branches(stand, leaf):
            found[key] = found.get(key, 0) + count
    return found


def _branches(stand: Standing, leaf: Leaf) -> list[frozenset[tuple[str, str]]]:
    """Every set of a leaf's levels: the branches that it can lie in, whatever the order of the levels."""
    places = stand.history.places(leaf)
    return [frozenset(place for n, place in enumerate(places) if chosen >> n & 1) for chosen in range(1 << len(places))]


def _node(node: Node, seen: dict[frozenset[tuple[str, str]], int], now: dict[tuple[tuple[str, str], ...], int]) -> Node:
    if node.unassigned:
        return node
    come = seen.get(frozenset(node.key), 0)
    return replace(
        node,
        now=now.get(node.key, 0),
        forecast=node.forecast + come,
        forecast_low=node.forecast_low + come,
        forecast_high=node.forecast_high + come,
        target=node.target + come,
        expected=node.expected + come,
        expected_low=node.expected_low + come,
        expected_high=node.expected_high + come,
        children=tuple(_node(child, seen, now) for child in node.children),
    )


def _more(spread: Spread, come: float) -> Spread:
    return Spread(**{each.name: getattr(spread, each.name) + come for each in fields(spread)})


def _used(made: MadePlan, spent: dict[str, float]) -> dict[str, float]:
    """What the effort so far took of every resource."""
    used: dict[str, float] = {}
    for lever in made.levers:
        for name, each in lever.uses:
            used[name] = used.get(name, 0.0) + each * spent[lever.name]
    return used


def _with(amounts: Amounts, used: dict[str, float]) -> Amounts:
    return tuple((name, amount + used.get(name, 0.0)) for name, amount in amounts)


def _odds(odds: Odds | None, used: dict[str, float]) -> Odds | None:
    return None if odds is None else replace(odds, uses=_with(odds.uses, used))


def _needed(needed: Needed, spent: dict[str, float], used: dict[str, float], come: float) -> Needed:
    return replace(
        needed,
        resources=_with(needed.resources, used),
        levers=_with(needed.levers, spent),
        reachable=needed.reachable + come,
        even=_odds(needed.even, used),
        likely=_odds(needed.likely, used),
        sure=_odds(needed.sure, used),
    )


def _point(point: FrontierPoint, used: dict[str, float], come: float) -> FrontierPoint:
    return replace(
        point,
        resources=_with(point.resources, used),
        mean=point.mean + come,
        p10=point.p10 + come,
        p90=point.p90 + come,
    )


def _risk(choice: RiskChoice | None, come: float) -> RiskChoice | None:
    """A choice by risk whose figures are sessions, or the chance itself."""
    if choice is None or choice.kind != "cautious":
        return choice
    return replace(choice, chosen=choice.chosen + come, expected=choice.expected + come)
