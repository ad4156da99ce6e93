"""The JSON Schema names every key, explains it, and lets no other pass."""

import json
import re
from typing import Any

from planner.goalfile.schema import json_schema
from planner.goalfile.shapes import EventShape, FloorShape, GoalShape, LeverShape
from planner.goalfile.table_shape import TableShape

SCHEMA = json_schema()


def blocks() -> dict[str, dict[str, Any]]:
    fixed = {name: block for name, block in SCHEMA["$defs"].items() if "properties" in block}
    return {"goal": SCHEMA, **fixed}


def test_it_names_its_dialect_and_can_be_written() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_every_key_is_named_and_no_other() -> None:
    assert set(SCHEMA["properties"]) == set(GoalShape.model_fields)
    assert set(SCHEMA["$defs"]["LeverShape"]["properties"]) == set(LeverShape.model_fields)
    assert set(SCHEMA["$defs"]["TableShape"]["properties"]) == set(TableShape.model_fields)
    assert set(SCHEMA["$defs"]["EventShape"]["properties"]) == set(EventShape.model_fields)
    assert set(SCHEMA["$defs"]["FloorShape"]["properties"]) == set(FloorShape.model_fields)
    assert all(block["additionalProperties"] is False for block in blocks().values())


def test_only_target_and_traffic_are_required() -> None:
    assert SCHEMA["required"] == ["target", "traffic"]
    assert "required" not in SCHEMA["$defs"]["LeverShape"]
    assert SCHEMA["$defs"]["EventShape"]["required"] == ["on"]


def test_every_key_is_explained() -> None:
    for name, block in blocks().items():
        assert block["description"], name
        for key, schema in block["properties"].items():
            assert schema.get("description", "").endswith("."), (name, key)


def test_every_reference_leads_somewhere() -> None:
    found = re.findall(r'"#/\$defs/([^"]*)"', json.dumps(SCHEMA))
    assert set(found) == set(SCHEMA["$defs"])


def test_traffic_is_a_table_or_counts_at_any_depth() -> None:
    assert SCHEMA["properties"]["traffic"]["anyOf"] == [{"$ref": "#/$defs/TableShape"}, {"$ref": "#/$defs/Branch"}]
    inner = SCHEMA["$defs"]["Branch"]["additionalProperties"]["anyOf"]
    assert {"$ref": "#/$defs/Branch"} in inner


def test_patterns_take_what_the_parser_takes() -> None:
    lever = SCHEMA["$defs"]["LeverShape"]["properties"]
    number = next(each["pattern"] for each in lever["max"]["anyOf"] if "pattern" in each)
    extent = next(each["pattern"] for each in lever["doubling"]["anyOf"] if "pattern" in each)
    assert all(re.search(number, text) for text in ("90,000", "12k", "1.2M", "9万", "1 200", "1e3"))
    assert not any(re.search(number, text) for text in ("true", "1,5", "-3", "abc", ""))
    assert all(re.search(extent, text) for text in ("900..2200", "1.3..1.7", "1k..2k", "12k"))
    assert not any(re.search(extent, text) for text in ("900-2200", "..5", "5.."))


def test_patterns_of_events_take_what_the_parser_takes() -> None:
    event = SCHEMA["$defs"]["EventShape"]["properties"]
    lift = next(each["pattern"] for each in event["lift"]["anyOf"] if "pattern" in each)
    stretch = next(each["pattern"] for each in event["on"]["anyOf"] if "pattern" in each)
    country = SCHEMA["properties"]["country"]["pattern"]
    assert all(
        re.search(lift, text) for text in ("+20%..+60%", "-30%", "20..60%", "1.2x..1.6x", "1.2 .. 1.6", "2 times")
    )
    assert not any(re.search(lift, text) for text in ("20-60%", "..5", "more", "", "1.2x.."))
    assert all(re.search(stretch, text) for text in ("2026-03-09..2026-03-15", "2026-03", "March 2026", "2026年3月"))
    assert not any(re.search(stretch, text) for text in ("next month", "March", "下个月"))
    assert all(re.search(country, text) for text in ("DE", "de-by", "GBR", "DE-Augsburg"))
    assert not any(re.search(country, text) for text in ("Germany", "D", "", "DE-"))


def test_every_risk_may_be_chosen() -> None:
    assert SCHEMA["properties"]["risk"]["enum"] == ["expected", "cautious", "chance"]


def test_curves_have_efforts_for_keys() -> None:
    curve = SCHEMA["$defs"]["LeverShape"]["properties"]["curve"]
    curve = next(each for each in curve.get("anyOf", [curve]) if each.get("type") == "object")
    assert curve["minProperties"] == 2
    assert all(re.search(curve["propertyNames"]["pattern"], text) for text in ("0", "1000", "1,000", "12k", "1.5"))
    assert not any(re.search(curve["propertyNames"]["pattern"], text) for text in ("", "many", "-1", "1..2"))


def test_scenarios_change_keys_of_the_goal_file() -> None:
    scenario = SCHEMA["properties"]["scenarios"]["anyOf"][0]["additionalProperties"]
    pattern = scenario["propertyNames"]["pattern"]
    keys = set(GoalShape.model_fields) - {"scenarios"}
    assert all(re.search(pattern, key) and re.search(pattern, f"{key}.search ads.max") for key in keys)
    assert not any(re.search(pattern, key) for key in ("scenarios", "scenarios.a", "targets", "max", ""))
