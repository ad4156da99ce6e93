"""The plan as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

import json
import math
import re
from typing import Any

from planner.model.plan import FrontierPoint, LeverPlan, Odds, Plan, Quality
from planner.model.spread import Spread
from planner.model.tree import Node

SCHEMA = "planner/plan/1"
Document = dict[str, Any]

_RAW = re.compile("[\x7f-\x9f\ud800-\udfff]")
"""What JSON lets stand in a text, but steers a terminal or is no UTF-8; as an escape it is the same text."""


def render_json(plan: Plan) -> str:
    """The plan as a JSON text; the same plan gives the same bytes.

    Raises: ValueError if a figure is not finite, which JSON cannot say.
    """
    text = json.dumps(plan_document(plan), indent=2, ensure_ascii=False, allow_nan=False)
    return _RAW.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def plan_document(plan: Plan) -> Document:
    """The same as dictionaries and lists."""
    return {
        "schema": SCHEMA,
        "goal": _goal(plan),
        "forecast": _quantiles(plan.forecast) | {"chance": round(plan.chance_alone, 4)},
        "outcome": _quantiles(plan.outcome) | {"chance": round(plan.chance, 4)},
        "levers": [_lever(lever) for lever in plan.levers],
        "resources": [
            {
                "name": resource.name,
                "amount": None if resource.amount is None else _effort(resource.amount),
                "now": _effort(resource.now),
                "used": _effort(resource.used),
                "left": _effort(resource.left),
                "next_unit": _rate(resource.next_unit),
                "reason": resource.reason,
            }
            for resource in plan.resources
        ],
        "tree": _node(plan.tree),
        "needed": _needed(plan),
        "frontier": [_point(point) for point in plan.frontier],
        "alone": [
            {
                "resource": one.resource,
                "scale": None if one.scale is None else _rate(one.scale),
                "frontier": [_point(point) for point in one.points],
            }
            for one in plan.alone
        ],
        "start": plan.start,
        "reallocated": _reallocated(plan),
        "risk": _risk(plan),
        "quality": [_quality(quality) for quality in plan.quality],
        "floors": [
            {
                "measure": floor.measure,
                "at_least": _effort(floor.at_least),
                "forecast": _rate(floor.forecast),
                "plan": _rate(floor.plan),
                "chance": round(floor.chance, 4),
            }
            for floor in plan.floors
        ],
        "checkpoints": [
            {"day": str(point.day), "expected": _sessions(point.expected), "worry": _sessions(point.worry)}
            for point in plan.checkpoints
        ],
        "trials": [
            {
                "lever": trial.lever,
                "unit": trial.unit,
                "now": _effort(trial.now),
                "tried": _effort(trial.tried),
                "weeks": trial.weeks,
                "uses": {name: _effort(each) for name, each in trial.uses},
                "learned": _rate(trial.learned),
                "worth": _sessions(trial.worth),
            }
            for trial in plan.trials
        ],
        "certificate": {
            "value": _significant(plan.certificate.value, 10),
            "bound": _significant(plan.certificate.bound, 10),
            "gap": _significant(plan.certificate.gap, 3),
        },
        "assumptions": [{"text": a.text, "source": a.source, "where": a.where} for a in plan.assumptions],
        "warnings": list(plan.warnings),
    }


def _goal(plan: Plan) -> Document:
    return {
        "text": plan.goal.target.text,
        "reading": plan.reading,
        "metric": plan.metric,
        "where": {level: values[0] if len(values) == 1 else list(values) for level, values in plan.where},
        "target": plan.target,
        "period": {"start": str(plan.period.start), "end": str(plan.period.end), "days": plan.period.days},
        "base": {"start": str(plan.base.start), "end": str(plan.base.end), "days": plan.base.days},
        "resources": {r.name: _effort(r.amount) for r in plan.goal.resources or ()},
    }


def _lever(lever: LeverPlan) -> Document:
    return {
        "name": lever.name,
        "unit": lever.unit,
        "uses": {name: _rate(each) for name, each in lever.uses},
        "now": _effort(lever.now),
        "planned": _effort(lever.planned),
        "min": _effort(lever.least),
        "max": _effort(lever.most),
        "step": None if lever.step is None else _effort(lever.step),
        "extra": {
            "mean": _sessions(lever.extra.mean),
            "p10": _sessions(lever.extra.p10),
            "p90": _sessions(lever.extra.p90),
        },
        "later": {"mean": _sessions(lever.later)},
        "next_unit": {
            "mean": _rate(lever.next_unit.mean),
            "p10": _rate(lever.next_unit.p10),
            "p90": _rate(lever.next_unit.p90),
        },
        "price": None if lever.price is None else _rate(lever.price),
        "room": _sessions(lever.room),
        "surplus": _sessions(lever.surplus),
        "evidence": lever.evidence,
        "history": None if lever.history is None else _rate(lever.history),
        "verdict": lever.verdict,
        "why": lever.why,
        "drives": lever.drives,
        "where": lever.where,
        "starts": None if lever.starts is None else str(lever.starts),
        "lag": _rate(lever.lag),
        "owner": lever.owner,
        "action": lever.action,
    }


def _node(node: Node) -> Document:
    document = {
        "name": node.name,
        "key": dict(node.key),
        "now": node.now,
        "forecast": {
            "mean": node.forecast,
            "p10": _sessions(node.forecast_low),
            "p90": _sessions(node.forecast_high),
        },
        "target": node.target,
        "expected": {
            "mean": node.expected,
            "p10": _sessions(node.expected_low),
            "p90": _sessions(node.expected_high),
        },
        "room": node.room,
        "levers": list(node.levers),
        "children": [_node(child) for child in node.children],
    }
    return document | ({"unassigned": True} if node.unassigned else {})


def _needed(plan: Plan) -> Document:
    needed = plan.needed
    return {
        "scale": None if needed.scale is None else _rate(needed.scale),
        "resources": _amounts(needed.resources),
        "levers": [{"name": name, "planned": _effort(planned)} for name, planned in needed.levers],
        "reachable": _sessions(needed.reachable),
        "unassigned": needed.unassigned,
        "even": _odds(needed.even),
        "likely": _odds(needed.likely),
        "sure": _odds(needed.sure),
    }


def _point(point: FrontierPoint) -> Document:
    return {
        "scale": _rate(point.scale),
        "resources": _amounts(point.resources),
        "mean": _sessions(point.mean),
        "p10": _sessions(point.p10),
        "p90": _sessions(point.p90),
        "chance": round(point.chance, 4),
    }


def _reallocated(plan: Plan) -> Document | None:
    found = plan.reallocated
    if found is None:
        return None
    return {
        "freed": [
            {
                "lever": one.lever,
                "unit": one.unit,
                "now": _effort(one.now),
                "planned": _effort(one.planned),
                "uses": _amounts(one.uses),
                "lost": {
                    "mean": _sessions(one.lost.mean),
                    "p10": _sessions(one.lost.p10),
                    "p90": _sessions(one.lost.p90),
                },
            }
            for one in found.freed
        ],
        "added": _amounts(found.added),
        "brought": _sessions(found.brought),
    }


def _risk(plan: Plan) -> Document | None:
    choice = plan.risk
    if choice is None:
        return None
    figure = _sessions if choice.kind == "cautious" else _rate
    return {
        "kind": choice.kind,
        "chosen": figure(choice.chosen),
        "expected": figure(choice.expected),
        "given_up": _sessions(choice.given_up),
    }


def _quality(quality: Quality) -> Document:
    return {
        "measure": quality.measure,
        "valued": quality.valued,
        "forecast": {level: _rate(getattr(quality.forecast, level)) for level in ("mean", "p10", "p50", "p90")},
        "outcome": {level: _rate(getattr(quality.outcome, level)) for level in ("mean", "p10", "p50", "p90")},
        "levers": [{"name": name, "extra": _rate(extra)} for name, extra in quality.extra],
        "best": None if quality.best is None else _rate(quality.best),
        "branches": [
            {
                "branch": list(one.branch),
                "sessions": _sessions(one.sessions),
                "amount": _rate(one.amount),
                "rate": {"mean": _rate(one.rate.mean), "p10": _rate(one.rate.p10), "p90": _rate(one.rate.p90)},
                "now": _rate(one.now),
                "forecast": _rate(one.forecast),
                "plan": _rate(one.plan),
            }
            for one in quality.rates
        ],
    }


def _quantiles(spread: Spread) -> Document:
    levels = ("mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95")
    return {level: _sessions(getattr(spread, level)) for level in levels}


def _amounts(resources: tuple[tuple[str, float], ...]) -> Document:
    return {name: _effort(each) for name, each in resources}


def _odds(odds: Odds | None) -> Document | None:
    return None if odds is None else {"scale": _rate(odds.scale), "uses": _amounts(odds.uses)}


def _sessions(value: float) -> float:
    """To a tenth of a session."""
    return _whole(round(value, 1))


def _rate(value: float) -> float:
    return _significant(value, 6)


def _effort(value: float) -> float:
    """Enough digits that a plan which just keeps within its limits still does."""
    return _significant(value, 10)


def _significant(value: float, digits: int) -> float:
    return _whole(float(f"{value:.{digits - 1}e}"))


def _whole(value: float) -> float:
    """A whole number as an integer, as people write it: 12000 and not 12000.0."""
    return int(value) if math.isfinite(value) and value == int(value) else float(value)
