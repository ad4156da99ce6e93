"""The goal file as a JSON Schema, by which editors complete, explain and check its keys."""

from typing import Any

from planner.goalfile import patterns
from planner.goalfile.portfolio import PortfolioShape
from planner.goalfile.shapes import GoalShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """What the goal file accepts, as far as JSON Schema (2020-12) can say it; phrases and checks between keys it cannot."""
    schema = GoalShape.model_json_schema()
    branch = {"$ref": "#/$defs/Branch"}
    schema["$defs"]["Branch"] = {
        "type": "object",
        "description": "Sessions by branch, at any depth.",
        "minProperties": 1,
        "additionalProperties": {"anyOf": [patterns.AMOUNT, branch]},
    }
    traffic = schema["properties"]["traffic"]
    traffic["anyOf"] = [each if "$ref" in each else branch for each in traffic.pop("oneOf")]
    levers = schema["properties"]["levers"]["anyOf"][0]
    levers["additionalProperties"] = {"anyOf": [levers["additionalProperties"], {"type": "null"}]}
    keys = "|".join(key for key in schema["properties"] if key != "scenarios")
    changes = schema["properties"]["scenarios"]["anyOf"][0]["additionalProperties"]
    changes["propertyNames"] = {"pattern": rf"^({keys})(\.|$)"}
    return {"$schema": DIALECT, **_without_defaults(schema), "title": "Traffic goal"}


def portfolio_schema() -> dict[str, Any]:
    """The same of a portfolio file."""
    return {
        "$schema": DIALECT,
        **_without_defaults(PortfolioShape.model_json_schema()),
        "title": "Portfolio of traffic goals",
    }


def _without_defaults(node: Any) -> Any:
    """The schema without null defaults and generated titles, which say nothing to a reader."""
    if isinstance(node, list):
        return [_without_defaults(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_defaults(item)
        for key, item in node.items()
        if not (key == "title" and isinstance(item, str)) and not (key == "default" and item in (None, [], {}))
    }
