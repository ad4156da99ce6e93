"""plan.json read back: everything that is needed, and one clear message for what is none."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from followed_months import GOAL, came, day, planned, read_back
from hypothesis import given
from hypothesis import strategies as st
from report_plans import PLANS

from planner.errors import InputError
from planner.planfile.read import LONGEST, is_plan, read_document, read_plan
from planner.report.plan_json import plan_document, render_json
from planner.tracking.replan import replan

MADE = planned()


def document() -> dict[str, Any]:
    found = replan(GOAL, came(MADE, days=10), MADE)
    assert found is not None
    return plan_document(found.plan)


SECOND = document()


def written(folder: Path, what: object) -> Path:
    path = folder / "plan.json"
    path.write_text(what if isinstance(what, str) else json.dumps(what), encoding="utf-8")
    return path


def complaint(folder: Path, what: object) -> str:
    with pytest.raises(InputError) as raised:
        read_plan(written(folder, what))
    return str(raised.value).replace(str(folder), "")


@pytest.mark.parametrize("name", sorted({*PLANS} - {"hostile"}))  # whose target is of two branches, as no real one is
def test_every_plan_that_is_written_can_be_read(name: str) -> None:
    plan = PLANS[name]()
    made = read_back(plan)
    assert made.target == plan.target
    assert made.period == plan.period
    assert made.where == plan.where
    assert [lever.name for lever in made.levers] == [lever.name for lever in plan.levers]
    assert [lever.planned for lever in made.levers] == pytest.approx([lever.planned for lever in plan.levers])
    assert [node.target for node in made.tree.walk()] == [node.target for node in _nodes(plan.tree)]


def _nodes(node: Any) -> list[Any]:
    return [node, *(each for child in node.children for each in _nodes(child))]


def test_what_is_read_is_what_was_decided(tmp_path: Path) -> None:
    made = read_plan(written(tmp_path, SECOND))
    assert (made.number, made.as_of, made.begins, made.goal_file) == (2, day(10), day(11), "goal.yaml")
    assert made.ahead.days == MADE.period.days - 10
    assert made.done("ads") == pytest.approx(MADE.levers[0].planned * 10 / 28)
    assert made.done("nothing") == 0.0
    assert made.resources is not None
    assert made.outcome.p10 < made.outcome.mean < made.outcome.p90
    ads = made.levers[0]
    assert made.usual(ads) == pytest.approx((ads.now - made.done("ads")) / 18)


def test_a_plan_from_before_plans_were_numbered(tmp_path: Path) -> None:
    old = {key: value for key, value in SECOND.items() if key != "made"}
    made = read_plan(written(tmp_path, old))
    assert (made.number, made.goal_file, made.seen, made.so_far) == (1, "", None, None)
    assert (made.period.start - made.as_of).days == 1


def test_a_mark_at_the_beginning_and_unknown_keys_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + json.dumps(SECOND | {"note": {"by": "somebody"}}))
    assert read_plan(path).number == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "/plan.json:1:1: this is no JSON: expecting value"),
        ("{\n  'a': 1}", "/plan.json:2:3: this is no JSON: expecting property name enclosed in double quotes\n  |   'a': 1}"),
        ('{"a": 1,}', "this is no JSON"),
        ("{\n", "/plan.json:2:1: this is no JSON: expecting property name enclosed in double quotes"),
        ("[1,\r\n2;\r\n", "/plan.json:2:2: this is no JSON: expecting ',' delimiter\n  | 2;\n  |  ^"),
        ('["\u2028', "/plan.json:1:2: this is no JSON"),
        ("[" * 100_000, "this is no JSON text"),
        ("[1, 2]", "this is no plan"),
        ("null", "this is no plan"),
        ('{"schema": "planner/track/1"}', 'expected a file that `planner plan --json` wrote, with "schema": "planner/plan/1"'),
        ('{"schema": "planner/plan/1"}', "goal: field required"),
        ('{"schema": "planner/plan/2"}', "this is no plan"),
    ],
)  # fmt: skip
def test_what_is_no_plan(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in complaint(tmp_path, text)


def test_what_is_no_text_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InputError, match="this is no JSON text"):
        read_plan(tmp_path / "plan.json")
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_document(tmp_path / "other.json")
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        read_document(tmp_path)


@pytest.mark.parametrize("key", ["goal", "forecast", "outcome", "levers", "tree"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    assert f"{key}: field required" in complaint(tmp_path, {k: v for k, v in SECOND.items() if k != key})


def changed(path: str, value: object) -> dict[str, Any]:
    """The plan with another value at a path such as levers.0.now."""
    found = json.loads(json.dumps(SECOND))
    at: Any = found
    *way, last = path.split(".")
    for step in way:
        at = at[int(step) if isinstance(at, list) else step]
    at[int(last) if isinstance(at, list) else last] = value
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("goal.target", 0, "goal.target: input should be greater than or equal to 1"),
        ("goal.target", 10**400, "goal.target"),
        ("goal.target", 1.5, "goal.target: input should be a valid integer"),
        ("goal.period.start", "2026-13-01", "goal.period.start: "),
        ("goal.period.end", "2020-01-01", f"it takes 1 to {LONGEST} days"),
        ("goal.period.end", "2099-01-01", f"it takes 1 to {LONGEST} days"),
        ("goal.period.start", "0001-01-01", "goal.period.start: "),
        ("goal.period.end", "9999-12-31", "goal.period.end: "),
        ("goal.resources", {"money": float("inf")}, "goal.resources.money"),
        ("goal.where", {"channel": "Nowhere"}, "goal.where names no branch of the tree"),
        ("levers.0.now", -1, "levers.0.now: input should be greater than or equal to 0"),
        ("levers.0.planned", float("nan"), "levers.0.planned"),
        ("levers.0.planned", 1e300, "levers.0.planned"),
        ("levers.0.name", "", "levers.0.name"),
        ("levers.0.name", "mails", "levers: there are two named 'mails'"),
        ("levers.0.evidence", "hearsay", "levers.0.evidence"),
        ("outcome.mean", float("inf"), "outcome.mean"),
        ("outcome.chance", 1.2, "outcome.chance"),
        ("tree.now", 10**30, "tree.now"),
        ("tree.children", 3, "tree.children"),
        ("made.number", 0, "made.number"),
        ("made.number", 10**12, "made.number"),
        ("made.as_of", "2030-01-01", "made.as_of is 2030-01-01, and not before 2026-07-02"),
        ("made.so_far.last", "2026-01-01", "made.so_far.last is 2026-01-01, and not within the period"),
        ("made.so_far.last", "2026-07-19", "before its last day"),
        ("made.so_far.sessions", "many", "made.so_far.sessions"),
    ],
)  # fmt: skip
def test_what_no_plan_can_say_is_named(tmp_path: Path, path: str, value: object, expected: str) -> None:
    text = complaint(tmp_path, changed(path, value))
    assert expected in text
    assert text.startswith("/plan.json: ")


def test_at_most_five_things_are_named(tmp_path: Path) -> None:
    levers = [{"name": f"lever {n}"} for n in range(50)]
    assert len(complaint(tmp_path, SECOND | {"levers": levers}).splitlines()) == 5


def test_hostile_keys_are_harmless_in_a_complaint(tmp_path: Path) -> None:
    text = complaint(tmp_path, changed("goal.resources", {"\x1b[31m\u202emoney": -1}))
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("depth", [60, 5000])
def test_deep_trees_end_in_a_plan_or_a_complaint(tmp_path: Path, depth: int) -> None:
    node = json.dumps({k: v for k, v in SECOND["tree"].items() if k != "children"})[:-1]
    text = json.dumps(SECOND | {"tree": "HERE"})
    deep = text.replace('"HERE"', f'{node}, "children": [' * depth + f"{node}}}" + "]}" * depth)
    with suppress(InputError):
        read_plan(written(tmp_path, deep))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = sorted({*SECOND, "goal.period", "goal.where", "made.so_far", "levers.0.uses", "tree.children.0", "tree.key"})


@given(st.sampled_from(KEYS), VALUES)
def test_anything_in_any_place_is_read_or_refused(tmp_path_factory: Any, key: str, value: object) -> None:
    folder = tmp_path_factory.mktemp("plan")
    with suppress(InputError):
        read_plan(written(folder, changed(key, value)))


def test_whether_it_is_a_plan() -> None:
    assert is_plan(SECOND)
    assert not is_plan([SECOND])
    assert not is_plan({"schema": "planner/compare/1"})


def test_what_is_written_again_is_the_same() -> None:
    plan = PLANS["example"]()
    assert render_json(plan) == render_json(replace(plan))
    numbers: Callable[[str], Any] = json.loads
    assert numbers(render_json(plan))["made"]["number"] == 1
