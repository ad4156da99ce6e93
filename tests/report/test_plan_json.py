"""The JSON report keeps its contract."""

import json
from dataclasses import replace
from typing import Any

import pytest
from report_plans import (
    HOSTILE,
    SECTIONS,
    below_forecast,
    by_chance,
    cautious,
    example,
    fresh,
    hostile,
    leaf_goal,
    only_new,
    returning_branch,
    revenue,
    unlimited,
    within_reach,
)
from report_plans import PLANS as USUAL
from report_snapshots import JsonFile
from syrupy.assertion import SnapshotAssertion

from planner.model.tree import Node
from planner.report.plan_json import plan_document, render_json

PLANS = {**USUAL, **SECTIONS}
NUMBER = (int, float)
LIKELY = {"mean": NUMBER, "p10": NUMBER, "p90": NUMBER}
QUANTILES = dict.fromkeys(("mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95"), NUMBER)
WHOLE_LIKELY = {"mean": int, "p10": NUMBER, "p90": NUMBER}
OPTIONAL = (*NUMBER, type(None))
POINT = {"scale": NUMBER, "resources": dict, "mean": NUMBER, "p10": NUMBER, "p90": NUMBER, "chance": float}
AMOUNTS = dict.fromkeys(("mean", "p10", "p50", "p90"), NUMBER)

REALLOCATED = {
    "freed": [{"lever": str, "unit": str, "now": NUMBER, "planned": NUMBER, "uses": dict, "lost": LIKELY}],
    "added": dict,
    "brought": NUMBER,
}
RISK = {"kind": str, "chosen": NUMBER, "expected": NUMBER, "given_up": NUMBER}

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
        "unassigned": int, "even": (dict, type(None)), "likely": (dict, type(None)), "sure": (dict, type(None)),
    },
    "frontier": [POINT],
    "alone": [{"resource": str, "scale": OPTIONAL, "frontier": [POINT]}],
    "start": str,
    "reallocated": (dict, type(None)),
    "risk": (dict, type(None)),
    "quality": [
        {
            "measure": str, "valued": bool, "forecast": AMOUNTS, "outcome": AMOUNTS, "best": OPTIONAL,
            "levers": [{"name": str, "extra": NUMBER}],
            "branches": [
                {
                    "branch": list, "sessions": NUMBER, "amount": NUMBER, "rate": LIKELY,
                    "now": NUMBER, "forecast": NUMBER, "plan": NUMBER,
                }
            ],
        }
    ],
    "floors": [{"measure": str, "at_least": NUMBER, "forecast": NUMBER, "plan": NUMBER, "chance": float}],
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
    return (
        []
        if isinstance(found, contract) and (contract is bool or not isinstance(found, bool))
        else [f"{at} is {found!r}"]
    )


@pytest.mark.parametrize("name", PLANS)
def test_contract(name: str) -> None:
    text = render_json(PLANS[name]())
    document = json.loads(text)
    assert unlike(document, CONTRACT) == []
    for key, contract in (("reallocated", REALLOCATED), ("risk", RISK)):
        assert document[key] is None or unlike(document[key], contract) == []
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


@pytest.mark.parametrize("name", ["example", "unlimited", "chinese", "revenue"])
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


def test_effort_taken_back_and_what_it_frees() -> None:
    found = plan_document(example())["reallocated"]
    assert found["freed"] == [
        {
            "lever": "banner ads",
            "unit": "money",
            "now": 1100,
            "planned": 0,
            "uses": {"money": 1100},
            "lost": {"mean": 40, "p10": -10, "p90": 260},
        }
    ]
    assert (found["added"], found["brought"]) == ({"money": 5012.4, "writer hours": 148}, 9500)
    assert plan_document(below_forecast())["reallocated"] is None


def test_each_resource_alone() -> None:
    money, hours = plan_document(within_reach())["alone"]
    assert (money["resource"], money["scale"], hours["scale"]) == ("money", 2.31, None)
    assert money["frontier"][0] == {
        "scale": 0.5,
        "resources": {"money": 6000, "writer hours": 160},
        "mean": 41200,
        "p10": 36256,
        "p90": 46144,
        "chance": 0.0,
    }
    assert plan_document(unlimited())["alone"] == []


def test_what_a_plan_starts_from_and_aims_at() -> None:
    assert [plan_document(plan)["start"] for plan in (example(), fresh(), only_new())] == ["today", "fresh", "only new"]
    assert plan_document(example())["risk"] is None
    careful = {"kind": "cautious", "chosen": 38940, "expected": 38110, "given_up": 312}
    likely = {"kind": "chance", "chosen": 0.108, "expected": 0.081, "given_up": 455}
    assert [plan_document(plan)["risk"] for plan in (cautious(), by_chance())] == [careful, likely]


def test_other_measures_have_all_their_digits() -> None:
    """Rates are small and revenue is large; both keep six digits, and no branch is left out."""
    money, orders = plan_document(revenue())["quality"]
    assert (money["valued"], orders["valued"]) == (True, False)
    assert [each["branch"] for each in money["branches"]][:3] == [[], ["new"], ["new", "Organic Search"]]
    assert orders["branches"][5]["rate"] == {"mean": 0.0003, "p10": 0.00027, "p90": 0.00033}
    assert money["outcome"]["mean"] == 243206
    (signups,) = plan_document(PLANS["hundreds"]())["quality"]
    assert len(signups["branches"]) == 407
