"""Where a plan stands as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

from planner.model.track import EffortTrack, NodeTrack, Track
from planner.report.json_text import Document, days, json_text, language, quantiles, rate, sessions, significant

SCHEMA = "planner/track/1"


def render_track_json(track: Track) -> str:
    """The same track gives the same bytes."""
    made = track.made
    return json_text(
        {
            "schema": SCHEMA,
            **language(),
            "plan": {
                "number": made.number,
                "text": made.text,
                "metric": made.metric,
                "target": made.target,
                "period": days(made.period),
                "chance": made.chance,
            },
            "so_far": days(track.over),
            "left": track.left,
            "branch": _node(track.branch) | {"children": []},
            "tree": _node(track.tree),
            "unknown": [_node(node) for node in track.unknown],
            "causes": [
                {
                    "kind": each.kind,
                    "sessions": sessions(each.sessions),
                    "parts": {name: sessions(count) for name, count in each.parts},
                }
                for each in track.causes
            ],
            "levers": [_effort(each) for each in track.levers],
            "resources": [_effort(each) for each in track.resources],
            "warnings": list(track.warnings),
        }
    )


def _node(node: NodeTrack) -> Document:
    return {
        "name": node.name,
        "key": dict(node.key),
        "actual": sessions(node.actual),
        "expected": {"mean": sessions(node.expected), "p10": sessions(node.low), "p90": sessions(node.high)},
        "pace": None if node.pace is None else rate(node.pace),
        "projected": quantiles(node.projected),
        "planned": sessions(node.planned),
        "target": node.target,
        "chance": round(node.chance, 4),
        "status": node.status,
        "children": [_node(child) for child in node.children],
    }


def _effort(each: EffortTrack) -> Document:
    return {
        "name": each.name,
        "unit": each.unit,
        "planned": significant(each.planned, 10),
        "due": significant(each.due, 10),
        "spent": None if each.spent is None else significant(each.spent, 10),
    }
