"""Past plans against what happened as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

from planner.model.score import Score
from planner.report.json_text import days, json_text, language, quantiles, rate, sessions

SCHEMA = "planner/score/1"


def render_score_json(found: Score) -> str:
    """The same score gives the same bytes."""
    return json_text(
        {
            "schema": SCHEMA,
            **language(),
            "plans": [
                {
                    "file": plan.file,
                    "number": plan.made.number,
                    "counts": plan.counts,
                    "text": plan.made.text,
                    "period": days(plan.made.period),
                    "target": plan.made.target,
                    "chance": plan.made.chance,
                    "outcome": quantiles(plan.made.outcome),
                    "actual": sessions(plan.actual),
                    "reached": plan.reached,
                    "held": plan.held,
                    "demand": sessions(plan.demand),
                }
                for plan in found.plans
            ],
            "brier": None if found.brier is None else rate(found.brier),
            "baseline": None if found.baseline is None else rate(found.baseline),
            "counted": found.counted,
            "held": found.held,
            "demand": None if found.demand is None else rate(found.demand),
            "reliability": [
                {
                    "low": each.low,
                    "high": each.high,
                    "plans": each.plans,
                    "said": rate(each.said),
                    "reached": rate(each.came),
                    "likely": {"p10": rate(each.likely[0]), "p90": rate(each.likely[1])},
                }
                for each in found.bins
            ],
            "assumptions": [
                {
                    "plan": one.plan,
                    "lever": one.lever,
                    "evidence": one.evidence,
                    "assumed": sessions(one.assumed),
                    "found": {"mean": sessions(one.found), "p10": sessions(one.low), "p90": sessions(one.high)},
                }
                for one in found.assumptions
            ],
            "sources": [
                {
                    "evidence": each.evidence,
                    "levers": each.levers,
                    "ratio": {"p10": rate(each.ratio.low), "p90": rate(each.ratio.high)},
                    "held": each.held,
                }
                for each in found.sources
            ],
            "estimates": None if found.estimates is None else f"{found.estimates.low:.2f}..{found.estimates.high:.2f}",
            "open": list(found.open),
            "problems": list(found.problems),
        }
    )
