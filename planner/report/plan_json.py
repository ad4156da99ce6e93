"""The plan as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

from pathlib import PurePath

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.quality import Quality
from planner.model.reach import FrontierPoint, Odds
from planner.model.tree import Node
from planner.report.json_text import Document, days, json_text, language, quantiles, rate, sessions, significant
from planner.text import visible

SCHEMA = "planner/plan/1"


def render_json(plan: Plan) -> str:
    """The plan as a JSON text; the same plan gives the same bytes.

    Raises: ValueError if a figure is not finite, which JSON cannot say.
    """
    return json_text(plan_document(plan))


def plan_document(plan: Plan) -> Document:
    """The same as dictionaries and lists."""
    return {
        "schema": SCHEMA,
        **language(),
        "made": _made(plan),
        "goal": _goal(plan),
        "forecast": quantiles(plan.forecast) | {"chance": round(plan.chance_alone, 4)},
        "outcome": quantiles(plan.outcome) | {"chance": round(plan.chance, 4)},
        "levers": [_lever(lever) for lever in plan.levers],
        "resources": [
            {
                "name": resource.name,
                "amount": None if resource.amount is None else _effort(resource.amount),
                "now": _effort(resource.now),
                "used": _effort(resource.used),
                "left": _effort(resource.left),
                "next_unit": rate(resource.next_unit),
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
                "scale": None if one.scale is None else rate(one.scale),
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
                "forecast": rate(floor.forecast),
                "plan": rate(floor.plan),
                "chance": round(floor.chance, 4),
            }
            for floor in plan.floors
        ],
        "checkpoints": [
            {"day": str(point.day), "expected": sessions(point.expected), "worry": sessions(point.worry)}
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
                "learned": rate(trial.learned),
                "worth": sessions(trial.worth),
            }
            for trial in plan.trials
        ],
        "certificate": {
            "value": significant(plan.certificate.value, 10),
            "bound": significant(plan.certificate.bound, 10),
            "gap": significant(plan.certificate.gap, 3),
        },
        "assumptions": [{"text": a.text, "source": a.source, "where": a.where} for a in plan.assumptions],
        "warnings": list(plan.warnings),
    }


def _made(plan: Plan) -> Document:
    """Which plan this is, and what it was made from."""
    so_far = plan.so_far
    return {
        "number": plan.number,
        "goal_file": visible(PurePath(plan.goal.file).name),
        "as_of": str(plan.as_of),
        "sessions": sessions(plan.seen),
        "so_far": None
        if so_far is None
        else {"last": str(so_far.last), "sessions": sessions(so_far.sessions), "effort": _amounts(so_far.effort)},
    }


def _goal(plan: Plan) -> Document:
    return {
        "text": plan.goal.target.text,
        "reading": plan.reading,
        "metric": plan.metric,
        "where": {level: values[0] if len(values) == 1 else list(values) for level, values in plan.where},
        "target": plan.target,
        "period": days(plan.period),
        "base": days(plan.base),
        "resources": {r.name: _effort(r.amount) for r in plan.goal.resources or ()},
    }


def _lever(lever: LeverPlan) -> Document:
    return {
        "name": lever.name,
        "unit": lever.unit,
        "uses": {name: rate(each) for name, each in lever.uses},
        "now": _effort(lever.now),
        "planned": _effort(lever.planned),
        "min": _effort(lever.least),
        "max": _effort(lever.most),
        "step": None if lever.step is None else _effort(lever.step),
        "extra": {
            "mean": sessions(lever.extra.mean),
            "p10": sessions(lever.extra.p10),
            "p90": sessions(lever.extra.p90),
        },
        "later": {"mean": sessions(lever.later)},
        "next_unit": {
            "mean": rate(lever.next_unit.mean),
            "p10": rate(lever.next_unit.p10),
            "p90": rate(lever.next_unit.p90),
        },
        "price": None if lever.price is None else rate(lever.price),
        "room": sessions(lever.room),
        "surplus": sessions(lever.surplus),
        "evidence": lever.evidence,
        "history": None if lever.history is None else rate(lever.history),
        "verdict": lever.verdict,
        "why": lever.why,
        "drives": lever.drives,
        "where": lever.where,
        "starts": None if lever.starts is None else str(lever.starts),
        "lag": rate(lever.lag),
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
            "p10": sessions(node.forecast_low),
            "p90": sessions(node.forecast_high),
        },
        "target": node.target,
        "expected": {
            "mean": node.expected,
            "p10": sessions(node.expected_low),
            "p90": sessions(node.expected_high),
        },
        "room": node.room,
        "levers": list(node.levers),
        "children": [_node(child) for child in node.children],
    }
    return document | ({"unassigned": True} if node.unassigned else {})


def _needed(plan: Plan) -> Document:
    needed = plan.needed
    return {
        "scale": None if needed.scale is None else rate(needed.scale),
        "resources": _amounts(needed.resources),
        "levers": [{"name": name, "planned": _effort(planned)} for name, planned in needed.levers],
        "reachable": sessions(needed.reachable),
        "unassigned": needed.unassigned,
        "even": _odds(needed.even),
        "likely": _odds(needed.likely),
        "sure": _odds(needed.sure),
    }


def _point(point: FrontierPoint) -> Document:
    return {
        "scale": rate(point.scale),
        "resources": _amounts(point.resources),
        "mean": sessions(point.mean),
        "p10": sessions(point.p10),
        "p90": sessions(point.p90),
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
                    "mean": sessions(one.lost.mean),
                    "p10": sessions(one.lost.p10),
                    "p90": sessions(one.lost.p90),
                },
            }
            for one in found.freed
        ],
        "added": _amounts(found.added),
        "brought": sessions(found.brought),
    }


def _risk(plan: Plan) -> Document | None:
    choice = plan.risk
    if choice is None:
        return None
    figure = sessions if choice.kind == "cautious" else rate
    return {
        "kind": choice.kind,
        "chosen": figure(choice.chosen),
        "expected": figure(choice.expected),
        "given_up": sessions(choice.given_up),
    }


def _quality(quality: Quality) -> Document:
    return {
        "measure": quality.measure,
        "valued": quality.valued,
        "forecast": {level: rate(getattr(quality.forecast, level)) for level in ("mean", "p10", "p50", "p90")},
        "outcome": {level: rate(getattr(quality.outcome, level)) for level in ("mean", "p10", "p50", "p90")},
        "levers": [{"name": name, "extra": rate(extra)} for name, extra in quality.extra],
        "best": None if quality.best is None else rate(quality.best),
        "branches": [
            {
                "branch": list(one.branch),
                "sessions": sessions(one.sessions),
                "amount": rate(one.amount),
                "rate": {"mean": rate(one.rate.mean), "p10": rate(one.rate.p10), "p90": rate(one.rate.p90)},
                "now": rate(one.now),
                "forecast": rate(one.forecast),
                "plan": rate(one.plan),
            }
            for one in quality.rates
        ],
    }


def _amounts(resources: tuple[tuple[str, float], ...]) -> Document:
    return {name: _effort(each) for name, each in resources}


def _odds(odds: Odds | None) -> Document | None:
    return None if odds is None else {"scale": rate(odds.scale), "uses": _amounts(odds.uses)}


def _effort(value: float) -> float:
    """Enough digits that a plan which just keeps within its limits still does."""
    return significant(value, 10)
