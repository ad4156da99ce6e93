"""A plan for the rest of a period as one for all of it: what has come and what was spent is added."""

from dataclasses import fields, replace
from datetime import date

import numpy as np

from planner.model.goal import Resource
from planner.model.made import MadePlan, SoFar
from planner.model.plan import Plan, RiskChoice
from planner.model.reach import FrontierPoint, Needed, Odds
from planner.model.spread import Spread
from planner.tracking.remaining import Remaining, used_by
from planner.tracking.standing import Standing
from planner.tracking.whole_tree import added_to, whole_sessions, with_added
from planner.words.dates import plain_day
from planner.words.figures import exact
from planner.words.language import known_language, say, speaking

Amounts = tuple[tuple[str, float], ...]


def whole(rest: Plan, stand: Standing, remaining: tuple[Remaining, ...]) -> Plan:
    """The plan of the whole period. Args: rest: of the days that are left; remaining: the resources for them."""
    made = stand.made
    came = whole_sessions(stand)
    inside = sum(came[n] for n in stand.history.matching(made.where))
    spent = dict(zip((lever.name for lever in made.levers), stand.spent.tolist(), strict=True))
    used = used_by(made, stand.spent.tolist())
    added = added_to(stand, came)
    amounts = tuple(Resource(name=each.name, amount=each.amount + used.get(each.name, 0.0)) for each in remaining)
    return replace(
        rest,
        goal=replace(
            stand.goal, target=replace(stand.goal.target, text=made.text), resources=amounts if made.resources else None
        ),
        number=made.number + 1,
        so_far=SoFar(last=stand.seen.over.end, sessions=inside, effort=tuple(spent.items())),
        seen=float(np.nansum(stand.history.sessions)),
        reading=_reading(_first_reading(made), inside, stand.seen.over.end),
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
        tree=with_added(rest.tree, added),
        new=None if rest.new is None else with_added(rest.new, added),
        returning=None if rest.returning is None else with_added(rest.returning, added),
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


def _reading(first: str, sessions: float, day: date) -> str:
    return say("{reading}; {count} came by {day}", reading=first, count=exact(sessions), day=plain_day(day))


def _first_reading(made: MadePlan) -> str:
    """How the first plan of the period read the target."""
    if made.so_far is None:
        return made.reading
    with speaking(known_language(made.language)):
        return made.reading.removesuffix(_reading("", made.so_far.sessions, made.so_far.last))


def _more(spread: Spread, come: float) -> Spread:
    return Spread(**{each.name: getattr(spread, each.name) + come for each in fields(spread)})


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
