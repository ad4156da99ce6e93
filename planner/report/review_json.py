"""A review as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

from planner.model.review import Freed, Review, Standing
from planner.model.spread import Spread
from planner.report.json_text import Document, days, json_text, language, rate

SCHEMA = "planner/review/1"
_LEVELS = ("mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95")


def render_review_json(review: Review) -> str:
    """The review as a JSON text; the same review gives the same bytes."""
    return json_text(
        {
            "schema": SCHEMA,
            **language(),
            "file": review.file,
            "tool": review.tool,
            "result": review.result,
            "basis": review.basis,
            "target": review.target,
            "known": days(review.known),
            "looked": days(review.looked),
            "activities": [_standing(one) for one in review.standings],
            "not_ranked": [
                {"name": one.name, "hours": rate(one.hours), "money": rate(one.money), "lacks": one.lacks}
                for one in review.aside
            ],
            "served": [
                {
                    "resource": one.resource,
                    "goal": rate(one.goal),
                    "total": rate(one.total),
                    "rest": {activity: rate(effort) for activity, effort in one.rest},
                }
                for one in review.served
            ],
            "weeks": [
                {
                    "resource": one.resource,
                    "activities": list(one.activities),
                    "weeks": [
                        {"monday": str(each.monday), "efforts": list(map(rate, each.efforts))} for each in one.weeks
                    ],
                }
                for one in review.weeks
            ],
            "left_out": list(review.left_out),
        }
    )


def _standing(one: Standing) -> Document:
    return {
        "name": one.name,
        "lever": one.lever,
        "resource": one.resource,
        "verdict": one.verdict,
        "reason": one.reason,
        "executions": one.executions,
        "waiting": one.waiting,
        "effort": rate(one.effort),
        "weekly": rate(one.weekly),
        "result": rate(one.result),
        "average": None if one.average is None else rate(one.average),
        "next_unit": None if one.next_unit is None else _rates(one.next_unit),
        "elasticity": None if one.elasticity is None else rate(one.elasticity),
        "better": None if one.better is None else round(one.better, 4),
        "beside": one.beside,
        "freed": None if one.freed is None else _freed(one.freed),
        "judge_after": None if one.after is None else str(one.after),
    }


def _freed(freed: Freed) -> Document:
    return {"to": freed.to, "effort": rate(freed.effort), "gain": _rates(freed.gain)}


def _rates(spread: Spread) -> Document:
    return {level: rate(getattr(spread, level)) for level in _LEVELS}
