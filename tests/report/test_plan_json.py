"""The JSON report keeps its contract."""

import json
from dataclasses import replace
from typing import Any

import pytest
from report_plans import HOSTILE, PLANS, example, hostile, leaf_goal, returning_branch, unlimited, within_reach
from report_snapshots import JsonFile
from syrupy.assertion import SnapshotAssertion

from planner.model.tree import Node
from planner.report.plan_json import plan_document, render_json

NUMBER = (int, float)
LIKELY = {"mean": NUMBER, "p10": NUMBER, "p90": NUMBER}
QUANTILES = dict.fromkeys(("mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95"), NUMBER)
WHOLE_LIKELY = {"mean": int, "p10": NUMBER, "p90": NUMBER}
OPTIONAL = (*NUMBER, type(None))

CONTRACT: dict[str, Any] = {
    "schema": str,
    "goal": {
        "text": str, "reading": str, "metric": str, "where": dict, "target": int,
        "period": {"start": str, "end": str, "days": int}, "resources": dict,
    },
    "forecast": QUANTILES | {"chance": NUMBER},
    "outcome": QUANTILES | {"chance": float},
    "levers": [
        {
            "name": str, "unit": str, "uses": dict, "now": NUMBER, "planned": NUMBER, "min": NUMBER, "max": NUMBER,
            "extra": LIKELY, "later": {"mean": NUMBER}, "next_unit": LIKELY, "price": OPTIONAL,
            "evidence": str, "verdict": str, "why": str,
        }
    ],
    "tree": {
        "name": str, "key": dict, "now": int, "forecast": WHOLE_LIKELY, "target": int, "expected": WHOLE_LIKELY,
        "room": int, "children": list,
    },
    "needed": {
        "scale": OPTIONAL, "resources": dict, "levers": [{"name": str, "planned": NUMBER}], "reachable": NUMBER,
        "unassigned": int, "even": (dict, type(None)), "likely": (dict, type(None)),
    },
    "frontier": [{"scale": NUMBER, "resources": dict, "mean": NUMBER, "p10": NUMBER, "p90": NUMBER, "chance": float}],
    "certificate": {"value": NUMBER, "bound": NUMBER, "gap": NUMBER},
    "assumptions": [{"text": str, "source": str, "where": str}],
    "warnings": [str],
}  # fmt: skip


def unlike(found: Any, contract: Any, at: str = "plan") -> list[str]:
    """Where a document is not what the contract says."""
    if isinstance(contract, dict):
        if not isinstance(found, dict):
            return [at]
        return [
            each
            for key, inner in contract.items()
            for each in (unlike(found[key], inner, f"{at}.{key}") if key in found else [f"{at}.{key} is missing"])
        ]
    if isinstance(contract, list):
        return [each for n, item in enumerate(found) for each in unlike(item, contract[0], f"{at}[{n}]")]
    return [] if isinstance(found, contract) and not isinstance(found, bool) else [f"{at} is {found!r}"]


@pytest.mark.parametrize("name", PLANS)
def test_contract(name: str) -> None:
    text = render_json(PLANS[name]())
    document = json.loads(text)
    assert unlike(document, CONTRACT) == []
    assert document == plan_document(PLANS[name]())
    assert text.endswith("}\n")


@pytest.mark.parametrize("name", PLANS)
def test_every_node_has_all_keys_and_children_add_up(name: str) -> None:
    def check(node: dict[str, Any], of: Node) -> None:
        assert unlike(node, CONTRACT["tree"]) == []
        assert "" not in node["key"]
        assert node["target"] == of.target
        for child, child_of in zip(node["children"], of.children, strict=True):
            check(child, child_of)

    plan = PLANS[name]()
    check(plan_document(plan)["tree"], plan.tree)


@pytest.mark.parametrize("name", ["example", "unlimited", "chinese"])
def test_whole_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_json(PLANS[name]()) == snapshot.use_extension(JsonFile)


def test_no_limits_are_no_resources() -> None:
    assert plan_document(unlimited())["goal"]["resources"] == {}
    assert plan_document(unlimited())["resources"][0]["amount"] is None


def test_the_branch_of_the_goal() -> None:
    plan = returning_branch()
    assert plan_document(plan)["goal"]["where"] == {"visitor": "returning"}
    several = replace(plan, where=(("channel", ("Direct", "Email")),))
    assert plan_document(several)["goal"]["where"] == {"channel": ["Direct", "Email"]}


def test_the_unassigned_rest_has_the_key_of_its_parent() -> None:
    rest = plan_document(example())["tree"]["children"][-1]
    assert (rest["name"], rest["key"], rest["now"], rest["target"]) == ("unassigned", {}, 0, 19_000)
    assert rest["unassigned"] is True
    assert "unassigned" not in plan_document(example())["tree"]["children"][0]
    email = plan_document(leaf_goal())["tree"]["children"][-1]
    assert email["children"][0]["key"] == email["key"] == {"channel": "Email"}


def test_odds_say_what_they_really_use() -> None:
    needed = plan_document(within_reach())["needed"]
    assert needed["even"] == {"scale": 1.72, "uses": {"money": 20_640, "writer hours": 112.3}}
    assert plan_document(example())["needed"]["even"] is None
    assert plan_document(replace(example(), chance_alone=0.12345))["forecast"]["chance"] == 0.1235


@pytest.mark.parametrize("sign", ["\x7f", "\x9b31m", "\x85", "\ud800"])
def test_no_text_can_steer_a_terminal_or_break_the_encoding(sign: str) -> None:
    plan = replace(example(), reading=f"a{sign}b")
    text = render_json(plan)
    assert sign[0] not in text
    text.encode()
    assert json.loads(text)["goal"]["reading"] == f"a{sign}b"


def test_effort_keeps_enough_digits_for_its_limits() -> None:
    plan = example()
    levers = (replace(plan.levers[0], planned=1234.56789012345), *plan.levers[1:])
    assert plan_document(replace(plan, levers=levers))["levers"][0]["planned"] == 1234.56789


def test_names_stay_as_they_are() -> None:
    """JSON quotes by itself; a program that compares names must find them unchanged."""
    names = [lever["name"] for lever in json.loads(render_json(hostile()))["levers"]]
    assert names == list(HOSTILE)


def test_a_figure_that_is_not_finite_is_an_error_and_not_a_text() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_json(replace(example(), chance=float("nan")))
